"""Progress on the error stream, where somebody watches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar of so many steps; call what it gives with the name of the step that begins.

    The bar is shown on a terminal only, and is wiped at the end: what a command prints is its result.
    """
    from tqdm import tqdm

    bar = tqdm(
        total=total, disable=None, leave=False, bar_format="{desc:<24}{bar}| {n_fmt}/{total_fmt} {elapsed}"
    )
    begun = False

    def begin(name: str) -> None:
        nonlocal begun
        if begun:
            bar.update()
        begun = True
        bar.set_description_str(name)

    with bar:
        yield begin
