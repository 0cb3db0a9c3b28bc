"""once: memoise functions of a frozen noun."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Noun = TypeVar("Noun")
P = ParamSpec("P")
Found = TypeVar("Found")
KEPT = "_found_once"  # in the instance, beside its fields: no field changes


def once(reckon: Callable[Concatenate[Noun, P], Found]) -> Callable[Concatenate[Noun, P], Found]:
    """Return the function memoised: its results are kept with the noun they were found for.

    A Scenario or an Allocation cannot change, so neither can what follows from it, be it a sum or a
    proof that had to be solved for. What is kept goes with the noun, and is not handed on to a changed
    copy of it. Nothing is kept of a function that raises.

    Parameters
    ----------
    reckon : callable
        Takes a frozen noun and hashable arguments; what it returns is never changed.

    Returns
    -------
    callable
        The same, but found at once the second time.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> four, count = worlds.four_projects(), once(lambda scenario: [len(scenario.projects)])
    >>> count(four) is count(four), count(four) is count(four.replace(pool=80))
    (True, False)
    """

    @wraps(reckon)
    def found(noun: Noun, /, *arguments: P.args, **named: P.kwargs) -> Found:
        kept: dict[Hashable, Found] = vars(noun).setdefault(KEPT, {})
        key = (reckon, arguments, tuple(sorted(named.items())))
        if key not in kept:
            kept[key] = reckon(noun, *arguments, **named)
        return kept[key]

    return found
