"""One cluster as the report tells it: members, pairs, accounts, and where each stands in the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from egov_budget.reporting.html.agencies import named
from egov_budget.reporting.html.colours import OTHER, shades
from egov_budget.reporting.html.layout import laid_out
from egov_budget.reporting.html.plain import LONGEST_TEXT, plain

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario
    from egov_budget.whatif.savings_ledger import Ledger

Record = dict[str, Any]
PAIR = (
    "similarity", "overlap", "duplication", "confidence", "share", "share_from", "share_to", "at_stake",
)  # fmt: skip
FIRST = ("lead", "adopter")  # stand before the other members


@dataclass(frozen=True, eq=False)
class Telling:
    """What is needed to tell of clusters.

    Parameters
    ----------
    projects : mapping of str to dict
        Rows of the scenario by id.
    titles : mapping of str to str
        What agencies are called, by id.
    groups : mapping of str to str
        Binding group by project.
    plan : mapping of str to dict
        Records of ``projects`` by id; empty where there is no plan.
    accounts, paid : mapping of str to dict
        Rows of the ledger by group and by project; empty where there is no plan.
    seed : int
        Of the drawing.
    """

    projects: Mapping[str, Record]
    titles: Mapping[str, str]
    groups: Mapping[str, str]
    plan: Mapping[str, Record]
    accounts: Mapping[str, Record]
    paid: Mapping[str, Record]
    seed: int

    @classmethod
    def of(
        cls, overlaps: Overlaps, scenario: Scenario, plan: Mapping[str, Record], ledger: Ledger | None
    ) -> Telling:
        """Gather it."""
        rows = scenario.projects.set_index("id", drop=False).to_dict("index")
        groups = [] if ledger is None else ledger.groups.to_dict("records")
        members = [] if ledger is None else ledger.members.to_dict("records")
        return cls(
            projects={str(key): {str(name): cell for name, cell in row.items()} for key, row in rows.items()},
            titles=named(scenario),
            groups=dict(zip(overlaps.members["project"], overlaps.members["group"], strict=True)),
            plan=plan,
            accounts={row["group"]: {str(name): cell for name, cell in row.items()} for row in groups},
            paid={row["project"]: {str(name): cell for name, cell in row.items()} for row in members},
            seed=scenario.settings.seed,
        )

    def cluster(self, ids: Sequence[str], pairs: pd.DataFrame, own: Mapping[str, int]) -> Record:
        """Return a cluster: name, groups, members, pairs, accounts, saved and at_stake (currency units)."""
        part = sorted(ids, key=lambda project: (self._rank(project), project))
        at = {project: place for place, project in enumerate(part)}
        told = [_pair(row, at) for row in pairs.to_dict("records")]
        spots = laid_out(len(part), [(pair["a"], pair["b"], pair["similarity"]) for pair in told], self.seed)
        colour = shades([self.agency(project) for project in part], own)
        names = list(dict.fromkeys(self.groups[project] for project in part if project in self.groups))
        accounts = [self.accounts[name] for name in names if name in self.accounts]
        return {
            "name": names[0] if names else f"F:{ids[0]}",
            "groups": names,
            "members": [
                {
                    **self._member(project),
                    "colour": own.get(self.agency(project), OTHER),
                    "shade": colour[self.agency(project)],
                    "x": spot[0],
                    "y": spot[1],
                }
                for project, spot in zip(part, spots, strict=True)
            ],
            "pairs": told,
            "accounts": accounts,
            "saved": float(sum(account["certain"] for account in accounts)),
            "at_stake": _at_stake(told),
        }

    def agency(self, project: str) -> str:
        """Return the agency of a project."""
        return str(self.projects[project]["agency"])

    def text(self, project: str) -> str:
        """Return what a project says of itself."""
        return plain(self.projects[project]["description"], LONGEST_TEXT)

    def _member(self, project: str) -> Record:
        planned, paid = self.plan.get(project, {}), self.paid.get(project, {})
        return {
            "id": project,
            "title": plain(self.projects[project]["title"] or project),
            "agency": self.agency(project),
            "agency_title": self.titles[self.agency(project)],
            "asked": float(self.projects[project]["cost"]),
            "kind": planned.get("kind", ""),
            "credits": planned.get("credits"),
            "pays": paid.get("pays"),
            "saves": paid.get("saves"),
        }

    def _rank(self, project: str) -> int:
        kind = self.plan.get(project, {}).get("kind")
        return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _pair(row: Mapping[Any, Any], at: Mapping[str, int]) -> Record:
    ends = sorted((at[row["project_a"]], at[row["project_b"]]))
    return {
        "a": ends[0],
        "b": ends[1],
        "key": row["key"],
        "degree": row["degree"],
        "verdict": row["verdict"],
        "binds": bool(row["binds"]),
        "doubtful": bool(row["doubtful"]),
        **{name: float(row[name]) for name in PAIR},
    }


def _at_stake(pairs: Sequence[Record]) -> float:
    """Return the money of the dearest pairs that hold the cluster together: each work counted once."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from((pair["a"], pair["b"], pair["at_stake"]) for pair in pairs)
    return float(sum(edge["weight"] for _, _, edge in nx.maximum_spanning_edges(graph, data=True)))
