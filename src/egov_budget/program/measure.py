"""What the bound of a row is counted in: money, shares or points; a rule says so itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.rules import Rule

MONEY_ROWS = ("built: ", "builds: ", "used: ")  # of the shared work


def money_rules(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the names of the rules whose bounds are amounts of money: those with ``money`` true.

    Examples
    --------
    >>> from egov_budget.rules import STANDARD
    >>> sorted(money_rules(STANDARD))
    ['agency ceiling', 'agency floor', 'category ceiling', 'category floor', 'pool']
    """
    return frozenset(rule.name for rule in rules if getattr(rule, "money", False))


def in_money(rules: frozenset[str], rule: str, subject: str) -> bool:
    """Tell whether the bound of a row is an amount of money.

    Parameters
    ----------
    rules : frozenset of str
        As ``money_rules`` returns them.
    rule, subject : str
        Key of the row.

    Returns
    -------
    bool
        False for rows that count shares or points.
    """
    return rule in rules or (rule == "shared work" and subject.startswith(MONEY_ROWS))
