"""The type of a project, by the words of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from egov_budget.catalogues.portfolio.table import Type
from egov_budget.similarity import fold


def type_of(texts: Mapping[str, str], types: Sequence[Type]) -> tuple[Type, str]:
    """Return the type of a project and the column that tells it.

    Parameters
    ----------
    texts : mapping of str to str
        Texts of the project by column, the one that is asked first at first.
    types : sequence of Type
        Types in order; the last is that of a project in whose texts no word of another stands.

    Returns
    -------
    Type
        Of the first text with any word, the type with most of its words in it; of several the first.
    str
        The column of that text, or empty.

    Examples
    --------
    >>> from egov_budget.catalogues.portfolio.table import published_table
    >>> found, by = type_of({"type": "", "title": "Sign-in portal"}, published_table().types)
    >>> found.name, by
    ('identity', 'title')
    """
    for column, text in texts.items():
        words = f" {fold(text)}"
        counts = [_named(words, type_) + sum(f" {word}" in words for word in type_.words) for type_ in types]
        if any(counts):
            return types[counts.index(max(counts))], column
    return types[-1], ""


def _named(words: str, type_: Type) -> int:
    return len(type_.words) + 1 if words == f" {type_.name}" else 0
