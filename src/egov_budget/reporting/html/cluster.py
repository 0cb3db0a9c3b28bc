"""One cluster as the report tells it: members, pairs, accounts, and where each stands in the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
PAID = ("pays", "saves")
FIRST = ("lead", "adopter")  # stand before the other members


@dataclass(frozen=True, eq=False)
class Telling:
    """What is needed to tell of clusters.

    Parameters
    ----------
    overlaps : Overlaps
        What was found.
    scenario : Scenario
        The requests.
    plan : mapping of str to dict
        Credits and kind of each project by id; empty where there is no plan.
    ledger : Ledger or None
        Savings of shared work, where there is a plan.
    """

    overlaps: Overlaps
    scenario: Scenario
    plan: Mapping[str, Record]
    ledger: Ledger | None

    @cached_property
    def members(self) -> dict[str, Record]:
        """What is told of each project, by id."""
        paid = [] if self.ledger is None else rows_of(self.ledger.members)
        parts = {row["project"]: {name: row[name] for name in PAID} for row in paid}
        titles, nothing = named(self.scenario, "agencies"), dict.fromkeys(("credits", *PAID))
        return {
            row["id"]: {"kind": ""} | nothing | self.plan.get(row["id"], {}) | parts.get(row["id"], {}) | {
                "id": row["id"], "title": plain(row["title"] or row["id"]), "agency": row["agency"],
                "agency_title": titles[row["agency"]], "asked": float(row["cost"]),
                "text": plain(row["description"], LONGEST_TEXT),
            }
            for row in rows_of(self.scenario.projects)
        }  # fmt: skip

    @cached_property
    def groups(self) -> dict[str, str]:
        """Binding group by project."""
        return dict(zip(self.overlaps.members["project"], self.overlaps.members["group"], strict=True))

    @cached_property
    def accounts(self) -> dict[str, Record]:
        """Rows of the ledger by group."""
        return {} if self.ledger is None else {row["group"]: row for row in rows_of(self.ledger.groups)}

    @cached_property
    def related(self) -> dict[str, list[Record]]:
        """Rows of ``Overlaps.related`` by project, without parallel work."""
        told: dict[str, list[Record]] = {}
        rows = self.overlaps.related[self.overlaps.related["relation"] != PARALLEL]
        rows = rows.assign(platform=rows["platform"].map(plain), decided=rows["decided"] == rows["pairs"])
        for row in rows_of(rows[["project", "relation", "group", "platform", "decided", "at_stake"]]):
            told.setdefault(row.pop("project"), []).append(row)
        return told

    def cluster(self, ids: Sequence[str], pairs: Sequence[Record], own: Mapping[str, int]) -> Record:
        """Return a cluster: name, groups, members, pairs, together, accounts, saved and at_stake (money)."""
        part = sorted(ids, key=lambda project: (self._rank(project), project))
        at = {project: place for place, project in enumerate(part)}
        told = [_pair(row, at) for row in pairs]
        edges = [Edge(pair["a"], pair["b"], pair["similarity"]) for pair in told]
        spots = laid_out(len(part), edges, self.scenario.settings.seed)
        agencies = [self.members[project]["agency"] for project in part]
        colour = shades(agencies, own)
        names = list(dict.fromkeys(self.groups[project] for project in part if project in self.groups))
        accounts = [self.accounts[name] for name in names if name in self.accounts]
        members = [
            {
                **self.members[project],
                "colour": own.get(agency, OTHER),
                "shade": colour[agency],
                "x": x,
                "y": y,
            }
            for project, agency, (x, y) in zip(part, agencies, spots, strict=True)
        ]
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
            for row in self.related.get(project, ()):
                told = found.setdefault((row["relation"], row["group"]), {**row, "numbers": []})
                told["numbers"].append(place + 1)
        return [found[key] for key in sorted(found)]

    def _rank(self, project: str) -> int:
        kind = self.members[project]["kind"]
        return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _pair(row: Record, at: Mapping[str, int]) -> Record:
    one, other = sorted((at[row["project_a"]], at[row["project_b"]]))
    flags = {name: bool(row[name]) for name in ("binds", "doubtful")}
    told = {name: row[name] for name in ("key", "degree", "relation", "verdict")}
    return {"a": one, "b": other, **told, **flags, **{name: float(row[name]) for name in PAIR}}
