"""What is said of a project and of a bound, in every language and with the same numbers."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from egov_budget import Allocation, allocate, find_overlaps, frontier, objectives, rules, verify, worlds
from egov_budget.allocation.role import NAMED, Role, RoleKind
from egov_budget.certificate import certify
from egov_budget.language import Language, language_of, languages
from egov_budget.reasons import explain, prices, role_words
from egov_budget.reasons.reason import Reason
from egov_budget.reporting.certainty import certainty
from egov_budget.reporting.document import document
from egov_budget.rules.words import words
from egov_budget.scenario.titles import Titles
from egov_budget.solving.status import Status
from small_scenarios import apart

EN, FA = language_of("en"), language_of("fa")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
FOREIGN = re.compile("[A-Za-z0-9]")
RULES = [
    *rules.STANDARD, rules.Frozen({}, {}), rules.MeanTarget(0.5),
    rules.ServicesTarget(12, 0.9), rules.RobustPool(20),
]  # fmt: skip


@pytest.fixture(scope="module", params=["four", "national"])
def plan(request: pytest.FixtureRequest) -> Allocation:
    if request.param == "four":
        return allocate(worlds.four_projects())
    scenario = worlds.national_1400(services=90, projects=90)
    return allocate(scenario, find_overlaps(scenario), relative_gap=1e-2)


def numbers(sentence: str) -> list[float]:
    """Return the numbers of a sentence outside of ids, in order of size."""
    plain = ISOLATED.sub("", sentence).replace("٬", "").replace("٫", ".").replace(",", "")
    return sorted(float(found) for found in re.findall(r"\d+(?:\.\d+)?", plain))


def test_no_english_is_left_in_a_persian_sentence_outside_of_ids(plan: Allocation) -> None:
    table = explain(plan, lang="fa")
    assert [said for said in table["words"] if FOREIGN.search(ISOLATED.sub("", said))] == []


def test_the_language_changes_the_words_and_nothing_else(plan: Allocation) -> None:
    english, persian = explain(plan), explain(plan, lang="fa")
    assert (english["words"] != persian["words"]).all()
    pd.testing.assert_frame_equal(english.drop(columns="words"), persian.drop(columns="words"))


def test_both_languages_tell_the_same_numbers() -> None:
    plan = allocate(worlds.four_projects())  # its ids have no digits, which English does not set apart
    pairs = zip(explain(plan)["words"], explain(plan, lang="fa")["words"], strict=True)
    for english, persian in pairs:
        assert set(numbers(english)) == set(numbers(persian))


def test_one_project_is_explained_in_persian_too() -> None:
    plan = allocate(worlds.four_projects())
    out, funded = (explain(plan, name, lang="fa").at[0, "words"] for name in ("e-filing", "e-booking"))
    assert out.endswith("هیچ توزیعی برای تأمین کامل آن جا ندارد")
    assert "۰٫۱۶۰۴ امتیاز" in funded


def test_the_price_of_the_pool_in_persian() -> None:
    found = prices(allocate(worlds.four_projects()), lang="fa")
    assert found.at[0, "words"] == (
        "افزایش اعتبار متمرکز، پیش از گرد کردن، این اندازه به دست می‌دهد: "
        "۰٫۰۱۶۶۷ امتیاز به ازای ۱ واحد اعتبار بیشتر"
    )


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_sentence_and_a_name(rule: Any, code: str) -> None:
    lang = language_of(code)
    said = words(rule, "a needs b", "PRICE", lang)
    assert "PRICE" in said
    assert said == rule.say("a needs b", "PRICE") or code != "en"
    if code == "fa":
        assert not FOREIGN.search(ISOLATED.sub("", said).replace("PRICE", ""))
    if rule in rules.STANDARD or isinstance(rule, rules.RobustPool):
        assert lang.has(f"rule_name.{rule.name}")


def test_a_rule_of_ones_own_says_its_sentence_itself() -> None:
    class Pool(rules.Pool):
        def say(self, subject: str, price: str) -> str:
            return f"mine: {subject} {price}"

    Pool.__module__ = "elsewhere.pool"
    assert Pool().said("all", "5", FA) == "mine: all 5"


@pytest.mark.parametrize("code", languages())
def test_every_reason_and_status_has_a_word(code: str) -> None:
    lang = language_of(code)
    missing = [str(reason) for reason in Reason if not lang.has(f"reason.{reason}")]
    assert missing + [str(status) for status in Status if not lang.has(f"status.{status}")] == []


def test_every_message_of_a_sentence_is_said_by_the_code() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in Path(rules.__file__).parents[1].glob("reasons/*.py")
    )
    names = [key.removeprefix("sentence.") for key in EN.messages if key.startswith("sentence.")]
    of_a_reason = {reason.name.lower() for reason in Reason}
    others = [name for name in names if name not in of_a_reason]
    assert [name for name in others if f'"{name}"' not in text and f"sentence.{name}" not in text] == []


def test_roles_in_words(plan: Allocation) -> None:
    kinds = [Role(kind, "e-filing" if kind in NAMED else "") for kind in RoleKind]
    records = [*plan.role_records, *kinds]
    assert [role_words(role, Titles(plan.scenario, EN)) for role in records] == [
        *plan.roles,
        *map(str, kinds),
    ]
    persian = [role_words(role, Titles(plan.scenario, FA)) for role in records]
    assert [role for role in persian if FOREIGN.search(ISOLATED.sub("", role))] == []


def test_a_list_of_names_reads_as_a_sentence_does() -> None:
    assert EN.listed([]) == ""
    assert EN.listed(["a"]) == "a"
    assert EN.listed(["a", "b", "c"]) == "a, b and c"
    assert FA.listed(["الف", "ب", "پ"]) == "الف، ب و پ"


def test_a_word_that_no_language_knows_stays_as_it_is() -> None:
    lang = Language("en", "x", "ltr", "gregorian", "0123456789", MappingProxyType({"unit.points": "Punkte"}))
    assert (lang.word("unit", "points"), lang.word("unit", "stars")) == ("Punkte", "stars")


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize(
    "goal",
    [
        objectives.TotalGain(), objectives.LeastCost(), objectives.ServicesAt(0.5),
        objectives.ServicesAt(0.925),
        objectives.WorstOff(), objectives.WorstOff(groups=10), objectives.WorstOff(by="thematic_area"),
    ],
    ids=lambda goal: goal.name,
)  # fmt: skip
def test_every_goal_has_a_name(goal: Any, code: str) -> None:
    said = language_of(code).word("goal", goal.name)
    assert said == goal.name if code == "en" else not FOREIGN.search(said)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_called_by_its_name(rule: Any) -> None:
    assert EN.word("rule_name", rule.name) == rule.name
    assert not FOREIGN.search(FA.word("rule_name", rule.name))


@pytest.mark.parametrize("pool", [10.0, 25.0, 40.0])
@pytest.mark.parametrize("hurdle", [0.0, 0.05, 1.0])
def test_one_point_is_told_as_one(pool: float, hurdle: float) -> None:
    asked = apart([10, 20, 1, 20], pool, points=[1.0, 1.0, 0.5, 1.0], projects={"divisible": False})
    plan = allocate(asked.replace(hurdle=hurdle))
    told = [
        *explain(plan)["words"],
        *prices(plan, step=10.0)["words"],
        str(certify(plan)),
        certainty(plan, language_of("en")),
    ]
    told += [str(verify(document(plan))), frontier(plan.scenario).tenth(EN)]
    assert [said for said in told if re.search(r"(?<![\d.,])1 (points|services|credits)\b", said)] == []


def test_a_number_that_is_told_as_one_has_the_word_for_one() -> None:
    assert EN.unit("points", EN.figures(0.99999)) == "point"
    assert EN.unit("points", EN.figures(1.25)) == EN.unit("points") == "points"
    assert EN.unit("points above the hurdle", EN.figures(1)) == "point above the hurdle"
    told = EN.say("decided.at_most", said="done", most=EN.figures(1))
    assert told == "done; without it no plan would gain over 1 point more"
    assert FA.unit("points", FA.figures(1)) == FA.unit("points")
