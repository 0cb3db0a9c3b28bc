"""Conflicts of interest that were planted: in the agencies, and about single projects."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.scenario.columns import BY_NAME
from egov_budget.worlds.agencies import TWENTIETHS
from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.vocabulary import vocabulary

KINDS = BY_NAME["interests"]["kind"].choices
GIVEN = given("interests")


def interests_table(blueprint: Blueprint, seed: int) -> pd.DataFrame:
    """Draw conflicts of interest.

    Parameters
    ----------
    blueprint : Blueprint
        Agencies and projects.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The table ``interests`` of a scenario: those of agencies, then those about projects. Agencies
        of mandatory projects have none, so that what must be funded can be led.
    """
    rng, told = dice(seed, "interests"), vocabulary("wording", blueprint.words.language)["interests"]
    agencies, families = blueprint.agencies, blueprint.families
    bound = np.isin(np.arange(len(agencies)), families.agency[blueprint.bounds.mandatory])
    agency = np.flatnonzero((rng.integers(100, size=len(agencies)) < GIVEN.of_agencies_in_percent) & ~bound)
    lot = rng.integers(1000, size=len(families.agency))
    about = np.flatnonzero((lot < GIVEN.of_projects_per_mille) & ~bound[families.agency])
    about = about[np.argsort(families.row[about])]
    count = len(agency) + len(about)
    sources = np.array(told["sources"], dtype=object)
    nobody, nothing = np.full(len(about), "", dtype=object), np.full(len(agency), "", dtype=object)
    return pd.DataFrame(
        {
            "agency": np.concatenate([agencies.ids[agency], nobody]),
            "project": np.concatenate([nothing, blueprint.ids[families.row[about]]]),
            "kind": np.array(KINDS, dtype=object)[rng.integers(len(KINDS) - 1, size=count)],
            "strength": rng.integers(GIVEN.weakest, GIVEN.strongest + 1, size=count) / TWENTIETHS,
            "source": sources[rng.integers(len(sources), size=count)],
        }
    )
