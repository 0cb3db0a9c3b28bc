"""A part of the comparison: which columns it reads, by which analyzer, how much it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Analyzer = Literal["letters", "words", "phrases", "items", "vectors"]
Facet = Literal["goal", "activity", "beneficiary"]


@dataclass(frozen=True)
class Part:
    """One part of the comparison, a matrix of terms of its own.

    Parameters
    ----------
    name : str
        Name of the part in the evidence.
    columns : tuple of str
        Columns it reads; one that a table lacks is left out.
    cut : str
        ``letters`` (each letter with its two neighbours), ``words``, ``phrases`` (each word with the
        next), ``items`` (values parted by ``;``, kept apart by column), or ``vectors`` (of an encoder).
    weight : float
        Weight among all parts, above 0; a record without the part counts the others the more.
    facet : str
        What the part tells of a project, in the words of auditors: its ``goal``, its ``activity`` or
        its ``beneficiary``.
    """

    name: str
    columns: tuple[str, ...]
    analyzer: Analyzer
    weight: float
    facet: Facet = "activity"


GOAL = ("thematic_area", "sector", "function", "event", "produces", "keyword")
MEANS = ("has_input",)
PEOPLE = ("addressee",)
ATTRIBUTES = (*GOAL, *MEANS, *PEOPLE, "channel")

# The channel is left out: nearly all work shares it, so that it tells nothing and finds everything.
PARTS = (
    Part("title", ("title",), "letters", 0.2),
    Part("text", ("title", "description"), "words", 0.5),
    Part("goal", GOAL, "items", 0.15, "goal"),
    Part("means", MEANS, "items", 0.1),
    Part("people", PEOPLE, "items", 0.05, "beneficiary"),
)

# Among very many records hardly a word is rare, and two words in a row still are: they help to find pairs,
# and have no say in how alike a pair is.
FINDING = Part("phrases", ("title", "description"), "phrases", 0.5)
