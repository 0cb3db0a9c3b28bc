"""Annex: the tables of a budget bill, each of which adds up to the same total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.allocation.role import RoleKind
from egov_budget.bill.order import places
from egov_budget.bill.progress import PROGRESS, released
from egov_budget.bill.provisions import Provision, provisions
from egov_budget.bill.releases import releases
from egov_budget.display import Displayed, form
from egov_budget.language import counted, harmless, in_currency
from egov_budget.money import to_amounts, to_quanta
from egov_budget.rules.holders import HOLDS, Side, bounds_of
from egov_budget.scenario.typed import typed

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.whatif import Tranches
    from egov_budget.whatif.savings_ledger import Ledger

KEY = ["agency", "programme"]
TABLES = (("agency", "agencies"), ("programme", "categories"))
SUMMED = {
    "projects": ("project", "size"), "asked_by_funded": ("asked", "sum"), "current": ("current", "sum"),
    "capital": ("capital", "sum"), "quanta": ("quanta", "sum"), "gain": ("gain", "sum"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Annex(Displayed):
    """Credit lines, earmarks, common work and tranches of a plan; money in currency units.

    Parameters
    ----------
    order : Tranches
        The plan, its money arriving in parts; the last part is the plan itself.
    ledger : Ledger
        Who pays what of common work.
    judge : str
        Who judges the milestones of other agencies.
    progress : DataFrame
        How far they have come, typed; see ``with_progress``.
    """

    order: Tranches
    ledger: Ledger
    judge: str
    progress: pd.DataFrame = field(default_factory=lambda: typed(PROGRESS, pd.DataFrame())[0])

    @property
    def plan(self) -> Allocation:
        """The plan of the year."""
        return self.order.plans[-1]

    @cached_property
    def lines(self) -> pd.DataFrame:
        """One row for each agency and programme with money, in the order of the classification.

        line (from 1), classification (number of the agency and of the programme, as far as given), agency,
        programme (category of the projects), projects (funded), asked_by_funded (what they asked), current
        and capital (credits that acquire assets), credits, gain, services (that gain by them), largest
        (project with most credits), leads and adopters (of common work).
        """
        rows = self._funded
        served = rows[["project", "agency", "programme"]].merge(self.plan.raised, on="project")
        services = served.groupby(KEY)["service"].nunique()
        grouped = rows.groupby(KEY)
        first = rows.sort_values(["quanta", "project"], ascending=[False, True]).drop_duplicates(KEY)
        lines = grouped.agg(**SUMMED, leads=("leads", "sum"), adopters=("adopts", "sum"))
        largest = first.set_index(KEY)["project"].rename("largest")
        lines = self._in_order(lines.join([services.rename("services"), largest]).reset_index(), *KEY)
        lines["services"] = lines["services"].fillna(0).astype(int)
        lines.insert(0, "line", np.arange(1, len(lines) + 1))
        own, of = ([self._numbers[name].get(one, "") for one in lines[name]] for name in KEY)
        numbers = [" / ".join(filter(None, both)) for both in zip(own, of, strict=True)]
        lines.insert(1, "classification", numbers)
        return self._with_credits(lines)

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """One row an agency with money, as ``programmes``."""
        return self._sums("agency")

    @cached_property
    def programmes(self) -> pd.DataFrame:
        """One row a programme with money.

        classification, programme, lines, projects, asked_by_funded, current, capital, credits, gain.
        """
        return self._sums("programme")

    @cached_property
    def projects(self) -> pd.DataFrame:
        """One row a funded project: project, agency, programme, asked, current, capital, credits, gain."""
        return self._with_credits(self._funded)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """What the text of the bill says; see ``bill.provisions``."""
        return tuple(provisions(self))

    @cached_property
    def earmarks(self) -> pd.DataFrame:
        """One row for each holder with a floor or a ceiling: holder, id, floor, credits, ceiling.

        ``holder`` is ``agency``, ``category`` or ``project``; a bound that is not set is missing.
        """
        plan = self.plan
        rows = []
        for holder, held in HOLDS.items():
            given = self._funded.groupby("programme" if held == "category" else held)["quanta"].sum()
            sides: tuple[Side, Side] = ("floor", "ceiling")
            floor, ceiling = (bounds_of(plan.scenario, holder, side) for side in sides)
            place = self._places.get("programme" if held == "category" else held, {})
            for name in sorted({*floor, *ceiling}, key=lambda one: (place.get(one, 0), one)):
                bounds = [self._amount(side[name]) if name in side else np.nan for side in (floor, ceiling)]
                rows.append((held, name, bounds[0], self._amount(int(given.get(name, 0))), bounds[1]))
        return pd.DataFrame(rows, columns=["holder", "id", "floor", "credits", "ceiling"])

    @cached_property
    def shared(self) -> pd.DataFrame:
        """One row a member of common work: group, project, agency, role, alone, granted, pays, transfer.

        As in the savings ledger: ``transfer`` is what it owes the others (negative: is owed).
        """
        members = self.ledger.members
        return members[["group", "project", "agency", "role", "alone", "granted", "pays", "transfer"]]

    @cached_property
    def releases(self) -> pd.DataFrame:
        """One row for each agency and tranche: tranche, agency, credits, part, milestone, service, ...

        See ``bill.releases``: ``level`` is what the service has to reach on the indicator by the end of
        month ``due``, ``judge`` who says so; ``state`` is how far it has come, ``released`` whether the money
        waits for it no more.
        """
        return released(releases(self.order, self.judge), self.progress)

    @cached_property
    def totals(self) -> pd.Series:
        """Credits as each table adds up to them, in quanta: they are all the same number."""
        tables = {"lines": self.lines, "agencies": self.agencies, "programmes": self.programmes}
        sums = {name: self._quanta(frame["credits"]) for name, frame in tables.items()}
        sums["tranches"] = self._quanta(self.releases["credits"])
        return pd.Series({"plan": int(self.plan.quanta.sum()), **sums}, name="quanta")

    def to_excel(self, path: str | Path, lang: str = "en") -> None:
        """Write the annex as a workbook in a language, a sheet a table, whole or not at all."""
        form("Annex.to_excel")(self, Path(path), lang)

    def to_html(self, path: str | Path, lang: str = "en") -> None:
        """Write the annex as one HTML file to be printed on A4, in a language, whole or not at all."""
        form("Annex.to_html")(self, Path(path), lang)

    def _tables(self) -> Mapping[str, pd.DataFrame]:
        return {"programmes": self.programmes, "agencies": self.agencies, "credit lines": self.lines}

    def __repr__(self) -> str:
        plan = self.plan
        money = in_currency(plan.spent, harmless(plan.scenario.settings.currency))
        return f"<Annex {plan.scenario.settings.name!r}: {counted(len(self.lines), 'line')}, {money}>"

    @cached_property
    def _funded(self) -> pd.DataFrame:
        plan = self.plan
        asked = plan.scenario.projects.set_index("id").reindex(plan.columns.projects)
        capital = np.rint(plan.quanta * asked["capital"].to_numpy()).astype(np.int64)
        kinds = plan.role_records.map(lambda role: role.kind).to_numpy()
        frame = pd.DataFrame(
            {
                "project": plan.columns.projects,
                "agency": asked["agency"].to_numpy(),
                "programme": asked["category"].to_numpy(),
                "asked": asked["cost"].to_numpy(),
                "quanta": plan.quanta,
                "current": plan.quanta - capital,
                "capital": capital,
                "gain": plan.gain_by_project.to_numpy(),
                "leads": kinds == RoleKind.LEAD,
                "adopts": kinds == RoleKind.ADOPTER,
            }
        )
        return frame[(plan.quanta > 0) | (plan.parts > 0)].reset_index(drop=True)

    def _sums(self, by: str) -> pd.DataFrame:
        rows = self._funded.groupby(by)
        frame = rows.agg(**SUMMED)
        frame.insert(0, "lines", self.lines.groupby(by).size())
        frame.insert(0, "classification", [self._numbers[by].get(name, "") for name in frame.index])
        return self._with_credits(self._in_order(frame.reset_index(), by))

    def _in_order(self, frame: pd.DataFrame, *by: str) -> pd.DataFrame:
        """Sort rows by agency, programme or both, by their places in the bill; one without is last."""
        return frame.sort_values(
            [*by],
            key=lambda names: names.map(self._places[str(names.name)]),
            kind="stable",
            ignore_index=True,
        )

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {name: places(self.plan.scenario.tables[table]) for name, table in TABLES}

    @cached_property
    def _numbers(self) -> dict[str, Mapping[Any, str]]:
        """Numbers of agencies and programmes in the budget classification, by their ids."""
        known = {name: self.plan.scenario.tables[table].set_index("id") for name, table in TABLES}
        return {name: table["classification"].to_dict() for name, table in known.items()}

    def _with_credits(self, frame: pd.DataFrame) -> pd.DataFrame:
        names, quantum = ["current", "capital", "quanta"], self.plan.columns.quantum
        amounts = {name: to_amounts(frame[name].to_numpy(), quantum) for name in names}
        return frame.assign(**amounts).rename(columns={"quanta": "credits"})

    def _amount(self, quanta: int) -> float:
        return float(to_amounts(quanta, self.plan.columns.quantum))

    def _quanta(self, amounts: pd.Series) -> int:
        return int(to_quanta(amounts.to_numpy(dtype=np.float64), self.plan.columns.quantum).sum())
