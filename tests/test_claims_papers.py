"""What papers and screens say is what the plan is: one figure, written in all its digits."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import egov_budget as eb
from egov_budget import worlds
from egov_budget.certificate import read_plan
from egov_budget.columns import Delivery
from egov_budget.language import all_digits, figures
from egov_budget.overlaps import Overlaps
from egov_budget.reporting import write_files
from egov_budget.reporting.papers import annex_paper, inspection_paper
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Kind
from random_scenarios import random_scenario
from small_scenarios import apart

SOURCE = Path(eb.__file__).parent
ROUNDS = {"language/digits.py", "certificate/grown.py", "intake/write_workbook.py"}  # and shows nothing


def read(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


@given(st.integers(-(2**53), 2**53), st.sampled_from([1, 4, 100]))
def test_an_amount_reads_back_from_its_digits(quanta: int, parts: int) -> None:
    told = all_digits(quanta / parts)
    assert float(read(told)) == quanta / parts
    assert "e" not in told
    assert told != "-0"


@given(st.floats(-1e18, 1e18), st.integers(1, 10))
def test_rounded_figures_keep_whole_digits_and_have_no_negative_nothing(value: float, digits: int) -> None:
    told = figures(value, digits)
    assert abs(read(told) - Fraction(value)) <= max(Fraction(1, 2), 0) or abs(value) < 1
    assert abs(read(told) - Fraction(value)) <= abs(Fraction(value)) / 2 / 10 ** (digits - 1) + Fraction(1, 2)
    assert "e" not in told
    assert told != "-0"


def shortened(text: str) -> list[str]:
    """Return the places of a source text that write a number in the fewest digits, or with an exponent."""
    specs = [
        "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr)
    ]
    return [spec for spec in specs if spec.endswith(("g", "e"))]


def test_no_number_is_written_with_an_exponent() -> None:
    assert shortened('f"{x:,.10g}" f"{x:.{n}g}" f"{x:,}"') == [",.10g", ".g"]
    found = {
        str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if shortened(path.read_text("utf-8"))
    }
    assert found <= ROUNDS


def test_a_remedy_has_both_numbers_in_full() -> None:
    scenario = eb.worlds.four_projects()
    dear = scenario.projects.assign(cost=12_345_678_901.0, mandatory=True)
    with pytest.raises(eb.ConflictingRules, match="need 41,481,481,108 credits"):
        eb.allocate(scenario.replace(projects=dear))


@pytest.fixture(scope="module")
def bills() -> list[eb.Annex]:
    both = apart([10, 10, 30, 40], 90, points=[0.5, 0.5, 0.9, 0.4], agency=[*"abba"])
    asked = [
        both.replace(effects=both.effects.assign(service=["s0", "s0", "s1", "s2"])),
        worlds.national_1400(services=60, projects=60),
        *(random_scenario(seed, divisible=True) for seed in range(6)),
    ]
    return [eb.annex(eb.allocate(scenario)) for scenario in asked]


def test_every_release_demands_what_was_not_demanded_before(bills: list[eb.Annex]) -> None:
    for bill in bills:
        shown: dict[tuple[str, str], float] = {}
        goals = bill.releases[bill.releases["milestone"] > 0]
        for _, tranche in goals.groupby("tranche"):
            for row in tranche.to_dict("records"):
                assert row["level"] > shown.get((row["service"], row["indicator"]), row["before"])
            shown |= {(row["service"], row["indicator"]): row["level"] for row in tranche.to_dict("records")}


def test_a_milestone_is_reached_by_the_money_that_came_before(bills: list[eb.Annex]) -> None:
    for bill in bills:
        scores = bill.plan.scenario.scores.set_index(["service", "indicator"])["score"]
        for row in bill.releases[bill.releases["milestone"] > 0].to_dict("records"):
            earlier = bill.order.plans[row["tranche"] - 2]
            share = earlier.share[earlier.share > 0]
            cell = (row["service"], row["indicator"])
            assert row["level"] <= scores[cell] + _brought(earlier, share, *cell) + 1e-9


def _brought(plan: eb.Allocation, share: pd.Series, service: str, indicator: str) -> float:
    effects = plan.scenario.effects
    own = effects[(effects["service"] == service) & (effects["indicator"] == indicator)]
    return float((own["points"] * own["project"].map(share).fillna(0.0)).sum())


def test_where_nothing_is_demanded_all_that_the_money_so_far_was_to_raise_has_been_shown(
    bills: list[eb.Annex],
) -> None:
    checked = 0
    for bill in bills:
        columns = bill.plan.columns
        cells = pd.MultiIndex.from_arrays(
            [columns.attainment.services[columns.service], columns.attainment.indicators[columns.indicator]]
        )
        owner = bill.plan.scenario.projects.set_index("id")["agency"].reindex(columns.projects).to_numpy()
        shown = pd.Series(1 - columns.room, cells)
        given = bill.releases.assign(late=bill.releases["agency"].duplicated())
        for tranche, rows in given.groupby("tranche"):
            for agency in rows.loc[rows["late"] & (rows["milestone"] == 0), "agency"]:
                earlier = bill.order.plans[tranche - 2]
                delivery = Delivery.of(
                    columns, earlier.share.reindex(columns.projects).to_numpy(), earlier.leads
                )
                raising = (delivery.offered > 1e-9) & (owner[columns.effect_project] == agency)
                level = pd.Series(1 - columns.room + delivery.points, cells)
                own = np.unique(columns.effect_cell[raising])
                assert (level.iloc[own] <= shown.iloc[own] + 1e-4).all()
                checked += len(own)
            goals = rows[rows["milestone"] > 0].set_index(["service", "indicator"])["level"]
            shown[goals.index] = np.maximum(shown[goals.index], goals)
    assert checked


def test_a_credit_line_speaks_of_services_that_rise(bills: list[eb.Annex]) -> None:
    for bill in bills:
        rises = (bill.plan.attainment["after"] > bill.plan.attainment["before"]).to_dict()
        effects = bill.plan.scenario.effects
        raising = effects[effects["service"].map(rises) & (effects["points"] > 0)]
        for row in bill.lines.to_dict("records"):
            projects = bill.plan.scenario.projects
            own = projects[(projects["agency"] == row["agency"]) & (projects["category"] == row["programme"])]
            funded = own.loc[own["id"].map(bill.plan.share) > 0, "id"]
            assert row["services"] <= raising.loc[raising["project"].isin(funded), "service"].nunique()
            assert (row["services"] > 0) == (row["gain"] > 0)


def test_an_effect_without_points_raises_no_service() -> None:
    four = worlds.four_projects()
    effects = four.effects
    none = effects["project"].eq("tax-login") & effects["service"].eq("tax-return")
    plan = eb.allocate(four.replace(effects=effects.assign(points=effects["points"].mask(none, 0.0))))
    lines = eb.annex(plan).lines.set_index("agency")
    assert lines.at["tax", "services"] == 1


def test_agencies_of_one_title_are_told_apart() -> None:
    four = worlds.four_projects()
    paper = annex_paper(eb.annex(eb.allocate(four.replace(agencies=four.agencies.assign(title="One title")))))
    lines = paper.tables[2]
    assert [lines.rows[at][0] for at in sorted(lines.sums)] == [
        "One title (health): subtotal",
        "One title (tax): subtotal",
        "Total",
    ]


def test_asked_is_what_was_asked_in_every_paper() -> None:
    plan = eb.allocate(worlds.four_projects())
    asked = plan.scenario.projects["cost"].sum()
    assert plan.by_agency()["asked"].sum() == eb.inspect(plan).total["asked"] == asked
    assert "asked" not in eb.annex(plan).lines
    assert eb.annex(plan).lines["asked_by_funded"].sum() == 140


def test_a_text_rewritten_beside_the_plan_is_refused(tmp_path: Path) -> None:
    write_files(eb.allocate(worlds.national_1400(services=20, projects=20)), tmp_path)
    requests = json.loads((tmp_path / "requests.json").read_text("utf-8"))
    texts = [
        (table.name, column.name)
        for table in TABLES
        for column in table.columns
        if requests.get(table.name) and column.kind is Kind.TEXT
    ]
    assert {("projects", "title"), ("agencies", "title"), ("services", "title")} <= {*texts}
    for table, column in texts:
        kept = requests[table][0].get(column)
        requests[table][0][column] = "Rewritten"
        (tmp_path / "requests.json").write_text(json.dumps(requests), "utf-8")
        with pytest.raises(eb.IntakeError, match=r"texts of the requests|from other inputs"):
            read_plan(tmp_path)
        requests[table][0][column] = kept


def test_a_pair_is_counted_once_in_all_and_once_for_each_agency() -> None:
    scenario = worlds.four_projects()
    credits = {"tax-login": 60, "health-login": 40}
    found = eb.inspect(eb.score(scenario, credits, overlaps=nothing_in_common(scenario)))
    money = inspection_paper(found).tables[4]
    assert found.agencies["duplicated"].tolist() == [1, 1]
    assert found.total["duplicated"] == 1
    assert money.rows[-1][-3] is None  # the column has no sum: a pair of two agencies stands in it twice
    alone = eb.score(scenario, {"tax-login": 60}, overlaps=nothing_in_common(scenario))
    assert eb.inspect(alone).duplicated.empty  # nothing is at stake where one of them gets no credits


def nothing_in_common(scenario: eb.Scenario) -> Overlaps:
    found = eb.find_overlaps(scenario)
    return replace(found, members=found.members.head(0))


def handed_out(noun: object) -> Iterator[tuple[str, object]]:
    """Yield whatever a noun hands out under a name without an underscore."""
    for name in dir(type(noun)):
        if not name.startswith("_") and not callable(getattr(type(noun), name)):
            with suppress(Exception):
                yield name, getattr(noun, name)
    yield from ((name, getattr(noun, name)) for name in vars(noun) if not name.startswith("_"))


def test_a_noun_cannot_be_changed_through_what_it_hands_out() -> None:
    plan = eb.allocate(worlds.four_projects())
    program = eb.formulate(plan.scenario, plan.overlaps)
    nouns = [
        plan,
        plan.overlaps,
        plan.columns,
        plan.scenario,
        program,
        program.goals[0],
        eb.annex(plan),
        eb.inspect(plan),
        eb.savings_ledger(plan),
    ]
    tried = 0
    for noun in nouns:
        for name, value in handed_out(noun):
            if isinstance(value, np.ndarray):
                assert not value.flags.writeable, (noun, name)
            elif sparse.issparse(value):
                before = value.toarray()
                with pytest.raises(ValueError, match="read-only"):
                    value.data[0] += 1
                value.data = value.data + 1
                assert (getattr(noun, name).toarray() == before).all(), (noun, name)
            elif isinstance(value, pd.DataFrame | pd.Series) and len(value):
                before = value.copy()
                value.iloc[0] = value.iloc[-1]
                value.index = value.index[::-1]
                assert getattr(noun, name).equals(before), (noun, name)
            else:
                continue
            tried += 1
    assert tried > 70


def test_credits_cannot_be_multiplied() -> None:
    plan = eb.allocate(worlds.four_projects())
    with pytest.raises((ValueError, AttributeError)):
        plan.quanta *= 3  # type: ignore[misc]
    assert plan.spent == 100


def test_a_fault_of_an_amount_shows_that_it_is_none() -> None:
    projects = worlds.four_projects().projects.assign(cost=0.1 + 0.2)
    with pytest.raises(eb.IntakeError, match=r"0\.30000000000000004 is not a whole number of quanta of 0\.1"):
        worlds.four_projects().replace(projects=projects, quantum=0.1)
