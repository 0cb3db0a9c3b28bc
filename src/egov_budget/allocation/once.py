"""once: what is worked out from a plan is worked out once, and kept with the plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from egov_budget.allocation.allocation import Allocation

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def once(
    verb: Callable[Concatenate[Allocation, Asked], Found],
) -> Callable[Concatenate[Allocation, Asked], Found]:
    """Return a function of a plan that keeps what it found with the plan, as a cached property does.

    A room that comes after ``allocation`` cannot add a property to it. A proof and the reasons are solved
    for, and every paper of a plan tells them: so the first that asks waits, and the others do not. What is
    kept goes with the plan, and is not handed on to a changed copy of it.

    Parameters
    ----------
    verb : callable
        Takes a plan and, by position, what can be hashed. What it returns is shared: nobody changes it.

    Returns
    -------
    callable
        The same, quicker from the second time on.

    Examples
    --------
    >>> from egov_budget import allocate, certify, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> certify(plan) is certify(plan)
    True
    """

    @wraps(verb)
    def kept(allocation: Allocation, /, *args: Asked.args, **asked: Asked.kwargs) -> Found:
        key = f"{verb.__module__}.{verb.__qualname__}{args}{sorted(asked.items())}"
        if key not in allocation.__dict__:
            allocation.__dict__[key] = verb(allocation, *args, **asked)
        found: Found = allocation.__dict__[key]
        return found

    return kept
