"""How the curves of the relation were found, and how good they are on a year that was not fitted.

    python -m benchmarks.overlaps_relation DATA

DATA is the folder with canada/. Two readers told of each judged pair of a mean grade of 1.5 or more whether
it is parallel work, joint, a rollout or at a site. Each year is told by the other: how parallel work is told
from the rest, and the four relations (right if a reader told it so: they differ on every ninth pair) with
and without the commonest product, beside always the commonest answer; then planted work, by the curves that
ship. Prints the numbers of overlaps/relation.toml.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from benchmarks.judged_pairs import YEARS, interval, projects
from egov_budget.overlaps.features import features
from egov_budget.overlaps.relation import chances, signs_of
from egov_budget.overlaps.relation_signs import SIGNS
from egov_budget.scenario.relations import RELATIONS
from egov_budget.similarity import similarity_graph
from egov_budget.similarity.logistic import logistic
from egov_budget.worlds import national_projects

# How much a sign usually varies: a slope is held back by how far it would move a usual pair.
USUAL = np.array([0.7, 0.7, 0.7, 0.3, 0.4, 1.0, 0.25, 0.3, 0.3, 0.2, 0.3, 0.8, 0.5, 1.0])
HOLD = 3.0
LEARN, TRY, PLANTED = 7, 8, 80  # seeds, and how many pairs the planted ones count as
COMMONEST = "gcdocs"
COLUMNS = (*SIGNS, "declared", "start")


class Told(NamedTuple):
    """Pairs whose relation readers told: their signs, what part of the readers said each, rows, product."""

    signs: np.ndarray
    said: np.ndarray
    ends: np.ndarray
    common: np.ndarray


def told(data: Path, year: int) -> Told:
    """Read the relations of a year."""
    table = pd.read_csv(data / "canada" / f"judged_pairs_{year}.csv")
    kinds = table[["kind_1", "kind_2"]]
    table = table[((table["grade_1"] + table["grade_2"]) / 2 >= 1.5) & kinds.isin(RELATIONS).any(axis=1)]
    said = np.array(
        [[(row == name).mean() for name in RELATIONS] for _, row in kinds.loc[table.index].iterrows()]
    )
    graph = similarity_graph(projects(data, year))
    records = graph.records
    ends = np.column_stack([pd.Index(records["id"]).get_indexer(table[f"uniqueId_{end}"]) for end in "ab"])
    product = (records["title"] + " " + records["description"]).str.lower().str.contains(COMMONEST).to_numpy()
    signs = signs_of(records, *ends.T, features(graph, *ends.T))
    return Told(signs, said / said.sum(axis=1, keepdims=True), ends, product[ends].all(axis=1))


def planted(seed: int) -> Told:
    """Return planted pairs, in Persian and English."""
    table, truth = national_projects(2400, seed)
    truth = truth[truth["relation"].isin(RELATIONS)]
    graph = similarity_graph(table)
    records = graph.records
    ends = np.column_stack([pd.Index(records["id"]).get_indexer(truth[f"project_{end}"]) for end in "ab"])
    signs = signs_of(records, *ends.T, features(graph, *ends.T))
    said = (truth["relation"].to_numpy()[:, None] == np.array(RELATIONS)).astype(np.float64)
    return Told(signs, said, ends, np.zeros(len(ends), dtype=bool))


def fitted(years: list[Told], world: Told) -> np.ndarray:
    """Return one logistic curve a relation."""
    signs = np.vstack([year.signs for year in (*years, world)]) / USUAL
    said = np.vstack([year.said for year in (*years, world)])
    much = np.concatenate([*(np.ones(len(year.ends)) for year in years),
                           np.full(len(world.ends), PLANTED / len(world.ends))])  # fmt: skip
    label = np.repeat([True, False], len(signs))
    hold = np.append(np.full(len(USUAL) - 1, HOLD), 0.01)
    rows = [
        logistic(np.vstack([signs, signs]), label, known=np.zeros(len(USUAL)), hold=hold,
                 weight=np.concatenate([much * part, much * (1 - part)])) / USUAL
        for part in said.T
    ]  # fmt: skip
    return np.array(rows)


def report(name: str, curves: np.ndarray, year: Told, known: Told) -> None:
    """Print how good the relations of a year are by curves that were fitted on another."""
    chance, right = chances(curves, year.signs), year.said.argmax(axis=1)
    parallel, usual = right == 0, np.bincount(known.said.argmax(axis=1)).argmax()
    always = max(parallel.mean(), 1 - parallel.mean())
    auc = interval(lambda at: roc_auc_score(parallel[at], chance[at, 0]), year.ends)
    hit = interval(lambda at: float((parallel == (chance[:, 0] >= 0.5))[at].mean()), year.ends)
    print(f"{name}: {len(right)} pairs; parallel AUC {auc}, right {hit}, always the commonest {always:.2f}")
    told_so, usually = (
        year.said[np.arange(len(right)), of] > 0 for of in (chance.argmax(axis=1), np.full(len(right), usual))
    )
    for what, some in (("four relations", np.full(len(right), True)), (f"without {COMMONEST}", ~year.common)):
        four = told_so[some].mean()
        print(f"  {what} as a reader told {four:.2f}, always the commonest {usually[some].mean():.2f}")
    named = [pd.Series([RELATIONS[at] for at in of]) for of in (right, chance.argmax(axis=1))]
    print(pd.crosstab(named[0], named[1], rownames=["readers"], colnames=["told"]).to_string())


def main(data: Path) -> None:
    """Fit, try and print."""
    years, world = [told(data, year) for year in YEARS], planted(LEARN)
    for name, year, other in zip(YEARS[::-1], years[::-1], years, strict=True):
        report(f"{name} by the other year", fitted([other], world), year, other)
    curves = fitted(years, world)
    report("another planted world", curves, planted(TRY), world)
    for name, row in zip(RELATIONS, curves.round(2).tolist(), strict=True):
        print(f"[{name}]")
        print(*(f'"{sign}" = {slope + 0}' for sign, slope in zip(COLUMNS, row, strict=True)), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
