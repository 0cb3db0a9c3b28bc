"""form: the name of a form of a noun -> who writes or draws it, asked for at the door."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def form(name: str) -> Callable[..., Any]:
    """Return the writer or chart that stands for a form of a noun.

    Nouns stand before the rooms that write them, and know none of those. This is the one place where a
    room reaches to the door, by name and not before a form is wanted; a test holds it to that.

    Parameters
    ----------
    name : str
        Class and method, ``"Allocation.to_csv"``.

    Returns
    -------
    callable
        What ``egov_budget.writers`` lists under the name.

    Raises
    ------
    KeyError
        If there is no such form.

    Examples
    --------
    >>> form("Allocation.to_json").__name__
    'write_document'
    """
    found: Callable[..., Any] = import_module("egov_budget.writers").WRITERS[name]
    return found
