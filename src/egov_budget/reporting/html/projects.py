"""Every project as a row: what it asked for, what it gets, as what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts, to_quanta
from egov_budget.reasons import explain, role_words
from egov_budget.reporting.html.plain import LONGEST_TEXT, named, plain, projects_named
from egov_budget.reporting.tables import rows_of
from egov_budget.scenario.titles import Titles

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language


def projects(allocation: Allocation, language: Language) -> list[dict[str, Any]]:
    """Return a record a project, in the order of the scenario.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    language : Language
        Of the reasons.

    Returns
    -------
    list of dict
        id, title, agency (id), agency_title, category, category_title, kind of role (a ``RoleKind``),
        told (the role in words), asked, up_to (the most it may cost), credits (currency units), share (0 to
        1), gain (points), reason and words.
    """
    scenario, table = allocation.scenario, allocation.table()
    titles, quantum = Titles(scenario, language), scenario.settings.quantum
    why = explain(allocation, lang=language.code).set_index("project").loc[table["id"]]
    roles = allocation.role_records[table["id"]]
    told = table.assign(
        title=table["id"].map(projects_named(scenario, language)),
        agency_title=table["agency"].map(named(scenario, "agencies")),
        category=table["category"].map(plain),
        category_title=[titles.of("categories", plain(name)) for name in table["category"]],
        kind=[str(role.kind) for role in roles],
        told=[role_words(role, titles) for role in roles],
        up_to=to_amounts(to_quanta(scenario.projects[["cost", "cost_more"]], quantum).sum(axis=1), quantum),
        reason=why["reason"].astype(str).to_numpy(),
        words=[plain(words, LONGEST_TEXT) for words in why["words"]],
    )
    return rows_of(told.drop(columns="role"))
