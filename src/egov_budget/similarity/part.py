"""A part of the comparison: which columns it reads, how it cuts them, how much it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cut = Literal["letters", "words", "items"]


@dataclass(frozen=True)
class Part:
    """One part of the comparison, a block of features of its own.

    Parameters
    ----------
    name : str
        Name of the part in the evidence.
    columns : tuple of str
        Columns it reads; one that a table lacks is left out.
    cut : str
        ``letters`` (each letter with its two neighbours), ``words``, or ``items`` (values parted by
        ``;``, kept apart by column).
    weight : float
        Weight among all parts, above 0; a record without the part counts the others the more.
    """

    name: str
    columns: tuple[str, ...]
    cut: Cut
    weight: float


ATTRIBUTES = (
    "thematic_area", "sector", "function", "addressee", "event", "has_input", "produces", "channel",
    "keyword",
)  # fmt: skip

PARTS = (
    Part("title", ("title",), "letters", 0.35),
    Part("description", ("description",), "words", 0.35),
    Part("attributes", ATTRIBUTES, "items", 0.3),
)
