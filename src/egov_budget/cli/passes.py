"""egov-budget passes: the plans of a folder and what each was made from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.tables import Out, tell


def passes(plans: Annotated[Path, typer.Argument(metavar="DIR")], out: Out = None) -> None:
    """List the plans of a folder, each after what it was made from.

    A plan knows its parent by the seal of that, so a parent that is not here is told by its seal.
    """
    from egov_budget.certificate.passes import passes as listed
    from egov_budget.language import all_digits, figures

    found = listed(plans)
    lines = [f"{'made from':>24}{'pool':>18}{'spent':>18}{'gain':>12}  plan"]
    for row in found.to_dict("records"):
        money = f"{all_digits(row['pool']):>18}{all_digits(row['credits']):>18}{figures(row['gain'], 6):>12}"
        changed = "" if row["kept"] else ", changed since it was sealed"
        lines.append(f"{row['parent'][:22] or '-':>24}{money}  {row['plan']}{changed}")
    tell("\n".join(lines), found, out)
