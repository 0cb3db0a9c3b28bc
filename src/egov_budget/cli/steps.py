"""Progress on the error stream, where somebody watches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm

DELAY, TICK = 2.0, 1.0  # seconds until something is shown, and until the clock goes on
BAR: ContextVar[tqdm[Any] | None] = ContextVar("what is being done", default=None)
SHOWN = ExitStack()


def begin(step: str) -> None:
    """Show what is being done from now on and for how long.

    It is shown on a terminal only, where something takes a while, and is wiped before anything is said:
    what a command prints is its result.
    """
    bar = BAR.get()
    if bar is None:
        bar = SHOWN.enter_context(_shown())
        BAR.set(bar)
    bar.set_description_str(step, refresh=False)


def wipe() -> None:
    """Leave nothing of it on the terminal."""
    BAR.set(None)
    SHOWN.close()


@contextmanager
def _shown() -> Iterator[tqdm[Any]]:
    from tqdm import tqdm

    bar: tqdm[Any] = tqdm(disable=None, leave=False, delay=DELAY, bar_format="{desc} {elapsed}")
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
        yield bar
    finally:
        done.set()
        if not bar.disable:
            clock.join()
            bar.clear()
        bar.close()
