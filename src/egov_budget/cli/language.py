"""The option that names the language of what is told."""

from __future__ import annotations

from typing import Annotated

import typer


def _known(code: str) -> str:
    from egov_budget.language import language_of

    try:
        language_of(code)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    return code


Lang = Annotated[str, typer.Option(help="Language of what is told: en or fa.", callback=_known)]
