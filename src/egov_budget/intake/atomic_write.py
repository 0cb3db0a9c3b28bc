"""Atomic writes: files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from egov_budget.intake.exchange import exchange

A_DAY = 24 * 3600  # seconds: no run takes as long, so what is older is nobody's


@contextmanager
def atomic_write(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside the target, which replaces the target at the end.

    If writing fails, nothing is left of it and the target is as it was. A file is replaced in one
    step, a folder by an exchange.

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
        _put(part, target)
    finally:
        _remove(part)


def write_whole(text: str, path: Path) -> None:
    """Write a text as UTF-8, whole or not at all."""
    with atomic_write(Path(path)) as part:
        part.write_text(text, encoding="utf-8")


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside the target, whose files appear in the target all at once at the end.

    So two runs, or one that was interrupted, leave the files of one and never some of each. What else
    stands in the target is moved over. A folder that has to stay where it is (a mount point, the folder
    that the process works in, one in a folder that is read-only) gets the files one after the other,
    once all are written.

    Parameters
    ----------
    target : Path
        Folder for the files, made with its parents if it is not there.

    Yields
    ------
    Path
        A folder on the same file system.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    fixed = _is_fixed(target)
    part = _beside(target / target.name if fixed else target)
    part.mkdir()
    try:
        yield part
    except BaseException:
        _remove(part)
        raise
    if fixed:
        for item in [*part.iterdir()]:
            _put(item, target / item.name)
    else:
        if target.is_dir():
            shutil.copystat(target, part)
        _put(part, target)
    if part.is_dir():
        _move_over(part, target)


def _put(part: Path, target: Path) -> None:
    if target.is_dir():
        exchange(part, target)
    else:
        part.replace(target)


def _is_fixed(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return folder.is_mount() or Path.cwd().is_relative_to(folder) or not os.access(folder.parent, os.W_OK)


def _move_over(old: Path, new: Path) -> None:
    """Move what stands only in the old folder into the new one, and remove the rest of it."""
    for item in [*old.iterdir()]:
        there = new / item.name
        if item.is_dir() and not item.is_symlink() and there.is_dir():
            _move_over(item, there)
        elif there.exists():
            item.unlink()
        else:
            item.rename(there)
    old.rmdir()


def _beside(target: Path) -> Path:
    """Return a name of its own; what a run that was killed a day ago left under such a name goes."""
    for left in target.parent.glob(f".{escape(target.name)}.{'[0-9a-f]' * 8}.part"):
        with suppress(OSError):  # somebody else's, or another run was first
            if time.time() - left.stat().st_mtime > A_DAY:
                _remove(left)
    return target.with_name(f".{target.name}.{token_hex(4)}.part")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
