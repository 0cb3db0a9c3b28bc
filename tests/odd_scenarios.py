"""Valid scenarios whose texts and numbers are as odd as they may be."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from egov_budget.scenario import Scenario, Settings
from egov_budget.scenario.columns import BY_NAME, SETTINGS
from egov_budget.scenario.field import Field, Kind, TableSchema
from egov_budget.scenario.relations import OF_PLATFORMS

ODD = (
    "007", "1e5", "1.0", "1001", "TRUE", "nan", "NA", "None", "null", "1,000", "۱۲۳", "=1+1", "@x",
    "+5", "-5", "'=1", "''=1", "'", "\t=1", "#N/A", "#REF!", "=", "_x000D_", "_x005F_", "x005F_",
    "_x0041_", "a;b", 'say "no"', "a,b", "سامانه‌ی مالیات", "خدمات\nشهروندی", "line\r\nend", "\r",
    "\u200f۱۲", "é", "e\u0301", "\ufeff", "\ufffe", "\uffff", "\u2028", "\x7f", "\x0b", "😀", " ",
    "  both  ", "\u202bعربي\u202c \u2066x\u2069", "\u200c", "x" * 10_000, "\n", "2024-05-01", "＝1",
)  # fmt: skip
WORDS = BY_NAME["verdicts"]["verdict"].choices
CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
TEXTS = st.one_of(st.sampled_from(ODD), st.text(CHARACTERS, max_size=12))
IDS = TEXTS.map(str.strip).filter(bool)
ITEMS = TEXTS.map(lambda text: text.replace(";", "").strip()).filter(bool)
PARTS = st.floats(0, 1)
AMOUNTS = st.integers(0, 10**9).map(float)
MOST = {"floor": 1e8, "weight": 1e15, "importance": 1e15}  # beyond it is a fault


def _cells(column: Field) -> st.SearchStrategy[Any]:
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.ID: IDS,
        Kind.TEXT: TEXTS.filter(bool) if column.required else TEXTS,
        Kind.LIST: st.lists(ITEMS, max_size=3, unique=True).map(";".join),
        Kind.MONEY: AMOUNTS.map(lambda amount: amount + 1.0 if column.above_zero else amount),
        Kind.NUMBER: st.floats(1e-300 if column.above_zero else 0, MOST.get(column.name, 1e300)),
        Kind.FRACTION: PARTS,
        Kind.FLAG: st.booleans(),
        Kind.WHOLE: st.integers(-(10**17), 10**17),
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
    }
    cells = kinds[column.kind]
    return cells if column.required or column.default is not None else st.one_of(cells, st.none())


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a scenario of a few rows whose cells are as odd as they may be."""
    ids = {
        name: draw(st.lists(IDS, min_size=2, max_size=3, unique=True))
        for name in ("indicators", "agencies", "services", "projects")
    }

    def rows(table: TableSchema, count: int, **fixed: list[Any]) -> pd.DataFrame:
        columns = {}
        for column in table.columns:
            if column.name in fixed:
                columns[column.name] = fixed[column.name]
            elif column.refers_to:
                known = st.sampled_from(ids[column.refers_to])
                columns[column.name] = [draw(known) for _ in range(count)]
            else:
                columns[column.name] = [draw(_cells(column)) for _ in range(count)]
        return pd.DataFrame(columns, dtype=object)

    tables = {name: rows(BY_NAME[name], len(values), id=values) for name, values in ids.items()}
    tables["indicators"].loc[0, "weight"] = 1.0
    tables["projects"]["excluded"] = [
        not flag and draw(st.booleans()) for flag in tables["projects"]["mandatory"]
    ]
    pairs = [(service, indicator) for service in ids["services"] for indicator in ids["indicators"]]
    services, indicators = map(list, zip(*pairs, strict=True))
    tables["scores"] = rows(BY_NAME["scores"], len(pairs), service=services, indicator=indicators)
    projects = [draw(st.sampled_from(ids["projects"])) for _ in pairs]
    register, status = draw(ITEMS), draw(st.sampled_from(["open", "planned", "withheld"]))
    consumer = draw(st.sampled_from(ids["services"]))
    drawing = [register if service == consumer and draw(st.booleans()) else None for service, _ in pairs]
    tables["effects"] = rows(
        BY_NAME["effects"],
        len(pairs),
        project=projects,
        service=services,
        indicator=indicators,
        registers=drawing,
    )
    tables["projects"]["delivered"] = [0.0 for _ in ids["projects"]]
    tables["effects"]["points_less"] = tables["effects"]["points"].map(lambda points: points / 2)
    tables["projects"]["delivery"] = [draw(st.one_of(st.none(), st.integers(1, 30))) for _ in ids["projects"]]
    opener = ids["projects"][1] if status == "planned" else None
    tables["exchanges"] = rows(
        BY_NAME["exchanges"],
        1,
        service=[consumer],
        register=[register],
        status=[status],
        project=[opener],
    )
    tables["interests"] = rows(BY_NAME["interests"], 1)
    tables["categories"] = rows(BY_NAME["categories"], 1)
    tables["alternatives"] = rows(BY_NAME["alternatives"], 1)
    tables["prerequisites"] = rows(
        BY_NAME["prerequisites"], 1, project=ids["projects"][:1], requires=ids["projects"][1:2]
    )
    one, other = ids["projects"][:2]
    tables["verdicts"] = rows(
        BY_NAME["verdicts"],
        1,
        project_a=[one],
        project_b=[other],
        lead=[draw(st.sampled_from([one, other, ""]))],
        verdict=[draw(st.sampled_from([word for word in WORDS if word not in OF_PLATFORMS]))],
    )
    tables["notes"] = rows(BY_NAME["notes"], 2)
    chosen = {column.name: draw(_cells(column)) for column in SETTINGS.columns}
    return Scenario(Settings(**{**chosen, "quantum": 1.0}), tables)
