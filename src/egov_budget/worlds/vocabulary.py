"""The words a world is written in: TOML files beside this one, read when a world is first made."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return one file of words, read once and never changed.

    Parameters
    ----------
    name : str
        ``fields`` (of government), ``functions`` (of projects), ``components``, ``phrases`` or ``wording``.

    Returns
    -------
    dict
        As the file lays it out; the comments there say what stands where.

    Examples
    --------
    >>> vocabulary("wording")["services"]["processing_times"][0]
    'آنی'
    """
    return tomllib.loads(files("egov_budget.worlds").joinpath("words", f"{name}.toml").read_text("utf-8"))
