"""Progress on the error stream, where somebody watches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DELAY, TICK = 2.0, 1.0  # seconds until something is shown, and until the clock goes on


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show what is being done and for how long; call what it gives with the name of the step that begins.

    It is shown on a terminal only, where something takes a while, and is wiped at the end: what a
    command prints is its result.
    """
    from tqdm import tqdm

    bar, done = tqdm(disable=None, leave=False, delay=DELAY, bar_format="{desc} {elapsed}"), Event()

    def tick() -> None:
        while not done.wait(TICK):
            bar.refresh()

    clock = Thread(target=tick, daemon=True)
    if not bar.disable:
        clock.start()
    try:
        with bar:
            yield bar.set_description_str
    finally:
        done.set()
