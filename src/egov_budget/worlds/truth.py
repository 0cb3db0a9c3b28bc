"""The truth table: which pairs of projects of different agencies share work, how far, and in what degree."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.worlds.families import BRIDGED, Families, Ints, Pattern, Relation
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Words
from egov_budget.worlds.works import WEIGHTS, Works

GIVEN = given("truth")
PLANTED = (Pattern.DUPLICATION, Pattern.OVERLAP, Pattern.FRAGMENTATION, Pattern.DRIFT)
SAME = ("function", "noun", "scope", "addressee")


def truth_table(families: Families, works: Works, cost: Ints, ids: Words) -> pd.DataFrame:
    """Return what was planted; it follows from the works alone, never from their wording.

    A pair is a duplication where function, things, qualifier and addressees are the same and at
    least 60 % of the smaller project's work is in common; else an overlap from 30 % on; else a
    fragmentation. Look-alikes share words and no work, so they are not in it.

    Parameters
    ----------
    families : Families
        Who stands with whom.
    works : Works
        What each project does, as laid out in the families.
    cost : ndarray of int
        Credits of each project, as laid out in the families.
    ids : ndarray of object
        Id of each project, as laid out in the families.

    Returns
    -------
    DataFrame
        ``project_a`` < ``project_b``, ``degree``, ``share`` (0-1), ``relation``; sorted, one row a pair.
    """
    left, right = _pairs(families)
    apart = families.agency[left] != families.agency[right]
    left, right = left[apart], right[apart]
    swap = ids[left] > ids[right]
    left, right = np.where(swap, right, left), np.where(swap, left, right)
    share = _share(works, cost, left, right)
    same = np.logical_and.reduce([getattr(works, name)[left] == getattr(works, name)[right] for name in SAME])
    degree = np.select(
        [same & (share >= GIVEN.duplication_from), share >= GIVEN.overlap_from],
        ["duplication", "overlap"],
        "fragmentation",
    )
    together, kinds = families.family[left], np.array([kind.name.lower() for kind in Relation], dtype=object)
    planted = np.where(together == families.family[right], families.relation[together], Relation.PARALLEL)
    table = pd.DataFrame(
        {
            "project_a": ids[left],
            "project_b": ids[right],
            "degree": degree.astype(object),
            "share": share / 100,
            "relation": np.where(degree == "fragmentation", "", kinds[planted]),
        }
    )
    return table.sort_values(["project_a", "project_b"], ignore_index=True)


def _pairs(families: Families) -> tuple[Ints, Ints]:
    """Return all pairs inside planted families, and of umbrellas with what they bridge."""
    members = pd.DataFrame({"family": families.family, "row": np.arange(len(families.family))})
    planted = members[families.of(*PLANTED)]
    inside = planted.merge(planted, on="family")
    bridges = {"family": families.bridged.ravel(), "row": np.repeat(families.umbrella, BRIDGED)}
    bridged = pd.DataFrame(bridges).merge(members, on="family")
    pairs = pd.concat([inside[inside["row_x"] < inside["row_y"]], bridged])
    return pairs["row_x"].to_numpy(), pairs["row_y"].to_numpy()


def _share(works: Works, cost: Ints, left: Ints, right: Ints) -> Ints:
    """Return the percent of the cheaper project's work that the other does too."""
    cheaper = cost[left] <= cost[right]
    both = (np.where(cheaper, left, right), np.where(cheaper, right, left))
    small, large = (works.components[of] for of in both)
    common = (small[:, :, None] == large[:, None, :]).any(axis=2)
    share: Ints = (common * WEIGHTS).sum(axis=1)
    return share
