"""A scenario that stands in no file: a parsed document, or a stream of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.intake.document import drafted
from egov_budget.intake.text_file import decoded
from egov_budget.scenario.examine import ONE_TABLE

if TYPE_CHECKING:
    from egov_budget.intake.draft import Draft
    from egov_budget.intake.progress import Progress

NAME = "document"  # what it is called where it has no name of a file


class Stream(Protocol):
    """An open file, the body of a request, or whatever else can be read once."""

    def read(self) -> str | bytes:
        """Return all that is left in it."""


def read_given(given: Mapping[str, Any] | Stream, progress: Progress) -> Draft:
    """Return a JSON document as a draft: parsed already, or a stream of text or bytes.

    Parameters
    ----------
    given : mapping or stream
        Settings and a list of records for each table, or what gives them as JSON.
    progress : callable
        Told before each table.

    Returns
    -------
    Draft
        Unchecked.

    Raises
    ------
    TypeError
        If it is neither, or holds data frames.
    """
    return drafted(_text(given), NAME, progress)


def _text(given: Mapping[str, Any] | Stream) -> str | Fault:
    if isinstance(given, Mapping) and not any(isinstance(table, pd.DataFrame) for table in given.values()):
        try:
            return json.dumps(dict(given), default=str)
        except (RecursionError, TypeError, ValueError) as error:  # it holds itself, or keys that are no texts
            return Fault.of("given_is_no_json", NAME, error=error)
    if isinstance(given, Mapping | pd.DataFrame):
        raise TypeError(ONE_TABLE)
    if not hasattr(given, "read"):
        kind = type(given).__name__
        raise TypeError(f"a scenario is read from a path, a mapping or a stream, not from a {kind}")
    read = given.read()
    return read if isinstance(read, str) else decoded(read, NAME, NAME)
