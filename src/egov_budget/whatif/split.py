"""A split made by hand -> whole quanta by project, every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.language import all_digits
from egov_budget.money import is_whole, to_amounts, to_quanta
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario

Credits = Mapping[str, float] | pd.Series


def split_quanta(scenario: Scenario, columns: Columns, credits: Credits) -> NDArray[np.int64]:
    """Read credits by project id as whole quanta in the order of the columns.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    columns : Columns
        Keys of its projects.
    credits : mapping or Series of float
        Credits by project id, currency units; a project left out gets nothing.

    Returns
    -------
    ndarray of int64, shape (n,)
        Whole quanta.

    Raises
    ------
    RuleError
        With every project that does not exist or stands twice, every amount that cannot be paid,
        and a total above the pool.
    """
    given = credits if isinstance(credits, pd.Series) else pd.Series(dict(credits), dtype=object)
    ids = [str(name) for name in given.index]
    amounts = pd.to_numeric(given, errors="coerce").to_numpy(dtype=np.float64)
    faults = [*_strangers(ids, columns.projects.tolist()), *_amounts(ids, given.tolist(), amounts, scenario)]
    payable = np.where(np.isfinite(amounts) & (amounts > 0), amounts, 0.0)
    quanta = to_quanta(payable, columns.quantum)
    total = int(quanta.sum())
    if total > columns.pool:
        have, need = to_amounts([columns.pool, total], columns.quantum).tolist()
        told = {"have": all_digits(have), "more": all_digits(need - have)}
        faults.append(Fault.of("split_over_pool", "split", None, "credits", all_digits(need), **told))
    RuleError.if_any(faults)
    result = np.zeros(columns.n_projects, dtype=np.int64)
    result[columns.projects.get_indexer(pd.Index(ids, dtype=object))] = quanta
    return result


def _strangers(ids: list[str], known: list[str]) -> Iterator[Fault]:
    there, seen = set(known), set[str]()
    for name in ids:
        if name not in there:
            remedy = did_you_mean(name, known) or "Leave it out, or add it to projects"
            yield Fault.of("split_of_a_stranger", "split", None, "project", name, remedy=remedy)
        elif name in seen:
            yield Fault.of("split_twice", "split", None, "project", name)
        seen.add(name)


def _amounts(
    ids: list[str], given: list[object], amounts: NDArray[np.float64], scenario: Scenario
) -> Iterator[Fault]:
    quantum = scenario.settings.quantum
    whole = is_whole(amounts, quantum)
    for name, word, amount, fits in zip(ids, given, amounts.tolist(), whole.tolist(), strict=True):
        where = ("split", None, "credits", str(word))
        if not np.isfinite(amount) or amount < 0:
            yield Fault.of("split_not_to_be_paid", *where, name=name, given=word)
        elif not fits:
            paid, unit = all_digits(amount, full=True), all_digits(quantum)
            yield Fault.of("split_in_part_quanta", *where, name=name, given=paid, quantum=unit)
