"""What verdicts state of common work, against what a plan says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.language import all_digits
from egov_budget.money import exact
from egov_budget.overlaps.sharing import common_work, joining_cost
from egov_budget.overlaps.verdicts import decided
from egov_budget.rules import NamedLead, SharedWork
from egov_budget.scenario import retired
from egov_budget.scenario.adopted import adoptions
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import ACCEPTED

if TYPE_CHECKING:
    import networkx as nx

    from egov_budget.counting import Plan

REMEDY = "Ask for a plan made from these verdicts, or allow for one without the rule {!r}"
WORK, LEAD = SharedWork().name, NamedLead().name


class Estimate(NamedTuple):
    """Groups that verdicts alone do not settle, and the common work of their members, currency units."""

    groups: int
    amount: Fraction


class Bond(NamedTuple):
    """Common work of a pair in quanta, what part of it joining costs, and whether a verdict states it."""

    work: int
    part: float
    stated: bool


@dataclass(frozen=True, eq=False)
class StatedWork:
    """The verdicts among the requests, beside the common work of a plan.

    Parameters
    ----------
    plan : Plan
        Over the requests, with the common work that its document has.
    accepted : Graph
        Projects joined by the verdict that they are the same work.
    refused : set of pair of str
        Pairs that stand apart, in the order of the ids.
    gone : set of str
        Retired projects, and those that adopt a platform.
    named : set of str
        Projects that a verdict names as lead.
    bonds : dict of str to list of Bond
        By project: what it may have in common with each other member of its group.
    """

    plan: Plan
    accepted: nx.Graph[str]
    refused: set[tuple[str, str]]
    gone: set[str]
    named: set[str]
    bonds: dict[str, list[Bond]]

    @classmethod
    def of(cls, plan: Plan) -> StatedWork:
        """Lay verdicts beside a plan.

        Raises
        ------
        IntakeError
            If the verdicts contradict each other.
        """
        import networkx as nx

        verdicts = decided(plan.scenario)
        yes = verdicts[verdicts["verdict"].isin(ACCEPTED)]
        accepted: nx.Graph[str] = nx.Graph()
        accepted.add_edges_from(yes[ENDS].itertuples(index=False, name=None))
        no = verdicts[~verdicts["verdict"].isin(ACCEPTED)]
        judged = set(no[ENDS].itertuples(index=False, name=None))
        return cls(
            plan=plan,
            accepted=accepted,
            refused={pair for pair in judged if not _joined(accepted, *pair)},
            gone={*retired(verdicts)["project"], *adoptions(plan.scenario.verdicts)["project"]},
            named=set(yes["lead"]) - {""},
            bonds=_bonds(plan, yes, judged),
        )

    def faults(self, *, without: frozenset[str] = frozenset()) -> Iterator[Fault]:
        """Yield what the plan leaves out or changes of what verdicts state.

        Parameters
        ----------
        without : frozenset of str
            Names of standard rules that the plan need not keep.
        """
        if WORK not in without:
            yield from self._pairs()
            yield from self._money()
        if LEAD not in without:
            yield from self._leads()

    def estimate(self, *, without: frozenset[str] = frozenset()) -> Estimate:
        """Return what is taken from the plan, since no verdict states it."""
        groups = members_of(self.plan).values()
        taken = [group for group in groups if WORK in without or not self._settled(group)]
        quanta = sum(self.plan.common[project] for group in taken for project in group)
        return Estimate(len(taken), quanta * exact(self.plan.scenario.settings.quantum))

    def _settled(self, members: list[str]) -> bool:
        """Tell whether verdicts join these members and state as much common work as the plan has."""
        import networkx as nx

        whole = set(members) <= set(self.accepted) and nx.is_connected(self.accepted.subgraph(members))
        return whole and all(self.plan.common[project] == self._least(project) for project in members)

    def _least(self, project: str) -> int:
        return max((bond.work for bond in self.bonds.get(project, []) if bond.stated), default=0)

    def _pairs(self) -> Iterator[Fault]:
        """Yield each pair that stands together or apart against its verdict."""
        group = self.plan.group
        for one, other in sorted(self.accepted.edges):
            if group.get(one) is None or group.get(one) != group.get(other):
                pair = f"{one} and {other}"
                yield _fault("group", pair, f"a verdict joins {one!r} and {other!r}, the plan does not")
        for one, other in sorted(self.refused):
            if one in group and group[one] == group.get(other):
                pair = f"{one} and {other}"
                yield _fault("group", pair, f"a verdict keeps {one!r} and {other!r} apart, the plan does not")
        for project in sorted(self.gone & set(group)):
            fault = f"{project!r} is retired or adopts a platform, and shares work in the plan"
            yield _fault("project", project, fault)

    def _money(self) -> Iterator[Fault]:
        """Yield each member whose common work or connection cannot be what the verdicts make it."""
        plan, unit = self.plan, exact(self.plan.scenario.settings.quantum)
        for project in sorted(plan.group):
            bonds, work = self.bonds.get(project, []), plan.common[project]
            least = self._least(project)
            most = max((bond.work for bond in bonds), default=0)
            if not (bonds and least <= work <= most):
                need = all_digits(least * unit) + (f" to {all_digits(most * unit)}" * (most > least))
                fault = f"{project!r} has {all_digits(work * unit)} in common, the verdicts leave {need}"
                yield _fault("common", project, fault)
                continue
            costs = _joining(bonds, work)
            if plan.connection[project] not in costs:
                have = all_digits(plan.connection[project] * unit)
                need = " or ".join(all_digits(cost * unit) for cost in sorted(costs))
                yield _fault("connection", project, f"joining costs {project!r} {have}, not {need}")

    def _leads(self) -> Iterator[Fault]:
        """Yield each member that a verdict names as lead and the plan does not, and the reverse."""
        told = {project for projects in self.plan.named.values() for project in projects}
        for project in sorted(self.named - told):
            yield _fault("lead", project, f"a verdict names {project!r} as lead, the plan does not", LEAD)
        for project in sorted(told - self.named):
            yield _fault("lead", project, f"the plan names {project!r} as lead, no verdict does", LEAD)


def _joined(accepted: nx.Graph[str], one: str, other: str) -> bool:
    """Tell whether verdicts join two projects, as they may where reviewers disagree on the pair itself."""
    import networkx as nx

    return one in accepted and other in accepted and nx.has_path(accepted, one, other)


def members_of(plan: Plan) -> dict[str, list[str]]:
    """Return the members of each group, sorted."""
    found: dict[str, list[str]] = {}
    for project in sorted(plan.group):
        found.setdefault(plan.group[project], []).append(project)
    return found


def _bonds(plan: Plan, yes: pd.DataFrame, judged: set[tuple[str, str]]) -> dict[str, list[Bond]]:
    """Return what each member may have in common with each other member of its group."""
    pairs = _pairs_inside(plan, yes, judged)
    settings = plan.scenario.settings
    stated = pairs["share"].notna().tolist()
    pairs = pairs.fillna({"share": 1.0, "connection_cost": settings.connection_cost})
    work = common_work(pairs, plan.scenario.projects.set_index("id")["cost"], settings.quantum).tolist()
    found: dict[str, list[Bond]] = {}
    for one, other, *bond in zip(
        pairs["project_a"], pairs["project_b"], work, pairs["connection_cost"].tolist(), stated, strict=True
    ):
        for project in (one, other):
            found.setdefault(project, []).append(Bond(*bond))
    return found


def _pairs_inside(plan: Plan, yes: pd.DataFrame, judged: set[tuple[str, str]]) -> pd.DataFrame:
    """Return the pairs that may bind in groups of the plan; without a share where that is estimated."""
    known = yes[[*ENDS, "share", "connection_cost"]]
    if plan.scenario.settings.binding == "none":
        return known.reset_index(drop=True)  # nothing binds by estimate
    judged = judged.union(yes[ENDS].itertuples(index=False, name=None))
    inside = (pair for members in members_of(plan).values() for pair in combinations(members, 2))
    estimated = [(*pair, float("nan"), float("nan")) for pair in inside if pair not in judged]
    rows = [*known.itertuples(index=False, name=None), *estimated]
    return pd.DataFrame(rows, columns=known.columns)


def _joining(bonds: list[Bond], work: int) -> set[int]:
    """Return what joining may cost a member with so much in common, quanta: of equal work the dearest."""
    surely = max(
        (joining_cost(bond.part, work) for bond in bonds if bond.stated and bond.work == work), default=-1
    )
    perhaps = {joining_cost(bond.part, work) for bond in bonds if not bond.stated and bond.work >= work}
    return {cost for cost in {surely, *perhaps} if cost >= max(surely, 0)}


def _fault(column: str, value: str, fault: str, rule: str = WORK) -> Fault:
    return Fault("common_work", None, column, value[:60], fault, REMEDY.format(rule))
