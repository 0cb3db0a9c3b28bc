"""Effects that need planned exchanges: they go as far as their project and those that open the exchanges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.display.fixed import Fixed
from egov_budget.scenario.needed import needed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario import Scenario


class Waiting(NamedTuple):
    """Which effects can be had, and which wait for other projects.

    Parameters
    ----------
    withheld : ndarray of bool, shape (effects,)
        Whether an exchange that the effect needs is withheld, by row of the table.
    effect, opener : ndarray of int64
        Row of an effect and place of a project that opens an exchange it needs, each pair once.
    """

    withheld: NDArray[np.bool_]
    effect: NDArray[np.int64]
    opener: NDArray[np.int64]


def waiting(scenario: Scenario, projects: pd.Index) -> Waiting:
    """Tell which effects can be had, and which wait for other projects.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    projects : Index
        Ids, sorted.

    Returns
    -------
    Waiting
        Nothing waits where every exchange is open.
    """
    effects = scenario.effects
    withheld = np.zeros(len(effects), dtype=bool)
    none = np.zeros(0, dtype=np.int64)
    closed = scenario.exchanges[scenario.exchanges["status"] != "open"]
    if closed.empty:
        return Waiting(withheld, none, none)
    wanted = needed(effects, closed)
    wanted = wanted[wanted["exchange"].notna()]
    withheld[wanted.loc[wanted["status"] == "withheld", "effect"]] = True
    planned = wanted[(wanted["status"] == "planned") & (wanted["opened_by"] != wanted["project"])]
    planned = planned.drop_duplicates(["effect", "opened_by"])
    opener = projects.get_indexer(pd.Index(planned["opened_by"])).astype(np.int64)
    return Waiting(withheld, planned["effect"].to_numpy(dtype=np.int64), opener)


@dataclass(frozen=True, eq=False)
class Joint(Fixed):
    """Joint shares: those of a project together with the projects that open exchanges it needs.

    Parameters
    ----------
    project : ndarray of int64, shape (a,)
        Project of each.
    row, opener : ndarray of int64
        Joint share and a project that opens an exchange it needs, a pair each.
    of_effect : ndarray of int64, shape (e,)
        Joint share that each effect comes with, or -1 where it comes with its project alone.
    """

    project: NDArray[np.int64]
    row: NDArray[np.int64]
    opener: NDArray[np.int64]
    of_effect: NDArray[np.int64]

    @classmethod
    def of(cls, owner: NDArray[np.int64], effect: NDArray[np.int64], opener: NDArray[np.int64]) -> Joint:
        """Gather the effects of one project that wait for the same other projects.

        Parameters
        ----------
        owner : ndarray of int64, shape (e,)
            Project of each effect.
        effect, opener : ndarray of int64
            Effect and a project it waits for, each pair once.

        Returns
        -------
        Joint
            None where no effect waits.
        """
        order = np.lexsort((opener, effect))
        effect, opener = effect[order], opener[order]
        waits, first, count = np.unique(effect, return_index=True, return_counts=True)
        rank = np.arange(len(effect)) - np.repeat(first, count)
        key = np.full((len(waits), 1 + int(count.max(initial=0))), -1, dtype=np.int64)
        key[:, 0] = owner[waits]
        key[np.repeat(np.arange(len(waits)), count), 1 + rank] = opener
        kept, place = np.unique(key, axis=0, return_inverse=True)
        of_effect = np.full(len(owner), -1, dtype=np.int64)
        of_effect[waits] = place.ravel()
        row, column = np.nonzero(kept[:, 1:] >= 0)
        return cls(kept[:, 0], row.astype(np.int64), kept[row, 1 + column], of_effect)

    def __len__(self) -> int:
        return len(self.project)

    def names(self, projects: pd.Index) -> list[str]:
        """Return a readable name of each: its project and those that open its exchanges."""
        openers: list[list[str]] = [[] for _ in self.project]
        for row, opener in zip(self.row.tolist(), projects[self.opener], strict=True):
            openers[row].append(str(opener))
        owners = projects[self.project]
        return [f"{owner} with {' and '.join(names)}" for owner, names in zip(owners, openers, strict=True)]

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the joint shares at delivered shares of the projects, shape (a,): the smallest of each."""
        found = share[self.project].copy()
        np.minimum.at(found, self.row, share[self.opener])
        return found

    def ahead(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the most that each effect could come with if its own project were delivered in full."""
        full = np.ones(len(self.project))
        np.minimum.at(full, self.row, share[self.opener])
        found = np.ones(len(self.of_effect))
        waits = self.of_effect >= 0
        found[waits] = full[self.of_effect[waits]]
        return found
