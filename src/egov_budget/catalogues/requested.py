"""A list of projects -> requests: money exact, and what asks for nothing kept out of the plan by a note."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from egov_budget.catalogues.published import Published
from egov_budget.catalogues.quantum import quantum_of
from egov_budget.language import all_digits, language_of
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.conform import read_column

SIGNS = "$€£ "  # before an amount


class Requested(NamedTuple):
    """Projects of the scenario, the quantum of their costs, and notes on those without a cost."""

    projects: pd.DataFrame
    quantum: float
    notes: pd.DataFrame


def requested(listed: Published, quanta: tuple[float, ...], *others: float, lang: str = "en") -> Requested:
    """Return the projects of the scenario, in the order of the list.

    Parameters
    ----------
    listed : Published
        The list of projects.
    quanta : tuple of float
        Quanta to choose from, the largest first.
    *others : float
        Further amounts that have to be whole numbers of quanta.
    lang : str
        Language of the notes.

    Returns
    -------
    Requested
        The columns that are taken over, agencies without blanks around them, cost as it was written but
        without a sign of a currency, and excluded; the quantum is the first that all amounts are whole
        numbers of. What is not asked for cannot be granted: projects without a cost are excluded, and
        stand with one quantum because a request must be above 0.
    """
    frame = listed.renamed()
    if "agency" in frame:
        frame["agency"] = frame["agency"].str.strip()
    if "cost" not in frame:
        return Requested(frame, quanta[0], pd.DataFrame())
    cost = frame["cost"].str.strip().str.lstrip(SIGNS)
    amounts = read_column(listed.table, BY_NAME["projects"]["cost"], cost)[0]
    quantum = quantum_of(pd.concat([amounts, pd.Series(others, dtype="float64")]), quanta)
    unknown = cost == ""
    frame = frame.assign(cost=cost.mask(unknown, all_digits(quantum)), excluded=unknown)
    return Requested(frame, quantum, listed.noted(unknown, language_of(lang).say("listed.no_cost")))


def asked(frame: pd.DataFrame) -> pd.Series:
    """Return the costs that are stated, currency units; what is no amount is left out."""
    if "cost" not in frame:
        return pd.Series(dtype="float64")
    return read_column("projects", BY_NAME["projects"]["cost"], frame["cost"])[0][~frame["excluded"]].dropna()
