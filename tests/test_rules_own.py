"""Rules of one's own: what their rows are read as, and what is stated exactly."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy import sparse

import egov_budget as eb
from egov_budget import Scenario, allocate, certify, worlds
from egov_budget.columns import Columns
from egov_budget.counting import BILLION
from egov_budget.errors import Conflict
from egov_budget.overlaps import find_overlaps
from egov_budget.rules import SOS1, STANDARD, Block, Rule, ServicesTarget, Stated
from egov_budget.rules.exact_row import ExactRow, read_rows
from egov_budget.rules.from_record import from_record
from egov_budget.rules.own import Own, complete
from own_rules import CreditsWithin, SharesWithin
from small_scenarios import apart, one_work

FOUR = worlds.four_projects()
COLUMNS = Columns.of(FOUR, find_overlaps(FOUR))
NO_BOUND = np.array([-np.inf])


@dataclass(frozen=True)
class Tax:
    """The tax office gets so much at most, stated by project."""

    most: float
    name: str = "tax"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        return iter(())

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Stated]:
        yield Block.of_credits({"e-filing": 1, "tax-login": 1}, most=self.most, subject="tax")

    def say(self, subject: str, price: str) -> str:
        return f"{subject} costs {price}"


def read(row: np.ndarray, most: float) -> ExactRow | None:
    block = Block(["all"], sparse.csr_array(row[None, :]), NO_BOUND, np.array([most]))
    found = read_rows(block, COLUMNS)
    return None if found is None else found[0]


@pytest.mark.parametrize("seed", range(8))
def test_a_weighting_of_credits_is_read_with_its_own_weights(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.integers(1, 50, 4) / rng.integers(1, 50)
    row = read(weights @ COLUMNS.credits, 10.25)
    assert row is not None
    assert row.of == "credits"
    found = [row.weights[project] / row.scale for project in COLUMNS.projects]
    assert found == pytest.approx(weights.tolist(), rel=1e-12)
    assert row.most == int(10.25 * COLUMNS.unit * row.scale)


@pytest.mark.parametrize("joining", [0.0, 1.0])
def test_a_row_on_credits_is_read_whatever_work_in_common_leaves_to_pay(joining: float) -> None:
    asked = apart([10, 20], 30, agency=["a", "b"], verdicts=one_work(("p0", "p1", 1.0), connection=joining))
    columns = Columns.of(asked, find_overlaps(asked))
    twice = sparse.csr_array(2 * columns.credits[[0]])
    [row] = read_rows(Block(["own"], twice, NO_BOUND, np.ones(1)), columns) or []
    assert (row.of, row.weights, row.scale) == ("credits", {"p0": 2}, 1)


def test_a_row_on_shares_alone_is_read_as_one_on_shares() -> None:
    shares = np.zeros(COLUMNS.size)
    shares[:4] = 1
    row = read(shares, 2.0)
    assert row is not None
    assert (row.of, row.most, row.weights) == ("shares", 2 * BILLION, dict.fromkeys(COLUMNS.projects, 1))


@pytest.mark.parametrize(
    ("row", "costs", "of"),
    [([1, 1], [10, 10], "shares"), ([10, 10], [10, 10], "credits"), ([10, 30], [10, 30], "credits")],
)
def test_a_row_is_read_in_the_plainer_way_and_as_one_on_shares_where_each_counts_once(
    row: list[int], costs: list[int], of: str
) -> None:
    columns = Columns.of(apart(costs, 20), None)
    matrix = sparse.csr_array((row, ([0, 0], [0, 1])), shape=(1, columns.size), dtype=float)
    [found] = read_rows(Block(["all"], matrix, NO_BOUND, np.ones(1)), columns) or []
    assert found.of == of


def test_settling_keeps_a_row_on_the_projects_that_are_there() -> None:
    limit = ExactRow("own", "credits", {"nobody": 3, "e-booking": 5, "tax-login": 2}, None, 7).limit(COLUMNS)
    held = dict(zip(COLUMNS.projects[limit.projects], limit.weighing, strict=True))
    assert (held, limit.least, limit.most) == ({"e-booking": 5, "tax-login": 2}, None, 7)


@pytest.mark.parametrize("column", ["b", "h", "g"])
def test_a_row_on_anything_else_is_not_read(column: str) -> None:
    row = np.zeros(COLUMNS.size)
    row[[0, COLUMNS.starts[column]]] = 1
    assert read(row, 1.0) is None


@pytest.mark.parametrize(
    "more", [{"whole": np.zeros(1, int)}, {"switches": 1}, {"sos1": (SOS1("first", np.zeros(1, int)),)}]
)
def test_a_row_that_brings_more_than_itself_is_not_read(more: dict[str, Any]) -> None:
    block = Block(["first"], sparse.csr_array(COLUMNS.credits[[0]]), NO_BOUND, np.ones(1))
    assert read_rows(block, COLUMNS)
    assert read_rows(dataclasses.replace(block, **more), COLUMNS) is None


def test_a_stated_row_rounds_its_bounds_inwards_to_whole_quanta() -> None:
    row = ExactRow.of_stated(Block.of_credits({"a": 0.5}, least=1.3, most=2.7), 1.0)
    assert (row.weights, row.scale, row.least, row.most) == ({"a": 1}, 2, 3, 5)
    finer = ExactRow.of_stated(Block.of_credits({"a": 0.5}, least=1.31, most=2.79), 0.1)
    assert (finer.weights, finer.scale, finer.least, finer.most) == ({"a": 1}, 2, 27, 55)


class Several(Tax):
    """Two rows on credits, one of them stated, then one on anything else, then a stated one on shares."""

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Any]:
        yield from super().rows(scenario, columns)
        yield Block(["read"], sparse.csr_array(columns.credits[[0]]), NO_BOUND, np.ones(1))
        points = sparse.csr_array(np.arange(columns.size)[None, :] >= columns.starts["g"])
        yield Block(["points"], points, NO_BOUND, np.ones(1))
        yield Block.of_shares({"e-booking": 1}, most=0.5, subject="shares")


def test_each_row_of_a_rule_is_read_and_that_one_cannot_be_is_told() -> None:
    own = Own.of(Several(20.0), FOUR, COLUMNS)
    assert [row.subject for row in own.exact_rows] == ["tax", "read", "shares"]
    assert own.unchecked
    assert not Own.of(CreditsWithin("own", ("e-filing",), most=20), FOUR, COLUMNS).unchecked


@pytest.mark.parametrize(
    ("state", "over", "unit"),
    [
        (Block.of_credits, COLUMNS.credits, COLUMNS.unit),
        (Block.of_shares, sparse.eye_array(COLUMNS.n_projects, COLUMNS.size), 1.0),
    ],
)
def test_a_stated_row_is_the_weighting_that_it_states(
    state: Callable[..., Stated], over: sparse.csr_array, unit: float
) -> None:
    weights = {"e-filing": 0.5, "tax-login": 1.25}
    [block] = Own("own", (ExactRow.of_stated(state(weights, most=33), 1.0),)).rows(FOUR, COLUMNS)
    weighed = np.array([weights.get(project, 0.0) for project in COLUMNS.projects])
    assert block.matrix.toarray()[0] == pytest.approx(weighed @ over)
    assert (block.lower[0], block.upper[0]) == (-np.inf, pytest.approx(33 / unit))


@pytest.mark.parametrize(
    "stated",
    [
        Block.of_credits({"e-filing": 0.5}, most=3),
        Block.of_credits({"e-filing": -1}, most=3),
        Block.of_shares({"e-filing": 1}, most=0.5),
        Block.of_shares({"e-filing": 1}, least=0.5),
    ],
)
def test_what_bounds_no_sum_in_whole_weights_from_above_proves_nothing(stated: Stated) -> None:
    assert not Own("own", (ExactRow.of_stated(stated, 1.0),)).proves


class Refused(Tax):
    """A rule whose own check finds that it cannot be kept."""

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        yield Conflict(self.name, "tax", 0, self.most, "credits", "the office is closed", ("wait", "move"))


def test_what_the_check_of_ones_own_rule_finds_is_told_before_solving() -> None:
    with pytest.raises(eb.ConflictingRules, match="the office is closed"):
        allocate(FOUR, rules=[*STANDARD, Refused(20.0)])


@pytest.mark.parametrize(("least", "most", "need"), [(40, np.inf, 40), (-np.inf, 25, 25)])
def test_a_bound_of_ones_own_that_is_broken_is_told_with_both_numbers(
    least: float, most: float, need: int
) -> None:
    rule = CreditsWithin("own", ("p0",), least, most)
    [broken] = eb.score(apart([50], 50), {"p0": 30.0}, rules=[rule]).audit().breaches.to_dict("records")
    assert (broken["rule"], broken["have"], broken["need"]) == ("own", 30, need)
    within = CreditsWithin("own", ("p0",), least - 15, most + 15)
    assert eb.score(apart([50], 50), {"p0": 30.0}, rules=[within]).audit()


@pytest.mark.parametrize("most", [20.0, 33.0, 60.0])
def test_a_rule_that_is_stated_is_kept_to_the_quantum_and_checked(most: float) -> None:
    plan = allocate(FOUR, rules=[*STANDARD, Tax(most)])
    assert plan.credits[["e-filing", "tax-login"]].sum() <= most
    assert plan.audit()
    assert plan.audit().unchecked == ()
    assert [check.subject for check in plan.audit().checks if check.rule == "tax"] == ["tax"]


@pytest.mark.parametrize("rule", [Tax(20.0), SharesWithin(1.0)])
def test_a_ceiling_of_ones_own_is_proved_as_sharply_as_it_is_solved(rule: Rule) -> None:
    plan = allocate(FOUR, rules=[*STANDARD, rule])
    assert plan.outcome is not None
    assert float(certify(plan).bound) == pytest.approx(plan.outcome.reached[0].bound, abs=1e-9)
    assert plan.rules[-1].money == isinstance(rule, Tax)


def test_a_rule_is_the_same_after_it_was_written_down() -> None:
    own = Own.of(Tax(33.0), FOUR, COLUMNS)
    again = from_record(own.record())
    assert again is not None
    assert again.record()["rows"] == own.record()["rows"]
    [one], [other] = (list(rule.rows(FOUR, COLUMNS)) for rule in (own, again))
    assert np.array_equal(one.matrix.toarray(), other.matrix.toarray())
    assert one.upper == pytest.approx(other.upper)
    assert complete(again, FOUR, COLUMNS) is again
    assert [rule.say("tax", "1") for rule in (own, again)] == ["tax costs 1", "tax (tax) costs 1"]


@pytest.mark.parametrize("changed", [{"count": -1}, {"count": "many"}, {"level": 2.0}, {"name": "other"}])
def test_a_record_whose_rule_could_not_have_been_made_states_none(changed: dict[str, Any]) -> None:
    record = ServicesTarget(5).record()
    assert from_record(record) == ServicesTarget(5)
    assert from_record({**record, **changed}) is None
