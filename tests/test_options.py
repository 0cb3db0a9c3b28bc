"""Options of a call: out of bounds they are refused, all at once, before anything is solved."""

from __future__ import annotations

import math

import pytest

import egov_budget as eb
from egov_budget.cli.meanings import told
from egov_budget.objectives import NAMED
from egov_budget.solving import SolveOptions
from shell import run

BAD = {
    "time_limit": (-3, math.nan, "10", True),
    "relative_gap": (-1, math.nan, None),
    "threads": (-1, 0, 1.5),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, bad in BAD.items() for value in bad])
def test_an_option_out_of_bounds_is_refused_with_both_numbers_and_a_remedy(name: str, value: object) -> None:
    with pytest.raises(eb.RuleError) as refused:
        SolveOptions(**{name: value})  # type: ignore[arg-type]
    (fault,) = refused.value.records
    assert (fault["column"], fault["value"]) == (name, repr(value))
    assert fault["fault"].startswith(f"{name} is {value!r}, not a")
    assert fault["fault"].endswith("from 1 on" if name == "threads" else "from 0 on")
    assert fault["remedy"].startswith("Give")


def test_all_options_out_of_bounds_are_told_at_once() -> None:
    with pytest.raises(eb.RuleError) as refused:
        eb.allocate(eb.worlds.four_projects(), time_limit=-3, relative_gap=-1, threads=-1)
    assert refused.value.faults["column"].tolist() == ["time_limit", "relative_gap", "threads"]


def test_the_last_bounds_are_taken() -> None:
    for limit, gap, threads in ((0, 0, 1), (math.inf, math.inf, 2), (None, 0.5, None)):
        assert SolveOptions(time_limit=limit, relative_gap=gap, threads=threads).left >= 0


@pytest.mark.parametrize("name", NAMED)
def test_an_objective_is_named_alike_in_python_and_in_the_shell(name: str) -> None:
    scenario = eb.worlds.four_projects()
    assert name in told()["allocate"]["goal"]
    named, made = (eb.allocate(scenario, objective=aim) for aim in (name, NAMED[name]()))
    assert (named.quanta == made.quanta).all()


def test_an_objective_that_no_one_knows_is_told_the_nearest(tmp_path: object) -> None:
    with pytest.raises(eb.RuleError, match=r"no objective is named 'gains'. Did you mean 'gain'"):
        eb.allocate(eb.worlds.four_projects(), objective=["worst-off", "gains"])
    run("new", f"{tmp_path}/requests")
    done = run("allocate", f"{tmp_path}/requests", "--goal", "speed")
    assert (done.exit_code, "services-at-90" in done.output) == (2, True)
