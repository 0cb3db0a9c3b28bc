"""spent_line: a line that keeps what was spent on a project that is given up: its id, what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.display.called import called

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.language import Language
    from egov_budget.scenario.scenario import Scenario

MARK, SOURCE = " (spent)", "spent"  # of its id, and of the note that tells of it


def spent_line(project: str) -> str:
    """Return the id of the line of a project.

    Examples
    --------
    >>> spent_line("e-filing")
    'e-filing (spent)'
    """
    return f"{project}{MARK}"


def projects_called(
    scenario: Scenario, titles: pd.Series, whose: pd.Series, words: Language
) -> dict[str, str]:
    """Return what projects are called; a line is called after its project, in words.

    An id that ends as that of a line is one only if a note tells of what was spent.

    Parameters
    ----------
    scenario : Scenario
        The projects, and the notes on what was spent.
    titles, whose : Series of str
        The title of each project, and whose it is.
    words : Language
        What a line is told in.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> from egov_budget.language import language_of
    >>> four, english = worlds.four_projects(), language_of("en")
    >>> named = four.projects.assign(id=["a", "a (spent)", "b", "c"], title=["Tax", "Tax", "Road", "Post"])
    >>> empty = {name: four.tables[name].iloc[:0] for name in ("prerequisites", "alternatives", "verdicts")}
    >>> asked = four.replace(projects=named, effects=four.effects.assign(project="a"), **empty)
    >>> note = pd.DataFrame({"source": ["spent"], "subject": ["a"], "note": ["9 was spent"]})
    >>> for scenario in (asked, asked.replace(notes=note)):
    ...     projects_called(scenario, named["title"], named["agency"], english)["a (spent)"]
    'Tax (health)'
    'Tax (spent before it was given up)'
    """
    ids, notes = scenario.projects["id"], scenario.notes
    lines = ids.isin(notes.loc[notes["source"] == SOURCE, "subject"].map(spent_line))
    own = ids.where(~lines, ids.str.removesuffix(MARK))
    once = ~own.duplicated()
    names = called(own[once], titles[once], whose[once])
    return {
        name: words.say("list.spent", title=names[project]) if line else names[project]
        for name, project, line in zip(ids, own, lines, strict=True)
    }
