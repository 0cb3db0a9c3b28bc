"""A file -> its text: opened within bounds, decoded as UTF-8 with or without a byte order mark."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from egov_budget.errors import SHOWN, Fault

LARGEST_FILE = 2**30  # bytes; a million projects with long descriptions stay below it
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(
    path: Path, table: str, row_at: Callable[[str], int] | None = None, otherwise: str | None = None
) -> str | Fault:
    """Return the text of a file, or the fault that stopped it.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Table named in the fault.
    row_at : callable, optional
        Row that follows a piece of text; lines are counted unless it is given.
    otherwise : str, optional
        Encoding of a text that is not UTF-8, where UTF-16 with its mark is read too; empty if the user has
        declared none. Only UTF-8 is read unless it is given.

    Returns
    -------
    str or Fault
        The text without its byte order mark, line ends as they stand.
    """
    data = read_bytes(path, table)
    return data if isinstance(data, Fault) else decoded(data, table, path.name, row_at, otherwise)


def decoded(
    data: bytes,
    table: str,
    name: str,
    row_at: Callable[[str], int] | None = None,
    otherwise: str | None = None,
) -> str | Fault:
    """Return bytes as text, or the fault that stopped it.

    Parameters
    ----------
    data : bytes
        UTF-8, with or without a byte order mark.
    table : str
        Table named in the fault.
    name : str
        What they are called.
    row_at, otherwise : callable and str, optional
        As ``read_text`` takes them.

    Returns
    -------
    str or Fault
        The text without its byte order mark.
    """
    if otherwise is not None and data.startswith(UTF_16) and len(data) % 2 == 0:
        return _declared(name, table, data, "utf-16")
    if data.startswith(UTF_16) or b"\0" in data[:4]:  # every other byte of Latin text, mark or no mark
        return Fault.of("utf_16", table, value=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if otherwise and not data.startswith(codecs.BOM_UTF8):
            return _declared(name, table, data, otherwise)
        row = (row_at or _line_at)(error.object[: error.start].decode())  # without the byte order mark
        key, byte = "no_utf_8" if otherwise is None else "undeclared", error.object[error.start]
        return Fault.of(key, table, row, "", f"0x{byte:02X}", name=name)


def _declared(name: str, table: str, data: bytes, encoding: str) -> str | Fault:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        return Fault.of("other_encoding", table, value=encoding[:SHOWN], name=name, error=error)


def read_bytes(path: Path, table: str, largest: int = LARGEST_FILE) -> bytes | Fault:
    """Return the bytes of a file, or the fault that stopped it.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Table named in the fault.
    largest : int
        Most bytes that are read.

    Returns
    -------
    bytes or Fault
        All of the file.
    """
    if not path.is_file():
        return Fault.of("no_file", table, value=path.name)
    try:
        size = path.stat().st_size
        if size > largest:
            return Fault.of("too_large", table, value=path.name, size=size, most=largest)
        return path.read_bytes()
    except OSError as error:
        return Fault.of("shut_file", table, value=path.name, error=error.strerror)


def _line_at(before: str) -> int:
    return before.count("\n") + 1
