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

    bar = tqdm(disable=None, leave=False, delay=DELAY, bar_format="{desc} {elapsed}")
    done = Event()

    def show() -> None:
        wait = DELAY
        while not done.wait(wait):
            bar.refresh()
            wait = TICK

    clock = Thread(target=show, daemon=True)
    if not bar.disable:
        clock.start()
    try:
        yield lambda name: bar.set_description_str(name, refresh=False)
    finally:
        done.set()
        if not bar.disable:
            clock.join()
            bar.clear()
        bar.close()
