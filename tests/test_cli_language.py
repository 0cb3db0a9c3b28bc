"""The shell in Persian: every screen is translated, and with it no number changes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pandas as pd
import pytest
import typer

import egov_budget as eb
from egov_budget.cli import app
from egov_budget.cli.spoken import _phrases, spoken
from egov_budget.display.as_text import width
from egov_budget.errors.fault import WORDS as FAULTS
from egov_budget.intake.template import template
from egov_budget.language.toml_of import toml_of
from egov_budget.rules import STANDARD, MeanTarget, ServicesTarget
from egov_budget.scenario.row_faults import WORDS as ROW_FAULTS
from sentences import sentences
from shell import run

pytestmark = pytest.mark.once

SCREENS = (
    "check", "overlaps", "conflicts", "unreachable", "interests", "exchanges", "four-numbers", "ledger",
    "near-best --plans 1", "core-index --samples 3", "overstated", "robust", "frontier", "tranches", "years",
)  # fmt: skip
SOURCE = Path(eb.__file__).parent
NAMES = {  # of files, tables, columns, choices and commands
    "UTF", "CSV", "JSON", "TOML", "PuLP", "META", "DataFrame", "yes", "true", "false", "quantum", "name",
    "pool", "settings", "projects", "exchanges", "last", "year", "votes", "score", "Report", "bill", "new",
    "inspection", "observed", "next", "open", "planned", "withheld", "alpha", "samples", "seed", "egov",
    "budget", "allocate", "overlaps", "plan", "Plan", "years", "Turtle", "context", "spatial",
    "encoding", "windows",
}  # fmt: skip
KEYED = ("Fault.of", "Fault.at", "Conflict.of")  # what they say stands in faults.toml
OWN = {"csv", "json", "HiGHS", "out"}  # words of files and options
LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫٪", "0123456789,.%")
NUMBER = re.compile(r"\d[\d,.]*")


def english(told: str, requests: Path) -> set[str]:
    """Return the words of a screen that are English and stand nowhere in the requests."""
    known = set(re.findall("[A-Za-z]{3,}", f"{requests} {requests.read_text(encoding='utf-8')}"))
    return set(re.findall("[A-Za-z]{3,}", told)) - known - OWN


def numbers(told: str) -> list[str]:
    return sorted(number.rstrip(",.") for number in NUMBER.findall(told.translate(LATIN_DIGITS)))


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fa") / "requests.json"
    eb.write_scenario(eb.worlds.national_1400(40, 20), path)
    return path


@pytest.mark.parametrize("command", SCREENS)
def test_a_screen_is_translated_and_its_numbers_are_the_same(
    command: str, requests: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, *options = command.split()
    plain = run(name, requests, *options)
    monkeypatch.setenv("EGOV_BUDGET_LANG", "fa")
    told = run(name, requests, *options)
    assert told.exit_code == plain.exit_code
    assert english(told.stdout, requests) == set()
    assert numbers(told.stdout) == numbers(plain.stdout)


def test_numbers_under_each_other_stay_so(requests: Path) -> None:
    told = run("check", requests, "--lang", "fa").stdout.splitlines()
    ends = {width(line[: line.rindex(" سطر")]) for line in told if line.endswith(" سطر")}
    assert len(ends) == 1


def spoilt() -> Iterator[tuple[str, pd.DataFrame]]:
    plain = template()
    yield "projects", plain.projects.assign(cost=-1.0)
    yield "projects", plain.projects.assign(agency="nobody")
    yield "projects", plain.projects.assign(cost="many")
    yield "projects", plain.projects.assign(mandatory="perhaps")
    yield "projects", plain.projects.assign(mandatory=True, excluded=True)
    yield "projects", pd.concat([plain.projects, plain.projects])
    yield "projects", plain.projects.drop(columns="cost")
    yield "projects", plain.projects.rename(columns={"cost": "costs"})
    yield "effects", plain.effects.assign(points=2.0)
    yield "agencies", plain.agencies.assign(id="")
    yield "indicators", plain.indicators.assign(weight=0.0)
    yield "verdicts", pd.DataFrame({"project_a": ["tax-login"], "project_b": "tax-login", "verdict": "joint"})
    yield "services", plain.services.head(0)
    yield "prerequisites", pd.DataFrame({"project": ["tax-login"], "requires": ["tax-login"]})


@pytest.mark.parametrize(("table", "frame"), [*spoilt()])
def test_a_fault_is_translated_with_its_place_and_its_remedy(table: str, frame: pd.DataFrame) -> None:
    plain = template()
    with pytest.raises(eb.IntakeError) as refused:
        eb.Scenario(plain.settings, {**plain.tables, table: frame})  # type: ignore[arg-type]
    for record in refused.value.records:
        for text in (record["fault"], record["remedy"]):
            assert spoken(f"{text}.", "fa") != f"{text}.", text
    told = spoken(str(refused.value), "fa").splitlines()
    assert "خطا در داده‌های ورودی" in told[0]
    assert all("، " in line or " مورد دیگر" in line or ": " in line for line in told[1:])
    assert not re.search(r"\brow \d|column ", "\n".join(told))


def untranslated(source: str) -> dict[str, set[str]]:
    """Return the English words that are left of each sentence of a source."""
    return left_in_english(sentences(source))


def left_in_english(said: Iterable[str]) -> dict[str, set[str]]:
    left = {}
    for text in said:
        filled = re.sub(r"\{\S*\}", "7", text)
        told = re.sub(r"[\w.]*\.[a-z]+|--[a-z]+|'[a-z]+'", "", spoken(filled, "fa"))
        left[text] = set(re.findall("[A-Za-z]{3,}", told)) - NAMES
    return {text: words for text, words in left.items() if words}


def test_every_sentence_of_a_fault_and_of_the_shell_is_there_in_persian() -> None:
    found = {
        text: words
        for path in SOURCE.rglob("*.py")
        for text, words in untranslated(path.read_text("utf-8")).items()
    }
    known = [words[part] for words in toml_of(*ROW_FAULTS).values() for part in ("fault", "remedy")]
    every = chain(known, *(words.values() for words in toml_of(*FAULTS).values()))
    assert found | left_in_english(every) == {}


def test_every_template_of_a_fault_is_used_and_there() -> None:
    nodes = [node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in KEYED]
    keys = [part for call in calls for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant)]
    assert toml_of(*FAULTS).keys() <= texts
    assert {key.value for key in keys} <= toml_of(*FAULTS).keys()


def test_a_sentence_that_nobody_translated_is_found() -> None:
    planted = """def f(x):
    fault = f"the {x} is upside down"
    raise Wrong(Fault("t", None, "", "", fault, "Turn it over" if x else "Leave it out"))"""
    assert sorted(untranslated(planted)) == ["Turn it over", "the 7 is upside down"]


def refused() -> Iterator[Callable[[], object]]:
    four = eb.worlds.four_projects()
    floors = four.agencies.assign(floor=80.0, floor_unit="credits")
    yield lambda: eb.allocate(four.replace(pool=30, projects=four.projects.assign(mandatory=True)))
    yield lambda: eb.allocate(four.replace(agencies=floors))
    yield lambda: eb.allocate(four, rules=[*STANDARD, MeanTarget(2.0)])
    yield lambda: eb.allocate(four, rules=[*STANDARD, ServicesTarget(900, 0.5)])
    yield lambda: eb.usual_growth(four, four)


@pytest.mark.parametrize("asked", [*refused()])
def test_a_rule_is_told_by_its_name_in_persian_with_all_its_numbers(asked: Callable[[], object]) -> None:
    with pytest.raises(eb.EgovBudgetError) as fault:
        asked()
    told = spoken(str(fault.value), "fa")
    assert numbers(told) == numbers(str(fault.value))
    assert set(re.findall("[A-Za-z]+", told)) <= {"level"}  # which is what an argument is called


def test_every_command_has_the_option_and_the_variable() -> None:
    group: Any = typer.main.get_command(app)
    inner = [*group.commands["from"].commands.values()]
    for command in [*(each for name, each in group.commands.items() if name != "from"), *inner]:
        (option,) = [each for each in command.params if each.name == "lang"]
        assert option.envvar == "EGOV_BUDGET_LANG"


def test_a_phrase_says_what_stands_in_its_places() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert {phrase for phrase, meant in _phrases("fa").items() if places(phrase) != places(meant)} == set()


def test_both_sides_of_a_change_are_told() -> None:
    assert spoken("  p9: adopter of p2 -> partly funded", "fa") == "  p9: بهره‌بردار از p2 ← تأمین اعتبار جزئی"
    assert spoken("  projects p9 excluded: no -> yes", "fa") == "  projects p9 excluded: خیر ← بله"
    assert spoken("  rules frozen: nothing -> there", "fa") == "  rules frozen: هیچ ← هست"


def test_what_nobody_translated_stays_as_it_is() -> None:
    assert spoken("  a sentence that is nowhere", "fa") == "  a sentence that is nowhere"
    assert spoken("2 faults in the input", "en") == "2 faults in the input"
