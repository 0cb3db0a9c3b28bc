"""from_record: the rule that a plan's document states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from egov_budget.errors import RuleError
from egov_budget.rules import STANDARD, Frozen, MeanTarget, RobustPool, ServicesTarget
from egov_budget.rules.funding_rule import KIND
from egov_budget.rules.own import Own
from egov_budget.rules.started import Started

if TYPE_CHECKING:
    from egov_budget.rules.funding_rule import FundingRule

ADDED = (Frozen, MeanTarget, Own, RobustPool, ServicesTarget, Started)
KINDS: dict[str, type[FundingRule]] = {kind.__name__: kind for kind in (*map(type, STANDARD), *ADDED)}


def from_record(record: Mapping[str, Any]) -> FundingRule | None:
    """Return the rule that a record states.

    Parameters
    ----------
    record : mapping
        What ``FundingRule.record`` returned, perhaps changed since.

    Returns
    -------
    FundingRule or None
        None for a rule that is not known here, or not from such parameters.

    Examples
    --------
    >>> from_record({"name": "category floor", "rule": "Floor", "of": "categories"})
    Floor(of='categories', beyond={})
    """
    kind = KINDS.get(str(record.get(KIND)))
    if kind is None:
        return None
    try:
        rule = kind.of_record(record)
        return rule if rule.name == record.get("name") else None
    except (AttributeError, KeyError, RuleError, TypeError, ValueError):
        return None
