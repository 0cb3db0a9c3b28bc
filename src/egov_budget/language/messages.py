"""Language by its code, read from its one file of messages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from egov_budget.language.language import Language
from egov_budget.language.toml_of import toml_of


def languages() -> list[str]:
    """Return the codes of all languages, sorted.

    Returns
    -------
    list of str
        One for each file of messages.

    Examples
    --------
    >>> languages()
    ['en', 'fa']
    """
    names = (entry.name for entry in files("egov_budget.language").iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def language_of(code: str) -> Language:
    """Return a language.

    Parameters
    ----------
    code : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Language
        Read once.

    Raises
    ------
    ValueError
        If there is no such language; it names those there are.

    Examples
    --------
    >>> language_of("fa").direction
    'rtl'
    """
    if code not in languages():
        raise ValueError(f"{code!r} is no language known here; known are {', '.join(languages())}")
    found = {**toml_of("egov_budget.language", f"{code}.toml")}
    head = found.pop("language")
    return Language(code=code, **head, messages=MappingProxyType(_flat(found, "")))


def _flat(table: dict[str, Any], before: str) -> dict[str, str]:
    """Return messages by their whole key."""
    flat: dict[str, str] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return flat
