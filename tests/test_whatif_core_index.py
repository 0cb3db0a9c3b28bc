"""The core index is the same for the same seed, wherever its samples are solved."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from egov_budget import RuleError, Scenario, allocate, core_index, worlds, write_scenario
from egov_budget.rules import Columns
from egov_budget.whatif.sample import Spread, drawn
from random_scenarios import random_scenario
from shell import run

FOUR = worlds.four_projects()
SAMPLES = 12


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return random_scenario(28, projects=8)  # whole numbers and shared work


@pytest.fixture(scope="module")
def here(scenario: Scenario) -> list[list[float]]:
    shares = [share.tolist() for share in core_index(scenario, samples=SAMPLES).shares]
    assert len(shares) == SAMPLES
    assert shares[0] != shares[1]
    return shares


def drawn_in(executor: Executor, scenario: Scenario) -> list[list[float]]:
    return [share.tolist() for share in core_index(scenario, samples=SAMPLES, executor=executor).shares]


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_process_pool_gives_the_same(start: str, scenario: Scenario, here: list[list[float]]) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not {start}")
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(start)) as executor:
        assert drawn_in(executor, scenario) == here


def test_a_thread_pool_gives_the_same(scenario: Scenario, here: list[list[float]]) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert drawn_in(executor, scenario) == here


def test_a_dask_cluster_gives_the_same_from_the_shell_too(
    scenario: Scenario, here: list[list[float]], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert drawn_in(client.get_executor(), scenario) == here
        write_scenario(FOUR, tmp_path / "four")
        words = ("core-index", tmp_path / "four", "--samples", 5)
        told = run(*words, "--dask", cluster.scheduler_address)
        assert (told.exit_code, told.stdout) == (0, run(*words).stdout)


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    write_scenario(FOUR, tmp_path / "four")
    told = run("core-index", tmp_path / "four", "--dask", "nowhere")
    assert told.exit_code != 0
    assert "no scheduler answers at 'nowhere': give HOST:PORT" in told.stderr


def test_the_number_of_samples_changes_none_of_them(scenario: Scenario, here: list[list[float]]) -> None:
    fewer = core_index(scenario, samples=5).shares
    assert [share.tolist() for share in fewer] == here[:5]


def test_another_seed_gives_other_samples(scenario: Scenario, here: list[list[float]]) -> None:
    other = core_index(scenario, samples=SAMPLES, seed=99).shares
    assert [share.tolist() for share in other] != here


def test_without_spread_every_sample_is_the_plan() -> None:
    found = core_index(FOUR, samples=3, weights=0, effects=0, costs=0)
    plan = allocate(FOUR)
    funded = (plan.share > 0).astype(float)
    assert found.table["funded"].tolist() == funded.tolist()
    assert np.allclose(found.table["delivered"], plan.share, atol=0.03)  # shares before rounding to quanta


def test_draws_stay_within_the_spread_and_keep_their_sense() -> None:
    scenario = random_scenario(7, projects=8)
    columns = Columns.of(scenario)
    for number in range(20):
        other = drawn(columns, Spread(0.5, 0.5, 0.5), np.random.default_rng(number))
        assert (other.cost >= 1).all()
        assert (np.abs(other.cost - columns.cost) <= columns.cost * 0.5 + 1).all()
        assert (other.points <= 1).all()
        assert (np.abs(other.points - columns.points) <= columns.points * 0.5 + 1e-12).all()
        assert np.allclose(other.attainment.weight.sum(axis=1), columns.attainment.weight.sum(axis=1))
    same = drawn(columns, Spread(0, 0, 0), np.random.default_rng(0))
    assert (same.cost == columns.cost).all()
    assert np.allclose(same.value, columns.value)


def test_what_is_mandatory_is_core_and_what_is_excluded_is_rejected() -> None:
    projects = FOUR.projects.assign(
        mandatory=FOUR.projects["id"] == "e-booking", excluded=FOUR.projects["id"] == "tax-login"
    )
    table = core_index(FOUR.replace(projects=projects), samples=10).table.set_index("project")
    assert table.at["e-booking", "verdict"] == "core"
    assert table.at["tax-login", "verdict"] == "reject"
    assert ((table["low"] <= table["funded"]) & (table["funded"] <= table["high"])).all()
    assert table.at["e-booking", "low"] > 0.7  # ten draws prove little


def test_draws_that_leave_no_plan_are_counted_and_count_for_nothing() -> None:
    projects = FOUR.projects.assign(mandatory=FOUR.projects["id"] == "tax-login")
    found = core_index(FOUR.replace(pool=60.0, projects=projects), samples=20, costs=0.3)
    assert 0 < found.without_plan < 20
    assert found.table.set_index("project").at["tax-login", "funded"] == 1.0
    assert f"{found.without_plan} without a plan" in repr(found)
    none = core_index(FOUR.replace(pool=10.0, projects=projects.assign(cost=60)), samples=2, costs=0)
    assert none.table["funded"].isna().all()


def test_every_number_off_its_scale_is_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        core_index(FOUR, samples=0, weights=-0.1, costs=1.5)
    assert caught.value.faults["column"].tolist() == ["weights", "costs", "samples"]
