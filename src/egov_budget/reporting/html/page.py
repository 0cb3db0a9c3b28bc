"""The verb: Allocation, Studies -> one HTML file."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from egov_budget.certificate.certify import certify
from egov_budget.counting.plan import records
from egov_budget.intake.atomic_write import write_whole
from egov_budget.language import language_of
from egov_budget.reporting.html.agencies import agencies
from egov_budget.reporting.html.axes import axes
from egov_budget.reporting.html.basis import basis
from egov_budget.reporting.html.binds import binds
from egov_budget.reporting.html.groups import groups
from egov_budget.reporting.html.headline import headline, ladder
from egov_budget.reporting.html.limits import limits
from egov_budget.reporting.html.pools import pools
from egov_budget.reporting.html.projects import projects
from egov_budget.reporting.html.render import pairs_said, rendered
from egov_budget.reporting.html.services import services
from egov_budget.reporting.html.short import short
from egov_budget.reporting.html.studies import studies
from egov_budget.scenario.once import once
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.overlaps import Overlaps
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.scenario import Scenario


def sections(allocation: Allocation, asked: Studies, language: Language) -> dict[str, Any]:
    """Return all that the report tells, as plain lists and dictionaries.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What was asked about it.
    language : Language
        Of the reasons.

    Returns
    -------
    dict
        A section by its name; numbers are numbers, and texts are those of the scenario.
    """
    found = {
        **_in_any_language(allocation, asked),
        "headline": headline(allocation, language),
        "pools": pools(allocation, asked, language),
        "projects": projects(allocation, language),
        "binds": binds(allocation, asked, language),
        "limits": limits(allocation, asked, certify(allocation), language),
        "basis": basis(allocation, certify(allocation), language),
    }
    return {**found, "short": short(allocation, asked, found, language)}


@once
def _in_any_language(allocation: Allocation, asked: Studies) -> dict[str, Any]:
    """Return what the report tells in numbers and in texts of the scenario alone."""
    table = allocation.table()[["id", "credits"]]
    roles = allocation.role_records[table["id"]]
    plan = {row["id"]: row for row in records(table.assign(kind=[str(role.kind) for role in roles]))}
    return {
        "ladder": ladder(allocation, asked),
        "services": services(allocation),
        "axes": axes(allocation),
        "agencies": agencies(allocation),
        "groups": groups(allocation.overlaps, allocation.scenario, plan, asked.ledger),
    }


def write_page(
    allocation: Allocation,
    path: Path,
    asked: Studies,
    lang: str = "en",
    *,
    page: str = "report",
    what_if: Path | None = None,
) -> None:
    """Write the report of a plan as one HTML file, whole or not at all; or the same on two pages.

    The file asks for nothing from anywhere, and the same plan gives the same file.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    asked : Studies
        What was asked about the plan.
    lang : str, optional
        Language of the report: ``en`` or ``fa``.
    page : str, optional
        ``report``, or ``brief`` for the two pages.
    what_if : Path, optional
        The page of ``to_what_if`` that the report links to.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    language = language_of(lang)
    link = quote(Path(relpath(what_if, Path(path).parent)).as_posix()) if what_if else ""
    titles = Titles(allocation.scenario, language)
    found = {**sections(allocation, asked, language), "titles": titles, "what_if": link}
    write_whole(rendered(f"{page}.html.jinja", found, language, pairs_said(found["groups"])), path)


def write_report(
    allocation: Allocation,
    path: Path,
    lang: str = "en",
    *,
    full: bool = True,
    page: str = "report",
    what_if: Path | None = None,
    **known: Any,
) -> None:
    """Write the report of a plan with its studies: those that are known, and the others by solving again.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    lang : str, optional
        Language of the report: ``en`` or ``fa``.
    full : bool, optional
        Whether studies that are not known are found by solving again; otherwise they are left out.
    page : str, optional
        ``report``, or ``brief`` for the one on two pages.
    what_if : Path, optional
        The page of ``to_what_if`` that the report links to.
    **known : optional
        Studies that are there already, by the names of ``studies``.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    language_of(lang)  # an unknown one is told before a minute has gone
    write_page(allocation, path, studies(allocation, full=full, **known), lang, page=page, what_if=what_if)


def write_graph(overlaps: Overlaps, scenario: Scenario, path: Path, lang: str = "en") -> None:
    """Write overlaps alone as one HTML file: the map, the groups, the evidence.

    Parameters
    ----------
    overlaps : Overlaps
        Pairs and groups.
    scenario : Scenario
        Where titles, agencies and descriptions stand.
    path : Path
        File to write, replaced if it is there.
    lang : str, optional
        Language of the page: ``en`` or ``fa``.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    language, settings = language_of(lang), scenario.settings
    named = {"name": settings.name, "year": settings.fiscal_year, "currency": settings.currency,
             "projects": len(scenario.projects), "agencies": len(scenario.agencies)}  # fmt: skip
    found: dict[str, Any] = {"headline": named, "groups": groups(overlaps, scenario, {}, None),
             "titles": Titles(scenario, language)}  # fmt: skip
    write_whole(rendered("overlaps.html.jinja", found, language, pairs_said(found["groups"])), path)
