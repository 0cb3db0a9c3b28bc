"""Sections -> HTML: the template, the language it speaks, and what keeps the page to itself."""

from __future__ import annotations

import json
import math
from functools import partial
from typing import TYPE_CHECKING, Any

from egov_budget.display.as_html import allowed, page_file, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egov_budget.language import Language

ROOM = "egov_budget.reporting.html"
UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
RUNS, POP = {"ltr": "\u2066", "rtl": "\u2067"}, "\u2069"  # drawings run left to right, their words as they do
WORDS = "report.js."  # messages that the page's own script says


def rendered(template: str, found: Mapping[str, Any], language: Language) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        Name of the template.
    found : mapping
        What it tells, by section.
    language : Language
        What it speaks.

    Returns
    -------
    str
        HTML that loads nothing: style and script stand in it and are the only ones its policy allows,
        by their hash.
    """
    page = pages(ROOM)
    currency = language.word("currency", found["headline"]["currency"])
    page.filters |= {
        "amount": language.amount,
        "money": lambda value: language.money(value, found["headline"]["currency"]),
        "number": language.number,
        "percent": language.percent,
        "figures": language.figures,
        "signed": partial(_signed, language),
        "isolated": language.isolate,
        "digits": language.digits,
        "own": lambda text: f"{RUNS[language.direction]}{text}{POP}",
    }
    style = page_file(ROOM, "report.css") + page_file(ROOM, "brief.css")
    script = page_file(ROOM, "report.js")
    said = {
        "lang": language.code,
        "words": {
            key.removeprefix(WORDS): text for key, text in language.messages.items() if key.startswith(WORDS)
        },
        "evidence": found["groups"]["evidence"],
        "pairs": _ends(found["groups"]["clusters"]),
        "texts": found["groups"]["texts"],
    }
    return page.get_template(template).render(
        **found,
        lang=language,
        say=language.say,
        word=language.word,
        currency_name=currency,
        style=style,
        script=script,
        style_hash=allowed(style),
        script_hash=allowed(script),
        data=embedded(said),
    )


def embedded(value: Any) -> str:
    r"""Return a value as JSON that may stand in a page: nothing in it ends the element or begins another.

    Examples
    --------
    >>> embedded("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(UNSAFE)


def _ends(clusters: list[dict[str, Any]]) -> list[list[int]]:
    """Return the places of both projects of each pair in their cluster, in the order of the evidence."""
    pairs = sorted((pair["key"], pair["a"], pair["b"]) for cluster in clusters for pair in cluster["pairs"])
    return [[one, other] for _, one, other in pairs]


def _signed(language: Language, value: float, digits: int = 0) -> str:
    """Return a change: with its sign, a true minus, and none where it rounds to nothing."""
    if math.isnan(value):
        return ""
    size = language.number(abs(value), digits)
    if size == language.number(0, digits):
        return size
    return f"\u2066{'+' if value > 0 else chr(0x2212)}{size}\u2069"
