"""What a target demands of a plan, counted in fractions from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.allocation.demands import WHOLE, Check, records
from egov_budget.allocation.rated import expected
from egov_budget.rules import MeanTarget, ServicesTarget
from egov_budget.scenario.attainment import ROUNDING
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Kind

if TYPE_CHECKING:
    from egov_budget.allocation.demands import Plan

Target = ServicesTarget | MeanTarget


def target_checks(plan: Plan, target: Target) -> Iterator[Check]:
    """Yield a check for each thing a target demands.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    target : ServicesTarget or MeanTarget
        What is to be reached.

    Yields
    ------
    Check
        One for a count of services; one for each group with a mean.
    """
    after = attained(plan)
    level = _exact(target.level) - _exact(ROUNDING)
    if isinstance(target, ServicesTarget):
        count = sum(reached >= level for reached in after.values())
        yield Check(target.name, "services", count, target.count, count >= target.count)
        return
    listed = BY_NAME["services"][target.by].kind is Kind.LIST
    total: dict[str, Fraction] = {}
    weight: dict[str, Fraction] = {}
    for row in records(plan.scenario.services):
        text = str(row[target.by])
        for group in text.split(";") if listed else [text]:
            if group and row["id"] in after:
                importance = _exact(row["importance"])
                total[group] = total.get(group, Fraction(0)) + importance * after[row["id"]]
                weight[group] = weight.get(group, Fraction(0)) + importance
    for group in sorted(total):
        mean = total[group] / weight[group]
        yield Check(target.name, group, mean, target.level, mean >= level)


def attained(plan: Plan) -> dict[str, Fraction]:
    """Return the attainment of each rated service under a plan, exactly.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.

    Returns
    -------
    dict of str to Fraction
        From 0 to 1, by id; a service without scores has none.
    """
    scenario = plan.scenario
    weight = {row["id"]: _exact(row["weight"]) for row in records(scenario.indicators)}
    score = {(row["service"], row["indicator"]): _exact(row["score"]) for row in records(scenario.scores)}
    applies: dict[str, Fraction] = {}
    for service, indicator in score:
        applies[service] = applies.get(service, Fraction(0)) + weight[indicator]
    after = dict.fromkeys((service for service, total in applies.items() if total > 0), Fraction(0))
    gained = _gained(plan)
    for (service, indicator), before in score.items():
        if service in after:
            reached = min(before + gained.get((service, indicator), Fraction(0)), Fraction(1))
            after[service] += weight[indicator] / applies[service] * reached
    return after


def _gained(plan: Plan) -> dict[tuple[str, str], Fraction]:
    """Return the points offered to each cell; a group offers no more than its best member promises."""
    factor = {row["id"]: expected(row) for row in records(plan.scenario.agencies)}
    delivered = {row["id"]: factor[row["agency"]] for row in plan.projects}
    alone: dict[tuple[str, str], Fraction] = {}
    together: dict[tuple[str, str, str], tuple[Fraction, Fraction]] = {}
    flowing = {(row["service"], row["register"]): row for row in records(plan.scenario.exchanges)}
    for row in records(plan.scenario.effects):
        project, service, indicator = row["project"], row["service"], row["indicator"]
        needs = [flowing[service, register] for register in row["registers"].split(";") if register]
        if any(exchange["status"] == "withheld" for exchange in needs):
            continue
        openers = [exchange["project"] for exchange in needs if exchange["status"] == "planned"]
        most = _exact(row["points"]) * delivered[project]
        given = most * min(plan.parts[name] for name in (project, *openers)) / WHOLE
        if project in plan.group:
            key = (plan.group[project], service, indicator)
            so_far, best = together.get(key, (Fraction(0), Fraction(0)))
            together[key] = (so_far + given, max(best, most))
        else:
            alone[service, indicator] = alone.get((service, indicator), Fraction(0)) + given
    for (_, service, indicator), (given, best) in together.items():
        alone[service, indicator] = alone.get((service, indicator), Fraction(0)) + min(given, best)
    return alone


def _exact(number: float) -> Fraction:
    return Fraction(repr(float(number)))
