"""Names of the data dictionary in other languages than its own: tables, columns, choices, meanings.

Both are read wherever a name may stand, so a sheet in Persian and one in English are the same requests.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from egov_budget.language import language_of, languages
from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.field import Field, TableSchema

ALIKE = str.maketrans("يىكة", "ییکه", "\u200c\u0654_- ")


@dataclass(frozen=True)
class Names:
    """What the data dictionary is called in a language.

    Parameters
    ----------
    language : str
        Its code; English is the dictionary's own.
    told : dict
        Names by what they name; nothing in English.
    """

    language: str
    told: dict[str, Any]

    def table(self, name: str) -> str:
        """Return the name of a table, or of the settings."""
        if not self.told:
            return name
        return str(self.told.get(name) or language_of(self.language).word("report.table", name))

    def column(self, name: str) -> str:
        """Return the name of a column."""
        return self._of("column", name)

    def choice(self, name: str) -> str:
        """Return the name of a choice."""
        return self._of("choice", name)

    def word(self, name: str) -> str:
        """Return yes, no, setting or value."""
        return str(self.told.get(name, name))

    def meaning(self, column: Field) -> str:
        """Return what a column means."""
        return str(self.told.get("meaning", {}).get(column.name, column.meaning))

    def row(self, table: TableSchema) -> str:
        """Return what a row of a table is."""
        return str(self.told.get("row", {}).get(table.name, table.meaning))

    def _of(self, section: str, name: str) -> str:
        return str(self.told.get(section, {}).get(name, name))


@cache
def names_in(language: str) -> Names:
    """Return the names of the data dictionary in a language.

    Parameters
    ----------
    language : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Names
        In English those of the dictionary itself.

    Examples
    --------
    >>> names_in("fa").column("cost"), names_in("en").column("cost")
    ('هزینه', 'cost')
    """
    return Names(language, toml_of("egov_budget.scenario", f"names.{language}.toml"))


def meant(word: str, known: tuple[str, ...], section: str) -> str:
    """Return the name of the dictionary that a word stands for, in any language; the word itself if none.

    Letter case, blanks, joiners, and the Arabic forms of Persian letters make no difference.

    Parameters
    ----------
    word : str
        A name as somebody wrote it.
    known : tuple of str
        Names of the dictionary that may be meant.
    section : str
        What they name: ``"table"``, ``"column"``, ``"choice"``, ``"word"``.

    Returns
    -------
    str
        One of them, or the word.

    Examples
    --------
    >>> meant("هزينه", ("id", "cost"), "column"), meant("Cost ", ("id", "cost"), "column")
    ('cost', 'cost')
    >>> meant("price", ("id", "cost"), "column")
    'price'
    """
    return word if word in known else _known(known, section).get(folded(word), word)


def spellings(known: tuple[str, ...], section: str) -> list[str]:
    """Return names of the dictionary in every language, those of the dictionary first.

    Examples
    --------
    >>> spellings(("id", "cost"), "column")
    ['id', 'cost', 'شناسه', 'هزینه']
    """
    told = (getattr(names_in(language), section)(name) for language in languages() for name in known)
    return [*dict.fromkeys([*known, *map(str, told)])]


@cache
def _known(known: tuple[str, ...], section: str) -> dict[str, str]:
    said = [getattr(names_in(language), section) for language in languages()]
    return {folded(str(of(name))): name for of in said for name in known}


def folded(word: str) -> str:
    """Return a word without what makes no difference between names.

    Examples
    --------
    >>> folded("Last Year") == folded("last_year"), folded("طرح ها") == folded("طرح‌ها")
    (True, True)
    """
    return unicodedata.normalize("NFKD", word).casefold().translate(ALIKE).strip()
