"""A split made by hand is told as it is: money that delivers nothing, work that is begun and not done."""

from __future__ import annotations

import pytest

import egov_budget as eb
from egov_budget import worlds
from egov_budget.language import language_of
from egov_budget.reporting.html import studies
from egov_budget.reporting.html.page import sections
from egov_budget.reporting.papers import memo_paper
from small_scenarios import apart

pytestmark = pytest.mark.once
LANGUAGES = ("en", "fa")


@pytest.fixture
def by_hand() -> eb.Allocation:
    """Return a split of which two parts are too little to deliver anything."""
    asked = apart(
        [100, 100, 50], 170, agency=["a", "b", "c"],
        projects={"minimum_share": [0.5, 0.5, 0.0], "divisible": [True, True, False]},
    )  # fmt: skip
    return eb.score(asked, {"p0": 20.0, "p1": 60.0, "p2": 30.0})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_memo_lists_as_refused_who_is_given_nothing_and_calls_nobody_funded_who_delivers_nothing(
    by_hand: eb.Allocation, lang: str
) -> None:
    tables = {table.name: table for table in memo_paper(by_hand, lang).tables}
    assert "refused" not in tables
    assert len(tables["largest"].rows) == 3
    assert by_hand.brief.funded == 1
    assert not any(word in tables["largest"].title for word in ("funded", "تأمین"))


def test_what_a_project_would_bring_is_not_told_by_credits_that_deliver_nothing(
    by_hand: eb.Allocation,
) -> None:
    told = eb.explain(by_hand).set_index("project").loc["p2"]
    assert told["per_step"] == pytest.approx(0.5 / 50)
    assert told["words"].startswith("Not funded: it would bring 0.01 points for 1 credit")


@pytest.mark.parametrize(
    ("lang", "full", "part"), [("en", "in full", "60.0%"), ("fa", "به‌طور کامل", "۶۰٫۰٪")]
)
def test_what_is_mandatory_and_paid_in_part_is_not_told_to_be_funded_in_full(
    lang: str, full: str, part: str
) -> None:
    asked = apart([100, 50], 170, projects={"mandatory": [True, False]})
    for credits, told, untold in ((60.0, part, full), (100.0, full, part)):
        words = eb.explain(eb.score(asked, {"p0": credits, "p1": 50.0}), lang=lang)["words"][0]
        assert told in words
        assert untold not in words


@pytest.mark.parametrize(("lang", "searched"), [("en", "found"), ("fa", "یاف")])
def test_a_split_that_leaves_money_is_not_told_to_have_been_found(lang: str, searched: str) -> None:
    asked = worlds.four_projects()
    words = eb.explain(eb.score(asked, {"tax-login": 60.0, "e-booking": 20.0}), lang=lang)["words"].iloc[-1]
    assert language_of(lang).amount(20) in words  # what is left
    assert searched not in words


def test_what_last_year_gains_less_is_less_than_the_plan_of_the_page() -> None:
    asked = worlds.four_projects()
    plan = eb.allocate(asked, objective="worst-off")
    found = sections(plan, studies(plan), language_of("en"))
    last_year = found["ladder"]["steps"][0]["gain"]
    assert found["ladder"]["another"]
    assert found["short"]["last_year"] == pytest.approx(max(plan.gain - last_year, 0) or None)
