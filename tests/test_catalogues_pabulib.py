"""Elections as scenarios: on real files the plan is the knapsack, solved once more by HiGHS alone."""

from __future__ import annotations

import os
from pathlib import Path

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import allocate, read_pabulib
from egov_budget.catalogues.pabulib.election import read_election

FOLDER = Path(os.environ.get("EGOV_BUDGET_DATA", ""), "pabulib")
ELECTIONS = (
    sorted(FOLDER.glob("*.pb"), key=lambda path: path.name) if os.environ.get("EGOV_BUDGET_DATA") else []
)
HEAD = "project_id;cost;votes;name;category;beneficiaries;selected"
ROWS = (
    "1;60;9;Park;green,sport;children,adults;1",
    "2;50;8;Lights;public space;;0",
    "3;50;7;Library;culture;seniors;2",
)


def election(rows: tuple[str, ...] = ROWS, head: str = HEAD, meta: str = "", budget: str = "100") -> str:
    lines = ["META", "key;value", "description;Example", "unit;Lodz", f"budget;{budget}"]
    lines += ["instance;2024", "currency;PLN", "rule;greedy", *meta.split()]
    return "\n".join([*lines, "PROJECTS", head, *rows, "VOTES", "voter_id;vote", "7;1,2", ""])


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "election.pb"
    path.write_bytes(text.encode(encoding))
    return path


def knapsack(cost: np.ndarray, gain: np.ndarray, budget: float) -> float:
    """Return the value of the best subset, by HiGHS alone."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    for value in gain:
        highs.addVar(0.0, 1.0)
        highs.changeColCost(highs.getNumCol() - 1, -float(value))
        highs.changeColIntegrality(highs.getNumCol() - 1, highspy.HighsVarType.kInteger)
    highs.addRow(-highspy.kHighsInf, budget, len(cost), np.arange(len(cost), dtype=np.int32), cost)
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -highs.getInfo().objective_function_value


def test_votes_are_gains_and_the_selection_is_last_years_plan(tmp_path: Path) -> None:
    scenario = read_pabulib(write(tmp_path, election()))
    assert (scenario.settings.name, scenario.settings.currency) == ("Example", "PLN")
    assert (scenario.settings.pool, scenario.settings.fiscal_year) == (100.0, "2024")
    projects = scenario.projects.set_index("id")
    assert not projects["divisible"].any()
    assert projects["last_year"].tolist() == [60.0, 0.0, 50.0]
    assert scenario.agencies[["id", "last_year"]].values.tolist() == [["Lodz", 110.0]]
    assert projects["thematic_area"].tolist() == ["green;sport", "public space", "culture"]
    assert projects["addressee"].tolist() == ["children;adults", "", "seniors"]
    for number, votes in enumerate([9.0, 8.0, 7.0], start=1):
        alone = scenario.replace(projects=scenario.projects.assign(excluded=projects.index != str(number)))
        assert allocate(alone).gain == votes


def test_what_the_city_did_is_noted_with_its_line(tmp_path: Path) -> None:
    meta = "min_project_score_threshold;8"
    notes = read_pabulib(write(tmp_path, election(meta=meta))).notes
    assert notes[["row", "subject"]].values.tolist() == [
        [14, "3"], [8, "rule greedy"], [9, "min_project_score_threshold"],
    ]  # fmt: skip
    assert notes["note"].iloc[1] == "The city selected 2 projects: 110 PLN, 16 votes"


def test_a_file_without_the_selection_has_no_last_year_and_says_so(tmp_path: Path) -> None:
    rows = tuple(row.rsplit(";", 1)[0] for row in ROWS)
    scenario = read_pabulib(write(tmp_path, election(rows, HEAD.removesuffix(";selected"))))
    assert scenario.projects["last_year"].tolist() == [0.0, 0.0, 0.0]
    assert scenario.notes["note"].str.contains("does not tell").sum() == 1


def test_a_project_without_votes_stays_without_effect(tmp_path: Path) -> None:
    scenario = read_pabulib(write(tmp_path, election((*ROWS, "4;1;0;Nothing;;;0"))))
    assert len(scenario.projects) == len(scenario.services) == 4
    assert set(scenario.effects["project"]) == {"1", "2", "3"}
    assert scenario.notes.iloc[0][["row", "subject"]].tolist() == [14, "4"]


def test_a_file_without_votes_is_read_by_its_scores(tmp_path: Path) -> None:
    scenario = read_pabulib(write(tmp_path, election(head=HEAD.replace("votes", "score"))))
    assert scenario.services["importance"].tolist() == [9.0, 8.0, 7.0]


@pytest.mark.parametrize(("budget", "quantum"), [("100", 1.0), ("100.5", 0.01), ("100.55", 0.01)])
def test_the_quantum_is_what_the_amounts_are_written_in(tmp_path: Path, budget: str, quantum: float) -> None:
    settings = read_pabulib(write(tmp_path, election(budget=budget))).settings
    assert (settings.pool, settings.quantum) == (float(budget), quantum)


def test_what_the_city_spent_is_summed_in_whole_quanta(tmp_path: Path) -> None:
    rows = ("1;0.1;9;Park;;;1", "2;0.2;8;Lights;;;1")
    assert read_pabulib(write(tmp_path, election(rows))).agencies["last_year"].tolist() == [0.3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_line_ends_accents_and_quotes_are_read_as_they_stand(
    tmp_path: Path, encoding: str, end: str
) -> None:
    rows = ('1;60;9;"Łąka; „kwietna""\nna Śródmieściu";;;1', '2;50;8;Park "Dino";;;0')
    text = election(rows).replace("\n", end)
    scenario = read_pabulib(write(tmp_path, text, encoding))
    assert scenario.projects["title"].tolist() == [f'Łąka; „kwietna"{end}na Śródmieściu', 'Park "Dino"']
    assert scenario.notes["note"].str.contains("selected 1 project:").sum() == 1


@settings(max_examples=10)
@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 50)), min_size=1, max_size=7).filter(
        lambda rows: any(votes for _, votes in rows)
    ),
    st.integers(0, 200),
)
def test_the_plan_is_the_best_subset(
    tmp_path_factory: pytest.TempPathFactory, ballot: list, budget: int
) -> None:
    rows = tuple(f"{n};{cost};{votes};Project {n};;;0" for n, (cost, votes) in enumerate(ballot))
    scenario = read_pabulib(write(tmp_path_factory.mktemp("pb"), election(rows, budget=str(budget))))
    subsets = [
        [row for bit, row in enumerate(ballot) if chosen >> bit & 1] for chosen in range(1 << len(ballot))
    ]
    best = max(
        sum(votes for _, votes in subset) for subset in subsets if sum(cost for cost, _ in subset) <= budget
    )
    assert allocate(scenario).gain == best


def test_the_twelve_elections_are_there_if_the_data_are(real_data: Path) -> None:
    assert len(ELECTIONS) == 12
    assert real_data / "pabulib" == FOLDER


@pytest.mark.parametrize("path", ELECTIONS, ids=lambda path: path.stem)
def test_an_election_is_the_knapsack_that_highs_solves_alone(path: Path) -> None:
    scenario = read_pabulib(path)
    file = read_election(path).projects.cells
    assert file is not None
    cost, votes = (file[name].astype(float).to_numpy() for name in ("cost", "votes"))
    assert scenario.projects["id"].tolist() == file["project_id"].tolist()
    allocation = allocate(scenario)
    assert allocation.gain == round(knapsack(cost, votes, scenario.settings.pool), 6)
    assert set(allocation.share) <= {0.0, 1.0}
    assert allocation.audit()
    chosen = file["selected"].to_numpy() != "0"
    assert scenario.agencies["last_year"].sum() == cost[chosen].sum() <= scenario.settings.pool
    assert allocation.gain >= votes[chosen].sum()  # the city's own plan was one of those it could be
