"""The data dictionary has a name in every language, and each name is read as what it names."""

from __future__ import annotations

import pytest

from egov_budget.language import languages
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.names import folded, meant, names_in


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_every_table_column_and_choice_is_named_explained_and_read_back(code: str) -> None:
    names = names_in(code)
    tables = tuple(table.name for table in TABLES)
    assert [meant(names.table(name), tables, "table") for name in tables] == [*tables]
    for table in (SETTINGS, *TABLES):
        known = tuple(table.names)
        told = [names.column(name) for name in known]
        assert [meant(name, known, "column") for name in told] == [*known]
        assert len({*map(folded, told)}) == len(known)
        for column in table.columns:
            assert column.name in names.told["column"], column.name
            assert column.name in names.told["meaning"], column.name
            of_choices = [names.choice(choice) for choice in column.choices]
            assert [meant(name, column.choices, "choice") for name in of_choices] == [*column.choices]
            assert {*column.choices} <= {*names.told["choice"]}


def test_no_name_is_told_that_nothing_has() -> None:
    columns = [column for table in (SETTINGS, *TABLES) for column in table.columns]
    told = names_in("fa").told
    assert {*told["column"]} == {*told["meaning"]} == {column.name for column in columns}
    assert {*told["choice"]} == {choice for column in columns for choice in column.choices}
    assert {*told["row"]} == {table.name for table in TABLES}
