"""Inventories of several years: stages under both their names, and what later years are held against."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks.costs import score
from benchmarks.rounds import FILES, Hazard, changes, compounded

from egov_budget import IntakeError
from egov_budget.catalogues.canada import read_rounds
from egov_budget.catalogues.canada.labels import EARLIER, STAGES
from egov_budget.catalogues.canada.rounds import DEPARTMENT
from egov_budget.catalogues.canada.services import ORGANISATION, YEAR

ROW = ["Y", "N", "Y", "N", "Y", ""]


def inventory(path: Path, year: str, owner: str, stages: list[str], rows: dict[str, list[str]]) -> Path:
    table = pd.DataFrame.from_dict(rows, orient="index", columns=stages).rename_axis("service_id")
    label = DEPARTMENT if stages[0] in EARLIER else ORGANISATION
    table.reset_index().assign(**{YEAR: year, label: owner}).to_csv(path, index=False)
    return path


def test_a_year_reads_the_same_under_either_names_of_its_stages(tmp_path: Path) -> None:
    old = inventory(tmp_path / "old.csv", "2018-2019", "Health Canada", [*EARLIER], {"7": ROW})
    new = inventory(tmp_path / "new.csv", "2023-2024", "Health Canada | Santé Canada", [*STAGES], {"7": ROW})
    rounds = read_rounds(old, new)
    one, other = (rows.drop(columns="year").values.tolist() for _, rows in rounds.groupby("year"))
    assert one == other == [
        ["7", "Health Canada", stage, score] for stage, score in zip(STAGES, [1, 0, 1, 0, 1], strict=False)
    ]  # fmt: skip


def test_every_fault_is_told_in_the_names_of_its_own_file(tmp_path: Path) -> None:
    wrong = inventory(
        tmp_path / "old.csv", "2018-2019", "Health", [*EARLIER], {"7": ["maybe", *ROW[1:]], "8": ROW}
    )
    twice = inventory(tmp_path / "new.csv", "2023-2024", "Health", [*STAGES], {"1": ROW, "2": ROW})
    twice.write_text(twice.read_text("utf-8").replace("\n2,", "\n1,"), "utf-8")
    other = tmp_path / "other.csv"
    other.write_text(f"{YEAR},service_id,{ORGANISATION}\n2023-2024,1,Health\n", "utf-8")
    with pytest.raises(IntakeError) as raised:
        read_rounds(wrong, twice, other)
    told = raised.value.faults[["table", "row", "column"]].values.tolist()
    assert told[:2] == [["old.csv", 2, "e_registration"], ["new.csv", 3, "service_id"]]
    assert {column for name, _, column in told[2:] if name == "other.csv"} == {*STAGES}


def test_a_chain_of_years_is_the_years_one_after_another() -> None:
    up, down, chance = 0.2, 0.1, np.array([0.0, 1.0])
    for _ in range(4):
        chance = chance * (1 - down) + (1 - chance) * up
    assert compounded(up, down, np.array([0.0, 1.0])) == pytest.approx(chance)
    assert score(np.array([[0.0, 1.0]] * 2), np.array([0.5, 1.5])).tolist() == pytest.approx([1.0, 6.0])


def test_a_department_with_few_stages_is_drawn_further_to_the_rate_of_all() -> None:
    learnt = pd.DataFrame(
        {"agency": ["few"] * 2 + ["many"] * 60, "was": 0.0, "is": [1.0] * 2 + [1.0] * 6 + [0.0] * 54}
    )
    hazard = Hazard(learnt, 0)
    few, many, new = hazard.of(pd.Series(["few", "many", "new"]))
    assert new == pytest.approx(hazard.all)
    assert 6 / 60 <= many <= new <= few <= 1
    assert few - hazard.all < (1 - hazard.all) * 2 / 3


def test_the_real_years_change_as_often_as_is_told(real_data: Path) -> None:
    rounds = read_rounds(*(real_data / "canada" / name for name in FILES))
    years = sorted(rounds["year"].unique())
    moved = pd.crosstab(*changes(rounds, *years[:2])[["was", "is"]].T.to_numpy())
    assert (moved.loc[0, 1], moved.loc[1, 0]) == (147, 127)
