"""What an inspection says of groups, pairs and agencies is so of each of them."""

from __future__ import annotations

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.reporting.papers import inspection_paper
from egov_budget.worlds import delivered
from small_scenarios import apart, barred, one_work

pytestmark = pytest.mark.once


def test_no_group_is_told_to_be_funded_apart_of_which_nobody_is_funded() -> None:
    work = one_work(("p0", "p1", 0.5))
    asked = apart([100, 100, 50], 50, agency=["a", "b", "c"], points=[0.1, 0.1, 0.9], verdicts=work,
                  agencies=barred("a", "b", every="abc"))  # fmt: skip
    paid, unpaid = (eb.inspect(eb.allocate(asked.replace(pool=pool))).conflicts for pool in (250.0, 50.0))
    assert paid[["led_by_others", "apart"]].values.tolist() == [[0, 1]] * 2
    assert unpaid[["led_by_others", "apart"]].values.tolist() == [[0, 0]] * 2


def test_parliament_is_told_of_agencies_with_credits_or_with_services_lifted() -> None:
    plan = eb.allocate(apart([100, 50], 100, agency=["a", "b"], points=[0.9, 0.1]))
    assert plan.credits.to_dict() == {"p0": 100.0, "p1": 0.0}
    found = eb.inspect(plan, eb.evaluate(plan, delivered(plan, plan.share), plan.credits))
    kept = {table.name: table for table in inspection_paper(found).tables}["Parliament"]
    assert [row[0] for row in kept.rows if row[0]] == ["a", "Total"]


def test_a_pair_that_is_paid_and_promised_money_is_one_pair() -> None:
    work = one_work(("p0", "p1", 1.0), lead="p0")
    asked = apart([100, 100], 200, agency=["a", "b"], projects={"excluded": [False, True]}, verdicts=work)
    asked = asked.replace(
        verdicts=asked.verdicts.assign(verdict="retired"),
        years=pd.DataFrame({"year": [1, 2], "pool": 200.0}),
        commitments=pd.DataFrame({"project": ["p1"], "year": [2], "credits": [10.0]}),
    )
    found = eb.inspect(eb.score(asked, {"p1": 50.0}))
    assert sorted(found.duplicated["state"]) == ["retired and paid", "retired and promised"]
    assert found.total["duplicated"] == 1
    assert found.agencies["duplicated"].tolist() == [1, 1]
