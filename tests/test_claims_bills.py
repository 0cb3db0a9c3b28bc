"""Bills of odd plans: work that is joined for nothing, money that arrives in many parts."""

from __future__ import annotations

import pytest

import egov_budget as eb
from egov_budget import worlds
from egov_budget.language import language_of
from egov_budget.reporting.papers import agency_pages, annex_paper
from small_scenarios import apart, one_work

pytestmark = pytest.mark.once
LANGUAGES = ("en", "fa")


@pytest.fixture
def free_adopter() -> eb.Allocation:
    """Return a plan in which one adopts all its work and joins for nothing."""
    work = one_work(("p0", "p1", 1.0), connection=0.0)
    return eb.allocate(apart([100, 100, 50], 170, agency=["a", "b", "c"], verdicts=work))


def test_a_bill_distributes_money_among_those_who_get_some(free_adopter: eb.Allocation) -> None:
    bill = eb.annex(free_adopter)
    assert free_adopter.credits.to_dict() == {"p0": 100.0, "p1": 0.0, "p2": 50.0}
    assert next(iter(bill.provisions)).numbers["agencies"] == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_agency_whose_work_is_done_for_nothing_has_a_page_without_a_release(
    free_adopter: eb.Allocation, lang: str
) -> None:
    pages = {table.title: table for table in agency_pages(eb.annex(free_adopter), lang).tables}
    page = next(table for title, table in pages.items() if "b" in title)
    assert [row[4] for row in page.rows] == [0, 0]  # the project, and the sum
    assert page.notes == ()


def test_milestones_of_many_tranches_are_due_in_a_month_of_the_year() -> None:
    bill = eb.annex(eb.allocate(worlds.four_projects()), parts=[at / 16 for at in range(1, 17)])
    due = bill.releases.loc[bill.releases["milestone"] > 0, "due"]
    assert due.between(1, 12).all()
    for lang in LANGUAGES:
        assert annex_paper(bill, lang).tables


@pytest.mark.parametrize(
    ("year", "named"),
    [("1404", True), ("۱۴۰۴", True), ("2022-23", False), ("1404-1405", False), ("7th", False), ("", False)],
)
def test_a_month_has_a_persian_name_only_where_the_fiscal_year_begins_with_farvardin(
    year: str, named: bool
) -> None:
    asked = worlds.four_projects().replace(fiscal_year=year)
    bill = eb.annex(eb.allocate(asked), parts=[0.25, 0.5, 0.75, 1.0])
    tables = [*annex_paper(bill, "fa").tables, *agency_pages(bill, "fa").tables]
    told = {str(cell) for table in tables for row in table.rows for cell in row if "پایان" in str(cell)}
    months = language_of("fa").under("month.")
    assert told
    for cell in told:
        assert any(months[str(at)] in cell for at in range(1, 13)) == named
        assert ("سال مالی" in cell) != named
