"""Atomic writes: files and folders that appear whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex


@contextmanager
def atomic_write(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside the target, which replaces the target at the end.

    If writing fails, nothing is left of it and the target is as it was. A file is replaced in one
    step. A folder is swapped: between the two renames, and only there, neither stands under the
    target's name, and the old one is put back if the second rename fails.

    Parameters
    ----------
    target : Path
        File or folder that is to appear; its parent must exist.

    Yields
    ------
    Path
        A name beside it that nothing stands under yet.
    """
    part = _beside(target)
    try:
        yield part
        if target.is_dir():
            _swap(part, target)
        else:
            part.replace(target)
    finally:
        _remove(part)


def _swap(part: Path, target: Path) -> None:
    old = _beside(target)
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    _remove(old)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{token_hex(4)}.part")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
