"""One pair before a reviewer: what is shown, what can be answered, and the verdict that makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.language import in_currency, on_screen
from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import EXISTS, OF_PLATFORMS
from egov_budget.scenario.settled import UNSETTLED

if TYPE_CHECKING:
    from egov_budget.overlaps.overlaps import Overlaps
    from egov_budget.scenario import Scenario

WIDTH = 92
LINES = 4  # of a description
MOST_SHARED = 8
HELP, HELP_ON_PLATFORMS, ANSWERS = toml_of("egov_budget.overlaps", "answers.toml").values()


def answers(relation: str) -> dict[str, str]:
    """Return the verdict of each key that answers a pair of a relation; empty of those that decide nothing.

    Examples
    --------
    >>> answers("exists")
    {'e': 'exists', 'n': 'does not exist', 's': '', 'q': ''}
    """
    platform = relation == EXISTS
    return {key: word for key, word in ANSWERS.items() if not word or (word in OF_PLATFORMS) == platform}


@dataclass(frozen=True)
class Reviewer:
    """Who decides, and when.

    Parameters
    ----------
    name : str
        As it will stand beside every verdict.
    date : str
        As it will stand there.
    """

    name: str
    date: str

    def verdict(
        self, pair: pd.Series, answer: str, *, share: float | None = None, reason: str = ""
    ) -> dict[str, object]:
        """Return the row of the verdict; where reviewers disagree it settles the pair.

        Parameters
        ----------
        pair : Series
            A row of ``Overlaps.queue``.
        answer : str
            A key of ``ANSWERS`` that decides; 1 retires the first project, 2 the second.
        share : float, optional
            Common work of an accepted pair; by default as estimated.
        reason : str, optional
            Why.

        Raises
        ------
        ValueError
            If the answer decides nothing.
        """
        told = answers(str(pair["relation"]))
        if not told.get(answer):
            keys = ", ".join(key for key, word in told.items() if word)
            raise ValueError(f"{answer!r} decides nothing; answer one of {keys}")
        a, b = str(pair["project_a"]), str(pair["project_b"])
        return {
            "project_a": a,
            "project_b": b,
            "verdict": ANSWERS[answer],
            "share": share if answer == "a" else None,
            "connection_cost": None,
            "lead": {"1": b, "2": a}.get(answer, ""),
            "settles": pair["verdict"] == UNSETTLED,
            "reviewer": self.name,
            "date": self.date,
            "reason": reason,
        }


def card(scenario: Scenario, overlaps: Overlaps, pair: pd.Series, place: tuple[int, int]) -> str:
    """Return one pair of the queue as text.

    Parameters
    ----------
    scenario : Scenario
        Titles, agencies, cost.
    overlaps : Overlaps
        Where the pair comes from.
    pair : Series
        A row of ``Overlaps.queue``.
    place : tuple of int
        Number of the pair, and of how many.

    Returns
    -------
    str
        Some fifteen lines.
    """
    return on_screen(_lines(scenario, overlaps, pair, place))


def _lines(scenario: Scenario, overlaps: Overlaps, pair: pd.Series, place: tuple[int, int]) -> Iterator[str]:
    currency = scenario.settings.currency
    smaller = "the request" if pair["relation"] == EXISTS else "the smaller"
    yield (
        f"{place[0]} of {place[1]}   {in_currency(round(pair['at_stake'], 2), currency)} at stake, "
        f"{pair['share']:.0%} of {smaller}"
    )
    there = scenario.platforms.rename(columns={"owner": "agency", "adopt_cost": "cost"})
    told = ["id", "agency", "cost", "title", "description"]
    records = pd.concat([scenario.projects[told], there[told]]).set_index("id")
    beside = pair["relation"] == EXISTS
    for number, end in enumerate(ENDS, 1):
        row = records.loc[pair[end]]
        yield ""
        yield f"{number}  {pair[end]}   {row['agency']}   {in_currency(row['cost'], currency)}"
        yield from (f"   {line}" for line in wrap(str(row["title"]), WIDTH))
        text = wrap(str(row["description"]), WIDTH)
        yield from (f"   {line}" for line in text[:LINES])
    yield ""
    relation = "2 exists already" if beside else f"{pair['relation']} (parallel {pair['parallel']:.0%})"
    yield (
        f"Graded {pair['degree']}: overlap {pair['overlap']:.0%}, duplication {pair['duplication']:.0%}, "
        f"{relation}; "
        f"{pair['covered']:.0%} of the money in doubt is covered with this pair"
    )
    said = overlaps.verdicts
    for row in said[(said[ENDS] == pair[ENDS]).all(axis=1)].to_dict("records"):
        reason = f"; {row['reason']}" if row["reason"] else ""
        yield f"   {row['reviewer'] or 'somebody'}: {row['verdict']}{reason}"
    graph = overlaps.existing.graph if beside and overlaps.existing is not None else overlaps.graph
    evidence = graph.evidence(pair["project_a"], pair["project_b"])
    for part, shared in zip(evidence["part"].tolist(), evidence["shared"].tolist(), strict=True):
        if shared:
            yield f"   {part}: {'; '.join(shared[:MOST_SHARED])}"
