"""The verb: Scenario and verdicts -> Scenario in which they hold."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario import Scenario, retired
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.settled import in_order


def decide(scenario: Scenario, verdicts: pd.DataFrame) -> Scenario:
    """Return the scenario with verdicts: of one reviewer the later replaces the earlier, who is retired goes.

    Parameters
    ----------
    scenario : Scenario
        Whose projects were judged.
    verdicts : DataFrame
        Rows as in the table of verdicts; a pair may stand in either order.

    Returns
    -------
    Scenario
        With the verdicts of both, one of each reviewer for a pair, and with retired projects excluded. What
        a retired project would have raised the one that stays raises too; of two effects on one cell the
        larger counts. A project that is no longer retired stays excluded until somebody admits it.

    Raises
    ------
    IntakeError
        With every fault of the verdicts.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> pair = {"project_a": "tax-login", "project_b": "health-login", "settles": True}
    >>> after = decide(scenario, pd.DataFrame([{**pair, "verdict": "retired", "lead": "tax-login"}]))
    >>> after.projects.loc[after.projects["excluded"], "id"].tolist()
    ['health-login']
    """
    both = pd.concat([scenario.verdicts.astype("object"), verdicts.astype("object")], ignore_index=True)
    both["reviewer"] = both["reviewer"].fillna("")
    last = both[~in_order(both).duplicated([*ENDS, "reviewer"], keep="last").to_numpy()]
    taken = scenario.replace(verdicts=last.reset_index(drop=True))
    heirs = dict(retired(taken.verdicts)[["project", "in_favour_of"]].itertuples(index=False, name=None))
    gone = taken.projects["id"].isin(heirs)
    projects = taken.projects.assign(excluded=taken.projects["excluded"] | gone)
    return taken.replace(projects=projects, effects=_inherited(taken.effects, heirs))


def _inherited(effects: pd.DataFrame, heirs: dict[str, str]) -> pd.DataFrame:
    """Return the effects with those of each retired project for its heir too, heir by heir."""
    heirs = {project: heir for project, heir in heirs.items() if heir}  # find_overlaps refuses the others
    for _ in heirs:  # who stays for one may be retired in favour of another
        left = effects[effects["project"].isin(heirs)]
        both = pd.concat([effects, left.assign(project=left["project"].map(heirs))], ignore_index=True)
        ranked = both.sort_values("points", ascending=False, kind="stable")
        kept = ranked.drop_duplicates(["project", "service", "indicator"])
        effects = kept.sort_index().reset_index(drop=True)
    return effects
