"""Write mathematics.md: what rules and objectives stand for, from their docstrings.

Run it after a change to a rule or an objective::

    python docs/reference/from_docstrings.py
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from egov_budget import objectives, rules

PAGE = Path(__file__).parent / "mathematics.md"
sys.path.insert(0, str(Path(__file__).parents[1] / "hooks"))

from restructured import markdown  # noqa: E402  # the site's own, which stands beside the pages

SECTION = re.compile(r"^\w[\w ]*\n-{3,}$", re.MULTILINE)
DISPLAYED = "\n$$\n"
BEGINNING = """\
# The rules in symbols

<!-- written by docs/reference/from_docstrings.py; edit the docstrings of rules/ and objectives/ instead -->

Every rule and every objective with what it stands for. The symbols are those of
[the mathematics](../explanation/mathematics.md), which tells how they hang together. A rule in force is
one of `rules.STANDARD`; the others are added by hand.
"""


def mathematical(room: object) -> Iterator[type]:
    """Yield the classes of a room whose docstrings hold mathematics, in the order of its door."""
    for name in room.__all__:  # type: ignore[attr-defined]
        thing = getattr(room, name)
        if isinstance(thing, type) and DISPLAYED in markdown(thing.__doc__ or ""):
            yield thing


def told(thing: type) -> str:
    """Return the part of a docstring that stands before its first section."""
    text = markdown(inspect.getdoc(thing) or "")
    first = SECTION.search(text)
    return re.sub(r"\n{3,}", "\n\n", text[: first.start()] if first else text).strip()


def page() -> str:
    """Return the page mathematics.md."""
    standard = {type(rule) for rule in rules.STANDARD}
    known = [*mathematical(rules)]
    groups = {
        "Rules in force": [thing for thing in known if thing in standard],
        "Rules to add": [thing for thing in known if thing not in standard],
        "Objectives": [*mathematical(objectives)],
    }
    parts = [BEGINNING]
    for heading, things in groups.items():
        parts += [f"## {heading}\n", *(f"### {thing.__name__}\n\n{told(thing)}\n" for thing in things)]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
