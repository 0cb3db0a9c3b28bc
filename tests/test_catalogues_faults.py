"""What is wrong with a published file: every fault at once, where it stands, and what would mend it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import IntakeError, read_canada, read_pabulib
from egov_budget.catalogues.canada.labels import STAGES
from test_catalogues_canada import PROJECT, SERVICE, write
from test_catalogues_pabulib import HEAD, ROWS, election

SECOND = SERVICE | {"service_id": "2"}


def canada(
    folder: Path, services: list[dict[str, str]] | None, projects: list[dict[str, str]] | None
) -> list:
    """Return table, row, column and fault of each fault; ``None`` stands for a file that is not there."""
    there = [(folder / "s.csv", services), (folder / "p.csv", projects)]
    for path, rows in there:
        if rows:
            write(path, rows)
    with pytest.raises(IntakeError) as caught:
        read_canada(*(path for path, _ in there))
    return told(caught.value)


def pabulib(folder: Path, text: str | None) -> list:
    path = folder / "e.pb"
    if text is not None:
        path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(IntakeError) as caught:
        read_pabulib(path)
    return told(caught.value)


def told(error: IntakeError) -> list:
    assert (error.faults["remedy"] != "").all()
    frame = error.faults.astype(object).where(error.faults.notna(), None)
    return frame[["table", "row", "column", "fault"]].values.tolist()


def without(row: dict[str, str], *labels: str) -> dict[str, str]:
    return {label: cell for label, cell in row.items() if label not in labels}


def test_both_files_missing_are_two_faults(tmp_path: Path) -> None:
    assert canada(tmp_path, None, None) == [
        [name, None, "", f"{str(tmp_path / name)!r} is not there"] for name in ("s.csv", "p.csv")
    ]


def test_one_missing_file_hides_no_fault_of_the_other(tmp_path: Path) -> None:
    found = canada(tmp_path, None, [PROJECT | {"totalBudget": "3 million"}, PROJECT])
    assert [row[:3] for row in found] == [
        ["s.csv", None, ""], ["p.csv", 2, "totalBudget"], ["p.csv", 3, "uniqueId"],
    ]  # fmt: skip


def test_every_missing_column_of_both_files_is_named(tmp_path: Path) -> None:
    services = [without(SERVICE, "owner_org", "os_decision", "num_applications_total")]
    projects = [without(PROJECT, "totalBudget", "department")]
    found = canada(tmp_path, services, projects)
    assert sorted(row[:3] for row in found) == [
        ["p.csv", 1, "department"], ["p.csv", 1, "totalBudget"], ["s.csv", 1, "num_applications_total"],
        ["s.csv", 1, "os_decision"], ["s.csv", 1, "owner_org"],
    ]  # fmt: skip
    assert {row[3] for row in found} == {"the column is missing"}


def test_a_misspelt_column_is_guessed(tmp_path: Path) -> None:
    write(tmp_path / "s.csv", [SERVICE])
    row = without(PROJECT, "totalBudget") | {"totalbudgets": "$1"}
    with pytest.raises(IntakeError, match="'totalbudgets'") as caught:
        read_canada(tmp_path / "s.csv", write(tmp_path / "p.csv", [row]))
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("money", ["$3M", "3,00", "TBD", "-$5", "$-5", "$0", "nan", "$1e400", "$1.001"])
def test_money_that_cannot_be_read_is_a_fault_at_its_cell(tmp_path: Path, money: str) -> None:
    found = canada(tmp_path, [SERVICE], [PROJECT, PROJECT | {"uniqueId": "b", "totalBudget": money}])
    assert [row[:3] for row in found] == [["p.csv", 3, "totalBudget"]]


def test_ids_that_stand_twice_are_faults_and_nothing_that_follows_from_them(tmp_path: Path) -> None:
    found = canada(tmp_path, [SERVICE, SERVICE], [PROJECT, PROJECT])
    assert found == [
        ["s.csv", 3, "service_id", "'1' stands already in row 2"],
        ["p.csv", 3, "uniqueId", "'epass' stands already in row 2"],
    ]


def test_empty_ids_and_owners_are_faults(tmp_path: Path) -> None:
    services = [SERVICE, SECOND | {"service_id": ""}, SECOND | {"owner_org": " "}]
    found = canada(tmp_path, services, [PROJECT, PROJECT | {"uniqueId": "b", "department": ""}])
    assert sorted(row[:3] for row in found) == [
        ["p.csv", 3, "department"], ["s.csv", 3, "service_id"], ["s.csv", 4, "owner_org"],
    ]  # fmt: skip


def test_stages_and_volumes_of_another_kind_are_faults_at_their_cells(tmp_path: Path) -> None:
    services = [
        SERVICE | {"os_decision": "yes"},
        SECOND | {"num_applications_total": "12k", "os_issuance": "?"},
    ]
    found = canada(tmp_path, services, [PROJECT])
    assert sorted(row[:3] for row in found) == [
        ["s.csv", 2, "os_decision"], ["s.csv", 3, "num_applications_total"], ["s.csv", 3, "os_issuance"],
    ]  # fmt: skip


def test_files_with_nothing_in_common_are_told_apart(tmp_path: Path) -> None:
    other = PROJECT | {"deptAcronym": "usda", "department": "Department of Agriculture"}
    (fault,) = canada(tmp_path, [SERVICE], [other])
    assert "no project resembles a service" in fault[3]


def test_services_that_are_online_throughout_leave_nothing_to_raise(tmp_path: Path) -> None:
    (fault,) = canada(tmp_path, [SERVICE | dict.fromkeys(STAGES, "Y")], [PROJECT])
    assert "not online yet" in fault[3]


def test_a_cut_csv_is_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", [PROJECT | {"description": "one, two"}])
    path.write_bytes(path.read_bytes()[:-30])
    write(tmp_path / "s.csv", [SERVICE])
    with pytest.raises(IntakeError) as caught:
        read_canada(tmp_path / "s.csv", path)
    assert told(caught.value)[0][0] == "p.csv"


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan"), float("inf")])
def test_a_pool_share_outside_0_to_1_is_a_fault(tmp_path: Path, share: float) -> None:
    paths = write(tmp_path / "s.csv", [SERVICE]), write(tmp_path / "p.csv", [PROJECT])
    with pytest.raises(IntakeError) as caught:
        read_canada(*paths, pool_share=share)
    assert told(caught.value)[0][:3] == ["settings", None, "pool_share"]
    assert len(caught.value.faults) == 1


def test_a_missing_election_is_a_fault(tmp_path: Path) -> None:
    assert [row[:1] for row in pabulib(tmp_path, None)] == [["e.pb"]]


@pytest.mark.parametrize(
    "cut",
    ["", "META\nkey;value\nbudget;100\n", election().split("VOTES", maxsplit=1)[0], "nothing\nof;this\nkind"],
)
def test_a_file_without_its_sections_may_be_cut_off(tmp_path: Path, cut: str) -> None:
    found = pabulib(tmp_path, cut)
    assert found
    assert all("there is no section" in row[3] for row in found)


def test_a_cut_row_and_the_missing_ones_are_told(tmp_path: Path) -> None:
    text = election(meta="num_projects;3 num_votes;1").split("2;50")[0] + "2;50"
    found = pabulib(tmp_path, text)
    assert [row[1:] for row in found] == [
        [14, "", "the row has 2 cells, the header 7"],
        [None, "", "there is no section VOTES"],
        [9, "num_projects", "num_projects says 3, and the section PROJECTS has 2 rows"],
    ]


def test_missing_votes_are_counted(tmp_path: Path) -> None:
    (fault,) = pabulib(tmp_path, election(meta="num_votes;2"))
    assert fault[1:] == [9, "num_votes", "num_votes says 2, and the section VOTES has 1 rows"]


def test_a_vote_that_is_cut_is_told_by_its_line(tmp_path: Path) -> None:
    (fault,) = pabulib(tmp_path, election().rstrip("\n").removesuffix(";1,2"))
    assert fault == ["e.pb", 16, "", "the row has 1 cells, the header 2"]


def test_every_fault_of_an_election_is_told_by_its_line(tmp_path: Path) -> None:
    rows = (
        *ROWS,
        "1;5;1;Twice;;;0",
        "4;5 zl;1;Money;;;0",
        "5;5;many;Votes;;;0",
        "6;5;1;Chosen;;;yes",
        ";5;1;;;;0",
    )
    found = pabulib(tmp_path, election(rows, budget="a lot"))
    assert sorted(row[1:3] for row in found) == [
        [5, "budget"], [14, "project_id"], [15, "cost"], [16, "votes"], [17, "selected"], [18, "project_id"],
    ]  # fmt: skip


def test_lines_are_counted_across_cells_of_several_lines(tmp_path: Path) -> None:
    rows = ('1;60;9;"A park\nof two lines";;;1', "2;no;8;Lights;;;0")
    (fault,) = pabulib(tmp_path, election(rows))
    assert fault[1:3] == [13, "cost"]


@pytest.mark.parametrize(
    ("head", "column"), [(HEAD.replace("cost", "price"), "cost"), (HEAD.replace("votes", "voices"), "votes")]
)
def test_a_missing_column_of_an_election_is_told(tmp_path: Path, head: str, column: str) -> None:
    (fault,) = pabulib(tmp_path, election(head=head))
    assert fault[:3] == ["e.pb", 10, column]


def test_a_missing_or_doubled_entry_is_told(tmp_path: Path) -> None:
    (missing,) = pabulib(tmp_path, election().replace("budget;100\n", ""))
    assert missing[2:] == ["budget", "the budget is missing"]
    (doubled,) = pabulib(tmp_path, election(meta="budget;90"))
    assert doubled[1:] == [9, "budget", "budget stands already in line 5"]


def test_an_election_nobody_voted_in_is_told(tmp_path: Path) -> None:
    (fault,) = pabulib(tmp_path, election(("1;60;0;Park;;;0",)))
    assert "nobody voted" in fault[3]


def test_quotes_that_do_not_match_are_told(tmp_path: Path) -> None:
    (fault,) = pabulib(tmp_path, election(('1;60;9;"Park;;;1', *ROWS[1:])))
    assert fault[:2] == ["e.pb", 11]
    assert "cannot be read" in fault[3]


def test_faults_read_as_sentences(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read_canada(write(tmp_path / "s.csv", [SERVICE]), write(tmp_path / "p.csv", [PROJECT, PROJECT]))
    assert str(caught.value).splitlines() == [
        "1 fault in the input",
        "  p.csv, row 3, column uniqueId: 'epass' stands already in row 2. Remove or rename one of the two.",
    ]


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.text('a0;,"\n\r -$\x00é۱', max_size=6)),
    min_size=1,
    max_size=4,
)


def damaged(text: str, edits: list[tuple[float, int, str]]) -> bytes:
    """Return a text in which some pieces are cut out and others put in."""
    for place, cut, put in edits:
        at = int(place * len(text))
        text = text[:at] + put + text[at + cut :]
    return text.encode()


@settings(max_examples=40)
@given(EDITS)
def test_a_damaged_election_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, edits: list) -> None:
    path = tmp_path_factory.mktemp("pb") / "e.pb"
    path.write_bytes(damaged(election(meta="num_projects;3 num_votes;1"), edits))
    with contextlib.suppress(IntakeError):
        assert len(read_pabulib(path).projects) > 0


@settings(max_examples=20)
@given(EDITS, EDITS)
def test_damaged_catalogues_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, first: list, second: list
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    paths = write(folder / "s.csv", [SERVICE, SECOND]), write(folder / "p.csv", [PROJECT])
    for path, edits in zip(paths, (first, second), strict=True):
        path.write_bytes(damaged(path.read_text("utf-8"), edits))
    with contextlib.suppress(IntakeError):
        assert len(read_canada(*paths).services) > 0
