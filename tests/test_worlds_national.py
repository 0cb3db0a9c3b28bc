"""The national world: the article's bands to the last service, the same world for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from egov_budget import Scenario, worlds
from egov_budget.scenario import Attainment, bands


@pytest.fixture(scope="module")
def national() -> Scenario:
    return worlds.national_1400()


def band_counts(scenario: Scenario) -> list[int]:
    return bands(Attainment.of(scenario).mean)[["high", "medium", "low", "none"]].tolist()


def test_the_bands_are_those_of_the_eighth_evaluation(national: Scenario) -> None:
    assert band_counts(national) == [161, 2238, 3309, 260]


def test_it_has_the_services_agencies_and_requests_that_are_asked_for(national: Scenario) -> None:
    assert (len(national.services), len(national.agencies), len(national.projects)) == (5968, 105, 2400)


def test_the_pool_is_a_third_of_the_requests(national: Scenario) -> None:
    assert national.settings.pool / national.projects["cost"].sum() == pytest.approx(1 / 3, rel=1e-4)


def test_titles_are_persian_but_for_some(national: Scenario) -> None:
    persian = national.projects["title"].str.contains("[\u0600-\u06ff]", regex=True)
    assert 0.6 < persian.mean() < 1


@pytest.mark.parametrize("sizes", [(1, 1), (7, 3), (300, 120)])
def test_every_size_is_a_valid_world_of_that_size(sizes: tuple[int, int]) -> None:
    small = worlds.national_1400(*sizes)
    assert (len(small.services), len(small.projects)) == sizes
    assert sum(band_counts(small)) == sizes[0]


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first, again, other = (worlds.national_1400(200, 80, seed) for seed in (5, 5, 6))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not first.projects["title"].equals(other.projects["title"])


def test_the_truth_names_pairs_of_different_agencies_once_each(national: Scenario) -> None:
    truth = worlds.national_truth()
    owner = national.projects.set_index("id")["agency"]
    assert (truth["project_a"] < truth["project_b"]).all()
    assert not truth.duplicated(["project_a", "project_b"]).any()
    assert (owner[truth["project_a"]].to_numpy() != owner[truth["project_b"]].to_numpy()).all()
    assert set(truth["degree"]) == {"duplication", "overlap", "fragmentation"}


def test_degrees_of_the_truth_follow_from_the_share_of_common_work() -> None:
    truth = worlds.national_truth()
    lowest = truth.groupby("degree")["share"].min()
    highest = truth.groupby("degree")["share"].max()
    assert lowest["duplication"] >= 0.6
    assert lowest["overlap"] >= 0.3
    assert highest["fragmentation"] < 0.3


def test_the_projects_alone_are_those_of_the_world(national: Scenario) -> None:
    projects, truth = worlds.national_projects()
    same = national.projects[projects.columns.intersection(national.projects.columns)]
    assert np.array_equal(same["title"], projects["title"])
    pd.testing.assert_frame_equal(truth, worlds.national_truth())
