"""What a first plan needs: the tables, and the columns of each, that a form has before all others."""

from __future__ import annotations

from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.scenario import Scenario

FIRST: dict[str, list[str]] = toml_of("egov_budget.intake", "first_plan.toml")


def first_plan(scenario: Scenario) -> Scenario:
    """Return a scenario without what a first plan does not need.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> asked = worlds.four_projects()
    >>> len(first_plan(asked).verdicts), len(first_plan(asked).projects) == len(asked.projects)
    (0, True)
    """
    settings = {name: getattr(scenario.settings, name) for name in FIRST["settings"]}
    tables = {name: scenario.tables[name][columns] for name, columns in FIRST.items() if name != "settings"}
    return Scenario.from_frames(settings, **tables)
