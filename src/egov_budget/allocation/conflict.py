"""Conflicts: which demands exclude each other, and the cheapest way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from egov_budget.display import Displayed
from egov_budget.language import all_digits, in_currency, on_screen

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.errors import Conflict

SHOWN = 12


@dataclass(frozen=True, eq=False)
class Conflicts(Displayed):
    """What keeps a scenario from having any plan; nothing at all where there is a plan.

    It is false only where every rule is known to be kept by some plan: what was not found in time
    is told as that, and not as what is not there.

    Parameters
    ----------
    scenario : str
        Name of the scenario.
    currency : str
        Unit of all amounts.
    arithmetic : tuple of Conflict
        What arithmetic alone shows, each as have, need and two remedies.
    demands : DataFrame
        Demands that exclude each other though all but any one of them can be met: ``rule``,
        ``subject``, ``words``.
    irreducible : bool
        Whether each of them is proved to be needed, and without any that there is a plan; False if
        time ran out.
    relaxation : DataFrame
        Cheapest change of the pool and of floors and ceilings after which there is a plan:
        ``rule``, ``subject``, ``now``, ``then``, ``change`` in currency units. Empty if no amount
        of money ends the conflict.
    cheapest : bool
        Whether no smaller change is proved to do, and without any that none does; False if time ran
        out.
    pool : float or None
        Smallest pool with which there is a plan, all else the same; ``None`` if none is large enough.
    smallest : bool
        Whether no smaller pool is proved to do, and without one that none does; False if time ran out.
    """

    scenario: str
    currency: str
    arithmetic: tuple[Conflict, ...]
    demands: pd.DataFrame
    irreducible: bool
    relaxation: pd.DataFrame
    cheapest: bool
    pool: float | None
    smallest: bool

    @property
    def credits(self) -> float:
        """Credits that the cheapest relaxation gives up in all, 0 without one."""
        return float(self.relaxation["change"].abs().sum())

    @property
    def known(self) -> bool:
        """Whether it was found in time that the rules exclude each other, or that they do not."""
        return self.irreducible or bool(self.records)

    @property
    def records(self) -> list[dict[str, Any]]:
        """What excludes each other as plain records: rule, subject, words."""
        found = [{"rule": each.rule, "subject": each.subject, "words": str(each)} for each in self.arithmetic]
        demands: list[dict[str, Any]] = self.demands.to_dict("records")  # type: ignore[assignment]
        return demands or found

    def __bool__(self) -> bool:
        return not self.irreducible or bool(self.records)

    def __str__(self) -> str:
        return on_screen(self._lines())

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"demands that exclude each other": self.demands, "a way out": self.relaxation}

    def __repr__(self) -> str:
        if not self:
            return f"<Conflicts of {self.scenario!r}: none>"
        if not self.known:
            return f"<Conflicts of {self.scenario!r}: not known>"
        return f"<Conflicts of {self.scenario!r}: {len(self.demands)} demands exclude each other>"

    def _lines(self) -> Iterator[str]:
        if not self:
            yield f"the rules of {self.scenario!r} can all be kept"
            return
        if not self.known:
            yield f"not known: neither a plan of {self.scenario!r} nor a conflict was found in time"
            return
        yield f"no allocation of {self.scenario!r} keeps every rule"
        if len(self.demands):
            yield "These cannot hold together" + (
                ", and without any one of them the others can:" if self.irreducible else ":"
            )
            yield from (f"  - {words}" for words in self.demands["words"].head(SHOWN))
            if len(self.demands) > SHOWN:
                yield f"  ... and {len(self.demands) - SHOWN} more; .demands has them all"
        else:
            yield from (f"  - {conflict}" for conflict in self.arithmetic)
        yield from self._way_out()

    def _way_out(self) -> Iterator[str]:
        if len(self.relaxation):
            least = "The cheapest way out" if self.cheapest else "A way out"
            yield f"{least} takes {in_currency(self.credits, self.currency)} in all:"
            for row in self.relaxation.head(SHOWN).to_dict("records"):
                yield f"  - {row['words']} from {all_digits(row['now'])} to {all_digits(row['then'])}"
            if len(self.relaxation) > SHOWN:
                yield f"  ... and {len(self.relaxation) - SHOWN} more; .relaxation has them all"
        elif self.cheapest:
            yield "No change of the pool, of floors or of ceilings ends it: one of these demands has to go."
        else:
            yield "Whether a change of the pool, of floors or of ceilings ends it was not found in time."
        if self.pool is not None:
            least = "The smallest pool" if self.smallest else "A pool"
            yield f"{least} that does, all else the same, is {in_currency(self.pool, self.currency)}."
        elif not self.smallest:
            yield "Whether any pool is large enough was not found in time."
