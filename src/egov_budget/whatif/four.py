"""FourNumbers: the four plans that justify a pool, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.certificate.certify import certify
from egov_budget.certificate.stated import stated
from egov_budget.display import Displayed, form
from egov_budget.language import all_digits, figures, in_currency, language_of, on_screen
from egov_budget.objectives.total_gain import most_gain
from egov_budget.overlaps.related_lines import related_lines
from egov_budget.whatif.savings_ledger import savings_ledger

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.whatif.scored import Scored

NAMES = ("last year's split", "own envelopes", "one pool", "one pool, shared work")


@dataclass(frozen=True, eq=False)
class FourNumbers(Displayed):
    """Last year's split, own envelopes, one pool, one pool with shared work.

    Parameters
    ----------
    plans : tuple of Allocation or str, length 4
        The plans in this order; a text says why there is none.
    """

    plans: tuple[Scored, Allocation | str, Allocation | str, Allocation]

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a number: plan, gain, bound, gap, step, spent, high, breaches.

        ``bound`` is what no plan of this number can pass and ``gap`` the distance to it as a part
        of the gain: of the last as its certificate proves, of the two before as the solver says;
        nothing is claimed about the first. ``step`` is the gain over the number before, ``high`` the
        services at 90 % or more, ``breaches`` the demands that are broken. NaN where there is no plan.
        """
        frame = pd.DataFrame([_row(plan) for plan in self.plans], columns=[*_row("")])
        frame.loc[3, "bound"] = max(stated(certify(self.plans[3]).bound, up=True), self.plans[3].gain)
        frame.insert(2, "gap", (frame["bound"] - frame["gain"]) / frame["gain"].where(frame["gain"] > 0))
        frame.insert(0, "plan", NAMES)
        frame.insert(4, "step", frame["gain"].diff())
        return frame

    @property
    def reasons(self) -> dict[str, str]:
        """Why a number has no plan, by its name; empty if all have one."""
        pairs = zip(NAMES, self.plans, strict=True)
        return {name: plan for name, plan in pairs if isinstance(plan, str)}

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"plans": self.table}

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw the gain of the four plans; see ``reporting.plots``."""
        drawn: Axes = form("FourNumbers.plot")(self, ax, lang=lang)
        return drawn

    def __repr__(self) -> str:
        gains = " -> ".join(figures(gain, 6) for gain in self.table["gain"])
        return f"<FourNumbers: gain {gains}>"

    def __str__(self) -> str:
        settings = self.plans[3].scenario.settings
        lines = [
            f"{settings.name}: what a pool of {in_currency(settings.pool, settings.currency)} gains",
            "",
            f"{'':<24}{'gain':>10}{'step':>10}{'gap':>9}{'spent':>16}{'at 90 %':>9}{'broken':>8}",
        ]
        for row in self.table.to_dict("records"):
            if np.isnan(row["gain"]):
                lines.append(f"{row['plan']:<24}  no plan")
                continue
            step = "" if np.isnan(row["step"]) else f"{row['step']:+,.2f}"
            gap = language_of("en").percent(row["gap"], 3, up=True)
            numbers = f"{row['gain']:>z10,.2f}{step:>10}{gap:>9}{all_digits(row['spent']):>16}"
            lines.append(f"{row['plan']:<24}{numbers}{row['high']:>z9,.0f}{row['breaches']:>z8,.0f}")
        solver = {plan.outcome.solver for plan in self.plans if not isinstance(plan, str) and plan.outcome}
        lines.append(f"The last gap is proved; those before are by {', '.join(solver)}, not proved here.")
        relations = savings_ledger(self.plans[3]).relations
        lines += [] if relations is None else ["", *related_lines(relations)]
        lines += [f"{name}: {reason.splitlines()[0]}" for name, reason in self.reasons.items()]
        return on_screen(lines)


def _row(plan: Allocation | str) -> dict[str, float]:
    if isinstance(plan, str):
        return dict.fromkeys(("gain", "bound", "spent", "high", "breaches"), np.nan)
    bound = np.nan
    if plan.outcome is not None and plan.outcome.reached[0].bound is not None:
        bound = max(most_gain(plan.outcome.reached[0].bound, plan.scenario), plan.gain)
    high = int(plan.bands["after"]["high"])
    return {
        "gain": plan.gain,
        "bound": bound,
        "spent": plan.spent,
        "high": float(high),
        "breaches": float(len(plan.audit().breaches)),
    }
