"""Texts from a scenario as the report shows them: on one line, cut, and steering nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.display.called import called
from egov_budget.language import cut
from egov_budget.scenario.once import once
from egov_budget.scenario.spent_line import projects_called

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

LONGEST_TITLE, LONGEST_TEXT = 240, 900


def plain(text: object, longest: int = LONGEST_TITLE) -> str:
    """Return a text on one line without characters that steer direction, cut to a length.

    Parameters
    ----------
    text : object
        A title, a name or a description.
    longest : int, optional
        Characters at most.

    Returns
    -------
    str
        Blanks are single; a text that was cut ends with an ellipsis.

    Examples
    --------
    >>> plain("one  pool"), plain("one pool", 5)
    ('one pool', 'one …')
    """
    return cut(str(text), longest)


@once
def named(scenario: Scenario, table: str) -> dict[str, str]:
    """Return what agencies, categories or indicators are called, by their ids."""
    frame = scenario.tables[table]
    return called(frame["id"], frame["title"].map(plain))


@once
def projects_named(scenario: Scenario, words: Language) -> dict[str, str]:
    """Return what projects are called in a language, by their ids."""
    frame = scenario.projects
    whose = frame["agency"].map(named(scenario, "agencies"))
    return projects_called(scenario, frame["title"].map(plain), whose, words)
