"""Progress on the error stream, where somebody watches it."""

from __future__ import annotations

from contextvars import ContextVar
from threading import Event, Thread

DELAY, TICK = 2.0, 1.0  # seconds until something is shown, and until the clock goes on


def begin(step: str) -> None:
    """Show what is being done from now on and for how long.

    It is shown on a terminal only, where something takes a while, and is wiped before anything is said:
    what a command prints is its result.
    """
    progress = PROGRESS.get()
    if progress is None:
        progress = _Progress()
        PROGRESS.set(progress)
    progress.bar.set_description_str(step, refresh=False)


def wipe() -> None:
    """Leave nothing of it on the terminal."""
    progress = PROGRESS.get()
    if progress is not None:
        PROGRESS.set(None)
        progress.close()


class _Progress:
    def __init__(self) -> None:
        from tqdm import tqdm

        self.bar = tqdm(disable=None, leave=False, delay=DELAY, bar_format="{desc} {elapsed}")
        self.done = Event()
        self.clock = Thread(target=self._show, daemon=True)
        if not self.bar.disable:
            self.clock.start()

    def _show(self) -> None:
        wait = DELAY
        while not self.done.wait(wait):
            self.bar.refresh()
            wait = TICK

    def close(self) -> None:
        self.done.set()
        if not self.bar.disable:
            self.clock.join()
            self.bar.clear()
        self.bar.close()


PROGRESS: ContextVar[_Progress | None] = ContextVar("what is being done", default=None)
