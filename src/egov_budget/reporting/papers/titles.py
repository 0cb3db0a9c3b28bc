"""Titles: what agencies, projects, services and indicators are called in a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

NAMED = ("agencies", "projects", "services", "indicators")


class Titles:
    """The title of each id, or the id itself where there is no title; set so that it reads right.

    Parameters
    ----------
    scenario : Scenario
        Its tables.
    words : Language
        The language around them.
    """

    def __init__(self, scenario: Scenario, words: Language) -> None:
        self._words = words
        tables = scenario.tables
        self._titles = {
            name: dict(zip(tables[name]["id"], tables[name]["title"], strict=True)) for name in NAMED
        }

    def of(self, table: str, name: str) -> str:
        """Return what an id of a table is called."""
        return self._words.isolate(self._titles[table].get(name) or name)

    def both(self, project: str, agency: str) -> str:
        """Return what a project is called, with its agency."""
        return self._words.say(
            "paper.of_agency", project=self.of("projects", project), agency=self.of("agencies", agency)
        )
