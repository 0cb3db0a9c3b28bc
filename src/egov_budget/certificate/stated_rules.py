"""Rules as a document states them, and what each demands of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from egov_budget.allocation.demands import DEMANDS, WHOLE, Check
from egov_budget.allocation.robust_demand import robust_checks
from egov_budget.allocation.targets import Target, target_checks
from egov_budget.errors import RuleError
from egov_budget.rules import STANDARD, Frozen, MeanTarget, ProjectCeiling, RobustPool, ServicesTarget

if TYPE_CHECKING:
    from egov_budget.allocation.demands import Plan
    from egov_budget.rules import Rule

ADDED = {rule.__name__: rule for rule in (Frozen, MeanTarget, ProjectCeiling, RobustPool, ServicesTarget)}
CLASS = "rule"


def as_record(rule: Rule) -> dict[str, Any]:
    """Return a rule as a record: its name, its kind and what it was made with.

    Parameters
    ----------
    rule : Rule
        A rule; what JSON has nothing for is written as text.

    Returns
    -------
    dict
        ``name``, ``rule`` and a key for each parameter.

    Examples
    --------
    >>> from egov_budget.rules import Floor
    >>> as_record(Floor("categories"))
    {'name': 'category floor', 'rule': 'Floor', 'of': 'categories'}
    """
    made: Any = rule
    names = [field.name for field in fields(made) if field.name != "name"] if is_dataclass(made) else []
    return {"name": rule.name, CLASS: type(rule).__name__} | {
        name: _plain(getattr(rule, name)) for name in names
    }


def as_rule(record: Mapping[str, Any]) -> Rule | None:
    """Return the rule that a record states.

    Parameters
    ----------
    record : mapping
        What ``as_record`` returned.

    Returns
    -------
    Rule or None
        None for a rule that does not ship with the library.

    Raises
    ------
    RuleError, TypeError or ValueError
        If it cannot be made with such parameters.

    Examples
    --------
    >>> as_rule({"name": "category floor", "rule": "Floor", "of": "categories"})
    Floor(of='categories')
    """
    standard = {rule.name: rule for rule in STANDARD}
    if record["name"] in standard:
        return standard[record["name"]]
    kind = ADDED.get(record[CLASS])
    given = {name: value for name, value in record.items() if name != CLASS}
    if kind in (MeanTarget, ServicesTarget):
        del given["name"]  # it follows from the others
    return None if kind is None else kind(**given)


def checks(plan: Plan, record: Mapping[str, Any]) -> list[Check] | None:
    """Check what a stated rule demands.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    record : mapping
        What ``as_record`` returned, perhaps changed since.

    Returns
    -------
    list of Check or None
        None for a rule that is not known here, or not from such parameters.
    """
    if record["name"] in DEMANDS:
        return [*DEMANDS[record["name"]](plan)]
    try:
        rule = as_rule(record)
        if isinstance(rule, Frozen):
            return [*_frozen(plan, rule)]
        if isinstance(rule, ProjectCeiling):
            return [*_ceilings(plan, rule)]
        if isinstance(rule, RobustPool):
            return [*robust_checks(plan, rule)]
        return [*target_checks(plan, rule)] if isinstance(rule, Target) else None
    except (AttributeError, KeyError, RuleError, TypeError, ValueError):
        return None


def _frozen(plan: Plan, rule: Frozen) -> Iterator[Check]:
    for project, amount in sorted(rule.credits.items()):
        paid, kept = plan.quanta[project], plan.quantum_count(amount)
        yield Check(rule.name, f"paid: {project}", paid, kept, paid == kept)
        part = plan.parts[project]
        least = int(Fraction(repr(float(rule.shares[project]))) * WHOLE)
        yield Check(rule.name, f"delivered: {project}", part, least, part >= least)


def _ceilings(plan: Plan, rule: ProjectCeiling) -> Iterator[Check]:
    for project, amount in sorted(rule.most.items()):
        if project in plan.quanta:
            paid, most = plan.quanta[project], round(plan.quantum_count(amount))
            yield Check(rule.name, project, paid, most, paid <= most)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in sorted(value.items())}
    return value if isinstance(value, bool | int | float | str) else repr(value)
