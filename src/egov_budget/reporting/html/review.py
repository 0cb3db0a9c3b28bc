"""The verb: Overlaps -> one HTML file in which a reviewer decides pair by pair."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.intake.atomic_write import write_whole
from egov_budget.intake.formulas import FORMULA, guard
from egov_budget.language import language_of
from egov_budget.overlaps.reviewing import ANSWERS, answers
from egov_budget.reporting.html.plain import LONGEST_TEXT, plain
from egov_budget.reporting.html.render import rendered
from egov_budget.scenario.columns import BY_NAME, ENDS
from egov_budget.scenario.relations import EXISTS, PARALLEL
from egov_budget.scenario.retired import RETIRED
from egov_budget.scenario.settled import UNSETTLED
from egov_budget.similarity.shared import Shared
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from egov_budget.overlaps import Overlaps
    from egov_budget.similarity import SimilarityGraph

SELDOM = 10  # a word in one of so many texts, or in no more than two, is worth a mark
DECIDING = {key: verdict for key, verdict in ANSWERS.items() if verdict}
KEYS = {PARALLEL: "a"} | {verdict: key for key, verdict in reversed(DECIDING.items())}
TOLD = ("degree", "relation", "overlap", "duplication", "parallel", "share", "at_stake", "covered")


def write_review(overlaps: Overlaps, path: Path, lang: str = "en", reviewer: str = "") -> None:
    """Write the pairs that are not settled as one HTML file to decide in.

    Parameters
    ----------
    overlaps : Overlaps
        Pairs, what reviewers said, and the texts.
    path : Path
        File to write, replaced if it is there.
    lang : str, optional
        Language of the page: ``en`` or ``fa``.
    reviewer : str, optional
        Who reads.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    language = language_of(lang)
    pairs = asked(overlaps)
    said = {
        "reviewer": reviewer,
        "answers": DECIDING,
        "columns": BY_NAME["verdicts"].names,
        "formula": FORMULA.pattern,
        "pairs": [[guard(pair["sides"][at]["id"]) for at in (0, 1)] for pair in pairs],
        "settles": [pair["unsettled"] for pair in pairs],
        "covered": [pair["covered"] for pair in pairs],
    }
    said["kept"] = "egov-budget " + sha256(repr(said).encode()).hexdigest()[:24]
    found = {"headline": {}, "pairs": pairs}
    write_whole(rendered("review.html.jinja", found, language, said, "review"), path)


def asked(overlaps: Overlaps) -> list[dict[str, Any]]:
    """Return each pair that is not settled as the page tells it, in the order of the queue.

    Returns
    -------
    list of dict
        sides (two of id, agency, and title and text as runs of words, each with whether it is marked),
        shared (attributes in common), heard (what reviewers said: reviewer, key of the answer, reason),
        unsettled, answers (keys that decide it), and the grades of the queue.
    """
    queue, heard = overlaps.queue(), _heard(overlaps.verdicts)
    beside = queue["relation"] == EXISTS
    told = _told(overlaps.graph, queue[~beside], heard)
    if overlaps.existing is not None:
        told |= _told(overlaps.existing.graph, queue[beside], heard)
    return [told[place] for place in queue.index]


def _heard(verdicts: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return what reviewers said of each pair."""
    heard: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in verdicts.to_dict("records"):
        key = "2" if row["lead"] == row["project_a"] and row["verdict"] == RETIRED else KEYS[row["verdict"]]
        said = {"reviewer": plain(row["reviewer"]), "key": key, "reason": plain(row["reason"])}
        heard.setdefault((row["project_a"], row["project_b"]), []).append(said)
    return heard


def _told(
    graph: SimilarityGraph, queue: pd.DataFrame, heard: dict[tuple[str, str], list[dict[str, str]]]
) -> dict[int, dict[str, Any]]:
    """Return some pairs of the queue, by their place in it, with the texts of one graph."""
    rows = np.column_stack([graph.rows(queue[end]) for end in ENDS])
    both = np.unique(rows)
    words, items = (
        [Shared(matrix, graph.records, both) for matrix in graph.matrices if matrix.part.analyzer == kind]
        for kind in ("words", "items")
    )
    few = max(len(graph.records) / SELDOM, 2)
    found = {}
    for place, ends, pair in zip(queue.index, rows.tolist(), queue.to_dict("records"), strict=True):
        marked = {name for part in words for name in part.of(*ends) if part.holders.get((0, name), 0) <= few}
        found[int(place)] = {
            **{name: pair[name] for name in TOLD},
            "unsettled": pair["verdict"] == UNSETTLED,
            "sides": [_side(graph.records, row, marked) for row in ends],
            "shared": [plain(name.partition(": ")[2], 80) for part in items for name in part.of(*ends)],
            "heard": heard.get((pair["project_a"], pair["project_b"]), []),
            "answers": [key for key, word in answers(pair["relation"]).items() if word],
        }  # fmt: skip
    return found


def _side(records: pd.DataFrame, row: int, marked: set[str]) -> dict[str, Any]:
    cell = {name: str(records[name].iloc[row]) if name in records else "" for name in
            ("id", "agency", "title", "description")}  # fmt: skip
    return {
        "id": cell["id"],
        "agency": plain(cell["agency"]),
        "title": [*_runs(plain(cell["title"] or cell["id"]), marked)],
        "text": [*_runs(plain(cell["description"], LONGEST_TEXT), marked)],
    }


def _runs(text: str, marked: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is a word in common."""
    pieces = [piece for piece in re.split(r"(\s+)", text) if piece]
    for piece, words in zip(pieces, folded(pieces), strict=True):
        yield piece, bool(marked & {*words.split()})
