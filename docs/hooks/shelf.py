"""The API pages name rooms; what a room offers is put in while the site is built.

A page marks a place with ``<!-- api: ROOM ... -->``. So a new name on a room's door is on its page at once.
"""

from __future__ import annotations

import re
from importlib import import_module
from types import FunctionType
from typing import Any

MARKED = re.compile(r"^<!-- api: ([a-z. ]+) -->$", re.MULTILINE)


def offered(room: str) -> list[str]:
    """Return the full names of what a room offers, each where it is written.

    Examples
    --------
    >>> offered("program")
    ['egov_budget.program.program.Program', 'egov_budget.program.formulate.formulate', ...]
    """
    door = import_module(f"egov_budget.{room}")
    written = {
        name: thing.__module__
        for name, thing in vars(door).items()
        if isinstance(thing, type | FunctionType) and not name.startswith("_")
    }
    # a file without a list offers what is written in it; a constant is known on the door
    listed = getattr(door, "__all__", [name for name, home in written.items() if home == door.__name__])
    return [f"{written.get(name, door.__name__)}.{name}" for name in listed]


def expanded(page: str) -> str:
    """Return a page with every marked place filled, a heading for each name."""
    return MARKED.sub(
        lambda found: "\n".join(f"::: {name}\n" for room in found[1].split() for name in offered(room)), page
    )


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill the marked places of one page (called by MkDocs)."""
    return expanded(markdown)
