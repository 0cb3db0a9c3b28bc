"""Agencies: the organisations of the inventory, and the departments that match none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from egov_budget.catalogues.canada.departments import NAME, matched
from egov_budget.catalogues.canada.projects import departments
from egov_budget.catalogues.canada.services import organisations
from egov_budget.catalogues.notes import noted
from egov_budget.catalogues.published import Published

NO_ORGANISATION = "No organisation of the inventory has such a name: it is an agency without services"
NO_REQUEST = "It asks for no project"


@dataclass(frozen=True, eq=False)
class Agencies:
    """Who offers services and who asks, in one table.

    Parameters
    ----------
    table : DataFrame
        Id and title of each agency: organisations as in the inventory, then the other departments.
    of : mapping of str to tuple of str
        Agencies that a department stands for, by its title in the list of projects; the first one
        asks.
    notes : DataFrame
        Departments that were not matched by name, or by no means, and organisations that ask for
        nothing.
    """

    table: pd.DataFrame
    of: Mapping[str, tuple[str, ...]]
    notes: pd.DataFrame

    @classmethod
    def between(cls, inventory: Published, requests: Published) -> Agencies:
        """Return the agencies: departments that ask matched with organisations that offer services.

        Parameters
        ----------
        inventory : Published
            The service inventory.
        requests : Published
            The list of projects.

        Returns
        -------
        Agencies
            A department without a match becomes an agency of its own.
        """
        known, asking = organisations(inventory), departments(requests)
        matches = matched(asking, known)
        titles = dict(zip(known["id"], known["title"], strict=True))
        of: dict[str, tuple[str, ...]] = {}
        notes = []
        for code, title, row in zip(asking["code"], asking["title"], asking["row"], strict=True):
            match = matches[title]
            of[title] = match.organisations or (code or title,)
            read_as = " and ".join(titles[id_] for id_ in match.organisations)
            note = f"Read as {read_as}, {match.how}" if match.organisations else NO_ORGANISATION
            if match.how != NAME or len(match.organisations) > 1:
                notes.append(noted(requests.name, [row], [title], note))
        asks = {id_ for ids in of.values() for id_ in ids}
        silent = [id_ for id_ in known["id"] if id_ not in asks]
        notes.append(noted(inventory.name, [None] * len(silent), silent, NO_REQUEST))
        strangers = {ids[0]: title for title, ids in of.items() if ids[0] not in titles}
        others = pd.DataFrame({"id": list(strangers), "title": list(strangers.values())}, dtype="str")
        table = pd.concat([known, others], ignore_index=True)
        return cls(table, of, pd.concat(notes, ignore_index=True))

    def asking(self, projects: pd.DataFrame) -> pd.DataFrame:
        """Return projects with the id of the agency that asks in place of the department's title."""
        if "agency" not in projects:
            return projects
        first = {department: ids[0] for department, ids in self.of.items()}
        return projects.assign(agency=projects["agency"].map(first).fillna(""))
