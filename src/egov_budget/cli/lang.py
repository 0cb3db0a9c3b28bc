"""The option that chooses a language."""

from __future__ import annotations

from typing import Annotated

import typer


def _known(code: str) -> str:
    from egov_budget.language import languages

    if code not in languages():
        raise typer.BadParameter(f"{code!r} is not known; known are {', '.join(languages())}")
    return code


Lang = Annotated[str, typer.Option(help="Language of what is written: en or fa.", callback=_known)]
