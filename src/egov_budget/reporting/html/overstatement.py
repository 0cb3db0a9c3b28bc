"""How the plan changes if scores that agencies gave themselves are too high."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.plain import named, plain, projects_named
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies

MOVES = ("enters", "leaves", "more", "less")
TOTAL_GAIN = "total gain"


def overstatement(allocation: Allocation, asked: Studies, language: Language) -> dict[str, Any] | None:
    """Return what is lost if self-declared scores are believed and are too high.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        The plan made again on lower scores, where somebody asked.
    language : Language
        Of what projects are called.

    Returns
    -------
    dict or None
        declared (self-declared scores), scores (all), found (whether it was solved again), and missing
        why not; where found: by, overstated, kept, best and at_risk (points), known (says in a language how
        good the best plan is), aims (whether the plan itself was made for total gain; else part of the risk
        is no matter of scores), moves (projects that enter, leave, get more, get less), rows of agencies,
        the most at risk first (title, declared, overstated, gain, kept, best, at_risk), and projects that
        enter or leave, the largest change first (title, id, agency, credits, then, move). ``None`` where
        nobody scored itself.
    """
    scores = allocation.scenario.scores
    declared = int((scores["evidence"] == "self-declared").sum())
    if not declared:
        return None
    told: dict[str, Any] = {
        "declared": declared,
        "scores": len(scores),
        "found": asked.overstated is not None,
        "missing": asked.why("overstated"),
    }
    if asked.overstated is None:
        return told
    found, titles = asked.overstated, named(allocation.scenario, "agencies")
    agencies = found.by_agency().sort_values(["at_risk", "agency"], ascending=[False, True])
    agencies = agencies[(agencies[["declared", "gain", "kept", "best"]] > 0).any(axis=1)]
    changes = found.projects()
    moves = changes["move"].value_counts()
    moved = changes[changes["move"].isin(MOVES[:2])]
    called = projects_named(allocation.scenario, language)
    goals = () if allocation.outcome is None else allocation.outcome.reached
    return told | {
        "by": found.by,
        "overstated": float(agencies["overstated"].sum()),
        "kept": found.kept.gain,
        "best": found.best.gain,
        "at_risk": found.at_risk,
        "known": found.known,
        "aims": bool(goals) and goals[0].name == TOTAL_GAIN,
        "moves": {move: int(moves.get(move, 0)) for move in MOVES},
        "rows": rows_of(agencies.assign(title=agencies["agency"].map(titles))),
        "projects": rows_of(
            moved.assign(
                title=moved["project"].map(called), id=moved["project"].map(plain),
                agency=moved["agency"].map(titles),
            )
        ),
    }  # fmt: skip
