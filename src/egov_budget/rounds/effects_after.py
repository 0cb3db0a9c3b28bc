"""effects_after: what is still promised after a round, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.counting.exchanged import openers
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.rounds.remaining import Remaining

KEY = list(BY_NAME["effects"].key)


def effects_after(plan: Allocation, left: Remaining) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return the effects of the next round: the rest of each, and what was paid for and waits.

    What waits for an exchange goes to the project that is to open it.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    left : Remaining
        What is left of each project.

    Returns
    -------
    effects : DataFrame
        Of projects that ask again.
    waited : list of tuple of str
        Projects that were paid, each with one that brings points of it from now on.
    """
    effects, waits = plan.scenario.effects, _waits(plan, left)
    part = effects["project"].map({project: float(rest) for project, rest in left.part.items()})
    rest = _times(effects, part)[effects["project"].map(left.cost) > 0]
    if waits.empty:
        return rest, []
    waited = sorted(set(zip(waits["waited"], waits["project"], strict=True)))
    every = pd.concat([rest, waits[rest.columns]], ignore_index=True)
    # two in one cell are one effect from now on: no surer, and no sooner, than the less sure and the later
    how: dict[str, Any] = dict.fromkeys(every.columns.drop(KEY), "first")
    how |= dict.fromkeys(("evidence", "strength"), "min")
    how |= {"points": "sum", "points_less": "sum", "registers": _listed}
    twice = every.duplicated(KEY, keep=False)
    both = every[twice].groupby(KEY, sort=False, as_index=False).agg(how)
    both["points"] = both["points"].clip(upper=1.0)
    both["points_less"] = both["points_less"].clip(upper=both["points"])
    return pd.concat([every[~twice], both[every.columns]], ignore_index=True), waited


def _waits(plan: Allocation, left: Remaining) -> pd.DataFrame:
    """Return effects that were paid for and wait, at the one they wait for that has come least far.

    Where members of a group raise one score their points count once, whoever brings them: those may have
    come, so nobody promises them.
    """
    columns, effects = plan.columns, strong(plan.scenario)
    group = dict(zip(columns.projects[columns.member], columns.group.tolist(), strict=True))
    whose = effects["project"].map(lambda name: group.get(name, name))
    opens = openers(plan.scenario, effects)
    alone = ~effects.assign(project=whose).duplicated(KEY, keep=False)
    effects, opens = effects[alone & opens.map(bool)], opens[alone & opens.map(bool)]
    last = [max(names, key=lambda name: (left.part[name], name)) for names in opens]
    pairs = zip(last, effects["project"], strict=True)
    part = [max(float(left.part[opener] - left.part[owner]), 0.0) for opener, owner in pairs]
    moved = _times(effects, pd.Series(part, effects.index, dtype="float64"))
    project = pd.Series(last, effects.index, dtype=effects["project"].dtype)
    moved = moved.assign(project=project, waited=effects["project"])
    return moved[moved["points"] > 0]


def _times(effects: pd.DataFrame, part: pd.Series) -> pd.DataFrame:
    return effects.assign(points=effects["points"] * part, points_less=effects["points_less"] * part)


def _listed(texts: pd.Series) -> str:
    return ";".join(dict.fromkeys(name for text in texts for name in text.split(";") if name))
