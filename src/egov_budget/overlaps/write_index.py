"""The verb: a list of requests -> an index, a folder to compare new requests with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.intake.atomic_write import atomic_folder
from egov_budget.overlaps.corpus import Corpus
from egov_budget.overlaps.index import CENSUS, FORMAT, HEADER
from egov_budget.similarity import PARTS, similarity_graph
from egov_budget.similarity.candidates import Allowed, Candidates, candidates, rare_terms
from egov_budget.similarity.compare import FLOOR, MOST, finding, groups, running
from egov_budget.similarity.part import ATTRIBUTES
from egov_budget.similarity.records import records

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from egov_budget.scenario import Scenario

Arrays = dict[str, "NDArray[Any]"]
TEXTS = ("id", "agency", "title", "description", *ATTRIBUTES)


def write_index(source: Scenario | pd.DataFrame, path: str | Path) -> None:
    """Write a list of requests as an index, for ``compare_new`` to compare new requests with.

    Parameters
    ----------
    source : Scenario or DataFrame
        As for ``similarity_graph``, which compares them as it does by default.
    path : str or Path
        Folder to write; the arrays of an index that lies there are replaced.

    Raises
    ------
    IntakeError
        If the table lacks ``id`` or an id stands there twice.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from egov_budget import worlds
    >>> folder = Path(mkdtemp())
    >>> write_index(worlds.four_projects(), folder)
    >>> (folder / "index.json").exists()
    True
    """
    frame, inside = records(source, None)
    graph = similarity_graph(frame, within_agencies=inside)
    with running(None) as run:
        words, cap = finding(frame, graph.matrices, run)
        rare = rare_terms(words, cap)
        agency = np.zeros(len(frame), dtype=np.int64) if inside else groups(frame)
        allowed = Allowed(agency, agency, same=None if inside else False, mirrored=True)
        found = candidates(rare, rare, allowed, floor=FLOOR, top_k=MOST, work=1e7, run=run)
    corpus = Corpus(graph)
    bar, place = _bars(found, len(frame))
    arrays: Arrays = {"bar": bar, "bar.place": place, "agency": agency, "usual": corpus.usual}
    arrays |= _sparse("rare", rare.T.tocsr()) | _sparse("near", corpus.near)
    for matrix in (*words, *corpus.letters):
        arrays |= {f"{matrix.part.name}.keys": matrix.keys, f"{matrix.part.name}.frequency": matrix.frequency}
    for matrix in (*graph.matrices, *corpus.letters):
        arrays |= {f"{matrix.part.name}.filled": matrix.filled} | _sparse(matrix.part.name, matrix.rows)
    columns = [name for name in TEXTS if name in frame]
    for name in columns:
        arrays |= _texts(f"text.{name}", frame[name].tolist())
    arrays |= _census(corpus) | _sparse("kinds", corpus.kinds.rows)
    arrays["kinds.holders"] = corpus.kinds.holders
    header = {
        "format": FORMAT,
        "size": len(frame),
        "columns": columns,
        "parts": [part.name for part in PARTS if part.name in graph.parts],
        "cap": cap,
        "phrases": len(words) > len(graph.matrices),
        "within_agencies": inside,
        "chance": [[*corpus.chance(matrix)] for matrix in corpus.letters],
    }
    with atomic_folder(Path(path)) as folder:
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        (folder / HEADER).write_text(json.dumps(header, indent=1), encoding="utf-8")


def _bars(found: Candidates, count: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the likeness and the number of the last candidate each record keeps; 0 where there is room."""
    order = np.lexsort((found.right, -found.score, found.left))
    many = np.bincount(found.left, minlength=count)
    full = np.flatnonzero(many >= MOST)
    last = order[(np.cumsum(many) - many)[full] + MOST - 1]
    bar, place = np.zeros(count, dtype=np.float32), np.full(count, count, dtype=np.int64)
    bar[full], place[full] = found.score[last], found.right[last]
    return bar, place


def _sparse(name: str, matrix: csr_array) -> Arrays:
    return {f"{name}.values": matrix.data, f"{name}.columns": matrix.indices, f"{name}.starts": matrix.indptr}


def _texts(name: str, texts: Sequence[str]) -> Arrays:
    told = [text.encode("utf-8", "replace") for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(text) for text in told])]).astype(np.int64)
    return {f"{name}.letters": np.frombuffer(b"".join(told), dtype=np.uint8), f"{name}.starts": starts}


def _census(corpus: Corpus) -> Arrays:
    census = corpus.named.census
    counts = [getattr(census, name) for name in CENSUS]
    names = sorted({name for count in counts for name in count})
    table = np.array([[count.get(name, 0) for name in names] for count in counts], dtype=np.int64)
    return {"census": table} | _texts("names", names) | _texts("offices", sorted(census.offices))
