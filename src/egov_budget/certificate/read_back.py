"""read_back: a plan's folder -> what any plan is made of, verified."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.certificate.inputs import worded
from egov_budget.certificate.sealed import DOCUMENT, Sealed, read
from egov_budget.certificate.stated_rules import StatedRules
from egov_budget.certificate.verify import verified
from egov_budget.columns import Columns
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.read import read_scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule

REQUESTS = "requests.json"


@dataclass(frozen=True, eq=False)
class ReadBack:
    """A plan as its folder holds it.

    Parameters
    ----------
    sealed : Sealed
        The document, over the requests beside it.
    rules : tuple of FundingRule
        Rules it was made under.
    overlaps : Overlaps
        Pairs found anew, with the common work of the plan.
    columns : Columns
        Ids and numbers behind arrays; projects are sorted by id.
    """

    sealed: Sealed
    rules: tuple[FundingRule, ...]
    overlaps: Overlaps
    columns: Columns

    @property
    def known(self) -> dict[str, Any]:
        """What a plan of one year and one over several are both made with."""
        sealed, ids = self.sealed, self.columns.projects.tolist()
        lead = [ids.index(sealed.lead[of]) if of in sealed.lead else -1 for of in self.columns.groups]
        return {
            "scenario": sealed.scenario, "overlaps": self.overlaps, "rules": self.rules,
            "columns": self.columns, "quanta": self.by_project(sealed.quanta),
            "parts": self.by_project(sealed.parts), "leads": np.array(lead, np.int64), "proof": sealed.proof,
        }  # fmt: skip

    def by_project(self, numbers: Mapping[str, Any]) -> NDArray[np.int64]:
        """Return whole numbers of each project, or of each in each year, as an array."""
        return np.array([numbers[project] for project in self.columns.projects], dtype=np.int64)


def read_back(folder: str | PathLike[str], *, over_years: bool) -> ReadBack:
    """Read a plan of one year, or one over several, from its folder.

    The plan is verified first, without a solver: what was changed since, or does not rest on the
    requests beside it, down to their titles and reasons, is a fault.

    Parameters
    ----------
    folder : str or path-like
        Holds ``plan.json`` and ``requests.json``.
    over_years : bool
        Which of the two is asked for.

    Raises
    ------
    IntakeError
        If a file is missing or unreadable, the plan is of the other kind or does not verify.
    """
    from egov_budget.overlaps import find_overlaps  # verifying, which is here too, loads no solver

    place = Path(folder)
    scenario = read_scenario((place if place.is_dir() else place.parent) / REQUESTS)
    sealed = Sealed.of(read(place), scenario)
    if (sealed.begun is not None) != over_years:
        raise IntakeError([_of_the_other_kind(over_years)])
    rules = StatedRules.of(sealed)
    fewer = frozenset(rule.name for rule in rules.missing)  # its maker's choice: this is no audit
    found = verified(sealed, fewer)
    if not found:
        told = found.faults[["table", "column", "value", "fault", "remedy"]].itertuples(index=False)
        raise IntakeError([Fault(table, None, *rest) for table, *rest in told])
    if sealed.certificate["texts"] != worded(scenario):
        raise IntakeError([Fault.of("other_texts", REQUESTS)])
    unknown = [*rules.unknown, *(rule.name for rule in rules.known if rule.unchecked)]
    IntakeError.if_any(Fault.of("rule_of_somebody", "rules", value=name) for name in unknown)
    overlaps = dataclasses.replace(find_overlaps(scenario), members=sealed.members)
    return ReadBack(sealed, tuple(rules.known), overlaps, Columns.of(scenario, overlaps))


def _of_the_other_kind(over_years: bool) -> Fault:
    return Fault.of("plan_of_one_year" if over_years else "plan_over_years", DOCUMENT, None, "begun")
