"""toml_of: words and tables that ship as TOML beside the code which reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml_of(package: str, name: str) -> dict[str, Any]:
    """Return what a TOML file of a room says, read once; whoever asks leaves it as it is.

    Parameters
    ----------
    package : str
        The room, ``egov_budget.errors``.
    name : str
        Its file, ``faults.toml``.

    Returns
    -------
    dict
        As the file lays it out; empty where there is no such file.

    Examples
    --------
    >>> toml_of("egov_budget.errors", "faults.toml")["no_settings"]["remedy"]
    'Add them with at least a name and a pool'
    """
    place = files(package).joinpath(*name.split("/"))
    return tomllib.loads(place.read_text("utf-8")) if place.is_file() else {}
