"""The hour of a developer of a web service: rows of JSON in, a plan or the faults as JSON out."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.reporting import document
from first_hour.friction import frictions
from first_hour.lists import ENGLISH, LISTS


def answer(asked: str) -> dict[str, Any]:
    """Answer a request as a service would: ``{"rows": [...], "pool": ...}``."""
    body = json.loads(asked)
    try:
        plan = eb.allocate(eb.read_portfolio(pd.DataFrame(body["rows"]), pool=body["pool"]), time_limit=60)
    except (eb.IntakeError, eb.RuleError) as wrong:
        return {"faults": json.loads(wrong.faults.to_json(orient="records"))}
    return {"plan": document(plan), "assumed": plan.brief.ground.assumed / plan.gain}


def request(frame: pd.DataFrame, pool: object) -> str:
    return json.dumps({"rows": frame.to_dict("records"), "pool": pool}, ensure_ascii=False)


@pytest.mark.parametrize("lang", sorted(LISTS))
def test_rows_in_are_a_plan_out_that_anybody_can_check(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = json.loads(json.dumps(answer(request(LISTS[lang], 400)), allow_nan=False))
    assert told["assumed"] == 1
    assert eb.verify(told["plan"])
    assert sum(row["credits"] for row in told["plan"]["projects"]) <= 400
    assert [*tmp_path.iterdir()] == []
    assert capsys.readouterr() == ("", "")


def test_faults_are_records_with_place_and_remedy() -> None:
    faults = answer(request(ENGLISH.drop(columns="Ministry"), "much"))["faults"]
    assert {(fault["table"], fault["column"]) for fault in faults} == {
        ("list", "agency"),
        ("settings", "pool"),
    }
    assert all(fault["fault"] and fault["remedy"] for fault in faults)
    assert frictions(json.dumps(faults)) == []


def test_requests_at_the_same_time_are_answered_as_one_by_one() -> None:
    asked = [request(ENGLISH, pool) for pool in (100, 400)] * 2
    with ThreadPoolExecutor(4) as several:
        together = [*several.map(answer, asked)]
    assert together == [answer(one) for one in asked]
