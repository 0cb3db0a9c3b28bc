"""Blind: a scenario as a reviewer reads it who is not to see what others said."""

from __future__ import annotations

from egov_budget.scenario import Scenario


def blind(scenario: Scenario, reviewer: str) -> Scenario:
    """Return the scenario with the verdicts of one reviewer, and those that settle a pair, alone.

    Its overlaps, their queue, review sheet and review page say what is left to read for that reviewer, and
    nothing of what others said.

    Parameters
    ----------
    scenario : Scenario
        With the verdicts of all reviewers.
    reviewer : str
        Name as it stands beside the verdicts.

    Returns
    -------
    Scenario
        All else the same.

    Examples
    --------
    >>> from egov_budget import find_overlaps, worlds
    >>> scenario = worlds.four_projects()
    >>> len(find_overlaps(scenario).queue()), len(find_overlaps(blind(scenario, "court of accounts")).queue())
    (0, 1)
    """
    verdicts = scenario.verdicts
    seen = (verdicts["reviewer"] == reviewer) | verdicts["settles"]
    return scenario.replace(verdicts=verdicts[seen].reset_index(drop=True))
