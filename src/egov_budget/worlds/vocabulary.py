"""The words a world is written in: TOML files beside this one, read when a world is first made."""

from __future__ import annotations

from functools import cache
from typing import Any

from egov_budget.language.toml_of import toml_of

LANGUAGES = ("fa", "en")


@cache
def vocabulary(name: str, language: str = LANGUAGES[0]) -> dict[str, Any]:
    """Return one file of words in one language, read once and never changed.

    Parameters
    ----------
    name : str
        ``fields`` (of government, with their services), ``variants`` (of services), ``projects``, their
        ``features``, ``phrases`` or ``wording``.
    language : str
        ``"fa"`` or ``"en"``: which side of a bar is kept.

    Returns
    -------
    dict
        As the file lays it out; the comments there say what stands where.

    Examples
    --------
    >>> vocabulary("wording")["services"]["processing_times"][0]
    'آنی'
    """
    read = toml_of("egov_budget.worlds", f"words/{name}.toml")
    told: dict[str, Any] = _said(read, LANGUAGES.index(language))
    return told


def _said(told: Any, side: int) -> Any:
    """Return the same with one side of every text that has a bar."""
    if isinstance(told, dict):
        return {name: _said(item, side) for name, item in told.items()}
    if isinstance(told, list):
        return [_said(item, side) for item in told]
    return told.split(" | ")[side] if isinstance(told, str) and " | " in told else told
