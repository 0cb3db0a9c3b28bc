"""How well the same is found again in published lists, beside plain TF-IDF.

    python -m benchmarks.overlaps_real DATA

DATA is the folder with canada/. The same project in a later list: how many of those that keep their
identifier find themselves first, by title and description, among all projects or those of their department.
Services that stand in the inventories of many departments: average precision over all pairs of two
departments, by description alone; which services are the same is told by their names, which are not compared.
Judged pairs of projects, on which the calibration that ships was fitted; benchmarks.overlaps_calibration has
each year by the other.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score

from benchmarks.judged_pairs import projects
from egov_budget.overlaps import DEFAULT
from egov_budget.overlaps.features import features
from egov_budget.similarity import link, similarity_graph

LISTS = ((2016, 2019), (2019, 2022))
FAMILIES = (
    r"access to information|privacy request|\batip\b",
    r"media (?:relation|enquir|inquir)",
    r"(?:public|general) (?:enquir|inquir)",
    r"correspondence",
    r"grants? and contributions?",
)


def plain(left: pd.DataFrame, right: pd.DataFrame, **analysed: object) -> np.ndarray:
    """Compare all words of title and description by scikit-learn's TF-IDF, or what else is said."""
    texts = [(table.get("title", "") + " " + table["description"]).tolist() for table in (left, right)]
    matrix = TfidfVectorizer(sublinear_tf=True, **analysed).fit(texts[0] + texts[1])
    return np.asarray((matrix.transform(texts[0]) @ matrix.transform(texts[1]).T).todense())


def first(left: pd.DataFrame, right: pd.DataFrame, same_agency: bool) -> float:
    """Return how many of the left are most alike to themselves on the right, by this library."""
    found = link(left, right, least=0.0, most=1, same_agency=same_agency, cap=None).table
    return int((found["left"] == found["right"]).sum())


def again(data: Path, one: int, other: int) -> None:
    """Print how many projects of one list find themselves in a later one."""
    later = projects(data, other)
    kept = projects(data, one)
    kept = kept[kept["id"].isin(later["id"])].reset_index(drop=True)
    ids = later["id"].to_numpy()
    by_words = (ids[plain(kept, later).argmax(axis=1)] == kept["id"].to_numpy()).sum()
    # Departments are renamed between lists: the identifier, which begins with it, stays.
    home = [table.assign(agency=table["id"].str.split("-").str[0]) for table in (kept, later)]
    print(
        f"{one} -> {other}: {len(kept)} projects among {len(later)}; plain TF-IDF {by_words}, this library "
        f"{first(kept, later, False)}, among those of the department {first(*home, True)}"
    )


def repeated(data: Path) -> None:
    """Print how well services that many departments offer are found by what they say they do."""
    table = pd.read_csv(data / "canada" / "service_inventory_2023_24.csv").rename(
        columns={"service_id": "id", "owner_org": "agency", "service_description_en": "description"}
    )
    table["id"] = table["id"].astype("str").str.zfill(8)
    table = table.drop_duplicates("id").sort_values("id", ignore_index=True)
    table["description"] = table["description"].fillna("")
    names = table["service_name_en"].fillna("")
    family = np.stack([names.str.contains(re.compile(way, re.IGNORECASE)) for way in FAMILIES])
    left, right = np.triu_indices(len(table), 1)
    agency = table["agency"].to_numpy()
    apart = agency[left] != agency[right]
    left, right = left[apart], right[apart]
    same = (family[:, left] & family[:, right]).any(axis=0)
    graph = similarity_graph(table[["id", "agency", "description"]], cap=None)
    seen = features(graph, left, right)
    scores = {
        "plain TF-IDF": plain(table[["description"]], table[["description"]])[left, right],
        "similarity": seen.similarity,
        "graded": DEFAULT.log_odds(seen)[:, 1],
    }
    within = family[:, left].any(axis=0) & family[:, right].any(axis=0)
    print(f"repeated services: {family.any(axis=0).sum()} of {len(table)}, {same.sum()} pairs")
    for name, score in scores.items():
        among = average_precision_score(same[within], score[within])
        every = average_precision_score(same, score)
        print(f"  {name:<14} among each other {among:.3f}, among all {every:.3f}")


def judged(data: Path, year: int) -> None:
    """Print how well pairs that two readers judged are graded."""
    pairs = pd.read_csv(data / "canada" / f"judged_pairs_{year}.csv")
    degree = np.floor((pairs["grade_1"] + pairs["grade_2"]) / 2 + 0.5).to_numpy()
    table = projects(data, year)
    graph = similarity_graph(table)
    ends = [pairs[name].to_numpy() for name in ("uniqueId_a", "uniqueId_b")]
    row = [pd.Index(table["id"]).get_indexer(end) for end in ends]
    seen = features(graph, *(pd.Index(graph.records["id"]).get_indexer(end) for end in ends))
    chance = DEFAULT.probabilities(seen)
    scores = {
        "words, TF-IDF": (plain(table, table)[tuple(row)],) * 3,
        "letters, TF-IDF": (plain(table, table, analyzer="char_wb", ngram_range=(3, 3))[tuple(row)],) * 3,
        "similarity": (seen.similarity,) * 3,
        "graded": (chance[:, 2], chance[:, 1], chance.sum(axis=1)),
    }
    print(f"judged pairs of {year}: {len(pairs)}, {(degree == 3).sum()} duplications")
    for name, (duplication, overlap, rank) in scores.items():
        print(
            f"  {name:<16} AP duplication {average_precision_score(degree == 3, duplication):.2f}, overlap "
            f"{average_precision_score(degree >= 2, overlap):.2f}, rank {spearmanr(rank, degree)[0]:.2f}"
        )


def main(data: Path) -> None:
    """Print all."""
    for year in (2022, 2019):
        judged(data, year)
    for one, other in LISTS:
        again(data, one, other)
    repeated(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
