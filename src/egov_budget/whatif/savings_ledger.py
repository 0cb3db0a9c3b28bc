"""savings_ledger: what shared work saves, how sure that is, and who pays what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.columns.layout import expected_of
from egov_budget.counting import BILLION
from egov_budget.display import Displayed
from egov_budget.language import all_digits, counted, language_of, on_screen, short
from egov_budget.money import exact, to_amounts, to_quanta
from egov_budget.overlaps.related_lines import related_lines
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.scenario.once import once
from egov_budget.scenario.relations import EXISTS, PARALLEL
from egov_budget.whatif.group_account import GroupAccount

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

Key = Literal["equal", "by use", "by own saving"]


def savings_ledger(allocation: Allocation, *, key: Key = "by use", adoption: float = 1.0) -> Ledger:
    r"""Account for the savings of shared work, group by group, in whole quanta.

    .. math::
        \text{gross} = \sum_p m_p x_p - \text{built}, \qquad
        \text{net} = \sum_{p \text{ adopts}} \pi \rho_p\, m_p x_p
        - (\text{built} - m_l x_l) - \text{connection}

    :math:`\rho_p` is the realisation factor of an adopter's agency. Connection is paid whether or not
    an adopter then uses the common work, and so is what the lead l builds beyond its own need. The
    break-even rate is the probability of adoption :math:`\pi` at which the net saving is 0; above 1 the
    group never pays.

    Parameters
    ----------
    allocation : Allocation
        The plan; groups with fewer than two funded members save nothing and are left out.
    key : {"equal", "by use", "by own saving"}
        How members divide the cost of common work and connections.
    adoption : float
        Probability that an adopter really uses the common work, 0 to 1.

    Returns
    -------
    Ledger
        ``groups``, ``members`` and ``total``; print it for one screen.

    Raises
    ------
    RuleError
        If the key or the probability is none; both at once.

    Notes
    -----
    For "by own saving" see Young, Okada and Hashimoto (1982), Cost allocation in water resources
    development, Water Resources Research 18(3), doi:10.1029/WR018i003p00463.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> ledger = savings_ledger(allocate(worlds.four_projects()), adoption=0.75)
    >>> ledger.groups[["group", "gross", "connection", "net", "break_even"]].to_dict("records")
    [{'group': 'G:health-login', 'gross': 40.0, 'connection': 8.0, 'net': 22.0, 'break_even': 0.2}]
    """
    fault, remedy = f"{adoption} is no probability of adoption", f"Choose one of: {', '.join(get_args(Key))}"
    demanded(
        "ledger",
        Claim(0 <= adoption <= 1, "adoption", adoption, fault, "Give 0 to 1"),
        Claim(key in get_args(Key), "key", key, f"{key!r} is no way to divide a cost", remedy),
    )
    return _ledger(allocation, key, adoption)


@once
def _ledger(allocation: Allocation, key: Key, adoption: float) -> Ledger:
    """Return the ledger of a plan, which several papers tell."""
    accounts = (GroupAccount.of(allocation, at) for at in range(len(allocation.columns.groups)))
    return Ledger(allocation, tuple(account for account in accounts if account is not None), key, adoption)


@dataclass(frozen=True, eq=False)
class Ledger(Displayed):
    """Savings of shared work and who pays what.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    accounts : tuple of GroupAccount
        Groups with two funded members or more.
    key : str
        How the cost of common work and connections is divided.
    adoption : float
        Probability that an adopter really uses the common work.
    """

    allocation: Allocation
    accounts: tuple[GroupAccount, ...]
    key: Key
    adoption: float

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row a group: lead, adopters, gross, connection, realisation, net, break_even.

        Money in currency units. ``realisation`` is a mean weighted by the saving, ``certain`` gross less
        connection, ``net`` what is to be expected of it.
        """
        rows = [self._group(account) for account in self.accounts]
        names = ("group", "lead", "adopters", "gross", "connection", "certain", "realisation", "net",
                 "break_even")  # fmt: skip
        return self._amounts(pd.DataFrame(rows, columns=[*names]), "gross", "connection", "certain", "net")

    @cached_property
    def members(self) -> pd.DataFrame:
        """One row a member: what its part of the common work would cost alone, and what it pays.

        ``alone`` is its use of the common work, ``granted`` what the plan grants it for common
        work and connection, ``pays`` its part under the key, ``transfer`` what it owes the others
        (negative: is owed; 0 over each group), ``saves`` alone less pays. Currency units.
        """
        rows = []
        agency = self.allocation.scenario.projects.set_index("id")["agency"]
        for account in self.accounts:
            granted = [account.built, *account.connection[1:]]
            numbers = zip(account.projects, account.use, granted, account.pays(self.key), strict=True)
            for place, (at, use, given, pays) in enumerate(numbers):
                project = self.allocation.columns.projects[at]
                role = "adopter" if place else "lead"
                money = (use, given, pays, pays - given, use - pays)
                rows.append((account.group, project, agency[project], role, *money))
        names = ("alone", "granted", "pays", "transfer", "saves")
        frame = pd.DataFrame(rows, columns=["group", "project", "agency", "role", *names])
        return self._amounts(frame, *names)

    @property
    def total(self) -> pd.Series:
        """Sums over all groups: gross, connection, certain, net; currency units."""
        return self.groups[["gross", "connection", "certain", "net"]].sum()

    @property
    def relations(self) -> pd.DataFrame | None:
        """What stands in each relation and what the plan saves of it; ``None`` without overlaps.

        As ``Overlaps.relations``, with ``saved`` (``certain`` of all groups, currency units): only parallel
        work is shared, so it is 0 of the others; of what exists already, what the parts that the plan funds
        would cost more had they to be built.
        """
        if self.allocation.overlaps is None:
            return None
        told = self.allocation.overlaps.relations
        saved = {PARALLEL: float(self.total["certain"]), EXISTS: self._spared}
        return told.assign(saved=told["relation"].map(saved).fillna(0.0))

    @property
    def _spared(self) -> float:
        """What the plan spends less on requests that adopt a platform, in whole quanta."""
        overlaps, quantum = self.allocation.overlaps, self.allocation.columns.quantum
        if overlaps is None or overlaps.existing is None:
            return 0.0
        adopted = overlaps.existing.adopted
        part = dict(zip(self.allocation.columns.projects, self.allocation.parts.tolist(), strict=True))
        spared = zip(adopted["project_a"], to_quanta(adopted["at_stake"], quantum).tolist(), strict=True)
        return float(to_amounts(sum(part[name] * quanta // BILLION for name, quanta in spared), quantum))

    def _group(self, account: GroupAccount) -> tuple[object, ...]:
        ids = self.allocation.columns.projects[[*account.projects]].tolist()
        use, extra = account.use[1:], account.built - account.use[0]
        chance, ready = exact(self.adoption), self._realisation
        parts = [exact(float(ready[at])) * work for at, work in zip(account.projects[1:], use, strict=True)]
        realised, expected = sum(parts, Fraction(0)), sum(int(chance * part) for part in parts)
        joining = sum(account.connection)
        return (
            account.group,
            ids[0],
            len(use),
            account.gross,
            joining,
            account.net,
            float(realised / sum(use)) if sum(use) else float("nan"),
            expected - extra - joining,
            float((extra + joining) / realised) if realised else float("nan"),
        )

    @cached_property
    def _realisation(self) -> NDArray[np.float64]:
        """Realisation factor of the agency of each project, in the order of the columns."""
        return expected_of(self.allocation.scenario)

    def _amounts(self, frame: pd.DataFrame, *names: str) -> pd.DataFrame:
        quantum = self.allocation.columns.quantum
        amounts = {name: to_amounts(frame[name].to_numpy(dtype="int64"), quantum) for name in names}
        return frame.assign(**amounts)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"groups": self.groups, "members": self.members}

    def __repr__(self) -> str:
        total = self.total[["gross", "connection", "net"]].map(all_digits)
        money = ", ".join(f"{name} {amount}" for name, amount in total.items())
        return f"<Ledger of {counted(len(self.accounts), 'group')}: {money}, {self.key}>"

    def __str__(self) -> str:
        titles = self.allocation.scenario.projects.set_index("id")["title"]
        lines = [f"{'group':<24}{'gross':>14}{'connection':>14}{'net expected':>16}{'break-even':>12}  lead"]
        groups = self.groups.sort_values(["net", "group"], ascending=[False, True])
        lines += [
            f"{row['group']:<24}{_money(row)}{_rate(row['break_even']):>12}"
            f"  {row['lead']}: {short(titles[row['lead']])}"
            for row in groups.to_dict("records")
        ]
        told = [] if self.relations is None else ["", *related_lines(self.relations)]
        return on_screen([*lines, f"{'all':<24}{_money(self.total)}", *told])


def _rate(break_even: float) -> str:
    """Write the rate of adoption from which common work pays, rounded up; none pays where it is above 1."""
    return language_of("en").percent(break_even, 0, up=True) if break_even <= 1 else "never"


def _money(row: dict[Any, float] | pd.Series) -> str:
    sums = zip(("gross", "connection", "net"), (14, 14, 16), strict=True)
    return "".join(f"{all_digits(row[name]):>{wide}}" for name, wide in sums)
