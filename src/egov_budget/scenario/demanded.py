"""demanded: arguments of a verb or a noun, refused where they do not keep to what is asked of them."""

from __future__ import annotations

from typing import NamedTuple

from egov_budget.errors import Fault, RuleError


class Claim(NamedTuple):
    """What is asked of an argument: whether it holds, of which, what was given, and what is told if not."""

    holds: bool
    argument: str
    given: object
    fault: str
    remedy: str


def demanded(where: str, *claims: Claim) -> None:
    """Refuse arguments that do not keep to what is asked of them.

    Parameters
    ----------
    where : str
        What the arguments are of.
    *claims : Claim
        What is asked.

    Raises
    ------
    RuleError
        With every claim that does not hold.
    """
    broken = (claim for claim in claims if not claim.holds)
    RuleError.if_any(Fault(where, None, c.argument, str(c.given), c.fault, c.remedy) for c in broken)
