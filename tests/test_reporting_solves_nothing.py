"""Papers of a plan: its proof and its reasons are solved for once, whatever is written and however often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import highspy
import pulp
import pytest

from egov_budget import Allocation, allocate, certify, explain, plan_years, score, worlds
from egov_budget.language import languages
from egov_budget.money import exact
from egov_budget.reporting import write_files
from egov_budget.rules import STANDARD, OneLead

FORMS: dict[str, Callable[[Allocation, Path, str], object]] = {
    "screen": lambda plan, place, lang: str(plan),
    "txt": lambda plan, place, lang: plan.to_text(place / "plan.txt", lang),
    "md": lambda plan, place, lang: plan.to_markdown(place / "plan.md", lang),
    "csv": lambda plan, place, lang: plan.to_csv(place / "plan.csv"),
    "json": lambda plan, place, lang: plan.to_json(place / "plan.json"),
    "xlsx": lambda plan, place, lang: plan.to_excel(place / "plan.xlsx", lang),
    "html": lambda plan, place, lang: plan.to_html(place / "plan.html", lang, full=False),
    "package": lambda plan, place, lang: plan.to_data_package(place / "package"),
    "folder": lambda plan, place, lang: write_files(plan, place / "plan", lang),
}


def _counting(real: Callable[..., object], runs: list[str]) -> Callable[..., object]:
    def run(self: object, *args: object, **asked: object) -> object:
        runs.append(type(self).__name__)
        return real(self, *args, **asked)

    return run


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count every run of a solver, in process or outside."""
    runs: list[str] = []
    with monkeypatch.context() as patch:
        for kind, name in ((highspy.Highs, "run"), (pulp.LpProblem, "solve")):
            patch.setattr(kind, name, _counting(getattr(kind, name), runs))
        yield runs


@pytest.fixture(scope="module")
def plans() -> dict[str, Allocation]:
    scenario = worlds.four_projects()
    exact = tuple(OneLead(exact=True) if isinstance(rule, OneLead) else rule for rule in STANDARD)
    impossible = scenario.replace(projects=scenario.projects.assign(mandatory=True))
    return {
        "linear": allocate(scenario),
        "whole": allocate(scenario, rules=exact),
        "by hand": score(scenario, {"e-booking": 30.0}),
        "no plan": score(impossible, {"e-booking": 30.0}),
    }


def test_runs_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as runs:
        allocate(worlds.four_projects())
    assert runs


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["linear", "whole", "by hand"])
def test_a_paper_solves_nothing_once_proof_and_reasons_are_there(
    name: str, form: str, plans: dict[str, Allocation], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plans[name]
    certify(plan)
    explain(plan)
    with counted(monkeypatch) as runs:
        for lang in languages():
            FORMS[form](plan, tmp_path, lang)
    assert runs == []


def test_reasons_that_nobody_can_give_are_looked_for_once(
    plans: dict[str, Allocation], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plans["no plan"]
    plan.to_text(tmp_path / "plan.txt")
    with counted(monkeypatch) as runs:
        plan.to_text(tmp_path / "plan.txt")
        plan.to_markdown(tmp_path / "plan.md")
        plan.to_excel(tmp_path / "plan.xlsx")
    assert runs == []


def test_all_papers_of_a_fresh_plan_take_one_proof_and_one_look_for_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = allocate(worlds.four_projects())
    with counted(monkeypatch) as runs:
        certify(plan)
        explain(plan)
    alone, plan = len(runs), allocate(worlds.four_projects())
    with counted(monkeypatch) as runs:
        for form in FORMS.values():
            form(plan, tmp_path, "en")
    assert len(runs) == alone


def test_what_is_handed_out_is_a_copy_and_another_plan_has_reasons_of_its_own() -> None:
    scenario = worlds.four_projects()
    plan, other = allocate(scenario), allocate(scenario.replace(pool=60))
    taken = explain(plan)
    taken["words"] = ""
    assert explain(plan)["words"].ne("").all()
    assert not explain(plan)["words"].equals(explain(other)["words"])
    assert not explain(plan)["words"].equals(explain(plan, lang="fa")["words"])
    assert certify(plan) != certify(other)


def test_a_plan_over_years_is_proved_with_the_prices_that_its_search_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = plan_years(worlds.national_1400(services=60, projects=30), relative_gap=0.03)
    with counted(monkeypatch) as runs:
        proof = certify(plan)
    assert runs == []
    assert plan.outcome is not None
    assert 0 <= proof.gap <= proof.gain * exact(plan.outcome.relative_gap)
