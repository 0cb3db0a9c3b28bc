"""Titles: what the records of a scenario are called in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from egov_budget.display.called import called
from egov_budget.language import cut
from egov_budget.scenario.once import once
from egov_budget.scenario.spent_line import projects_called

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario.scenario import Scenario

# where an id is looked up, in this order
TITLED = ("projects", "agencies", "services", "categories", "indicators", "platforms")
HELD = {"agency": "agencies", "category": "categories", "id": "projects"}  # by column of the projects
LETTERS = 90  # of a title in a sentence
GROUPS = ("G:", "F:")  # before the project that a group is named after
NEEDS, CELL = " needs ", " / "


@dataclass(frozen=True, eq=False)
class Titles:
    r"""Calls records by their titles; a sentence, in a language whose letters are those of ids, by ids.

    Parameters
    ----------
    scenario : Scenario
        Where titles stand.
    words : Language
        What they are set into.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> english, persian = (Titles(worlds.four_projects(), language_of(code)) for code in ("en", "fa"))
    >>> english.of("agencies", "tax"), english.spoken("agencies", "tax")
    ('Tax office', 'tax')
    >>> persian.spoken("agencies", "tax").strip("\u2068\u2069")
    'Tax office'
    """

    scenario: Scenario
    words: Language

    def of(self, table: str, name: str) -> str:
        """Return what an id of a table is called; set so that it reads right."""
        return self.words.isolate(_names(self.scenario, self.words)[table].get(name, name))

    def knows(self, name: str) -> bool:
        """Tell whether any table has the id."""
        return any(name in of for of in _names(self.scenario, self.words).values())

    def called(self, name: str) -> str:
        """Return the same for an id of whatever table has it, or for several ids of a key."""
        if CELL in name:
            return self.words.beside([self.called(part) for part in name.split(CELL)], "apart")
        found = (table for table in TITLED if name in _names(self.scenario, self.words)[table])
        return self.of(next(found, TITLED[0]), name)

    def spoken(self, table: str, name: str) -> str:
        """Return the same for a sentence."""
        if not self.words.says_titles:
            return self.words.isolate(name)
        title = self.words.isolate(cut(_names(self.scenario, self.words)[table].get(name, name), LETTERS))
        return title if table == "agencies" else f"«{title}»"

    def held(self, holder: str, name: str) -> str:
        """Return an agency or a category for a sentence."""
        return self.spoken(HELD[holder], name)

    def group(self, name: str) -> str:
        """Return a group of common work for a sentence: it is named after a project."""
        return self.words.say("bill.group") if self.words.says_titles else self.words.isolate(name)

    def subject(self, name: str, table: str = "") -> str:
        """Return what a rule or a decision is about, for a sentence; by default of whatever table has it.

        It is an id, that of a group, ``a needs b``, or a key of several ids.
        """
        if not self.words.says_titles:
            return self.words.isolate(name)
        for mark in (NEEDS, CELL):
            if mark in name:
                return mark.join(self.subject(part, table) for part in name.split(mark))
        bare = name[2:] if name.startswith(GROUPS) else name
        names = _names(self.scenario, self.words)
        found = [known for known in ((table,) if table in names else TITLED) if bare in names[known]]
        if found:
            return self.spoken(found[0], bare)
        sets = self.scenario.alternatives
        inside = sets.loc[sets["set"] == name, "project"].tolist()
        return self.words.listed([self.spoken("projects", one) for one in inside]) or self.words.isolate(name)

    def about(self, name: str) -> str:
        """Return the same for a cell of a table."""
        first, mark, other = name.partition(NEEDS)
        if not mark or not self.words.says_titles:
            return self.subject(name)
        return self.words.say("list.needs", before=self.subject(first), next=self.subject(other))


@once
def _names(scenario: Scenario, words: Language) -> dict[str, dict[str, str]]:
    """Return what each id is called by its table; of two projects of one title, that of its agency too."""
    tables = {name: scenario.tables[name] for name in TITLED}
    projects = tables.pop("projects")
    names = {name: called(frame["id"], frame["title"]) for name, frame in tables.items()}
    whose = projects["agency"].map(names["agencies"])
    return names | {"projects": projects_called(scenario, projects["title"], whose, words)}
