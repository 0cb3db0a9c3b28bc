"""What the shell prints, in another language: sentence by sentence, as phrases.toml has them."""

from __future__ import annotations

import re
from functools import cache

from egov_budget.display.as_text import width
from egov_budget.language import Language, language_of
from egov_budget.language.template import parts
from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.names import names_in

NUMBER = re.compile(r"[-+!> ]*\d[\d,.%> -]*")
CELLS = re.compile(r"\s{2,}")
CELL = re.compile(r"\S+(?:\s\S+)*")
FIGURE = re.compile(r"[-+]?\d")
APART = (CELLS.search, re.compile(" -> ").search)  # what stands on both sides fills no place of one
LISTED = 4  # blanks before a line of a list; more of them align a column
PLACE = re.compile(
    r"(?P<table>[^:,]+)(?P<row>, row (\d+))?(?P<column>, column ([^:]+))?: (?P<what>.+)", re.DOTALL
)
LATIN = re.compile("[a-zA-Z]")
AS_THEY_ARE = ("place", "folder", "files")  # names of files are no words
SIGNS = str.maketrans({",": "٬", ".": "٫", "%": "٪"})


def spoken(text: str, code: str) -> str:
    """Return lines of the shell in a language; a sentence that has no translation stays as it is.

    Parameters
    ----------
    text : str
        Lines in English.
    code : str
        The language: ``"fa"``.

    Returns
    -------
    str
        As many lines.

    Examples
    --------
    >>> spoken("  projects, row 4, column cost: -40 is not above 0. Remove it.", "fa")
    '  projects، سطر ۴، ستون cost: -۴۰ بزرگ‌تر از صفر نیست. آن را بردارید.'
    """
    phrases = _phrases(code)
    return (
        "\n".join(_line(line, phrases, language_of(code)) for line in text.split("\n")) if phrases else text
    )


@cache
def _phrases(code: str) -> dict[str, str]:
    """Return the sentences of a language, those with most words of their own first."""
    found: dict[str, str] = toml_of("egov_budget.cli", "phrases.toml").get(code, {})
    if found:
        names, columns = names_in(code), (column for table in (SETTINGS, *TABLES) for column in table.columns)
        meanings = {column.meaning.rstrip("."): names.meaning(column).rstrip(".") for column in columns}
        found = meanings | found
    return dict(sorted(found.items(), key=lambda item: -len(re.sub(r"\{\w+\}", "", item[0]))))


def _line(line: str, phrases: dict[str, str], language: Language) -> str:
    bare = line.strip()
    told = _phrase(bare, phrases, language) if bare else ""
    return _cells(line, phrases, language) if told is None else line[: len(line) - len(line.lstrip())] + told


def _cells(line: str, phrases: dict[str, str], language: Language) -> str:
    """Return cells: numbers and first words begin where they began, words end where they ended."""
    told = ""
    for place, cell in enumerate(CELL.finditer(line)):
        meant, begin = _value(cell[0], phrases, language), width(line[: cell.start()])
        if not FIGURE.match(cell[0]) and (place or begin > LISTED):
            begin += width(cell[0]) - width(meant)
        told += " " * max(begin - width(told), 2 if place else 0) + meant
    return told


def _phrase(text: str, phrases: dict[str, str], language: Language) -> str | None:
    """Return a sentence, several of them, or a fault at its place; ``None`` where one is not known."""
    for stop in (".", ""):
        if text.endswith(stop) and text.removesuffix(stop) in phrases:
            return phrases[text.removesuffix(stop)] + stop
    if language.has(f"interest.{text}"):
        return language.word("interest", text)
    if not LATIN.search(text):
        return None
    kind, _, part = text.rpartition(" ")
    if language.has(f"interest.{kind}") and NUMBER.fullmatch(part):
        return f"{language.word('interest', kind)} {_value(part, phrases, language)}"
    return (
        _fault(text, phrases, language)  # before its parts: the table may be a word known by itself
        or _sentences(text, phrases, language)
        or _filled(text, phrases, language)
    )


def _sentences(text: str, phrases: dict[str, str], language: Language) -> str:
    """Return parts that are all known, where there are several."""
    for stop, told in ((". ", ". "), (", ", "، ")):
        first, found, rest = text.partition(stop)
        both = [_phrase(part, phrases, language) for part in (first, rest)] if found else [None]
        if None not in both:
            return told.join(map(str, both))
    return ""


def _fault(text: str, phrases: dict[str, str], language: Language) -> str:
    place = None if CELLS.search(text) else PLACE.fullmatch(text)
    what = _phrase(place["what"], phrases, language) if place else None
    if not place or not (what or place["row"] or place["column"]):
        return ""
    named = _named(place["table"], language, of_a_file=bool(place["row"] or place["column"]))
    named = named or _value(place["table"], phrases, language)
    if place["row"]:
        named += f"، {phrases['row']} {language.digits(place[3])}"
    if place["column"]:
        own = phrases.get(f"column {place[5]}")
        named += f"، {own or phrases['column'] + ' ' + place[5]}"
    return f"{named}: {what or place['what']}"


def _named(text: str, language: Language, *, of_a_file: bool) -> str:
    """Return the name of a rule, or of a table where no cell is meant; nothing for any other."""
    if text in BY_NAME:
        return "" if of_a_file else language.messages.get(f"report.table.{text}", "")
    known = language.has(f"rule_name.{text}") or language.taken_apart("rule_name", text)[0]
    return language.word("rule_name", text) if known else ""


def _filled(text: str, phrases: dict[str, str], language: Language) -> str | None:
    """Return the sentence whose places are filled so; what is apart fills no place together."""
    for template, meant in phrases.items():
        if "{" not in template or any(apart(text) and not apart(template) for apart in APART):
            continue
        for stop in (".", ""):
            found = parts(template, text.removesuffix(stop)) if text.endswith(stop) else None
            if found and NUMBER.fullmatch(found.get("count", "0")):
                values = {
                    name: value if name in AS_THEY_ARE else _value(value, phrases, language)
                    for name, value in found.items()
                }
                return meant.format(**values) + stop
    return None


def _value(text: str, phrases: dict[str, str], language: Language) -> str:
    if NUMBER.fullmatch(text):
        return language.digits(text.translate(SIGNS))
    number, _, unit = text.partition(" ")
    known = language.has(f"currency.{unit}") or language.has(f"unit.{unit}")
    if unit and NUMBER.fullmatch(number) and (known or not LATIN.search(unit)):
        return f"{_value(number, phrases, language)} {language.unit(unit) if known else unit}"
    return _phrase(text, phrases, language) or language.messages.get(f"currency.{text}", text)
