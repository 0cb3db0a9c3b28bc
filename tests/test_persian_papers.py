"""Persian papers in the words of an office: no Latin letter, numeral or id, no word it would not use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import egov_budget as eb
from egov_budget.catalogues.canada import agencies as canada_agencies
from egov_budget.catalogues.canada import read as canada_read
from egov_budget.catalogues.canada import services as canada_services
from egov_budget.catalogues.cpsv_ap import reading as cpsv_ap_reading
from egov_budget.catalogues.pabulib import read as pabulib_read
from egov_budget.display.paper import Paper
from egov_budget.language import language_of
from egov_budget.reporting.html import write_page
from egov_budget.reporting.html.studies import studies
from egov_budget.reporting.papers import (
    agency_pages,
    annex_paper,
    inspection_paper,
    letter_paper,
    memo_paper,
    schedule_paper,
)
from egov_budget.scenario.decided_words import decided_words
from egov_budget.scenario.names import names_in
from egov_budget.scenario.noted_words import noted_words
from egov_budget.whatif.causes import causes
from shell import run

pytestmark = pytest.mark.once

SIZE = (220, 110)
FOREIGN = re.compile("[A-Za-z0-9]")
BANNED = {  # what an office says instead
    "پیرو": "بهره‌بردار از", "راهبر": "مجری اصلی", "بهره(?![ \u200c]?بردار)": "ارتقای شاخص",
    "تخصیص.یافت": "منظور شده", "درگیر": "قابل آزادسازی", "تأمین (اعتبار )?بخشی|به.طور بخشی": "تأمین جزئی",
    "ردیف": "شمارهٔ طبقه‌بندی", "سهم.های معین": "اعتبارات نشان‌دار", "بدون (هیچ )?اقدام": "فاقد اقدام",
    "نمرهٔ مستقیم": "نمرهٔ اعلامی تعارض منافع", "در انتظار (داده|تبادل)": "منوط به تبادل",
    r"\bجفت": "زوج", r"\bرده\b": "سطح", "پذیرندگان": "بهره‌برداران", "در میان است": "در معرض دوباره‌کاری",
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


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Write reports of requests on which the package has noted something, and where nothing comes far."""
    folder, asked = tmp_path_factory.mktemp("later"), eb.worlds.national_1400(40, 30)
    plan = eb.allocate(asked, eb.find_overlaps(asked), relative_gap=1e-2)
    came = eb.evaluate(plan, eb.worlds.delivered(plan, plan.share * 0 + 0.5), plan.credits)
    given_up = plan.credits.idxmax()
    out = asked.projects.assign(excluded=asked.projects["id"] == given_up, mandatory=False)
    paid = pd.DataFrame({"project": [given_up], "amount": [10.0]})
    dearer = asked.projects.assign(cost=asked.projects["cost"] + 10 * (asked.projects.index % 9))
    grown = eb.usual_growth(asked.replace(fiscal_year="1400"), asked.replace(projects=dearer))
    silent = asked.replace(projects=asked.projects.assign(cost_more=0.0))
    ranged = grown.onto(silent).replace(currency="EUR", bands_by="indicators reached")  # which none has
    weak = pd.DataFrame({"agency": ["tax"], "kind": ["other"], "strength": [0.1]})
    plans = {
        "next": eb.allocate(eb.next_scenario(came), relative_gap=1e-2),
        "cut": eb.replan(plan, requests=asked.replace(projects=out), spent=paid),
        "ranged": eb.allocate(ranged, relative_gap=1e-2),
        "no money": eb.allocate(eb.worlds.four_projects().replace(pool=0, interests=weak)),
        "by cost": eb.allocate(asked, objective=["avoided-cost", "gain"], relative_gap=1e-2),
    }
    for name, each in plans.items():
        each.to_html(folder / f"{name}.html", lang="fa", full=False)
        each.to_brief(folder / f"{name} in brief.html", lang="fa", full=False)
    whose = asked.projects.set_index("id").at[given_up, "agency"]
    letter = letter_paper(causes(plan, plans["cut"]), whose, "fa")
    return {path.stem: on_page(path) for path in sorted(folder.iterdir())} | {"letter": [*on_paper(letter)]}


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


def test_what_is_noted_in_a_round_a_cut_or_a_usual_range_is_told_in_persian(
    later: dict[str, list[str]],
) -> None:
    told = {name: [text for text in texts if foreign(text)] for name, texts in later.items()}
    assert {name: texts for name, texts in told.items() if "no money" not in name} == {
        name: []
        for name in later
        if "no money" not in name  # whose titles are English
    }
    pages = {name: "\n".join(texts) for name, texts in later.items()}
    assert "تحویل شده است و دیگر درخواستی ندارد" in pages["next"]
    assert "پرداخت شده است و چیزی بیش از آن داده نمی‌شود" in pages["cut"]
    assert "دامنهٔ متعارف" in pages["ranged"] and "۱۴۰۰؛ ۱۴۰۱" in pages["ranged"]
    assert [label for label in later["letter"] if unlike("letter", label)] == []
    said = [unlike(name, text) for name, texts in later.items() for text in texts]
    assert not any("nothing at all" in words for words in said)


def test_each_sentence_that_a_catalogue_notes_is_known_in_persian() -> None:
    noting = (canada_agencies, canada_read, canada_services, cpsv_ap_reading, pabulib_read)
    notes = [text for of in noting for text in vars(of).values() if isinstance(text, str) and " " in text]
    sentences = [text for text in notes if re.fullmatch("[A-Z][^\n.]*", text)]
    assert len(sentences) > 11
    assert [text for text in sentences if not language_of("fa").has(f"note.{text}")] == []


def test_what_is_noted_of_a_catalogue_or_a_change_of_the_map_is_told_in_persian(tmp_path: Path) -> None:
    fa, four = language_of("fa"), eb.worlds.four_projects()
    eb.write_scenario(four, tmp_path)
    for change in (("agencies", "tax", "revenue"), ("projects", "tax-login", "health", "--move")):
        assert run("rename", tmp_path, *change).exit_code == 0
    noted = noted_words(eb.read_scenario(tmp_path), fa, 99)
    rows = [
        ("a.ttl", cpsv_ap_reading.BLANK, f"Not read: {term}") for term in ("dct:title in fr", "dct:title")
    ]
    rows += [("a.ttl", "x", cpsv_ap_reading.PARTED)]
    read = four.replace(notes=pd.DataFrame(rows, columns=["source", "subject", "note"]))
    told = [" ".join(row) for row in noted + noted_words(read, fa, 99)]
    assert len(noted) > 4 and len(told) == len(noted) + 3
    apart = re.compile("\u2068[^\u2069]*\u2069| x ")  # names, files, lines of files
    assert [text for text in told if foreign(apart.sub("", text))] == []
    assert "دستگاه‌های اجرایی: \u2068tax\u2069، اکنون \u2068Tax office\u2069" in told[0]


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


def test_no_latin_comma_stands_beside_persian_words(
    papers: dict[str, list[str]], later: dict[str, list[str]]
) -> None:
    latin = re.compile("[؀-ۿ] *[,;?]( |$)")
    told = {name: [text for text in texts if latin.search(text)] for name, texts in (papers | later).items()}
    assert {name: texts for name, texts in told.items() if texts and name != "no money in brief"} == {}


def test_a_day_is_written_with_strokes_which_do_not_turn_round(later: dict[str, list[str]]) -> None:
    hyphens, told = re.compile(r"[۰-۹]{4}-[۰-۹]{2}"), [text for texts in later.values() for text in texts]
    assert [text for text in told if hyphens.search(text)] == []
    row = {
        "id": "d1",
        "date": "1401-02-01",
        "by": "وزیر",
        "table": "settings",
        "column": "pool",
        "value": "9",
    }
    decided = eb.worlds.four_projects().replace(decisions=pd.DataFrame([row]))
    fa, en = (decided_words(decided, language_of(lang))["d1"] for lang in ("fa", "en"))
    assert "۱۴۰۱/۰۲/۰۱" in fa and fa.startswith("اعتبار: ۹ واحد اعتبار به جای ۱۰۰؛ تصمیم وزیر در")
    assert "1401-02-01" in en


def test_an_inspection_counts_exchanges_and_their_registers_apart(papers: dict[str, list[str]]) -> None:
    asked = eb.worlds.national_1400(*SIZE)
    withheld = asked.exchanges[asked.exchanges["status"] == "withheld"]
    kept = withheld["register"].nunique()
    fa = language_of("fa")
    assert fa.say("inspection.of_registers", exchanges=len(withheld), registers=kept) in papers["inspection"]
    assert fa.say("inspection.withheld") != names_in("fa").choice("data withheld")


def test_a_planted_word_is_found() -> None:
    assert foreign("سقف tax") and foreign("12 طرح") and not foreign("HiGHS 1.7.1")
    assert unlike("memo", "۲ طرح راهبر") and unlike("memo", "هزینه‌شده") and unlike("memo", "این برنامه")
    assert unlike("annex", "۰ طرح") and not unlike("annex", "هر برنامه، ۱۰ طرح بهره‌بردار")
