"""What is typed behind a command: options.toml has an example, and what arguments and options mean."""

from __future__ import annotations

from copy import copy
from inspect import Parameter
from typing import Annotated, Any, get_args

import typer
from typer.models import ParameterInfo

from egov_budget.language.toml_of import toml_of


def with_meaning(command: str, given: Parameter) -> Parameter:
    """Return a parameter of a command with what it means.

    Parameters
    ----------
    command : str
        Name of the function.
    given : Parameter
        One of its parameters; its annotation may hold what else typer is to know of it,
        and as ``help`` the name of a meaning that several commands share.

    Raises
    ------
    KeyError
        If nothing says what it means.
    """
    kind, *known = get_args(given.annotation) or (given.annotation,)
    known = [each for each in known if isinstance(each, ParameterInfo)]
    usual = typer.Argument() if given.default is Parameter.empty else typer.Option()
    option: Any = copy(known[0]) if known else usual
    own = option.help or told()[command][given.name]
    option.help = told()["shared"].get(own, own)
    return given.replace(annotation=Annotated[kind if known else given.annotation, option])


def example(command: str, name: str) -> str:
    """Return the lines of the example of a command; the first one keeps the others as they are."""
    return f"\b\nExample:\n    egov-budget {name} {told()[command]['example']}"


def told() -> dict[str, Any]:
    """Return options.toml."""
    return toml_of("egov_budget.cli", "options.toml")
