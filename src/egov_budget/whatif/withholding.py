"""withholding: what it costs that agencies hold their data back, by register and by provider."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.language import all_digits, counted, figures, in_currency, on_screen, told_in
from egov_budget.money import to_the_quantum
from egov_budget.solving import SolveOptions
from egov_budget.solving.change import Change
from egov_budget.whatif.locks import Locks

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.program import Program

ALL = "all"
LEAST = 1e-4  # points; a smaller bound is told as this
SHOWN = 10
KEPT = 1e-9  # part of the gain that a cheaper plan may lose to rounding


def withholding(allocation: Allocation) -> Withholding:
    r"""Find what each withheld register, and each agency that withholds, costs.

    .. math::
        \Delta G_r = G(\text{r open}) - G, \qquad
        \Delta C_r = C(G) - C(G \mid \text{r open})

    G is the most that the pool gains, without a hurdle, and C(G) the least credits that gain as much;
    all four are found by solving, each from where the last ended, under the plan's rules, with its leads,
    and in fractions where a plan has whole numbers: they rank what is withheld. What a plan can gain by
    it is bounded by ``most``. Opening takes no money from the pool.

    Parameters
    ----------
    allocation : Allocation
        The plan; whatever it aims at, the cost is counted in total gain.

    Returns
    -------
    Withholding
        ``registers``, ``providers`` and ``everything``, the dearest first; print it for one screen.

    Raises
    ------
    SolveError
        If no plan keeps every rule with the leads of this one.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> row = {"service": "appointment", "provider": "tax", "register": "insured", "status": "withheld"}
    >>> drawing = four.effects.assign(registers=["", "", "", "", "", "insured"])
    >>> plan = allocate(four.replace(effects=drawing, exchanges=pd.DataFrame([row])))
    >>> withholding(plan).registers[["name", "gain", "credits"]].round(3).values.tolist()
    [['insured', 0.16, 9.625]]
    """
    from egov_budget.solving.resolve import Resolve

    locks = Locks.of(allocation)
    gains = Resolve(locks.program, locks.shut, SolveOptions())
    costs = gains.then(_cheapest(locks.program, gains.base.value))
    lots = [(ALL, "everything withheld", locks.known)]  # locks that are opened together
    lots += [(of, str(name), own) for of in ("provider", "register") for name, own in locks.known.groupby(of)]
    rows = allocation.scenario.exchanges
    held = rows[rows["status"] == "withheld"].merge(locks.known, on=["provider", "register"])

    @cache
    def worth(opened: tuple[int, ...]) -> tuple[float, float]:
        """Return what opening locks gains, and the credits it saves; an agency often holds one register."""
        if not opened:
            return 0.0, 0.0
        changes = locks.opening(np.array(opened, dtype=np.int64))
        gain, saved = (max(each.gained(changes)[0], 0.0) for each in (gains, costs))
        return gain, saved

    found = []
    for of, name, lock in lots:
        opened = tuple(np.intersect1d(lock["column"], locks.used).tolist())
        lacking = held[held["column"].isin(lock["column"])]
        counts = len(lacking), lacking["service"].nunique(), int(lacking["legal_duty"].sum())
        found.append((of, name, *counts, *worth(opened)))
    names = ["of", "name", "exchanges", "services", "obliged", "gain", "credits"]
    order = {"of": True, "gain": False, "credits": False, "name": True}
    table = pd.DataFrame(found, columns=names)
    table = table.sort_values([*order], ascending=[*order.values()], ignore_index=True)
    every = locks.opening(locks.known["column"].to_numpy())
    led = Change(locks.shut, 0.0, locks.program.upper[locks.shut], of_columns=True)
    bound = gains([led, *every]).bound  # whoever leads
    return Withholding(allocation, table, max(bound - allocation.gain, 0.0))


@dataclass(frozen=True, eq=False)
class Withholding(Displayed):
    """The cost of withheld exchanges.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    table : DataFrame
        ``of`` (all, provider or register), ``name``, ``exchanges`` withheld, ``services`` that lack
        them, ``obliged`` (exchanges that a law demands), ``gain`` lost in points, ``credits`` that reach
        today's gain no longer need.
    most : float
        No plan gains more points above this one, whatever is opened and whoever leads.
    """

    allocation: Allocation
    table: pd.DataFrame
    most: float

    @property
    def registers(self) -> pd.DataFrame:
        """Registers, the dearest first."""
        return self._of("register")

    @property
    def providers(self) -> pd.DataFrame:
        """Agencies that withhold, the dearest first."""
        return self._of("provider")

    @property
    def everything(self) -> pd.Series:
        """What all of it costs together; not the sum, since points may need two registers."""
        return self._of(ALL).iloc[0]

    def _of(self, what: str) -> pd.DataFrame:
        return self.table[self.table["of"] == what].drop(columns="of").reset_index(drop=True)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"registers": self.registers, "providers": self.providers}

    def __repr__(self) -> str:
        total = self.everything
        return (
            f"<Withholding: {counted(int(total['exchanges']), 'exchange')} withheld, "
            f"{told_in(figures(total['gain'], 6), 'points')}, {counted(len(self.registers), 'register')}, "
            f"{counted(len(self.providers), 'provider')}>"
        )

    def __str__(self) -> str:
        total, settings = self.everything, self.allocation.scenario.settings
        quantum = settings.quantum
        held, fewer = int(total["exchanges"]), to_the_quantum(total["credits"], quantum)
        if not held:
            return "no exchange is withheld"
        most = max(self.most, LEAST) if self.most else 0.0
        lines = [
            f"{counted(held, 'exchange')} {'is' if held == 1 else 'are'} withheld, "
            f"{int(total['obliged']):,} of them against a legal duty",
            f"  open, the pool would gain {told_in(figures(total['gain'], 4), 'points')} more,",
            f"  or the same gain would take {in_currency(fewer, settings.currency)} less",
            "  (in fractions, with the leads as they are; no plan gains more than "
            f"{told_in(figures(most, 4, up=True), 'points')} above this one)",
        ]
        for title, rows in (("Registers", self.registers), ("Providers", self.providers)):
            lines += ["", f"{title:<12}{'exchanges':>10}{'gain':>10}{'credits':>16}"]
            for row in rows.head(SHOWN).to_dict("records"):
                credits = all_digits(to_the_quantum(row["credits"], quantum))
                numbers = f"{row['exchanges']:>10,}{row['gain']:>z10,.4f}{credits:>16}"
                lines.append(f"{'':<12}{numbers}  {row['name']}")
            lines += [f"  ... and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        return on_screen(lines)


def _cheapest(program: Program, gain: float) -> Program:
    """Return the program that gains as much for the least credits."""
    first, cost = program.goals[0], program.goals[-1]
    least = gain - KEPT * max(1.0, abs(gain))
    kept = program.demanding(first.coefficients * first.scale, least, np.inf, "gain kept", first.name)
    return dataclasses.replace(kept, goals=(cost,))
