"""Spool: an array that is made piece by piece; a large one lies in a file, from which it is read in place."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

LARGE = 1 << 28  # bytes from which on it lies in a file


class Spool:
    """An array that grows by rows.

    Parameters
    ----------
    kind : dtype
        Of its numbers.
    *width : int
        Shape of a row; none for single numbers.
    """

    def __init__(self, kind: DTypeLike, *width: int) -> None:
        self._pieces: list[NDArray[Any]] = [np.empty((0, *width), dtype=kind)]
        self._bytes = 0
        self._file: IO[bytes] | None = None

    def add(self, piece: NDArray[Any]) -> None:
        """Add rows at the end, as the kind of the array."""
        first = self._pieces[0]
        self._pieces.append(np.ascontiguousarray(piece, dtype=first.dtype))
        self._bytes += self._pieces[-1].nbytes
        if self._bytes > LARGE:
            self._file = self._file or TemporaryFile()  # noqa: SIM115  # whoever asks for the whole closes it
            for part in self._pieces[1:]:
                self._file.write(part.data)
            del self._pieces[1:]

    def whole(self) -> NDArray[Any]:
        """Return the array, once; one that lies in a file can only be read, and takes the file with it."""
        if self._file is None:
            return np.concatenate(self._pieces)
        first = self._pieces[0]
        rows = self._bytes // (first.dtype.itemsize * int(np.prod(first.shape[1:])))
        with self._file as file:
            file.flush()
            return np.asarray(np.memmap(file, first.dtype, "r", shape=(rows, *first.shape[1:])))
