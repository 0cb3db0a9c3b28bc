"""Links from one table to another: the most alike first, what found nothing, and how likely each is right."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from egov_budget import worlds
from egov_budget.scenario import Scenario
from egov_budget.similarity import Links, link

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def national() -> Scenario:
    return worlds.national_1400(services=300, projects=120)


@pytest.fixture(scope="module")
def links(national: Scenario) -> Links:
    return link(national.projects, national.services)


def test_links_stay_inside_an_agency_are_few_and_fall_in_likeness(national: Scenario, links: Links) -> None:
    agency = {**national.projects.set_index("id")["agency"], **national.services.set_index("id")["agency"]}
    assert [agency[a] == agency[b] for a, b in links.table[["left", "right"]].values] == [True] * len(
        links.table
    )
    for _, rows in links.table.groupby("left"):
        assert len(rows) <= 3
        assert (np.diff(rows["similarity"]) <= 0).all()
    parts = links.table.drop(columns=["left", "right", "similarity"])
    assert (parts.sum(axis=1) == links.table["similarity"]).all()


def test_coverage_is_the_part_of_projects_that_found_a_service(national: Scenario, links: Links) -> None:
    linked = set(links.table["left"])
    assert set(links.unlinked) == set(national.projects["id"]) - linked
    assert links.coverage == pytest.approx(len(linked) / len(national.projects))
    none = link(national.projects.head(0), national.services)
    assert (none.coverage, none.unlinked, len(none.table)) == (1.0, (), 0)


def test_the_order_of_either_table_changes_nothing(national: Scenario, links: Links) -> None:
    turned = link(national.projects.iloc[::-1], national.services.iloc[::-1])
    assert turned.table.equals(links.table)


def test_judged_links_make_a_probability_that_rises_with_likeness_where_likeness_tells(links: Links) -> None:
    judged = links.table[["left", "right"]].assign(
        right_link=links.table["similarity"] > links.table["similarity"].median()
    )
    table = links.calibrated(judged).table
    order = table.sort_values("similarity")["probability"].to_numpy()
    assert (np.diff(order) >= 0).all()
    assert order[0] < 0.2
    assert order[-1] > 0.8
    few = links.calibrated(judged[judged["right_link"]].head(1)).table["probability"]
    assert few.between(0.2, 0.95).all()  # one judgement makes nothing certain


def test_judgements_of_other_pairs_are_refused(links: Links) -> None:
    judged = pd.DataFrame({"left": ["x"], "right": ["y"], "right_link": [True]})
    with pytest.raises(ValueError, match="none of the judged pairs"):
        links.calibrated(judged)
