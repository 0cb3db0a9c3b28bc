"""Sections -> HTML: the template, the language it speaks, and what keeps the page to itself."""

from __future__ import annotations

import json
import math
from functools import partial
from typing import TYPE_CHECKING, Any

from egov_budget.display.as_html import allowed, page_file, pages, style_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egov_budget.language import Language

ROOM = "egov_budget.reporting.html"
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
RUNS, POP = {"ltr": "\u2066", "rtl": "\u2067"}, "\u2069"  # drawings run left to right, their words as they do
BRIEF = "brief"  # style of the short form of the report
REPORT = "report"  # style and script of the report; messages that begin with "report.js." are its script's


def rendered(
    template: str, found: Mapping[str, Any], language: Language, said: Mapping[str, Any], own: str = ""
) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        Name of the template.
    found : mapping
        What it tells, by section.
    language : Language
        What it speaks.
    said : mapping
        What its script reads.
    own : str, optional
        Name of the style and the script of this page, beside the style of all; by default those of the
        report.

    Returns
    -------
    str
        HTML that loads nothing: style and script stand in it and are the only ones its policy allows,
        by their hash.
    """
    page = pages(ROOM)
    currency = found["headline"].get("currency", "")
    page.filters |= {
        "amount": language.amount,
        "money": lambda value: language.money(value, currency),
        "number": language.number,
        "percent": language.percent,
        "figures": language.figures,
        "signed": partial(_signed, language),
        "isolated": language.isolate,
        "digits": language.digits,
        "own": lambda text: f"{RUNS[language.direction]}{text}{POP}",
    }
    script = page_file(ROOM, f"{own or REPORT}.js")
    style = style_of(ROOM, "report.css", f"{own or BRIEF}.css")
    words = language.under(f"{own or REPORT}.js.")
    return page.get_template(template).render(
        **found,
        lang=language,
        say=language.say,
        word=language.word,
        currency_name=language.word("currency", currency),
        style=style,
        script=script,
        style_hash=allowed(style),
        script_hash=allowed(script),
        data=embedded({"lang": language.code, "words": words, **said}),
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


def pairs_said(groups: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the script of a page with groups reads of them."""
    return {"evidence": groups["evidence"], "pairs": _ends(groups["clusters"]), "texts": groups["texts"]}


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
