"""Glossary: words and products in three languages -> what a text speaks of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from egov_budget.language.toml_of import toml_of
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS, LETTERS = 5, 30  # that a term may have after the first word, and in it


@dataclass(frozen=True)
class Glossary:
    """Terms by what they stand for: beginnings of words and phrases, folded.

    Parameters
    ----------
    names : tuple of str
        What the terms stand for.
    words : dict of str to set of int
        Positions in ``names`` by the beginning of a word, or by a word and a blank.
    phrases : dict of str to set of tuple
        By the first word of a phrase: how the text goes on, and the position in ``names``.
    """

    names: tuple[str, ...]
    words: dict[str, set[int]]
    phrases: dict[str, set[tuple[str, int]]]

    def found(self, texts: list[str]) -> Iterator[int]:
        """Yield text x names + name for each place of a folded text where a term of the name begins."""
        beginning = cache(self._beginning)
        for row, text in enumerate(texts):
            words = text.split(" ")
            for at, word in enumerate(words):
                named, further = beginning(word)
                if further:
                    after = " ".join(words[at + 1 : at + 1 + WORDS]) + " "
                    named = named.union(name for rest, name in further if after.startswith(rest))
                for name in named:
                    yield row * len(self.names) + name

    def _beginning(self, word: str) -> tuple[frozenset[int], set[tuple[str, int]]]:
        starts = [f"{word} "[:end] for end in range(1, min(len(word), LETTERS) + 2)]
        named = frozenset(name for start in starts for name in self.words.get(start, ()))
        return named, self.phrases.get(word, set())


@cache
def glossary(name: str) -> Glossary:
    """Return a glossary of this room, read once: ``kinds`` (of work) or ``site_bound``."""
    told = toml_of("egov_budget.overlaps", f"{name}.toml")
    words: dict[str, set[int]] = defaultdict(set)
    phrases: dict[str, set[tuple[str, int]]] = defaultdict(set)
    named = [(at, term) for at, terms in enumerate(told.values()) for term in chain(*terms.values())]
    for (at, term), plain in zip(named, folded([term for _, term in named]), strict=True):
        first, *rest = plain.split()
        end = " " if term.endswith(" ") else ""
        if rest:
            phrases[first].add((" ".join(rest) + end, at))
        else:
            words[first + end].add(at)
    return Glossary(tuple(told), dict(words), dict(phrases))
