"""Index: a list of requests as a folder of arrays that are read in place, to compare new requests with."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.overlaps.named_products import Census
from egov_budget.similarity.term_matrix import TermMatrix, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

HEADER = "index.json"
FORMAT = 1  # of the folder; an index of another one has to be written again
CENSUS = ("written", "small", "holders")


@dataclass(frozen=True)
class Index:
    """A folder of arrays, each read from the disk as far as it is asked for.

    Parameters
    ----------
    folder : Path
        Where the arrays lie, one .npy each.
    header : dict
        format, size (records), columns (of texts), parts (their names), cap (records a term may have that
        finds pairs, or null), phrases (whether these find pairs), within_agencies, chance (mean and standard
        deviation of how alike letters are).
    """

    folder: Path
    header: dict[str, Any]

    @classmethod
    def read(cls, folder: str | Path) -> Index:
        """Open an index.

        Raises
        ------
        IntakeError
            If the folder is no index, or one of another version.
        """
        folder = Path(folder)
        try:
            header = json.loads((folder / HEADER).read_text("utf-8"))
            known = header["format"]
        except (OSError, ValueError, KeyError, TypeError):
            known, header = None, {}
        if known != FORMAT:
            found = f"is no index of format {FORMAT}" + ("" if known is None else f" but of {known}")
            remedy = "Write it with the option --index of egov-budget overlaps"
            raise IntakeError([Fault(folder.name, None, "", str(folder), found, remedy)])
        return cls(folder, header)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return an array, read in place."""
        try:
            return np.asanyarray(np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError) as error:
            raise IntakeError([Fault.of("no_array", f"{name}.npy", value=str(self.folder))]) from error

    def sparse(self, name: str, width: int) -> csr_array:
        """Return a sparse matrix, read in place."""
        from scipy.sparse import csr_array

        starts = self[f"{name}.starts"]
        parts = (self[f"{name}.values"], self[f"{name}.columns"], starts)
        return csr_array(parts, shape=(len(starts) - 1, width), copy=False)

    def texts(self, name: str, rows: Iterable[int] | None = None) -> list[str]:
        """Return the texts of some rows of a list, all by default."""
        letters, starts = self._packed(name)
        if rows is None:
            whole, ends = letters.tobytes(), starts.tolist()
            return [whole[first:last].decode("utf-8") for first, last in pairwise(ends)]
        return [letters[starts[row] : starts[row + 1]].tobytes().decode("utf-8") for row in rows]

    def _packed(self, name: str) -> Iterator[NDArray[Any]]:
        return (self[f"{name}.{part}"].view(np.ndarray) for part in ("letters", "starts"))

    def vocabulary(self, part: str) -> Vocabulary:
        """Return the terms of a part."""
        return Vocabulary(self[f"{part}.keys"], self[f"{part}.frequency"], self.header["size"])

    def joined(self, new: TermMatrix, rows: NDArray[np.int64]) -> TermMatrix:
        """Return the terms of new records with those of some of the list below them."""
        name = new.part.name
        old = self.sparse(name, len(new.keys))[rows]
        filled = np.concatenate([new.filled, self[f"{name}.filled"][rows]])
        return TermMatrix(new.part, stacked(new.rows, old), new.keys, new.frequency, filled)

    def records(self, rows: NDArray[np.int64]) -> pd.DataFrame:
        """Return the texts of some records: id, agency, title, description and attributes."""
        columns = {name: self.texts(f"text.{name}", rows.tolist()) for name in self.header["columns"]}
        return pd.DataFrame(columns, dtype="str")

    def places(self, ids: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return how many ids of the list come before each, and whether it stands there: few are read."""
        letters, starts = self._packed("text.id")

        def told(row: int) -> bytes:
            return letters[starts[row] : starts[row + 1]].tobytes()

        rows = range(len(starts) - 1)
        wanted = [name.encode("utf-8", "replace") for name in ids]
        place = [bisect_left(rows, name, key=told) for name in wanted]
        there = [at in rows and told(at) == name for at, name in zip(place, wanted, strict=True)]
        return np.array(place, dtype=np.int64), np.array(there, dtype=bool)

    @cached_property
    def census(self) -> Census:
        """How the list writes names."""
        names = self.texts("names")
        written, small, holders = (dict(zip(names, row, strict=True)) for row in self["census"].tolist())
        return Census(written, small, holders, frozenset(self.texts("offices")))


def stacked(upper: csr_array, lower: csr_array) -> csr_array:
    """Return one matrix above the other."""
    from scipy.sparse import csr_array, vstack

    return csr_array(vstack([upper, lower], format="csr"))
