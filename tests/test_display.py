"""What a notebook shows: every noun has it, it is small, and a text from a file stays text."""

from __future__ import annotations

import importlib
import inspect
import typing
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.display.displayed import LINE, ROWS, Displayed, table
from random_scenarios import random_scenario

NOUNS = [
    thing for name in eb.__all__ if inspect.isclass(thing := getattr(eb, name))
    and not issubclass(thing, Exception)
]  # fmt: skip
VERBS = [thing for name in eb.__all__ if inspect.isfunction(thing := getattr(eb, name))]
PLAIN = (type(None), bool, int, float, str)  # what a notebook shows well by itself
HOSTILE = "<script>alert(1)</script> \"quoted\" & 'so' \u202eevil\u2069 " + "x" * 10_000


class Tags(HTMLParser):
    """Gathers the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def returned(verb: typing.Callable[..., object]) -> list[type]:
    """Return the classes that a verb may return, its annotation read where its own imports are known."""
    home = importlib.import_module(verb.__module__)
    known = {name: getattr(eb, name) for name in eb.__all__} | vars(home)
    annotation = inspect.signature(verb).return_annotation
    found = eval(annotation, known) if isinstance(annotation, str) else annotation  # noqa: S307  # our own source
    kinds = typing.get_args(found) or (found,)
    return [kind if inspect.isclass(kind) else type(kind) for kind in kinds]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_of_the_shelf_is_shown_in_notebooks(noun: type) -> None:
    assert issubclass(noun, Displayed)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_what_a_verb_returns_is_shown_in_notebooks(verb: typing.Callable[..., object]) -> None:
    kinds = returned(verb)
    assert kinds
    assert [kind for kind in kinds if not hasattr(kind, "_repr_html_") and kind not in PLAIN] == []


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Every noun of a scenario whose titles and names are hostile, as a notebook shows it."""
    scenario = random_scenario(7)
    tables = {
        name: scenario.tables[name].assign(title=HOSTILE)
        for name in ("agencies", "services", "projects", "indicators")
    }
    settings = scenario.settings.__class__(
        name="<img src=x onerror=alert(1)>", pool=scenario.settings.pool, currency="<b>"
    )
    scenario = eb.Scenario(settings, {**scenario.tables, **tables})
    graph = eb.similarity_graph(scenario)
    overlaps = eb.find_overlaps(scenario, graph)
    program = eb.formulate(scenario, overlaps)
    outcome = eb.solve(program)
    plan = eb.settle(outcome)
    nouns: dict[str, Displayed] = {
        "Scenario": scenario, "Settings": settings, "SimilarityGraph": graph, "Overlaps": overlaps,
        "Program": program, "Outcome": outcome, "Allocation": plan, "Audit": plan.audit(),
        "Certificate": eb.certify(plan), "Conflicts": eb.conflicts(scenario),
        "Comparison": eb.compare(plan, plan), "Tranches": eb.tranches(plan, (0.5, 1.0)),
        "Ledger": eb.savings_ledger(plan), "NearBest": eb.near_best(plan, plans=1),
        "Frontier": eb.frontier(scenario, overlaps, pools=[settings.pool]),
        "CoreIndex": eb.core_index(scenario, overlaps, samples=2),
    }  # fmt: skip
    return {name: noun._repr_html_() for name, noun in nouns.items()}


def test_a_hostile_text_stays_text_in_every_noun(shown: dict[str, str]) -> None:
    for name, html in shown.items():
        assert Tags(html).tags <= {
            *["div", "p", "code", "table", "caption", "thead", "tbody", "tr", "th", "td"]
        }, name
        assert not set("\u202e\u2069") & set(html), name
    assert "<script>" in "".join(Tags(shown["Allocation"]).said)


def test_every_noun_is_small(shown: dict[str, str]) -> None:
    assert {name: len(html) for name, html in shown.items() if len(html) > 20_000} == {}


def test_a_table_shows_its_first_rows_and_says_how_many_there_are() -> None:
    frame = pd.DataFrame({"n": range(1_000)})
    html = table("rows", frame)
    assert html.count("<tr>") == 1 + ROWS
    assert "rows: 1,000, the first" in html
    assert "the first" not in table("rows", frame.head(ROWS))


def test_numbers_are_grouped_and_what_is_missing_is_empty() -> None:
    values = [1234567.0, 0.123456789, np.nan, None, pd.NA, True, np.int64(5000), 29_163_403_123_457.0]
    frame = pd.DataFrame({"value": pd.Series(values, dtype=object)})
    told = [text for text in Tags(table("numbers", frame)).said if text.strip()]
    assert told[2:] == ["1,234,567", "0.123457", "True", "5,000", "29,163,403,123,457"]


def test_the_one_line_is_one_line_however_long_a_repr_is() -> None:
    class Long(Displayed):
        def __repr__(self) -> str:
            return "<x\n" * 1_000

    assert len("".join(Tags(Long()._repr_html_()).said)) == LINE
    assert "\n" not in Long()._repr_html_()
