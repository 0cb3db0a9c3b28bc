"""Waiting: records that are taken together later; where they are many, they wait in a file."""

from __future__ import annotations

import pickle
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar

T = TypeVar("T")
IN_MEMORY = 1 << 24  # bytes up to which they wait in memory


class Waiting(Generic[T]):
    """Records in the order in which they came."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # whoever takes them closes it
        self._count = 0

    def add(self, record: T) -> None:
        """Add one."""
        pickle.dump(record, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def take(self) -> list[T]:
        """Return them, once."""
        with self._file as file:
            file.seek(0)
            return [pickle.load(file) for _ in range(self._count)]  # noqa: S301  # our own of a moment ago
