"""The option that names the language of what is told; every command has it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from egov_budget.cli.meanings import with_meaning

TOLD: ContextVar[str] = ContextVar("language of what is told", default="en")


def _known(code: str) -> str:
    from egov_budget.language import language_of

    try:
        language_of(code)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    TOLD.set(code)
    return code


Lang = Annotated[
    str,
    typer.Option(help="language", callback=_known, envvar="EGOV_BUDGET_LANG", is_eager=True),
]


def told_in_a_language(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the meanings of its options, and with ``--lang``: what it says is translated."""
    made = signature(command, eval_str=True)
    asked = "lang" in made.parameters

    @wraps(command)
    def run(*words: Any, lang: str, **options: Any) -> None:  # the option's callback keeps it
        command(*words, **options, **({"lang": lang} if asked else {}))

    option = Parameter("lang", Parameter.KEYWORD_ONLY, default="en", annotation=Lang)
    known = [*made.parameters.values()] if asked else [*made.parameters.values(), option]
    given = [with_meaning(command.__name__, each) for each in known]
    run.__signature__ = made.replace(parameters=given)  # type: ignore[attr-defined]  # what typer reads
    run.__annotations__ = {each.name: each.annotation for each in given}
    return run
