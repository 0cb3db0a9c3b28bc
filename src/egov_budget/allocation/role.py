"""Role: what a project is in a plan, and the group, lead or project that the role names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.counting import BILLION
from egov_budget.scenario import retired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules import Columns
    from egov_budget.scenario import Scenario


class RoleKind(StrEnum):
    """What a project is in a plan, and the key of its words in a language."""

    LEAD = "lead"
    ADOPTER = "adopter"
    FUNDED = "funded"
    PARTLY_FUNDED = "partly_funded"
    NOT_FUNDED = "not_funded"
    RETIRED = "retired"


NAMED = {RoleKind.LEAD: "lead of", RoleKind.ADOPTER: "adopter of", RoleKind.RETIRED: "retired in favour of"}


@dataclass(frozen=True)
class Role:
    """What a project is in a plan.

    Parameters
    ----------
    kind : RoleKind
        What it is.
    of : str
        The group that it leads, the lead whose work it adopts, or the project that it gives way to;
        empty for the others.

    Examples
    --------
    >>> str(Role(RoleKind.LEAD, "G:health-login")), str(Role(RoleKind.NOT_FUNDED))
    ('lead of G:health-login', 'not funded')
    """

    kind: RoleKind
    of: str = ""

    def __str__(self) -> str:
        return f"{NAMED[self.kind]} {self.of}" if self.kind in NAMED else self.kind.replace("_", " ")


def roles_of(
    scenario: Scenario, columns: Columns, parts: NDArray[np.int64], leads: NDArray[np.int64]
) -> pd.Series:
    """Return the role of every project.

    Parameters
    ----------
    scenario : Scenario
        Its verdicts say which projects are given up, and which each of them gives way to.
    columns : Columns
        Projects and groups.
    parts : ndarray of int64, shape (n,)
        Delivered share of each project, billionths.
    leads : ndarray of int64, shape (groups,)
        Leading project of each group, -1 where nobody leads: its members work apart. A group shares work
        once two are funded.

    Returns
    -------
    Series of Role
        By project id.
    """
    alone = [Role(kind) for kind in (RoleKind.NOT_FUNDED, RoleKind.PARTLY_FUNDED, RoleKind.FUNDED)]
    found = np.array(alone, dtype=object)[(parts > 0).astype(int) + (parts == BILLION)]
    for at, lead in enumerate(leads.tolist()):
        members = columns.member[columns.group == at]
        funded = members[parts[members] > 0]
        if lead >= 0 and len(funded) > 1:
            found[funded] = Role(RoleKind.ADOPTER, str(columns.projects[lead]))
            found[lead] = Role(RoleKind.LEAD, str(columns.groups[at]))
    gone = retired(scenario.verdicts)
    for project, other in zip(gone["project"], gone["in_favour_of"], strict=True):
        found[columns.projects.get_loc(project)] = Role(RoleKind.RETIRED, other)
    return pd.Series(found, index=pd.Index(columns.projects, name="project"), name="role")
