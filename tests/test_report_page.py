"""The report's page: one file that asks for nothing, in which every text of a scenario stays text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jinja2
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget import Allocation, Scenario, allocate, find_overlaps, worlds, write_scenario
from egov_budget.errors import ConflictingRules, Infeasible, RuleError, Unfinished
from egov_budget.language import harmless, language_of, languages
from egov_budget.reporting.html import studies, write_page
from egov_budget.reporting.html.render import ROOM, embedded, rendered
from shell import run

PAGES = files(ROOM).joinpath("pages")
pytestmark = pytest.mark.once

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"quoted\" 'twice' & <b>bold</b> &lt;i&gt;",
    "{{ 7 * 7 }} {% raw %}",
    '=HYPERLINK("http://example.org")',
    "pay\u202eroll \u2066system \u2028line\u2029 \x1b[31m",
    "x" * 10_000,
)
STEERING = re.compile("[\u202a-\u202e\u2028\u2029\x1b]")


class Seen(HTMLParser):
    """Elements and texts as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.inside: list[str] = []
        self.data = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.inside = [tag, str(dict(attrs).get("type"))]

    def handle_data(self, data: str) -> None:
        if self.inside == ["script", "application/json"]:
            self.data += data
        self.texts.append(data)


def titled(title: str) -> Scenario:
    """Return the four projects with one title for all that has a title."""
    scenario = worlds.four_projects()
    return scenario.replace(
        name=title,
        projects=scenario.projects.assign(title=title, description=title, category=title),
        agencies=scenario.agencies.assign(title=title),
    )


def written(plan: Allocation, folder: Path, lang: str = "en") -> str:
    plan.to_html(folder / "plan.html", lang, full=False)
    return (folder / "plan.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def four() -> Allocation:
    return allocate(worlds.four_projects())


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_title_stays_text(title: str, four: Allocation, tmp_path: Path) -> None:
    usual = Seen(written(four, tmp_path))
    hostile = written(allocate(titled(title)), tmp_path)
    seen = Seen(hostile)
    assert set(seen.tags) == set(usual.tags)  # nothing of it is an element
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert any(text.startswith(" ".join(harmless(title).split())[:60]) for text in seen.texts)
    assert not STEERING.search(hostile)
    assert len(hostile) < 200_000
    assert json.loads(seen.data)["texts"].keys() >= {"health-login", "tax-login"}


def bound(title: str) -> Scenario:
    """Return the four projects with something of all that binds, and one text wherever a text may stand."""
    scenario = titled(title)
    row = {"service": "appointment", "provider": "tax", "register": "insured", "status": "withheld"}
    agencies = scenario.agencies.assign(readiness=[0.5, 1.0], readiness_source=title)
    interests = {"project": ["tax-login"], "kind": ["vendor tie"], "strength": [0.75], "source": [title]}
    return scenario.replace(
        agencies=agencies,
        interests=pd.DataFrame(interests),
        exchanges=pd.DataFrame([row]),
        effects=scenario.effects.assign(registers=["", "", "", "", "", "insured"]),
        scores=scenario.scores.assign(evidence="self-declared"),
    )


@pytest.mark.parametrize(("lang", "full"), [("fa", True), ("en", False)])
def test_what_binds_is_a_section_and_its_texts_stay_text(lang: str, full: bool, tmp_path: Path) -> None:
    pages = []
    for title in ("usual", HOSTILE[1]):
        allocate(bound(title)).to_html(tmp_path / "plan.html", lang, full=full)
        pages.append(Seen((tmp_path / "plan.html").read_text(encoding="utf-8")))
    usual, hostile = pages
    say = language_of(lang).say
    for key in ("binds", "promises", "interests", "exchanges", "risk"):
        assert say(f"report.{key}.title") in usual.texts
    assert ("href", "#binds") in usual.attributes
    assert (say("report.exchanges.gain") in usual.texts) == full
    assert (say("report.not_asked") in usual.texts) != full
    assert set(hostile.tags) == set(usual.tags)
    assert hostile.texts.count(HOSTILE[1]) == usual.texts.count("usual")


def test_a_page_without_anything_that_binds_has_no_such_section(four: Allocation, tmp_path: Path) -> None:
    seen = Seen(written(four, tmp_path))
    assert ("id", "binds") not in seen.attributes
    assert ("href", "#binds") not in seen.attributes


def test_a_part_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    scenario = bound("usual")
    said = {"promises": "agencies", "interests": "interests", "exchanges": "exchanges", "risk": "scores"}
    plain = worlds.four_projects()
    for key, name in said.items():
        part = scenario.replace(effects=plain.effects, **{name: plain.tables[name]})
        texts = Seen(written(allocate(part), tmp_path)).texts
        assert language_of("en").say(f"report.{key}.none") in texts


@given(st.text(max_size=60))
def test_no_text_ends_the_data_of_a_page(text: str) -> None:
    found = embedded({text: [text]})
    assert not re.search("[<>&\u2028\u2029]", found)
    assert json.loads(found) == {text: [text]}


@pytest.mark.parametrize("lang", languages())
def test_a_page_speaks_its_language_throughout(lang: str, four: Allocation, tmp_path: Path) -> None:
    four.to_html(tmp_path / "plan.html", lang)
    seen = Seen((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert ("lang", lang) in seen.attributes
    assert ("dir", language_of(lang).direction) in seen.attributes
    assert language_of(lang).say("report.pool.title") in seen.texts
    if lang == "fa":
        numbers = [text for text in seen.texts if re.fullmatch(r"[\d,.]+", text) and not text.isdecimal()]
        assert [text for text in numbers if text.isascii()] == []


def test_an_unknown_language_is_told_before_anything_is_solved(four: Allocation, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'xx' is no language"):
        four.to_html(tmp_path / "plan.html", "xx")
    assert not (tmp_path / "plan.html").exists()


def test_a_page_asks_for_nothing_and_runs_nothing_but_its_own(four: Allocation, tmp_path: Path) -> None:
    text = written(four, tmp_path)
    policy = re.search(r'content="(default-src[^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    for kind in ("style", "script"):
        body = text.split(f"<{kind}>")[1].split(f"</{kind}>")[0]
        assert f"{kind}-src 'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" in policy[
            1
        ].replace("&#39;", "'")
    seen = Seen(text)
    assert not [value for name, value in seen.attributes if name == "src"]
    links = [value for name, value in seen.attributes if name == "href"]
    assert all(link.startswith(("#", "data:,")) for link in links)
    anchors = {value for name, value in seen.attributes if name == "id"}
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert "style" not in [name for name, _ in seen.attributes]  # the policy would forbid it


def test_no_script_of_the_page_makes_elements_of_text() -> None:
    script = PAGES.joinpath("report.js").read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch("):
        assert way not in script


def test_every_message_the_script_says_is_there_and_no_other() -> None:
    script = PAGES.joinpath("report.js").read_text(encoding="utf-8")
    said = set(re.findall(r'(?:say|head)\("(\w+)"', script))
    known = {
        key.removeprefix("report.js.") for key in language_of("en").messages if key.startswith("report.js.")
    }
    assert said == {key for key in known if not key.startswith(("sign_", "column_", "kind."))}


def test_every_message_of_the_report_is_said_somewhere() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in Path(str(PAGES)).glob("*.jinja"))
    asked = re.findall(r"""["'](report\.[\w.]+)["']""", pages)
    starts = tuple(key for key in asked if key.endswith("."))
    words = ("report.js.", "report.setting.", "report.table.")  # by the script, and by names of the scenario
    known = [key for key in language_of("en").messages if key.startswith("report.")]
    assert [key for key in known if key not in asked and not key.startswith((*starts, *words))] == []


def test_a_number_that_is_not_there_is_no_empty_place() -> None:
    found = {"headline": {"currency": ""}, "groups": {"evidence": [], "clusters": [], "texts": {}}}
    with pytest.raises((jinja2.UndefinedError, TypeError), match=r"[uU]ndefined|no attribute"):
        rendered("report.html.jinja", found, language_of("en"), {})


def test_bands_that_no_service_reached_are_told_without_a_change(four: Allocation, tmp_path: Path) -> None:
    page = re.sub("[\u2066\u2069]", "", written(four, tmp_path))  # isolates of numbers
    assert set(re.findall(r'<span class="change">([^<]*)<', page)) == {"", "+4"}
    assert "0 services reach 90 % (0 before), 4 reach 50 % or more (0 before)" in page


def test_the_same_plan_makes_the_same_file(tmp_path: Path) -> None:
    pages = {written(allocate(worlds.four_projects()), tmp_path) for _ in range(2)}
    assert len(pages) == 1


def test_overlaps_are_a_page_of_their_own(tmp_path: Path) -> None:
    scenario = titled(HOSTILE[1])
    find_overlaps(scenario).to_html(tmp_path / "graph.html", scenario, "fa")
    seen = Seen((tmp_path / "graph.html").read_text(encoding="utf-8"))
    assert "img" not in seen.tags
    assert language_of("fa").say("report.graph.kicker") in seen.texts
    assert len(json.loads(seen.data)["evidence"]) == 6  # each with each


def test_the_command_writes_a_report_and_says_what_it_left_out(tmp_path: Path) -> None:
    scenario = worlds.four_projects()
    new = scenario.replace(
        agencies=scenario.agencies.assign(last_year=0.0), projects=scenario.projects.assign(last_year=0.0)
    )
    write_scenario(new, tmp_path / "four")
    told = run("report", tmp_path / "four", "--out", tmp_path / "r.html")
    assert (told.exit_code, told.stdout) == (0, f"Report: {tmp_path / 'r.html'}\n")
    assert told.stderr.startswith("Left out, four numbers: ")
    assert (tmp_path / "r.html").exists()
    graph = ["overlaps", str(tmp_path / "four"), "--graph", str(tmp_path / "g.html"), "--lang", "fa"]
    assert run(*graph).exit_code == 0
    assert 'dir="rtl"' in (tmp_path / "g.html").read_text(encoding="utf-8")
    told = run("report", tmp_path / "four", "--lang", "xx")
    assert told.exit_code == 2
    assert "known are en, fa" in told.stderr


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_study_that_has_no_answer_says_why_in_the_language_of_the_page(lang: str, tmp_path: Path) -> None:
    plan, words = allocate(bound("usual")), "stopped after 10 seconds"
    missing = {
        "withholding": Unfinished(words), "overstated": Infeasible(words), "four numbers": RuleError([]),
        "frontier": ConflictingRules([]), "prices": Unfinished(words),
    }  # fmt: skip
    write_page(plan, tmp_path / "plan.html", replace(studies(plan, full=False), missing=missing), lang)
    told = "\n".join(Seen((tmp_path / "plan.html").read_text(encoding="utf-8")).texts)
    said = [language_of(lang).say(f"report.missing.{why}") for why in ("not_found", "no_plan", "not_given")]
    assert [told.count(sentence) for sentence in said] == [2, 3, 1]  # other pools stand in the brief, too
    assert words not in told


def test_the_report_links_to_the_what_if_page_from_where_it_stands(tmp_path: Path) -> None:
    plan = allocate(worlds.four_projects())
    plan.to_html(tmp_path / "plan.html", full=False, what_if=tmp_path / "other" / "what if.html")
    assert 'href="other/what%20if.html"' in (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "what%20if" not in written(plan, tmp_path)
