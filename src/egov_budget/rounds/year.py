"""Years in their order: what a fiscal year's text says of its place."""

from __future__ import annotations

import re

FIRST_NUMBER = re.compile(r"\d+")


def ordinal(fiscal_year: str) -> int | None:
    """Return the first number in a fiscal year's text, or None where it has none.

    Parameters
    ----------
    fiscal_year : str
        As it is written: ``1401``, ``۱۴۰۱``, ``2026-27``.

    Returns
    -------
    int or None
        Years that follow each other have ordinals that ascend.

    Examples
    --------
    >>> ordinal("2026-27"), ordinal("۱۴۰۱"), ordinal("")
    (2026, 1401, None)
    """
    found = FIRST_NUMBER.search(fiscal_year[:60])
    return int(found[0]) if found else None


def following(fiscal_year: str) -> str:
    """Return the text of the next year: each number one more, or nothing where there is none.

    Examples
    --------
    >>> following("1400"), following("2026-27"), following("")
    ('1401', '2027-28', '')
    """
    return FIRST_NUMBER.sub(lambda found: f"{int(found[0]) + 1:0{len(found[0])}d}", fiscal_year)
