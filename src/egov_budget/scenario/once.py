"""once: memoise functions of a frozen Scenario."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from egov_budget.scenario.scenario import Scenario

P = ParamSpec("P")
Found = TypeVar("Found")
KEPT = "_found_once"  # in the instance, beside its fields: no field of a Scenario changes


def once(reckon: Callable[Concatenate[Scenario, P], Found]) -> Callable[Concatenate[Scenario, P], Found]:
    """Return the function memoised: its results are kept with the Scenario they were found for.

    A Scenario cannot change, so neither can what follows from it. Nothing is kept of a function that
    raises.

    Parameters
    ----------
    reckon : callable
        Takes a Scenario and hashable arguments; what it returns is never changed.

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
    def found(scenario: Scenario, /, *arguments: P.args, **named: P.kwargs) -> Found:
        kept: dict[Hashable, Found] = vars(scenario).setdefault(KEPT, {})
        key = (reckon, arguments, tuple(sorted(named.items())))
        if key not in kept:
            kept[key] = reckon(scenario, *arguments, **named)
        return kept[key]

    return found
