"""score: what a split made by hand gains, breaks and wastes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.precedence import steps_of
from egov_budget.columns import Columns, Delivery
from egov_budget.counting import BILLION
from egov_budget.overlaps import find_overlaps
from egov_budget.rules import STANDARD, Rule
from egov_budget.rules.independent_lead import conflicted
from egov_budget.rules.own import complete
from egov_budget.rules.viable_parts import viable_parts
from egov_budget.whatif.paid_for import alone, deliverable, led_by, rounded_off
from egov_budget.whatif.scored import Scored
from egov_budget.whatif.split import Credits, split_quanta

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario


def score(
    scenario: Scenario,
    credits: Credits,
    overlaps: Overlaps | None = None,
    *,
    rules: Sequence[Rule] = STANDARD,
) -> Scored:
    """Score a split made by hand as it is; nothing in it is changed.

    A group works apart or is led by a member that may lead, whichever way its credits gain most (ties: the
    dearest lead, the id). Each project delivers all that its credits pay for: those of a plan, in whole
    quanta, may pay for up to a quantum of each project more than the plan delivers. Broken rules are listed,
    not raised: see ``breaches``. A part of an indivisible project or of one without its prerequisite is money
    without use: it gains nothing and stands in ``idle``.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    credits : mapping or Series of float
        Credits by project id, currency units; a project left out gets nothing.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    rules : sequence of Rule
        Rules to hold it against.

    Returns
    -------
    Scored
        An allocation with ``breaches`` and ``idle``; nothing is claimed about its being best.

    Raises
    ------
    RuleError
        If the split names what does not exist, cannot be paid or exceeds the pool; all at once.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> split = score(worlds.four_projects(), {"tax-login": 60, "e-booking": 20})
    >>> round(split.gain, 3), split.spent, split.breaches.empty
    (1.333, 80.0, True)
    >>> score(worlds.four_projects(), {"e-filing": 40}).breaches
               rule                   subject        have  need
    0  prerequisite  e-filing needs tax-login  1000000000     0
    """
    found = find_overlaps(scenario) if overlaps is None else overlaps
    columns = Columns.of(scenario, found)
    quanta = split_quanta(scenario, columns, credits)
    return scored(scenario, found, columns, quanta, rules=rules)


def scored(
    scenario: Scenario,
    overlaps: Overlaps | None,
    columns: Columns,
    quanta: NDArray[np.int64],
    *,
    rules: Sequence[Rule],
) -> Scored:
    """Score whole quanta under given columns, such as those of a year without shared work.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    overlaps : Overlaps or None
        What the audit knows of shared work.
    columns : Columns
        Costs, common work and effects.
    quanta : ndarray of int64, shape (n,)
        Credits of each project.
    rules : sequence of Rule
        Rules to hold the split against.

    Returns
    -------
    Scored
        The split as it is.
    """
    complete_rules = [complete(rule, scenario, columns) for rule in rules]
    led = np.full(len(columns.groups), -1, dtype=np.int64)
    paid = alone(columns, quanta)
    barred = conflicted(scenario)
    for group in range(len(columns.groups)):
        member = columns.member[columns.group == group]
        paid[member] = 0
        if quanta[member].any():
            led[group], reached = _likeliest(columns, quanta, barred, member.tolist(), (paid, led))
            paid[[*reached]] = [*reached.values()]
    steps = steps_of(complete_rules, scenario, columns, led)
    limits = [limit for rule in complete_rules for limit in rule.limits(scenario, columns, paid)]
    paid = rounded_off(columns, paid, limits, steps)
    parts = deliverable(paid, viable_parts(complete_rules, scenario, columns), steps)
    return Scored(scenario, overlaps, tuple(complete_rules), columns, quanta, parts, led, paid_for=paid)


def _likeliest(
    columns: Columns,
    quanta: NDArray[np.int64],
    barred: NDArray[np.bool_],
    candidates: list[int],
    others: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[int, dict[int, int]]:
    """Return whoever may lead and gains most by the credits, -1 for nobody, and how far each member gets.

    What is gained is counted beside the parts and leads of the others.
    """
    paid, led = others
    apart = alone(columns, quanta)[candidates]
    reached = {lead: led_by(columns, quanta, lead) for lead in candidates}
    reached[-1] = dict(zip(candidates, apart.tolist(), strict=True))
    gain, leads = {}, led.copy()
    for lead, parts in reached.items():
        leads[columns.group[columns.member == candidates[0]]] = lead
        share = paid / BILLION
        share[[*parts]] = np.array([*parts.values()]) / BILLION
        gain[lead] = round(float(columns.value @ Delivery.of(columns, share, leads).points), 9)

    def preferred(lead: int) -> tuple[float, ...]:
        led = lead >= 0
        return not (led and barred[lead]), gain[lead], int(columns.cost[lead]) if led else -1, -lead

    best = max(reached, key=preferred)
    return best, reached[best]
