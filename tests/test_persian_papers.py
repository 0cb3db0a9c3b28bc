"""Persian papers in the words of an office: no Latin letter, numeral or id, no word it would not use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import egov_budget as eb
from egov_budget.display.paper import Paper
from egov_budget.language import language_of
from egov_budget.reporting.html import write_page
from egov_budget.reporting.html.studies import studies
from egov_budget.reporting.papers import (
    agency_pages,
    annex_paper,
    inspection_paper,
    memo_paper,
    schedule_paper,
)

pytestmark = pytest.mark.once

SIZE = (220, 110)
FOREIGN = re.compile("[A-Za-z0-9]")
BANNED = {  # what an office says instead
    "پیرو": "بهره‌بردار از", "راهبر": "مجری اصلی", "بهره(?![ \u200c]?بردار)": "ارتقای شاخص",
    "تخصیص.یافت": "منظور شده", "درگیر": "قابل آزادسازی", "تأمین (اعتبار )?بخشی|به.طور بخشی": "تأمین جزئی",
    "ردیف": "شمارهٔ طبقه‌بندی", "سهم.های معین": "اعتبارات نشان‌دار", "بدون (هیچ )?اقدام": "فاقد اقدام",
    "نمرهٔ مستقیم": "نمرهٔ اعلامی تعارض منافع", "در انتظار (داده|تبادل)": "منوط به تبادل",
    "(?<![۰-۹٫٬])۰ (طرح|خدمت|دستگاه|مورد|باقی)": "nothing at all",
}  # fmt: skip
SPENT = "هزینه‌شده"  # what is proposed is not spent
PROGRAMME = re.compile("برنامه(?!\u200cریزی)")  # of the bill; a plan is a توزیع
KNOWN = (
    re.compile(  # names of software, a command and hashes, where a page says what made it; a title's own id
        r"Python|HiGHS|highspy|[Pp]u?LP|networkx|numpy|pulp|pandas|scipy|egov-budget( verify)?|SHA-256|CVaR"
        r"|\b[0-9a-f]{12,}\b|\b\d+(\.\d+)+(\+\S+)?|\(p\d+\)"
    )
)
OWN_NAMES = ("code", "versions")  # classes of elements that hold them


class Shown(HTMLParser):
    """What a reader of a page sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in ("title", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.texts.append(data)


def on_page(path: Path) -> list[str]:
    page = Shown()
    page.feed(path.read_text(encoding="utf-8"))
    return page.texts


def on_paper(paper: Paper) -> Iterator[str]:
    yield paper.title
    yield paper.foot
    for fact in paper.facts:
        yield from (fact.label, str(fact.value))
    for table in paper.tables:
        yield from ([table.name] if paper.numbered else [])  # of a sheet
        yield from (table.title, *table.notes, *(column.heading for column in table.columns))
        for row in paper.rows(table):
            yield from row


def in_book(path: Path) -> Iterator[str]:
    """Yield the texts of a workbook but ids, by which its formulas find rows, and formulas."""
    for sheet in openpyxl.load_workbook(path):
        yield sheet.title
        heads = [str(cell.value) for cell in sheet[4]]
        for row in sheet.iter_rows(values_only=True):
            for head, value in zip(heads, row, strict=True):
                if isinstance(value, str) and not head.startswith("شناسه") and value[:1] != "=":
                    yield value


def on_picture(figure: object) -> list[str]:
    assert isinstance(figure, Figure)
    return [text.get_text() for text in figure.findobj(Text)]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Write every Persian paper of a small world and return its texts."""
    folder, asked = tmp_path_factory.mktemp("fa"), eb.worlds.national_1400(*SIZE)
    plan = eb.allocate(asked, eb.find_overlaps(asked), relative_gap=1e-2)
    costs = eb.withholding(plan)
    known = studies(plan, full=False, withholding=costs, four_numbers=eb.four_numbers(asked, plan.overlaps))
    write_page(plan, folder / "report.html", known, "fa")
    plan.to_excel(folder / "plan.xlsx", "fa")
    came = eb.evaluate(plan, eb.worlds.delivered(plan, plan.share * 0 + 0.5), plan.credits)
    schedule = eb.plan_years(eb.worlds.national_1400(80, 40))
    drawn: dict[str, Callable[..., object]] = {
        "agencies": plan.plot, "bands": lambda lang: plan.plot("bands", lang=lang), "years": schedule.plot,
        "tranches": eb.tranches(plan).plot, "overlaps": plan.overlaps.plot,
        "exchanges": eb.exchange_network(asked).plot,
    }  # fmt: skip
    return {
        "annex": [*on_paper(annex_paper(eb.annex(plan), "fa"))],
        "pages": [*on_paper(agency_pages(eb.annex(plan), "fa"))],
        "before": [*on_paper(inspection_paper(eb.inspect(plan, costs=costs), "fa"))],
        "inspection": [*on_paper(inspection_paper(eb.inspect(plan, came, costs=costs), "fa"))],
        "memo": [*on_paper(memo_paper(plan, "fa"))],
        "years": [*on_paper(schedule_paper(schedule, "fa"))],
        "report": on_page(folder / "report.html"),
        "workbook": [*in_book(folder / "plan.xlsx")],
        "prices": eb.prices(plan, lang="fa", rules=["pool"])["words"].tolist(),
        **{f"picture of {name}": on_picture(plot(lang="fa").figure) for name, plot in drawn.items()},
    }


def foreign(text: str) -> bool:
    return bool(FOREIGN.search(KNOWN.sub("", text)))


def unlike(name: str, text: str) -> list[str]:
    """Return what an office would not say of what a paper says."""
    found = [word for word in BANNED if re.search(word, text)]
    found += [SPENT] * (SPENT in text and name not in ("before", "inspection"))
    return found + ["برنامه"] * bool(PROGRAMME.search(text) and name not in ("annex", "pages"))


def test_no_latin_letter_and_numeral_stands_in_a_persian_paper(papers: dict[str, list[str]]) -> None:
    assert {name: [text for text in texts if foreign(text)] for name, texts in papers.items()} == {
        name: [] for name in papers
    }


def test_a_persian_paper_says_what_an_office_says(papers: dict[str, list[str]]) -> None:
    asked = eb.worlds.national_1400(*SIZE)  # whose titles are its own
    titles = {*asked.services["title"], *asked.projects["title"], *asked.agencies["title"]}
    said = {
        (name, text): unlike(name, text)
        for name, texts in papers.items() for text in texts if text not in titles
    }  # fmt: skip
    assert {place: words for place, words in said.items() if words} == {}


def test_each_term_of_the_glossary_has_a_source_and_is_what_papers_say() -> None:
    page = Path(__file__).parents[1] / "docs/explanation/vocabulary.md"
    rows = [line.strip("|").split("|") for line in page.read_text("utf-8").splitlines() if line[:2] == "| "]
    said = "\n".join(language_of("fa").messages.values())
    assert len(rows) > 30
    for _, persian, source in rows[1:]:
        assert source.strip()
        assert [word for word in persian.strip().split("، ") if word not in said] == []


def test_a_planted_word_is_found() -> None:
    assert foreign("سقف tax") and foreign("12 طرح") and not foreign("HiGHS 1.7.1")
    assert unlike("memo", "۲ طرح راهبر") and unlike("memo", "هزینه‌شده") and unlike("memo", "این برنامه")
    assert unlike("annex", "۰ طرح") and not unlike("annex", "هر برنامه، ۱۰ طرح بهره‌بردار")
