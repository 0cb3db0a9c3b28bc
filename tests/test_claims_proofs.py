"""What is called proved or checked was: by rules as they are, in whole numbers, against the requests."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from fractions import Fraction
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement

import egov_budget as eb
from drawn_scenarios import drawn, overlaps_of
from egov_budget import rules
from egov_budget.certificate.none_better import none_better
from egov_budget.language import language_of
from egov_budget.reporting import screen, write_files
from egov_budget.reporting.memo import plain
from forged import resealed, written
from own_rules import CreditsWithin
from shell import run
from small_scenarios import apart, one_work

NONE_BETTER = "no plan of this pool under these rules gains more"


def test_a_solver_known_to_be_wrong_is_excluded() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    (highspy,) = (
        found for found in map(Requirement, project["project"]["dependencies"]) if found.name == "highspy"
    )
    assert not highspy.specifier.contains("1.14.0")
    assert highspy.specifier.contains("1.16.0")


@given(st.fractions(0, 1000), st.fractions(-1, 10), st.sampled_from([1, 10**3, 10**9]))
def test_a_gap_is_told_no_smaller_than_it_is_and_in_plain_digits(
    gain: Fraction, gap: Fraction, parts: int
) -> None:
    told = none_better(gain, gain + gap / parts, language_of("en"))
    figure = re.fullmatch(f"{NONE_BETTER}(?: than ([0-9,.]+)(%| points) above it)?", told)
    assert figure, told
    if gap <= 0:
        assert figure[1] is None
        return
    of = gain / 100 if figure[2] == "%" else Fraction(1)
    most = Fraction(figure[1].replace(",", "")) * of
    assert gap / parts <= most <= max(gap / parts * Fraction(101, 100), gap / parts + gain / 10**5)


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("seed", [15, 16])
def test_every_form_states_the_gap_that_is_proved_in_the_same_words(
    seed: int, lang: str, tmp_path: Path
) -> None:
    plan = eb.allocate(drawn(seed), overlaps_of(drawn(seed)))
    proof = eb.certify(plan)
    write_files(plan, tmp_path, lang)
    plan.to_html(tmp_path / "report.html", lang, full=False)
    cover = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    forms = [
        plain(plan, lang),
        (tmp_path / "plan.md").read_text("utf-8"),
        unescape((tmp_path / "report.html").read_text("utf-8")),
        " ".join(str(cell) for row in cover.iter_rows(values_only=True) for cell in row),
        *([screen(plan), str(proof), str(eb.verify(tmp_path / "plan.json"))] if lang == "en" else []),
    ]
    words = none_better(proof.gain, proof.bound, language_of(lang))
    assert [words in form.replace("\\", "") for form in forms] == [True] * len(forms)


def test_the_bound_in_the_summary_is_the_proved_one_and_another_is_refused() -> None:
    requests = apart([50, 60], 100)
    plan = written(eb.allocate(requests))
    (row,) = (row for row in plan["summary"] if row["fact"] == "bound on the gain")
    assert row["value"] == plan["certificate"]["bound"]
    row["value"] += 1
    assert not resealed(plan)


def test_the_last_of_four_numbers_has_the_gap_that_is_proved() -> None:
    four = eb.four_numbers(drawn(16), overlaps_of(drawn(16)))
    proof = eb.certify(four.plans[3])
    assert four.table["gap"].iloc[3] == pytest.approx(float(proof.gap / proof.gain), abs=1e-12)


@pytest.mark.parametrize("name", ["pool", "coverage", "one lead", "data exchange"])
def test_an_own_rule_is_checked_whatever_its_name(name: str) -> None:
    own = CreditsWithin(name, ("p0", "p1"), most=40)
    plan = eb.score(apart([50, 60], 100), {"p0": 50, "p1": 50}, rules=[*rules.STANDARD, own])
    assert not plan.audit()


def test_an_own_reserve_that_is_broken_is_found_or_the_audit_says_it_was_not_checked() -> None:
    reserve = CreditsWithin("reserve", ("p0", "p1"), most=4e13 - 2e7)
    split = {"p0": 2e13, "p1": 2e13}
    audit = eb.score(apart([3e13, 3e13], 4e13), split, rules=[*rules.STANDARD, reserve]).audit()
    assert not audit or "reserve" in audit.unchecked


def test_an_own_ceiling_is_held_against_credits_paid() -> None:
    own = CreditsWithin("own ceiling", ("p0", "p1"), most=90)
    split = {"p0": 55, "p1": 40}  # p0 costs 50: what it is paid beyond that is paid all the same
    plan = eb.score(apart([50, 60], 100), split, rules=[*rules.STANDARD, own])
    assert not plan.audit()


def test_work_shared_where_reviewers_disagree_is_refused_unless_accepted_pairs_join_it() -> None:
    agreed = one_work(("p0", "p1", 0.4)).assign(reviewer="A")
    other = agreed.assign(reviewer="B", verdict="joint")
    torn, three = pd.concat([agreed, other]), one_work(("p0", "p2", 0.4), ("p1", "p2", 0.4))
    asked = {"costs": [500, 600, 700], "pool": 1200, "agency": ["a", "b", "c"]}
    shared = apart(**asked, verdicts=agreed)
    disputed = shared.replace(verdicts=torn)
    assert resealed(written(eb.allocate(disputed)), disputed)
    assert not resealed(written(eb.allocate(shared)), disputed)
    joined = shared.replace(verdicts=pd.concat([torn, three]))
    plan = written(eb.allocate(joined))
    assert len(plan["inputs"]["common_work"]) == 3
    assert resealed(plan, joined)


@pytest.mark.parametrize("beside", [True, False])
def test_a_line_for_a_project_that_nobody_asked_for_is_refused(beside: bool) -> None:
    requests = apart([500, 600], 900)
    plan = written(eb.allocate(requests))
    plan["projects"].append({**plan["projects"][0], "id": "ghost", "credits": 1000.0})
    assert not resealed(plan, requests if beside else None)


def test_the_command_refuses_what_was_left_out_unless_the_auditor_names_it(tmp_path: Path) -> None:
    requests = apart([500, 600], 900)
    eb.write_scenario(requests, tmp_path / "requests")
    fewer = [rule for rule in rules.STANDARD if rule.name != "alternatives"]
    eb.allocate(requests, rules=fewer).to_json(tmp_path / "plan.json")
    command = ["verify", tmp_path / "plan.json", "--requests", tmp_path / "requests"]
    assert run(*command).exit_code == 2
    assert run(*command, "--without", "alternatives").exit_code == 0


LONE = """
import sys
class Barred:
    def find_spec(self, name, path=None, target=None):
        room = name.split(".")[:2]
        if room[0] in ("scipy", "pulp", "highspy") or room[1:] in (["program"], ["solving"]):
            raise ImportError(f"barred: {name}")
sys.meta_path.insert(0, Barred())
import egov_budget
assert egov_budget.verify(sys.argv[1])
assert egov_budget.verify(sys.argv[1], egov_budget.read_scenario(sys.argv[2]))
"""


def test_verifying_needs_neither_solver_nor_program_nor_scipy(tmp_path: Path) -> None:
    verdicts = one_work(("p0", "p1", 0.4), lead="p1")
    requests = apart([500, 600], 900, agency=["a", "b"], verdicts=verdicts)
    eb.write_scenario(requests, tmp_path / "requests.json")
    eb.allocate(requests).to_json(tmp_path / "plan.json")
    command = [sys.executable, "-c", LONE, str(tmp_path / "plan.json"), str(tmp_path / "requests.json")]
    subprocess.run(command, check=True, capture_output=True)


def test_a_plan_read_back_is_proved_as_sharply_as_when_it_was_written(tmp_path: Path) -> None:
    costs, points = [77, 30, 18, 33, 43, 75], [0.17, 0.58, 0.68, 0.25, 0.14, 0.32]
    plan = eb.allocate(apart(costs, 138, points=points, projects={"divisible": False}))
    write_files(plan, tmp_path)
    again = eb.read_plan(tmp_path)
    assert eb.certify(again) == eb.certify(plan)
    assert "by hand" not in screen(again)
