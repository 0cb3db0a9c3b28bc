"""An encoder finds the same work in other words, and adds its part like any other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from egov_budget.overlaps import DEFAULT, calibrate
from egov_budget.similarity import keep_vectors, similarity_graph
from egov_budget.similarity.meaning import meaning

pytestmark = pytest.mark.once

TOPICS = {"tax": 0, "مالیات": 0, "impot": 0, "health": 1, "سلامت": 1, "map": 2, "نقشه": 2}


def encoder(texts: list[str]) -> np.ndarray:
    """Give every text the topics of its words and, as real encoders do, much that is common to all."""
    vectors = np.full((len(texts), 4), 0.2)
    vectors[:, 3] = 5
    for row, text in enumerate(texts):
        for word in text.lower().split():
            if word in TOPICS:
                vectors[row, TOPICS[word]] += 1
    return vectors


def frame() -> pd.DataFrame:
    titles = ["Tax desk", "میز مالیات", "Health file", "پرونده سلامت", "Map of parcels", ""]
    return pd.DataFrame({"id": list("abcdef"), "agency": list("uvwxyz"), "title": titles})


def test_the_same_work_in_another_language_is_found_by_meaning_alone() -> None:
    assert len(similarity_graph(frame())) == 0
    graph = similarity_graph(frame(), encoder=encoder)
    assert graph.edges[["a", "b"]].values.tolist() == [["a", "b"], ["c", "d"]]
    evidence = graph.evidence("a", "b").set_index("part")
    assert evidence["contribution"].sum() == graph.score("a", "b")
    assert evidence.loc["meaning", "contribution"] > 0.2
    assert evidence.loc["meaning", "shared"] == ()


def test_similarity_stays_between_0_and_1_and_symmetric_with_an_encoder() -> None:
    graph = similarity_graph(frame(), encoder=encoder, encoder_weight=2.0)
    for a in frame()["id"]:
        assert graph.score(a, a) == 1
        for b in frame()["id"]:
            assert 0 <= graph.score(a, b) == graph.score(b, a) <= 1


def test_the_order_of_the_records_changes_nothing() -> None:
    turned = frame().iloc[::-1]
    assert similarity_graph(turned, encoder=encoder).edges.equals(
        similarity_graph(frame(), encoder=encoder).edges
    )


def test_what_is_common_to_all_texts_says_nothing() -> None:
    block = meaning(frame(), encoder, 0.3)
    rows = block.rows.toarray()[:5]
    cosines = (rows @ rows.T)[np.triu_indices(5, 1)]
    assert (cosines > 0.9).sum() == 2
    assert not block.filled[5]


def test_a_calibration_learns_what_the_meaning_is_worth() -> None:
    graph = similarity_graph(frame(), encoder=encoder)
    table = pd.DataFrame(
        [("a", "b", "overlap"), ("c", "d", "overlap"), ("a", "c", "unrelated"), ("b", "e", "unrelated")],
        columns=["project_a", "project_b", "degree"],
    )
    learnt = calibrate(graph, table, hold=0.1)
    assert learnt.texts.slopes[1][5] > DEFAULT.texts.slopes[1][5] == 0


@pytest.mark.parametrize("wrong", [lambda texts: np.ones(3), lambda texts: np.full((len(texts), 2), np.nan)])
def test_an_encoder_that_returns_no_vectors_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="one vector of finite numbers for each"):
        similarity_graph(frame(), encoder=wrong)  # type: ignore[arg-type]


def test_no_records_need_no_encoder() -> None:
    assert len(similarity_graph(frame().head(0), encoder=encoder)) == 0


def test_vectors_kept_on_disk_change_nothing_and_no_text_is_encoded_twice(tmp_path: Path) -> None:
    asked: list[str] = []
    told: list[int] = []

    def heard(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return encoder(texts)

    def graph(model: str, frame: pd.DataFrame) -> pd.DataFrame:
        kept = keep_vectors(heard, tmp_path, model=model, progress=lambda done, *_: told.append(done))
        return similarity_graph(frame, encoder=kept).edges

    plain = similarity_graph(frame(), encoder=encoder).edges
    graph("one", frame().head(2))
    assert graph("one", frame()).equals(plain) and graph("one", frame()).equals(plain)
    assert len(asked) == len(set(asked)) and told[-1] == len(set(asked)) - 1
    before = len(asked)
    graph("another", frame())
    assert len(asked) == 2 * before
