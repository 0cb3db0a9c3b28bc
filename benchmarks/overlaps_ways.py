"""Ways to find pairs of requests that share work: this library, and what people use instead.

Each takes the table of projects and returns candidate pairs: both rows in that table, and a score from 0 to
1 that is higher for likelier ones. Those that compare texts get the same folded text; sparse_dot_topn gets
this library's own vectors, so that it shows the exact join.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps import DEFAULT
from egov_budget.overlaps.corpus import Corpus
from egov_budget.overlaps.degree import AT_ONCE
from egov_budget.overlaps.features import features
from egov_budget.similarity import PARTS, similarity_graph
from egov_budget.similarity.records import records
from egov_budget.similarity.term_matrix import term_matrices, weights
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]

LEAST = 0.3  # score from which the others report a pair
MOST = 20
RARE = 100  # most projects a word may stand in by which splink looks for pairs
ATTRIBUTES = ("function", "sector", "addressee", "has_input", "produces", "keyword")


def this_library(projects: pd.DataFrame) -> Pairs:
    """Compare and grade: the score is the probability of overlap or duplication."""
    graph = similarity_graph(projects)
    row, corpus, score = _rows(projects, graph.records), Corpus(graph), np.empty(len(graph))
    for block in (slice(at, at + AT_ONCE) for at in range(0, len(graph), AT_ONCE)):
        seen = features(graph, graph.left[block], graph.right[block], corpus)
        score[block] = DEFAULT.probabilities(seen)[:, 1]
    return row[graph.left], row[graph.right], score


def likeness_alone(projects: pd.DataFrame) -> Pairs:
    """Compare and do not grade: the score is the similarity."""
    graph = similarity_graph(projects, least=LEAST)
    row = _rows(projects, graph.records)
    return row[graph.left], row[graph.right], graph.similarity


def sparse_dot_topn(projects: pd.DataFrame) -> Pairs:
    """Multiply this library's vectors with sparse_dot_topn: every pair, no cap."""
    from sparse_dot_topn import sp_matmul_topn

    frame, _ = records(projects, None)
    matrix = _stacked(frame)
    top = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=MOST + 1, threshold=LEAST, n_threads=2).tocoo()
    row = _rows(projects, frame)
    return row[top.row], row[top.col], top.data


def sklearn_dense(projects: pd.DataFrame) -> Pairs:
    """Multiply scikit-learn's TF-IDF of all words into one dense matrix."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import linear_kernel

    texts = _folded(projects, ("title", "description", *ATTRIBUTES))
    matrix = TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit_transform(texts)
    dense = linear_kernel(matrix)
    left, right = np.nonzero(np.triu(dense >= LEAST, 1))
    return left, right, dense[left, right]


def rapidfuzz(projects: pd.DataFrame) -> Pairs:
    """Compare titles by the indel ratio, block by block."""
    from rapidfuzz import fuzz, process

    titles = _folded(projects, ("title",))
    found = []
    for at in range(0, len(titles), 1000):
        block = process.cdist(titles[at : at + 1000], titles, scorer=fuzz.ratio, score_cutoff=60,
                              dtype=np.uint8, workers=2)  # fmt: skip
        left, right = np.nonzero(block)
        kept = right > left + at
        found.append((left[kept] + at, right[kept], block[left[kept], right[kept]] / 100))
    left, right, score = (np.concatenate([block[at] for block in found]) for at in range(3))
    return left, right, score


def splink(projects: pd.DataFrame) -> Pairs:
    """Link records with splink on DuckDB: blocked on rare values and words, weights learnt by itself."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    table = pd.DataFrame({"unique_id": np.arange(len(projects))})
    for name in ("title", *ATTRIBUTES):
        table[name] = pd.array(_folded(projects, (name,)), dtype="object")
    words = pd.Series(_folded(projects, ("title", "description"))).str.split().map(set)
    table["words"] = words.map(sorted)
    holders = Counter(word for text in words for word in text)
    table["rare"] = words.map(lambda text: sorted(word for word in text if holders[word] <= RARE))
    alike = block_on("function", "addressee", "produces")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("title", [0.95, 0.88, 0.8]),
            compare.ArrayIntersectAtSizes("words", [24, 16, 10, 6]),
            *(compare.ExactMatch(name) for name in ("function", "addressee", "has_input", "keyword")),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("title"), block_on("has_input"), block_on("keyword"), alike,
            block_on("rare", arrays_to_explode=["rare"]),
        ],
    )  # fmt: skip
    linker = Linker(DuckDBAPI().register(table), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("title")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    linker.training.estimate_parameters_using_expectation_maximisation(alike)
    linked = linker.inference.predict(threshold_match_weight=-5).as_pandas_dataframe()
    left, right, bits = (linked[name].to_numpy() for name in ("unique_id_l", "unique_id_r", "match_weight"))
    return left, right, 1 / (1 + 2.0**-bits)


WAYS: dict[str, Callable[[pd.DataFrame], Pairs]] = {
    "this library, graded": this_library,
    "this library, likeness alone": likeness_alone,
    "sparse_dot_topn, same vectors": sparse_dot_topn,
    "scikit-learn, dense": sklearn_dense,
    "rapidfuzz, titles": rapidfuzz,
    "splink on DuckDB": splink,
}


def _folded(projects: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    joined = projects[columns[0]].astype("str")
    for name in columns[1:]:
        joined = joined + " " + projects[name].astype("str").fillna("")
    return folded(joined.tolist())


def _stacked(frame: pd.DataFrame) -> csr_matrix:
    from scipy.sparse import csr_matrix, diags_array, hstack

    made = term_matrices(frame, PARTS)
    share = np.sqrt(weights(made)).astype(np.float32)
    return csr_matrix(
        hstack([diags_array(share[:, at]) @ matrix.rows for at, matrix in enumerate(made)], format="csr")
    )


def _rows(projects: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray:
    """Return the row in the table of projects of each record of a frame made from it."""
    return pd.Index(projects["id"]).get_indexer(frame["id"])
