"""What two made-up reviewers said of the duplications that were planted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.scenario.relations import PARALLEL
from egov_budget.worlds.dice import dice
from egov_budget.worlds.vocabulary import vocabulary

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario
    from egov_budget.worlds.blueprint import Blueprint

DISPUTED, RESOLVED = 6, 2  # percent of pairs on which the second one errs; of which a third one settles
COLUMNS = ["project_a", "project_b", "verdict", "share", "settles", "reviewer", "reason"]


def verdicts_table(blueprint: Blueprint, seed: int) -> pd.DataFrame:
    """Draw verdicts on the planted duplications; on some the two disagree, and one agency answers.

    Parameters
    ----------
    blueprint : Blueprint
        Projects and what was planted among them.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        Rows of the table ``verdicts``. The first reviewer tells the truth.
    """
    truth, told = blueprint.truth(), vocabulary("wording", blueprint.words.language)["verdicts"]
    truth = truth[truth["degree"] == "duplication"].reset_index(drop=True)
    rows = truth[["project_a", "project_b", "share"]].assign(
        verdict=truth["relation"], settles=False, reason=""
    )
    rows["share"] = rows["share"].where(rows["verdict"] == PARALLEL)
    lot = dice(seed, "verdicts").integers(100, size=len(rows))
    first, second, third = (rows.assign(reviewer=name) for name in told["reviewers"])
    other = np.where(rows["verdict"] == PARALLEL, "joint", PARALLEL)
    second = second.assign(verdict=rows["verdict"].mask(lot < DISPUTED, other), share=np.nan)
    third = third.assign(settles=True, reason=told["settled"])[lot < RESOLVED]
    answered = rows[(rows["verdict"] == PARALLEL) & (lot >= DISPUTED)].head(1)
    answer = answered.assign(
        verdict="reject",
        share=np.nan,
        reviewer=answered["project_b"].map(_agency(blueprint)),
        reason=told["answer"],
    )
    parts = [part for part in (first, second, third, answer) if len(part)] or [first]
    return pd.concat(parts)[COLUMNS].sort_values(COLUMNS[:2], kind="stable", ignore_index=True)


def before_answers(scenario: Scenario) -> Scenario:
    """Return the requests of ``national_1400`` as the two reviewers left them.

    Parameters
    ----------
    scenario : Scenario
        With all verdicts.

    Returns
    -------
    Scenario
        Nothing is settled yet, and no agency has answered.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> asked = worlds.national_1400(services=600, projects=400)
    >>> len(asked.verdicts) - len(worlds.before_answers(asked).verdicts)
    1
    """
    told = scenario.verdicts
    later = told["settles"] | told["reviewer"].isin({*scenario.agencies["id"]})
    return scenario.replace(verdicts=told[~later].reset_index(drop=True))


def _agency(blueprint: Blueprint) -> dict[str, str]:
    families = blueprint.families
    owners = blueprint.agencies.ids[families.agency]
    return dict(zip(blueprint.ids[families.row].tolist(), owners.tolist(), strict=True))
