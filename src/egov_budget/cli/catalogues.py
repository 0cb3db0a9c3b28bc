"""egov-budget from: published catalogues -> requests in a format of one's choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.language import Lang, told_in_a_language
from egov_budget.cli.meanings import example
from egov_budget.cli.places import for_requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.language import language_of

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario import Scenario

Target = Annotated[Path, typer.Argument(metavar="REQUESTS", help="written to", callback=for_requests)]


def canada(services: Path, projects: Path, target: Target) -> None:
    """Read Canada's service inventory and IT projects."""
    from egov_budget.catalogues import read_canada

    begin("reading")
    read = read_canada(services, projects)
    _write(read, target)


def pabulib(election: Path, target: Target) -> None:
    """Read an election of a participatory budget."""
    from egov_budget.catalogues import read_pabulib

    _write(read_pabulib(election), target)


def portfolio(  # noqa: PLR0917  # typer reads options from parameters of any kind
    projects: Path,
    target: Target,
    pool: Annotated[float, typer.Option(min=0)],
    column: list[str] | None = None,
    currency: str = "credits",
    lang: Lang = "en",
) -> None:
    """Read any list of projects that have an owner and a cost."""
    from egov_budget.catalogues import read_portfolio

    if unclear := [word for word in column or () if "=" not in word]:
        raise typer.BadParameter(f"write COLUMN=HEADING, such as {unclear[0]}='amount'")
    told = {name: label for name, _, label in (word.partition("=") for word in column or ())}
    _write(read_portfolio(projects, told, pool=pool, currency=currency, lang=lang), target, lang)


def cpsv_ap(source: Path, target: Path, lang: Lang = "en") -> None:
    """Read a catalogue of CPSV-AP as tables of agencies and services, or write those of requests as one."""
    from egov_budget.catalogues import write_cpsv_ap
    from egov_budget.catalogues.cpsv_ap.graph import FORMATS
    from egov_budget.intake import not_there_yet, read_scenario

    if target.suffix.lower() in FORMATS:
        scenario = read_scenario(source)
        notes = write_cpsv_ap(scenario, not_there_yet(target), lang=lang)
        _told({"agencies": scenario.agencies, "services": scenario.services, "notes": notes}, target, lang)
    else:
        _told(_tables(source, target, lang), target, lang)
        say(language_of(lang).say("listed.beside"))


def _tables(catalogue: Path, folder: Path, lang: str) -> dict[str, pd.DataFrame]:
    """Write the tables of a catalogue into a folder."""
    from egov_budget.catalogues import read_cpsv_ap
    from egov_budget.intake import not_there_yet
    from egov_budget.intake.atomic_write import atomic_write
    from egov_budget.intake.csv_file import write_csv
    from egov_budget.scenario.columns import BY_NAME

    tables = read_cpsv_ap(catalogue, lang=lang)
    with atomic_write(not_there_yet(folder)) as part:
        part.mkdir()
        for name, frame in tables.items():
            write_csv(frame, BY_NAME[name], part / f"{name}.csv")
    return tables


def _told(tables: dict[str, pd.DataFrame], target: Path, lang: str) -> None:
    said, counts = language_of(lang), {name: len(frame) for name, frame in tables.items()}
    say(said.say("listed.catalogue", place=said.isolate(str(target)), **counts))
    _noted(tables["notes"], lang)


def _write(scenario: Scenario, target: Path, lang: str = "en") -> None:
    from egov_budget.intake import not_there_yet, write_scenario

    write_scenario(scenario, not_there_yet(target))
    said = language_of(lang)
    counts = {name: len(scenario.tables[name]) for name in ("services", "projects", "notes")}
    say(said.say("listed.written", place=said.isolate(str(target)), **counts))
    _noted(scenario.notes, lang)
    say(f"  egov-budget allocate {target} --out plan/")


def _noted(notes: pd.DataFrame, lang: str) -> None:
    counts = notes["note"].value_counts(sort=False)
    for note, count in counts.sort_values(ascending=False, kind="stable").items():
        say(f"  {language_of(lang).number(count):>6}  {note}")


app = typer.Typer(no_args_is_help=True, help="Read a published catalogue, or a list, as requests.")
NAMED: dict[str, Callable[..., None]] = {
    "cpsv-ap": cpsv_ap,
    "canada": canada,
    "pabulib": pabulib,
    "list": portfolio,
}
for name, command in NAMED.items():
    app.command(name, epilog=example(command.__name__, f"from {name}"))(told_in_a_language(command))
