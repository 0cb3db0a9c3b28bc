"""Characters that XML has no place for, written as a workbook writes them: ``_x000D_`` and the like."""

from __future__ import annotations

import re

NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")  # \r would come back as \n
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    r"""Write a text so that a workbook can hold it (ECMA-376, ST_Xstring).

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Control characters as ``_xHHHH_``; a text that looks so already is escaped too.

    Examples
    --------
    >>> escape("line\r"), escape("_x000D_")
    ('line_x000D_', '_x005F_x000D_')
    """
    return NO_XML.sub(lambda sign: f"_x{ord(sign.group()):04X}_", text)


def unescape(text: str) -> str:
    r"""Read a text of a workbook.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        ``unescape(escape(text)) == text`` for every text.

    Examples
    --------
    >>> unescape("line_x000D_")
    'line\r'
    """
    return ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text) if "_x" in text else text
