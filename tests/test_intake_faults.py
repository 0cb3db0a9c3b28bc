"""What is wrong in a table is a fault with its place and remedy, the same in every format, all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from egov_budget.errors import IntakeError
from egov_budget.intake import read_scenario
from egov_budget.scenario.settings import Settings
from raw_tables import FORMATS, Raw, raw_tables, save


def put(table: str, row: int, column: str, value: object) -> Callable[[Raw], None]:
    """Return what puts a value into a cell; rows count as in a spreadsheet."""
    return lambda raw: raw[table][row - 2].update({column: value})


def add(table: str, **record: object) -> Callable[[Raw], None]:
    """Return what adds a record."""
    return lambda raw: raw[table].append(record)


def without(table: str, column: str) -> Callable[[Raw], None]:
    """Return what takes a column away."""
    return lambda raw: [record.pop(column) for record in raw[table]] and None


# what is done -> table, row, column, value, a part of the fault, a part of the remedy
CASES: dict[str, tuple[Callable[[Raw], object], tuple[str, int | None, str, str, str, str]]] = {
    "a missing column": (
        without("projects", "cost"),
        ("projects", 1, "cost", "", "the column is missing", "Add it: Credits requested"),
    ),
    "a column nobody knows": (
        put("projects", 2, "tilte", "x"),
        ("projects", 1, "tilte", "tilte", "no such column", "Did you mean 'title'? Rename it"),
    ),
    "an empty cell": (
        put("projects", 5, "agency", None),
        ("projects", 5, "agency", "", "the cell is empty", "Fill it in: Agency that asks"),
    ),
    "an unknown id": (
        put("projects", 3, "agency", "helth"),
        ("projects", 3, "agency", "helth", "'helth' is not in the table agencies",
         "Did you mean 'health'? Correct it"),
    ),
    "an unknown id like no other": (
        put("services", 2, "agency", "zzz"),
        ("services", 2, "agency", "zzz", "'zzz' is not in the table agencies", "Add it to agencies"),
    ),
    "an id twice": (
        add("projects", id="p0", agency="tax", cost=5),
        ("projects", 10, "id", "p0", "'p0' stands already in row 2", "Remove or rename"),
    ),
    "a score twice": (
        add("scores", service="card", indicator="online", score=1),
        ("scores", 5, "service", "card / online", "stands already in row 4", "Remove or rename"),
    ),
    "negative money": (
        put("agencies", 2, "last_year", -5),
        ("agencies", 2, "last_year", "-5", "-5 is not 0 or more", "Give a finite number 0 or more"),
    ),
    "a cost of nothing": (
        put("projects", 2, "cost", 0),
        ("projects", 2, "cost", "0", "0 is not above 0", "Give a finite number above 0"),
    ),
    "half a quantum": (
        put("projects", 4, "cost", 10.5),
        ("projects", 4, "cost", "10.5", "10.5 is not a whole number of quanta of 1", "Round it"),
    ),
    "money beyond counting": (
        put("projects", 4, "cost", 1e17),
        ("projects", 4, "cost", "100,000,000,000,000,000", "is more than 9,007,199,254,740,992",
         "Choose a larger quantum"),
    ),
    "money that adds up beyond counting": (
        lambda raw: [record.update(last_year=6e15) for record in raw["agencies"]],
        ("agencies", None, "last_year", "12,000,000,000,000,000", "the column sums to 12,000,000,000,000,000",
         "Choose a larger quantum"),
    ),
    "a floor beyond counting": (
        put("agencies", 3, "floor", 1e19),
        ("agencies", 3, "floor", "10,000,000,000,000,000,000",
         "the floor is 10,000,000,000,000,000,000, more than 2**53 quanta of 1", "Lower it"),
    ),
    "an importance beside which no other counts": (
        put("services", 3, "importance", 1e300),
        ("services", 3, "importance", "1e+300", "1e+300 is more than 1,000,000,000,000,000",
         "in a larger unit"),
    ),
    "a score above one": (
        put("scores", 2, "score", 1.5),
        ("scores", 2, "score", "1.5", "1.5 is not from 0 to 1", "from 0 to 1"),
    ),
    "a score below zero": (
        put("scores", 3, "score", -0.25),
        ("scores", 3, "score", "-0.25", "-0.25 is not from 0 to 1", "from 0 to 1"),
    ),
    "an effect on a service that does not exist": (
        put("effects", 2, "service", "retrun"),
        ("effects", 2, "service", "retrun", "'retrun' is not in the table services",
         "Did you mean 'return'?"),
    ),
    "an effect of a project that does not exist": (
        put("effects", 5, "project", "p11"),
        ("effects", 5, "project", "p11", "'p11' is not in the table projects", "Did you mean 'p"),
    ),
    "an effect where no score is": (
        put("effects", 3, "indicator", "sign-in"),
        ("effects", 3, "indicator", "sign-in", "service 'card' has no score on 'sign-in'", "Add the score"),
    ),
    "prerequisites in a circle": (
        add("prerequisites", project="p0", requires="p2"),
        ("prerequisites", 2, "requires", "p0 -> p2 -> p1 -> p0", "in a circle of 3: p0 -> p2 -> p1 -> p0",
         "Remove one of these rows"),
    ),
    "a project that requires itself": (
        add("prerequisites", project="p7", requires="p7"),
        ("prerequisites", 4, "requires", "p7 -> p7", "in a circle of 1: p7 -> p7", "Remove one"),
    ),
    "mandatory and excluded at once": (
        lambda raw: raw["projects"][6].update(mandatory=True, excluded=True),
        ("projects", 8, "excluded", "p6", "project 'p6' is mandatory and excluded at once", "Drop one"),
    ),
    "two mandatory alternatives": (
        lambda raw: [raw["projects"][at].update(mandatory=True) for at in (4, 5)],
        ("alternatives", 3, "project", "one", "2 projects of the set 'one' are mandatory", "Leave one"),
    ),
    "a word that is no choice": (
        put("verdicts", 3, "verdict", "perhaps"),
        ("verdicts", 3, "verdict", "perhaps", "'perhaps' is none of the choices", "Write one of: accept"),
    ),
    "a pair decided twice": (
        add("verdicts", project_a="p3", project_b="p2", verdict="accept"),
        ("verdicts", 4, "project_a", "p2 / p3", "decided already in row 3", "Keep one of the two"),
    ),
    "a project compared with itself": (
        put("verdicts", 3, "project_b", "p2"),
        ("verdicts", 3, "project_b", "p2", "a project is compared with itself", "Name two projects"),
    ),
    "a lead that is not of the pair": (
        put("verdicts", 2, "lead", "p7"),
        ("verdicts", 2, "lead", "p7", "the lead 'p7' is neither project of the pair", "Name 'p0' or 'p1'"),
    ),
    "an exchange of a service that does not exist": (
        add("exchanges", service="retrun", provider="tax", register="x", status="open"),
        ("exchanges", 4, "service", "retrun", "'retrun' is not in the table services",
         "Did you mean 'return'?"),
    ),
    "an exchange planned without a project": (
        lambda raw: raw["exchanges"][1].pop("project"),
        ("exchanges", 3, "project", "", "the exchange of 'incomes' is planned, and no project is named",
         "Name the project that opens it"),
    ),
    "a project named on an exchange that is not planned": (
        put("exchanges", 2, "project", "p0"),
        ("exchanges", 2, "project", "p0", "'p0' is named for an exchange that is open",
         "Write planned, or remove the project"),
    ),
    "a status that is none": (
        put("exchanges", 2, "status", "shut"),
        ("exchanges", 2, "status", "shut", "'shut' is none of the choices", "open, planned, withheld"),
    ),
    "an exchange twice": (
        add("exchanges", service="return", provider="health", register="births", status="withheld"),
        ("exchanges", 4, "service", "return / births", "stands already in row 2", "Remove or rename"),
    ),
    "a register that no exchange brings": (
        put("effects", 14, "registers", ["birth"]),
        ("effects", 14, "registers", "birth", "service 'return' has no exchange of the register 'birth'",
         "Did you mean 'births'? Correct it"),
    ),
    "projects that wait for each other by exchanges and prerequisites": (
        add("prerequisites", project="p7", requires="p6"),
        ("exchanges", 3, "project", "p6 -> p7 -> p6", "in a circle of 2, by what they need and by planned",
         "Let another project open this exchange"),
    ),
    "an interest of nobody": (
        lambda raw: raw["interests"][0].pop("agency"),
        ("interests", 2, "agency", "vendor tie", "names neither an agency nor a project", "Name the agency"),
    ),
    "an interest of an agency that does not exist": (
        put("interests", 2, "agency", "taxi"),
        ("interests", 2, "agency", "taxi", "'taxi' is not in the table agencies", "Did you mean 'tax'?"),
    ),
    "an interest twice": (
        add("interests", project="p3", kind="fee income lost", strength=1),
        ("interests", 4, "agency", "p3 / fee income lost", "stands already in row 3", "Remove or rename"),
    ),
    "a strength above one": (
        put("interests", 2, "strength", 2),
        ("interests", 2, "strength", "2", "2 is not from 0 to 1", "from 0 to 1"),
    ),
    "half a year": (
        put("projects", 2, "start_year", 1401.5),
        ("projects", 2, "start_year", "1401.5", "is not a whole number", "Write a whole number"),
    ),
    "weights of nothing": (
        lambda raw: [record.update(weight=0) for record in raw["indicators"]],
        ("indicators", None, "weight", "0", "all weights are 0", "Give one indicator a weight above 0"),
    ),
    "an empty table": (
        lambda raw: raw["effects"].clear(),
        ("effects", None, "", "", "the table has no rows", "Give at least one row"),
    ),
    "a table that is not there": (
        lambda raw: raw.pop("effects"),
        ("effects", None, "", "", "the table has no rows", "Give at least one row"),
    ),
    "no pool": (
        lambda raw: raw["settings"].pop("pool"),
        ("settings", None, "pool", "", "the setting is missing", "Add it: Credits in the central pool"),
    ),
    "a negative pool": (
        lambda raw: raw["settings"].update(pool=-1),
        ("settings", None, "pool", "-1", "-1 is not 0 or more", "Give a finite number 0 or more"),
    ),
    "a pool of half a quantum": (
        lambda raw: raw["settings"].update(pool=60.5),
        ("settings", None, "pool", "60.5", "60.5 is not a whole number of quanta of 1", "Round it"),
    ),
    "a quantum of nothing": (
        lambda raw: raw["settings"].update(quantum=0),
        ("settings", None, "quantum", "0", "0 is not above 0", "Give a finite number above 0"),
    ),
    "a quantum too small to count": (
        lambda raw: raw["settings"].update(quantum=1e-9),
        ("settings", None, "quantum", "0.000000001", "0.000000001 is not from 0.000001 to 1,000,000,000,000",
         "such as 1 or 0.01"),
    ),
    "a setting nobody knows": (
        lambda raw: raw["settings"].update(quantm=5),
        ("settings", None, "quantm", "quantm", "there is no such setting", "Did you mean 'quantum'?"),
    ),
}  # fmt: skip


def faults_of(path: Path) -> pd.DataFrame:
    """Return what is wrong with a scenario."""
    with pytest.raises(IntakeError) as caught:
        read_scenario(path)
    return caught.value.faults


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_raw_tables_are_right_until_they_are_spoilt(suffix: str, tmp_path: Path) -> None:
    scenario = read_scenario(save(raw_tables(), tmp_path, suffix))
    assert len(scenario.projects) == 8
    assert scenario.settings.pool == 60


@pytest.mark.parametrize("suffix", ["folder", ".json"])  # workbooks: the next test has most of them
@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_its_place_and_its_remedy(case: str, suffix: str, tmp_path: Path) -> None:
    spoil, (table, row, column, value, fault, remedy) = CASES[case]
    raw = raw_tables()
    spoil(raw)
    faults = faults_of(save(raw, tmp_path, suffix))
    assert list(faults.columns) == ["table", "row", "column", "value", "fault", "remedy"]
    assert len(faults) == 1, faults.to_string()
    found = faults.iloc[0]
    assert (found["table"], found["column"]) == (table, column)
    assert found["row"] is pd.NA if row is None else found["row"] == row
    assert found["value"] == value
    assert fault in found["fault"]
    assert remedy in found["remedy"]


APART = (
    "an empty cell", "an unknown id", "an id twice", "negative money", "a score above one",
    "an effect on a service that does not exist", "an effect where no score is", "prerequisites in a circle",
    "mandatory and excluded at once", "a word that is no choice", "half a quantum",
    "a lead that is not of the pair", "a setting nobody knows",
)  # fmt: skip


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_faults_of_all_tables_come_at_once(suffix: str, tmp_path: Path) -> None:
    raw = raw_tables()
    for case in APART:
        CASES[case][0](raw)
    faults = faults_of(save(raw, tmp_path, suffix)).fillna({"row": 0})
    found = set(faults[["table", "row", "column"]].itertuples(index=False, name=None))
    assert found == {
        (table, row or 0, column) for table, row, column, *_ in (CASES[case][1] for case in APART)
    }
    assert len(faults) == len(APART)


@pytest.mark.parametrize("suffix", ["folder", ".xlsx"])
@pytest.mark.parametrize(
    "word", ["nan", "inf", "-inf", "1e999", "1,5", "12 abc", "0x10", "1_000", "--1", "٫"]
)
def test_a_word_that_is_no_number_is_not_made_one(word: str, suffix: str, tmp_path: Path) -> None:
    raw = raw_tables()
    put("agencies", 3, "floor", word)(raw)
    found = faults_of(save(raw, tmp_path, suffix)).iloc[0]
    assert (found["table"], found["row"], found["column"], found["value"]) == ("agencies", 3, "floor", word)
    assert "number" in found["fault"] or "is not 0 or more" in found["fault"]


@pytest.mark.parametrize(
    ("place", "cell", "fault"),
    [
        (("projects", 2, "cost"), "10", '"10" is a text, not a number'),
        (("projects", 2, "cost"), True, "true is true or false, not a number"),
        (("projects", 2, "cost"), float("nan"), "NaN is a word JSON does not know, not a number"),
        (("projects", 2, "divisible"), "yes", '"yes" is a text, not true or false'),
        (("projects", 2, "title"), 7, "7 is a number, not a text"),
        (("projects", 2, "id"), ["p0"], '["p0"] is a list, not a text'),
        (("services", 3, "channel"), "online", '"online" is a text, not a list of texts'),
        (("services", 3, "channel"), ["a;b"], "not a list of texts without semicolons"),
        (("services", 3, "channel"), ["a", None], "not a list of texts"),
        (("projects", 2, " cost"), {}, "{} is an object, not a number"),
    ],
)
def test_a_cell_of_another_type_is_a_fault_of_a_document(
    place: tuple[str, int, str], cell: object, fault: str, tmp_path: Path
) -> None:
    table, row, column = place
    raw = raw_tables()
    raw[table][row - 2].pop(column.strip(), None)
    put(table, row, column, cell)(raw)
    faults = faults_of(save(raw, tmp_path, ".json"))
    told = faults[faults["fault"].str.contains(fault, regex=False)]
    assert told[["table", "row", "column"]].to_numpy().tolist() == [[table, row, column.strip()]]


def test_a_key_that_stands_twice_is_a_fault_of_a_document(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, ".json")
    path.write_text(path.read_text("utf-8").replace('"cost": 10', '"cost": 10, "cost": 99'), encoding="utf-8")
    found = faults_of(path).iloc[0]
    assert (found["table"], found["row"], found["column"]) == ("projects", 2, "cost")


def test_a_nan_in_the_settings_file_is_not_read_as_empty(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    (path / "scenario.toml").write_text(
        'name = "x"\npool = 60\nquantum = nan\nseed = [1]\n', encoding="utf-8"
    )
    faults = faults_of(path)
    assert faults["column"].tolist() == ["quantum", "seed"]


def test_a_formula_nobody_calculated_is_not_read_as_empty(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = save(raw_tables(), tmp_path, ".xlsx")
    workbook = load_workbook(path)
    workbook["agencies"]["B2"] = "=1+1"
    workbook.save(path)
    faults = faults_of(path)
    assert faults[["table", "row", "column", "value"]].to_numpy().tolist() == [
        ["agencies", 2, "last_year", "=1+1"]
    ]
    assert "never calculated" in faults.loc[0, "fault"]


def test_a_long_circle_is_told_in_short() -> None:
    from egov_budget.scenario.contradictions import circle_faults

    ring = [f"p{at:05}" for at in range(5_000)]
    twins = [f"t{at:05}" for at in range(5_000)]
    needs = pd.DataFrame(
        {"project": ring + twins, "requires": ring[1:] + ring[:1] + [twins[at ^ 1] for at in range(5_000)]}
    )
    faults = list(circle_faults(Settings("", 1.0), {"prerequisites": needs}))
    assert len(faults) == 1 + 2_500
    assert "a circle of 5000: p00000 -> p00001" in faults[0].fault
    assert len(faults[0].fault) < 200


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_misspelt_table_is_told_and_not_passed_by(suffix: str, tmp_path: Path) -> None:
    raw = raw_tables()
    raw["prerequisite"] = raw.pop("prerequisites")
    told = faults_of(save(raw, tmp_path, suffix)).iloc[0]
    assert "prerequisite" in told["value"]
    assert "Did you mean 'prerequisites" in told["remedy"]


def test_a_note_is_passed_by_in_every_format(tmp_path: Path) -> None:
    for suffix in FORMATS:
        raw = raw_tables()
        put("projects", 2, "# to be asked", "why?")(raw)
        assert "# to be asked" not in read_scenario(save(raw, tmp_path, suffix)).projects
