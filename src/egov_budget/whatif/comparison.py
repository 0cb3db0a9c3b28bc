"""Comparison: two allocations side by side, what changed and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display import Displayed, form
from egov_budget.language import all_digits, counted, cut, figures, on_screen
from egov_budget.scenario.attainment import BANDS
from egov_budget.whatif.changed_inputs import changed_inputs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.allocation import Allocation

SHOWN = 10
TINY = 1e-9  # points: what differs by less differs by the rounding of sums


@dataclass(frozen=True, eq=False)
class Comparison(Displayed):
    """Two allocations side by side.

    Parameters
    ----------
    before, after : Allocation
        The allocations; every difference is ``after`` less ``before``.
    """

    before: Allocation
    after: Allocation

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """Inputs that differ: table, key, column, before, after."""
        return changed_inputs(self.before, self.after)

    @cached_property
    def results(self) -> pd.DataFrame:
        """What came of it, by measure: before, after, change."""
        frame = pd.DataFrame({"before": _results(self.before), "after": _results(self.after)})
        return frame.assign(change=frame["after"] - frame["before"]).rename_axis("measure")

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Projects whose credits, share or role differ, the largest difference in credits first.

        By project id: ``credits``, ``share``, ``gain`` and ``role``, each ``before`` and ``after``,
        and ``change`` of credits. One that stands in one scenario alone has no role in the other.
        """
        names = ("credits", "share", "role", "gain")
        one, two = (plan.table().set_index("id")[[*names]] for plan in (self.before, self.after))
        frame = _joined(one, two)
        numbers = [f"{name} {side}" for name in names if name != "role" for side in ("before", "after")]
        frame = frame.fillna(dict.fromkeys(numbers, 0.0)).fillna("")
        frame["change"] = frame["credits after"] - frame["credits before"]
        moved = (frame["change"] != 0) | (frame["role before"] != frame["role after"])
        moved |= (frame["share before"] - frame["share after"]).abs() > TINY
        ordered = frame[moved].rename_axis("project").reset_index()
        size = ordered.assign(size=ordered["change"].abs())
        return size.sort_values(["size", "project"], ascending=[False, True], ignore_index=True).drop(
            columns="size"
        )

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """Agencies by id: ``credits`` and ``gain``, each before, after and changed."""
        return _side_by_side(self.before.by_agency(), self.after.by_agency(), "agency", ("credits", "gain"))

    @cached_property
    def services(self) -> pd.DataFrame:
        """Services that one plan raises further than the other: attainment before, after and changed."""
        tables = (plan.by_service() for plan in (self.before, self.after))
        one, two = (table.rename(columns={"after": "attainment"}) for table in tables)
        frame = _side_by_side(one, two, "service", ("attainment",))
        return frame[frame["attainment change"].abs() > TINY].reset_index(drop=True)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"inputs": self.inputs, "results": self.results, "projects": self.projects}

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw which agencies get more and which less; see ``reporting.plots``."""
        drawn: Axes = form("Comparison.plot")(self, ax, lang=lang)
        return drawn

    def __repr__(self) -> str:
        gain, spent = self.results["change"][["gain", "spent"]].tolist()
        return (
            f"<Comparison: {counted(len(self.inputs), 'other input')}, "
            f"{counted(len(self.projects), 'project')}, "
            f"gain {figures(gain, 6, sign=True)}, spent {all_digits(spent, sign=True)}>"
        )

    def __str__(self) -> str:
        lines = [f"What changed: {counted(len(self.inputs), 'input')}"]
        lines += [
            f"  {' '.join(filter(None, (row['table'], row['key'], row['column'])))}: "
            f"{' -> '.join(_said(row['before'], row['after']))}"
            for row in self.inputs.head(SHOWN).to_dict("records")
        ]
        lines += _rest(len(self.inputs))
        lines += ["", f"What it did{'before':>19}{'after':>18}{'change':>18}"]
        for measure, row in self.results.iterrows():
            write = partial(figures, digits=6) if measure == "gain" else all_digits
            numbers = "".join(f"{write(row[side]):>18}" for side in ("before", "after"))
            lines.append(f"  {measure!s:<12}{numbers[2:]}{write(row['change'], sign=True):>18}")
        lines += ["", f"Projects that get other credits or another role: {len(self.projects):,}"]
        lines += [
            f"  {all_digits(row['change'], sign=True):>16}  {row['project']}: "
            f"{row['role before'] or 'not asked'} -> {row['role after'] or 'not asked'}"
            for row in self.projects.head(SHOWN).to_dict("records")
        ]
        return on_screen(lines + _rest(len(self.projects)))


def _results(plan: Allocation) -> pd.Series:
    bands = plan.bands["after"]
    values = {
        **{name: getattr(plan.brief, name) for name in ("pool", "spent", "left", "saved", "gain", "funded")},
        **{band: int(bands[band]) for band in reversed(BANDS)},
        "breaches": len(plan.audit().breaches),
    }
    return pd.Series(values, dtype=float)


def _side_by_side(
    before: pd.DataFrame, after: pd.DataFrame, key: str, names: tuple[str, ...]
) -> pd.DataFrame:
    one, two = (frame.set_index(key)[[*names]] for frame in (before, after))
    frame = _joined(one, two).fillna(0.0)
    for name in names:
        frame[f"{name} change"] = frame[f"{name} after"] - frame[f"{name} before"]
    return frame.rename_axis(key).reset_index()


def _joined(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    sides = (" before", " after")
    return before.merge(after, how="outer", left_index=True, right_index=True, suffixes=sides)


def _said(*values: object) -> list[str]:
    """Write what an input was and is: rounded for people, unless both would read alike."""
    rounded, exact = (
        [(write(value) if isinstance(value, float) else _word(value)) or "nothing" for value in values]
        for write in (partial(figures, digits=6), all_digits)
    )
    return exact if len({*rounded}) < len({*exact}) else rounded


def _word(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else cut(str(value), 40)


def _rest(count: int) -> list[str]:
    return [f"  ... and {count - SHOWN:,} more"] if count > SHOWN else []
