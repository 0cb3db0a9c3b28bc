"""The hour of an analyst in a notebook: a frame in, frames out, and a question answered by each line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest

import egov_budget as eb
from first_hour.friction import frictions
from first_hour.lists import LISTS

pytestmark = pytest.mark.once

LANGUAGES = sorted(LISTS)


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_frame_becomes_a_plan_and_every_look_at_it_reads_well(lang: str) -> None:
    scenario = eb.read_portfolio(LISTS[lang], pool=400)
    plan = eb.allocate(scenario, eb.find_overlaps(scenario))
    for noun in (scenario, plan.overlaps, plan):
        assert frictions(f"{noun!r}\n{noun}") == []
        assert "<table" in noun._repr_html_()
    assert plan.table()["credits"].sum() == plan.spent <= 400
    assert plan.audit()
    assert [*Path.cwd().iterdir()] == []  # nothing was left behind


def test_what_is_wrong_with_a_frame_is_a_frame() -> None:
    wrong = LISTS["en"].assign(**{"Budget (million)": [120, -1, None, "x", 250]})
    with pytest.raises(eb.IntakeError) as caught:
        eb.read_portfolio(wrong, pool=400)
    assert caught.value.faults[["row", "column"]].values.tolist() == [
        [3, "Budget (million)"], [5, "Budget (million)"],
    ]  # fmt: skip
    assert frictions(str(caught.value)) == []


def test_half_the_pool_is_one_word_and_what_was_assumed_is_one_number() -> None:
    scenario = eb.read_portfolio(LISTS["en"], pool=400)
    plan, less = eb.allocate(scenario), eb.allocate(scenario.replace(pool=200))
    assert less.gain < plan.gain
    assert plan.brief.ground.assumed == plan.gain
    assert scenario.notes["note"].str.startswith("Effects assumed").sum() == len(scenario.projects)


def test_what_is_known_is_stated_row_by_row_and_the_rest_stays_assumed() -> None:
    stated = pd.DataFrame(
        [("row-5", "Insurance card", "online", 0.9)], columns=["project", "service", "indicator", "points"]
    )
    scenario = eb.read_portfolio(LISTS["en"], pool=90, effects=stated)
    plan = eb.allocate(scenario)
    assert plan.credits["row-5"] > 0
    assert 0 <= plan.brief.ground.assumed < plan.gain
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301  # made here
