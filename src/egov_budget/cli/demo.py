"""egov-budget demo: the national example, through its year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from egov_budget.cli.bill import progress_words
from egov_budget.cli.compare import write_letters
from egov_budget.cli.language import TOLD
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import plan
from egov_budget.cli.plan_folder import made_from
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.language import all_digits, counted, in_currency

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.bill import Annex
    from egov_budget.display.paper import Paper
    from egov_budget.inspection import Inspection
    from egov_budget.rounds import Evaluation
    from egov_budget.scenario import Scenario
    from egov_budget.whatif import Withholding
    from egov_budget.whatif.causes import Causes

LANGUAGES = ("en", "fa")
FOLDERS = ("requests", "first", "second", "bill", "cut", "observed", "inspection", "next")


def demo(
    out: Annotated[Path, typer.Option(callback=a_folder)] = Path("out"),
    services: Annotated[int, typer.Option(min=1)] = 5968,
    projects: Annotated[int, typer.Option(min=1)] = 2400,
    seed: Annotated[int, typer.Option(min=0)] = 1400,
) -> None:
    """Go through a year with a made-up national example.

    105 agencies, 5,968 services in the bands of the eighth national evaluation, 2,400 made-up requests: a
    first pass; an agency answers two reviewers and ministers decide; a second pass with letters to agencies;
    bill, a cut in the middle of the year, milestones, inspection, and the next round.

    Leaves the folders requests, first, second, bill, cut, observed, inspection and next, and a report of the
    plan after the cut; papers in English and Persian.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from egov_budget.inspection import inspect
    from egov_budget.reporting import overlaps_screen
    from egov_budget.whatif import withholding
    from egov_budget.worlds import national_1400, national_delivery

    for folder in FOLDERS:
        (out / folder).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        # what is planned is written beside; the report takes longest, and nothing waits for it
        beside.submit(_ready)
        begin("drawing the world")
        year = _decided(national_1400(services, projects, seed), seed, out, beside)
        begin("asking what withheld data costs")
        costs = withholding(year.cut)
        reported = beside.submit(_report, year.cut, costs, out)
        begin("writing the plans")
        _cut(year, out)
        begin("drawing up the bill")
        drawn = _bill(year.told.plans[-1], out / "bill")
        begin("a year goes by")
        found, seen = _observed(year.cut, drawn, national_delivery(services, projects, seed), seed, out)
        begin("writing the papers")
        inspected = inspect(year.cut, found, costs=costs)
        ahead = _papers(found, inspected, out)
        begin("writing the report")
        reported.result()
    second = year.told.plans[-1]
    if second.overlaps is not None:
        say(overlaps_screen(second.scenario, second.overlaps))
    say(f"\n{(out / 'second' / 'plan.txt').read_text('utf-8')}\n{found}\n")
    _tell(year, out)
    say(f"Bill in {out / 'bill'}: {counted(len(drawn.lines), 'credit line')}")
    say(progress_words(seen))
    say(f"Inspection in {out / 'inspection'}: {counted(len(inspected.findings), 'finding')}")
    say(f"Next round in {out / 'next'}: {counted(len(ahead.projects), 'request')}")
    say(f"Report in {out}; papers in English and Persian")


@dataclass(frozen=True, eq=False)
class _Year:
    """The second pass as made from the first, cause by cause, both being written; the plan after a cut."""

    told: Causes
    spent: pd.DataFrame
    cut: Allocation
    written: tuple[Future[Any], ...]


def _decided(world: Scenario, seed: int, out: Path, beside: Executor) -> _Year:
    """Plan; answer, settle and decide, and plan again; cut the pool in the middle of the year."""
    from egov_budget.intake import read_scenario, write_scenario
    from egov_budget.reporting import write_files
    from egov_budget.whatif.causes import replan_by_cause
    from egov_budget.whatif.replan import replan
    from egov_budget.worlds import before_answers, decided, pool_after_the_cut, spent_so_far

    requests = out / "requests"
    write_scenario(before_answers(world), requests)
    begin("reading")
    first = plan(read_scenario(requests))
    begun = beside.submit(write_files, first, out / "first", TOLD.get())
    begin("planning anew")
    write_scenario(decided(first, world, seed), requests)
    told = replan_by_cause(first, read_scenario(requests))
    written = (begun, beside.submit(_second, told, out, TOLD.get()))
    begin("cutting the pool")
    second = told.plans[-1]
    spent = spent_so_far(second, seed)
    return _Year(told, spent, replan(second, pool=pool_after_the_cut(second), spent=spent), written)


def _ready() -> None:
    """Load what a report needs, in the process that will write it, by a small one."""
    import gc

    from egov_budget.allocation import allocate
    from egov_budget.cli.face import SELDOM
    from egov_budget.reporting.html import studies
    from egov_budget.worlds import four_projects

    gc.set_threshold(SELDOM)
    studies(allocate(four_projects()))


def _report(plan: Allocation, costs: Withholding, out: Path) -> None:
    """Write the report of a plan."""
    from egov_budget.reporting.html import studies, write_page

    asked = studies(plan, withholding=costs)
    for lang in LANGUAGES:
        write_page(plan, out / f"report.{lang}.html", asked, lang)


def _second(told: Causes, out: Path, language: str) -> None:
    """Leave the second pass, which knows what it was made from, and a letter to each agency."""
    from egov_budget.reporting import write_files

    write_files(made_from(told.plans[-1], out / "first"), out / "second", language)
    (out / "second" / "letters").mkdir(exist_ok=True)
    for lang in LANGUAGES:
        write_letters(told, out / "second" / "letters" / lang, lang)


def _cut(year: _Year, out: Path) -> None:
    """Leave the plan after the cut, once the passes before it are there."""
    from egov_budget.reporting import write_files, write_sheet

    for written in year.written:
        written.result()
    write_files(made_from(year.cut, out / "second"), out / "cut", TOLD.get())
    write_sheet(year.spent, out / "cut" / "spent.csv")


def _bill(plan: Allocation, folder: Path) -> Annex:
    """Leave the annex of the bill and its pages of agencies."""
    from egov_budget.bill import annex
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import agency_pages, annex_paper

    drawn = annex(plan)
    pages = {f"agencies.{lang}.html": agency_pages(drawn, lang) for lang in LANGUAGES}
    write_folder(folder, {**pages, **_forms("annex", partial(annex_paper, drawn), "html", "xlsx")})
    return drawn


def _forms(name: str, made: Callable[[str], Paper], *forms: str) -> dict[str, Paper]:
    """Return a paper in every language and form."""
    papers = {lang: made(lang) for lang in LANGUAGES}
    return {f"{name}.{lang}.{form}": paper for lang, paper in papers.items() for form in forms}


def _observed(
    plan: Allocation, drawn: Annex, factor: pd.Series, seed: int, out: Path
) -> tuple[Evaluation, Annex]:
    """Leave what was observed after a year; return what was reached, and how far milestones have come."""
    from egov_budget.bill.progress import with_progress
    from egov_budget.reporting import write_folder
    from egov_budget.reporting.papers import annex_paper
    from egov_budget.rounds import evaluate
    from egov_budget.worlds import delivered, milestones_seen

    scores = delivered(plan, factor)
    spent = plan.credits.rename("amount").reset_index()
    progress = milestones_seen(drawn, scores, seed)
    seen = with_progress(drawn, progress)
    tables = {"scores.csv": scores, "spent.csv": spent, "progress.csv": progress}
    write_folder(out / "observed", {**tables, **_forms("annex", partial(annex_paper, seen), "html")})
    return evaluate(plan, scores, spent), seen


def _papers(found: Evaluation, inspected: Inspection, out: Path) -> Scenario:
    """Leave the inspection report and the next round; return the requests of that."""
    from egov_budget.reporting import write_folder, write_round
    from egov_budget.reporting.papers import inspection_paper
    from egov_budget.rounds import next_scenario

    ahead = next_scenario(found).replace(findings=inspected.findings)
    write_round(found, ahead, out / "next")
    papers = _forms("inspection", partial(inspection_paper, inspected), "html", "xlsx", "md")
    write_folder(out / "inspection", papers)
    return ahead


def _tell(year: _Year, out: Path) -> None:
    """Say what each pass did, as its plans have it."""
    first, *_, second = year.told.plans
    old, new, currency = first.scenario, second.scenario, second.scenario.settings.currency
    say(f"Requests in {out / 'requests'}: {counted(len(new.projects), 'request')}")
    say(f"First pass in {out / 'first'}: {counted(first.brief.funded, 'request')} funded")
    answers = len(new.verdicts) - len(old.verdicts)
    say(f"Then {counted(answers, 'verdict')} more and {counted(len(new.decisions), 'decision')}")
    other = "given other credits than before"
    say(f"Second pass in {out / 'second'}: {counted(_changed(first, second), 'project')} {other}")
    letters = year.told.projects["agency"].nunique()
    say(f"Letters in {out / 'second' / 'letters'}: {counted(letters, 'letter')} in each language")
    spent = year.spent.set_index("project")["amount"]
    back = (spent - year.cut.credits.reindex(spent.index)).clip(lower=0).sum()
    pool = in_currency(year.cut.scenario.settings.pool, currency)
    changed = counted(_changed(second, year.cut), "project")
    say(f"Cut in {out / 'cut'}: a pool of {pool}, {changed} {other}")
    say(f"Of {in_currency(spent.sum(), currency)} spent by then {all_digits(back)} are taken back")


def _changed(before: Allocation, after: Allocation) -> int:
    """Count the projects that have other credits."""
    moved = (after.credits - before.credits.reindex(after.credits.index).fillna(0.0)).abs()
    return int((moved > 0).sum())
