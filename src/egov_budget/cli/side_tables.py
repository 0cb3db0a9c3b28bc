"""Tables beside the requests or a plan, each in a file of its own: read as theirs are."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.cli.say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from egov_budget.intake.head import Head
    from egov_budget.intake.one_table import OneTable
    from egov_budget.scenario.field import TableSchema


def side_tables(*given: tuple[Path, Head]) -> list[OneTable]:
    """Read tables, and tell what stands beside them and is not read.

    Raises
    ------
    IntakeError
        If they are at fault by themselves; their cells are checked by what they are for.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.read_table import read_table

    found = [read_table(path, head) for path, head in given]
    IntakeError.if_any(fault for table in found for fault in table.faults)
    for table in found:
        for told in (*table.told, *(f"not read: {text}" for text in table.left_out)):
            say(f"  {told}", err=True)
    return found


@contextmanager
def side_frames(places: Mapping[TableSchema, Path | None]) -> Iterator[dict[str, pd.DataFrame]]:
    """Read the tables that have a file, by name; faults found in them later are told by the rows of the file.

    Raises
    ------
    IntakeError
        With every fault of the tables.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.head import Head

    named = {schema: path for schema, path in places.items() if path is not None}
    tables = side_tables(*((path, Head.of(schema)) for schema, path in named.items()))
    found = {schema.name: table for schema, table in zip(named, tables, strict=True)}
    try:
        yield {name: table.frame for name, table in found.items()}
    except IntakeError as error:
        faults = error.args[0]
        raise IntakeError(found[f.table].placed(f) if f.table in found else f for f in faults) from None
