"""read_canada: service inventory and IT projects -> Scenario."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.catalogues.assemble import assemble
from egov_budget.catalogues.canada.agencies import Agencies
from egov_budget.catalogues.canada.effects import TEXT, effects, links
from egov_budget.catalogues.canada.internal import INTERNAL, internal
from egov_budget.catalogues.canada.projects import read_requests
from egov_budget.catalogues.canada.services import YEAR, offered, read_inventory
from egov_budget.catalogues.canada.stages import indicators, scores
from egov_budget.catalogues.notes import noted
from egov_budget.catalogues.published import Published
from egov_budget.catalogues.quantum import CENT, UNIT, quanta_in
from egov_budget.catalogues.requested import asked, requested
from egov_budget.errors import Fault
from egov_budget.intake.draft import Draft
from egov_budget.language import all_digits
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario

CURRENCY = "CAD"
MADE = ("agencies", "categories", "scores", "effects")  # from both files, where their faults are told
LIFETIME = "Budgets are totals over the life of a project, past and later years among them"
ITSELF = "Its title is that of an internal system: it is linked to no service"
NO_SERVICE = "Its text matches no service of its department"
NO_ROOM = "No stage of the services it matches is left to put online: it has no effect"
NO_PROJECT = "No project matches its text"


def read_canada(
    services: str | PathLike[str],
    projects: str | PathLike[str],
    pool_share: float = 0.4,
    *,
    least: float = 0.1,
    most: int = 3,
    least_strength: float = 0.5,
) -> Scenario:
    r"""Read Canada's service inventory and a list of IT projects as one scenario.

    A service is a row of the inventory, its six online stages are the indicators (Y is 1, N is 0, a
    blank does not apply), its importance is :math:`1 + \log_{10}(1 + \text{applications})`. A project
    is a row of the list; its agency is the organisation whose name or code its department bears.

    Which project serves which service is not published. It is inferred: a project is linked to at
    most three services of its own department whose titles and descriptions resemble its own, and
    raises each of their stages that is not online by :math:`\min(1, \text{similarity} / 0.3)^2`
    points: the chance, as read from a sample, that the project works on that service. That is the
    ``strength`` of the effect, and links likelier wrong than right attract no money.

    A project whose title is that of an internal system, such as pay, records or security, is linked to no
    service and stands in the category ``internal``; the objective ``"avoided-cost"`` speaks for it.

    Parameters
    ----------
    services : str or path-like
        The service inventory, CSV.
    projects : str or path-like
        The IT projects of one year, CSV.
    pool_share : float
        Pool, as a part of all published budgets together, 0-1; rounded to whole quanta.
    least : float
        Similarity from which a project is linked to a service, 0-1.
    most : int
        Services a project is linked to.
    least_strength : float
        Strength from which links count, 0-1; it stands in the settings of the scenario.

    Returns
    -------
    Scenario
        Its ``notes`` name every row that was matched by likeness or not at all: departments,
        projects without a service, services without a project, budgets and volumes that are
        not published.

    Raises
    ------
    IntakeError
        With every fault of both files.

    Examples
    --------
    >>> import tempfile
    >>> from egov_budget.catalogues.canada.labels import STAGES
    >>> stages = ",".join(STAGES)
    >>> owner = "owner_org,owner_org_title,client_target_groups,program_name_en,num_applications_total"
    >>> inventory = f'''fiscal_yr,service_id,service_name_en,service_description_en,{stages},{owner}
    ... 2023-2024,7,Passports,Passports for citizens,N,N,Y,,,,cic,Immigration Canada,PERSON,Travel,999
    ... '''
    >>> requests = '''deptAcronym,department,uniqueId,projectName,description,totalBudget
    ... ircc,Immigration Canada,epass,Passports online,Online passports for citizens,"$3,000,000"
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     services, projects = Path(folder, "services.csv"), Path(folder, "projects.csv")
    ...     _ = services.write_text(inventory, "utf-8"), projects.write_text(requests, "utf-8")
    ...     scenario = read_canada(services, projects)
    >>> scenario
    <Scenario 'Canada 2023-2024': 1 agency, 1 service, 1 project, pool 1,200,000 CAD>
    >>> scenario.effects["indicator"].tolist()
    ['os_account_registration', 'os_authentication']
    """
    inventory, requests = read_inventory(Path(services)), read_requests(Path(projects))
    offers, offer_notes, offer_faults = offered(inventory)
    score, score_faults = scores(inventory)
    wanted, quantum, budget_notes = requested(requests, (UNIT, CENT))
    agencies = Agencies.between(inventory, requests)
    lifetime = noted(requests.name, [None], ["totalBudget"], LIFETIME)
    notes = [offer_notes, budget_notes, agencies.notes, lifetime]
    draft = Draft(faults=[*offer_faults, *score_faults], unread=set(MADE))
    draft.tables = {
        "indicators": indicators(),
        "agencies": agencies.table,
        "services": offers,
        "scores": score,
    }
    if _comparable(offers) and _comparable(wanted):
        itself = internal(wanted["title"])
        wanted = wanted.assign(category=itself.map({True: INTERNAL, False: ""}))
        draft.tables["categories"] = pd.DataFrame({"id": [INTERNAL], "title": ["Internal systems"]})
        found = links(wanted[~itself], offers, agencies.of, least=least, most=most)
        draft.tables["effects"] = effects(found, score)
        notes += _unlinked(inventory, requests, itself, found, draft.tables["effects"])
        if draft.tables["effects"].empty and not draft.faults:
            draft.faults.append(Fault.of("no_effect", "effects"))
    draft.tables["projects"] = agencies.asking(wanted)
    draft.tables["notes"] = pd.concat(notes, ignore_index=True)
    draft.settings, share_faults = _settings(inventory, quantum, asked(wanted), pool_share)
    if draft.settings is not None:
        draft.settings["least_strength"] = least_strength
    draft.faults += share_faults
    return assemble(draft, [inventory, requests])


def _comparable(frame: pd.DataFrame) -> bool:
    """Return whether rows can be linked: what is compared is there, and ids name one row each."""
    there = {"id", "agency", *TEXT} <= set(frame.columns) and len(frame) > 0
    return there and bool(frame["id"].is_unique and (frame["id"].str.strip() != "").all())


def _unlinked(
    inventory: Published, requests: Published, itself: pd.Series, found: pd.DataFrame, raised: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Yield notes on every project without a service or an effect, and every service without a project."""
    linked = requests.ids.isin(found["project"])
    yield requests.noted(itself, ITSELF)
    yield requests.noted(~linked & ~itself, NO_SERVICE)
    yield requests.noted(linked & ~requests.ids.isin(raised["project"]), NO_ROOM)
    yield inventory.noted(~inventory.ids.isin(found["service"]), NO_PROJECT)


def _settings(
    inventory: Published, quantum: float, budgets: pd.Series, pool_share: float
) -> tuple[dict[str, Any] | None, list[Fault]]:
    if not 0 <= pool_share <= 1:
        told = all_digits(pool_share)
        return None, [Fault.of("no_share", "settings", None, "pool_share", told)]
    total = quanta_in(budgets, quantum)
    years = sorted({*inventory.cells[YEAR].str.strip()} - {""})
    settings = {
        "name": " ".join(["Canada", *years]),
        "pool": float(round(exact(pool_share) * total) * exact(quantum)),
        "currency": CURRENCY,
        "quantum": quantum,
        "fiscal_year": ", ".join(years),
    }
    return settings, []
