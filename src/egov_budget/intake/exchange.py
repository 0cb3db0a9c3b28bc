"""Exchange: two folders of one file system change places."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

WORKING_FOLDER, BOTH = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


def exchange(part: Path, target: Path) -> None:
    """Let two folders change places, so that each stands under the other's name.

    On Linux in one step, at every moment of which there is a folder under both names. Elsewhere, and on
    file systems that cannot do so, in three renames: between the first two, and only there, nothing
    stands under the target's name, and the old folder is put back if the second one fails.

    Parameters
    ----------
    part, target : Path
        Folders that are there, beside each other.
    """
    if _at_once(part, target):
        return
    old = part.with_name(f"{part.name}.old")
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(part)


def _at_once(part: Path, target: Path) -> bool:
    """Exchange two folders in one step; return False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)  # Python has no name for it
    if renameat2 is None:
        return False
    return bool(renameat2(WORKING_FOLDER, os.fsencode(part), WORKING_FOLDER, os.fsencode(target), BOTH) == 0)
