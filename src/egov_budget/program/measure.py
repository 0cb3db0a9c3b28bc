"""What the bound of a row is counted in: money, shares or points."""

from __future__ import annotations

MONEY_RULES = frozenset({"pool", "agency floor", "agency ceiling", "category floor", "category ceiling"})
MONEY_ROWS = ("built: ", "builds: ", "used: ")  # of the shared work


def in_money(rule: str, subject: str) -> bool:
    """Tell whether the bound of a row is an amount of money.

    Parameters
    ----------
    rule, subject : str
        Key of the row.

    Returns
    -------
    bool
        False for rows that count shares or points.
    """
    return rule in MONEY_RULES or (rule == "shared work" and subject.startswith(MONEY_ROWS))
