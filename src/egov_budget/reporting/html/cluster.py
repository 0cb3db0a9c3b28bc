"""One cluster as the report tells it: members, pairs, accounts, and where each stands in the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from egov_budget.overlaps.related import asked_again
from egov_budget.reporting.html.colours import OTHER, shades
from egov_budget.reporting.html.layout import Edge, laid_out
from egov_budget.reporting.html.plain import LONGEST_TEXT, named, plain
from egov_budget.reporting.tables import rows_of
from egov_budget.scenario.relations import PARALLEL

if TYPE_CHECKING:
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
    together : mapping of str to list of dict
        Rows of ``Overlaps.related`` by project, without parallel work.
    seed : int
        Of the drawing.
    """

    projects: Mapping[str, Record]
    titles: Mapping[str, str]
    groups: Mapping[str, str]
    plan: Mapping[str, Record]
    accounts: Mapping[str, Record]
    paid: Mapping[str, Record]
    together: Mapping[str, Sequence[Record]]
    seed: int

    @classmethod
    def of(
        cls, overlaps: Overlaps, scenario: Scenario, plan: Mapping[str, Record], ledger: Ledger | None
    ) -> Telling:
        """Gather it."""
        ledger_rows = ([], []) if ledger is None else (rows_of(ledger.groups), rows_of(ledger.members))
        return cls(
            projects={row["id"]: row for row in rows_of(scenario.projects)},
            titles=named(scenario, "agencies"),
            groups=dict(zip(overlaps.members["project"], overlaps.members["group"], strict=True)),
            plan=plan,
            accounts={row["group"]: row for row in ledger_rows[0]},
            paid={row["project"]: row for row in ledger_rows[1]},
            together=_together(overlaps),
            seed=scenario.settings.seed,
        )

    def cluster(self, ids: Sequence[str], pairs: Sequence[Record], own: Mapping[str, int]) -> Record:
        """Return a cluster: name, groups, members, pairs, together, accounts, saved and at_stake (money)."""
        part = sorted(ids, key=lambda project: (self._rank(project), project))
        at = {project: place for place, project in enumerate(part)}
        told = [_pair(row, at) for row in pairs]
        edges = [Edge(pair["a"], pair["b"], pair["similarity"]) for pair in told]
        spots = laid_out(len(part), edges, self.seed)
        colour = shades([self.agency(project) for project in part], own)
        names = list(dict.fromkeys(self.groups[project] for project in part if project in self.groups))
        accounts = [self.accounts[name] for name in names if name in self.accounts]
        members = [
            {**self._member(project), "colour": own.get(self.agency(project), OTHER),
             "shade": colour[self.agency(project)], "x": x, "y": y}
            for project, (x, y) in zip(part, spots, strict=True)
        ]  # fmt: skip
        return {
            "name": names[0] if names else f"F:{ids[0]}",
            "groups": names,
            "members": members,
            "pairs": told,
            "together": self._together(at),
            "accounts": accounts,
            "saved": float(sum(account["certain"] for account in accounts)),
            "at_stake": asked_again((pair["a"], pair["b"], pair["at_stake"]) for pair in told),
        }

    def _together(self, at: Mapping[str, int]) -> list[Record]:
        """Return what is one undertaking, one platform or a site of each among the members."""
        found: dict[tuple[str, str], Record] = {}
        for project, place in at.items():
            for row in self.together.get(project, ()):
                told = found.setdefault((row["relation"], row["group"]), {**row, "numbers": []})
                told["numbers"].append(place + 1)
        return [found[key] for key in sorted(found)]

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


def _pair(row: Record, at: Mapping[str, int]) -> Record:
    one, other = sorted((at[row["project_a"]], at[row["project_b"]]))
    flags = {name: bool(row[name]) for name in ("binds", "doubtful")}
    told = {name: row[name] for name in ("key", "degree", "relation", "verdict")}
    return {"a": one, "b": other, **told, **flags, **{name: float(row[name]) for name in PAIR}}


def _together(overlaps: Overlaps) -> dict[str, list[Record]]:
    told: dict[str, list[Record]] = {}
    rows = overlaps.related[overlaps.related["relation"] != PARALLEL]
    rows = rows.assign(platform=rows["platform"].map(plain), decided=rows["decided"] == rows["pairs"])
    for row in rows_of(rows[["project", "relation", "group", "platform", "decided", "at_stake"]]):
        told.setdefault(row.pop("project"), []).append(row)
    return told
