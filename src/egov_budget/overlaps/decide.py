"""The verb: Scenario and verdicts -> Scenario in which they hold."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario import Scenario, retired

ENDS = ["project_a", "project_b"]


def decide(scenario: Scenario, verdicts: pd.DataFrame) -> Scenario:
    """Return the scenario with verdicts: later ones replace earlier ones, retired projects ask for nothing.

    Parameters
    ----------
    scenario : Scenario
        Whose projects were judged.
    verdicts : DataFrame
        Rows as in the table of verdicts; a pair may stand in either order.

    Returns
    -------
    Scenario
        With the verdicts of both, one for a pair, and with retired projects excluded. A project that
        is no longer retired stays excluded until somebody admits it.

    Raises
    ------
    IntakeError
        With every fault of the verdicts.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> pair = {"project_a": "tax-login", "project_b": "health-login"}
    >>> after = decide(scenario, pd.DataFrame([{**pair, "verdict": "retired", "lead": "tax-login"}]))
    >>> after.projects.loc[after.projects["excluded"], "id"].tolist()
    ['health-login']
    """
    both = pd.concat([scenario.verdicts.astype("object"), verdicts.astype("object")], ignore_index=True)
    pair = [frozenset(ends) for ends in both[ENDS].itertuples(index=False)]
    last = both[~pd.Series(pair, dtype="object").duplicated(keep="last").to_numpy()]
    taken = scenario.replace(verdicts=last.reset_index(drop=True))
    gone = taken.projects["id"].isin(retired(taken.verdicts)["project"])
    return taken.replace(projects=taken.projects.assign(excluded=taken.projects["excluded"] | gone))
