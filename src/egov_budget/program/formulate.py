"""formulate: Scenario + Overlaps + rules + objectives -> Program."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from egov_budget.columns import Columns
from egov_budget.columns.calendar import Calendar
from egov_budget.columns.expansion import TimeExpansion
from egov_budget.errors import ConflictingRules
from egov_budget.objectives import Aims, aims
from egov_budget.program.assemble import assemble
from egov_budget.rules import STANDARD, Rule
from egov_budget.rules.own import complete

if TYPE_CHECKING:
    from egov_budget.columns import Block
    from egov_budget.overlaps import Overlaps
    from egov_budget.program.program import Program
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


def formulate(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    objective: Aims = None,
    rules: Sequence[Rule] = STANDARD,
    check: bool = True,
    columns: Columns | None = None,
) -> Program:
    """Write the linear programme of a scenario.

    Without overlaps no work is shared. Least cost is added as the last objective, so money that
    buys nothing stays in the pool.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work.
    objective : Objective, str, sequence of both, or None
        What to be good at, in lexicographic order: ``"gain"``, ``"worst-off"`` or another name of
        ``objectives.NAMED``, or an objective; ``None`` means total gain.
    rules : sequence of Rule
        All rules to keep; add one of your own to ``rules.STANDARD``.
    check : bool
        Whether conflicts that arithmetic shows are refused, or left for the solver to find.
    columns : Columns or None
        Columns with other numbers than those of the scenario; ``None`` lays out its own.

    Returns
    -------
    Program
        Arrays with keys, ready for ``solve``.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other; all conflicts at once.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> program = formulate(worlds.four_projects())
    >>> program.rows("pool")["row"].tolist()
    ['0.9375 x[e-booking] + 1.25 x[e-filing] + 1.5625 x[health-login] + 1.875 x[tax-login] <= 3.125']
    """
    columns = Columns.of(scenario, overlaps) if columns is None else columns
    expansion = TimeExpansion(columns, Calendar.one_year(columns))
    stated = with_rows(rules, scenario, expansion, scenario if check else None)
    asked = aims(objective)
    goals = [aim.goal(scenario, columns) for aim in asked]
    program = assemble(scenario, overlaps, stated, expansion, goals)
    return dataclasses.replace(program, aims=tuple(asked))


def with_rows(
    rules: Sequence[Rule], scenario: Scenario, expansion: TimeExpansion, checked: Scenario | None
) -> list[tuple[FundingRule, list[Block]]]:
    """Return rules with all their faces, each with its rows, once arithmetic finds no conflict between them.

    Parameters
    ----------
    rules : sequence of Rule
        Those of the library, and the user's own.
    scenario : Scenario
        What is asked for.
    expansion : TimeExpansion
        Keys and numbers of the columns, once for each year.
    checked : Scenario or None
        In what conflicts are looked for, if they are.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other; all conflicts at once.
    """
    columns = expansion.columns
    found = [complete(rule, scenario, columns) for rule in rules]
    conflicts = [each for rule in found if checked is not None for each in rule.check(checked, columns)]
    if conflicts:
        raise ConflictingRules(conflicts)
    return [(rule, [*rule.over(scenario, expansion)]) for rule in found]
