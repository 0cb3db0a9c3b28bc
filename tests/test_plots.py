"""Charts say what the tables say, begin at zero, touch nothing global, and read no title as mathematics."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

import egov_budget as eb
from egov_budget.language import languages
from small_scenarios import apart

HOSTILE = r"$\frac{1}{$ \alpha_{ {} ^ & <b> " + "x" * 10_000 + "\u202e\n\n"


@pytest.fixture(scope="module")
def scenario() -> eb.Scenario:
    four = eb.worlds.four_projects()
    agencies = four.agencies.assign(title=[HOSTILE, ""])
    return four.replace(agencies=agencies, currency=r"$\million$", name=HOSTILE)


@pytest.fixture(scope="module")
def plan(scenario: eb.Scenario) -> eb.Allocation:
    return eb.allocate(scenario)


@pytest.fixture(scope="module")
def draw(scenario: eb.Scenario, plan: eb.Allocation) -> dict[str, Callable[..., Axes]]:
    """Every chart there is, by its name."""
    curve = eb.frontier(scenario, plan.overlaps, pools=[0, 50, 75, 100])
    smaller = eb.compare(plan, eb.allocate(scenario.replace(pool=80), plan.overlaps))
    assert plan.overlaps is not None
    return {
        "agencies": plan.plot,
        "bands": lambda **options: plan.plot("bands", **options),
        "overlaps": lambda **options: plan.overlaps.plot(currency="$", **options),
        "gain": curve.plot,
        "price": lambda **options: curve.plot("price", **options),
        "tranches": eb.tranches(plan).plot,
        "high bars": eb.tranches(eb.allocate(eb.worlds.national_1400(60, 40)), (0.7, 0.8, 0.9, 1.0)).plot,
        "exchanges": eb.exchange_network(eb.worlds.national_1400(60, 40)).plot,
        "core index": eb.core_index(scenario, plan.overlaps, samples=4).plot,
        "comparison": smaller.plot,
        "four numbers": eb.four_numbers(scenario, plan.overlaps).plot,
        "schedule": eb.plan_years(scenario.replace(years=YEARS), plan.overlaps).plot,
        "robustness": eb.price_of_robustness(
            scenario.replace(projects=scenario.projects.assign(cost_more=10.0)), plan.overlaps, gammas=[1]
        ).plot,
    }


NAMES = (
    "agencies", "bands", "overlaps", "gain", "price", "tranches", "high bars", "exchanges", "core index",
    "comparison", "four numbers", "schedule", "robustness",
)  # fmt: skip
YEARS = pd.DataFrame({"year": [1401, 1402], "pool": [60, 40], "carry_over": 0.5})


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", NAMES)
def test_a_legend_covers_no_number(draw: dict[str, Callable[..., Axes]], name: str, code: str) -> None:
    ax = draw[name](lang=code)
    ax.figure.canvas.draw()
    legend = ax.get_legend()
    texts = [text for text in ax.texts if text.get_text() and len(text.get_text()) < 99]
    assert legend is None or not [
        text.get_text() for text in texts if legend.get_window_extent().overlaps(text.get_window_extent())
    ]


def picture(ax: Axes) -> bytes:
    """Return a chart as it is saved."""
    file = io.BytesIO()
    figure = ax.figure
    assert isinstance(figure, Figure)
    figure.savefig(file, format="png", dpi=40)
    return file.getvalue()


def test_every_chart_is_tested(draw: dict[str, Callable[..., Axes]]) -> None:
    assert tuple(draw) == NAMES


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_the_same_each_time_and_reads_no_title_as_mathematics(
    draw: dict[str, Callable[..., Axes]], name: str, lang: str
) -> None:
    first, second = draw[name](lang=lang), draw[name](lang=lang)
    assert picture(first) == picture(second)  # a title read as mathematics would not be drawn at all
    texts = [text for text in first.figure.findobj(Text) if "$" in text.get_text()]
    assert [text.get_text() for text in texts if text.get_parse_math()] == []
    assert max((len(text.get_text()) for text in texts), default=0) < 200


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_drawn_on_the_axes_given(draw: dict[str, Callable[..., Axes]], name: str) -> None:
    ax = Figure().add_subplot()
    assert draw[name](ax=ax) is ax
    assert ax.has_data()


def test_the_network_names_its_bottlenecks_with_the_worst_on_top() -> None:
    network = eb.exchange_network(eb.worlds.national_1400(200, 100))
    worst = network.registers.sort_values(["held_back", "points"], ascending=False)["name"].head(8)
    boxes = {text.get_text(): text.xy for text in network.plot().texts}  # type: ignore[attr-defined]
    heights = [height for name in worst for text, (_, height) in boxes.items() if name in text]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == len(worst)


def test_charts_touch_no_global_state() -> None:
    program = (
        "import egov_budget as eb, matplotlib, sys\n"
        "before = matplotlib.rcParams.copy()\n"
        "plan = eb.allocate(eb.worlds.four_projects())\n"
        "plan.plot(); plan.plot('bands'); plan.overlaps.plot(); eb.tranches(plan).plot()\n"
        "four = plan.scenario\n"
        "eb.plan_years(four).plot(lang='fa')\n"
        "dearer = four.replace(projects=four.projects.assign(cost_more=10.0))\n"
        "eb.price_of_robustness(dearer, gammas=[1]).plot()\n"
        "assert matplotlib.rcParams.copy() == before\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "name", ["agencies", "bands", "tranches", "comparison", "four numbers", "schedule", "robustness"]
)
def test_bars_begin_at_zero_and_zero_is_in_sight(draw: dict[str, Callable[..., Axes]], name: str) -> None:
    ax = draw[name]()
    flat = name in ("agencies", "comparison", "four numbers")
    low, high = ax.get_xlim() if flat else ax.get_ylim()
    assert low <= 0 <= high
    starts = [bar.get_x() if flat else bar.get_y() for bar in ax.patches]  # type: ignore[attr-defined]
    assert set(starts) == {0}


def test_bars_are_as_long_as_the_credits(draw: dict[str, Callable[..., Axes]], plan: eb.Allocation) -> None:
    table = plan.by_agency().sort_values("credits", ascending=False)
    lengths = [bar.get_width() for bar in draw["agencies"]().patches]  # type: ignore[attr-defined]
    assert lengths == [*table["asked"], *table["credits"]]


def test_an_agency_without_a_title_has_its_id(draw: dict[str, Callable[..., Axes]]) -> None:
    assert "health" in [label.get_text() for label in draw["agencies"]().get_yticklabels()]


def test_the_frontier_shows_its_points_and_its_own_pool(scenario: eb.Scenario, plan: eb.Allocation) -> None:
    curve = eb.frontier(scenario, plan.overlaps, pools=[40, 80, 100, 120])
    ax = curve.plot()
    gain, own = ax.lines
    assert np.array_equal(gain.get_xdata(), curve.points["pool"])
    assert np.array_equal(gain.get_ydata(), curve.points["gain"])
    assert own.get_xdata()[0] == 100  # type: ignore[index]
    assert ax.get_ylim()[0] == 0


def test_the_price_between_two_pools_is_a_step(scenario: eb.Scenario, plan: eb.Allocation) -> None:
    curve = eb.frontier(scenario, plan.overlaps, pools=[40, 80, 100])
    [steps] = curve.plot("price").patches
    assert np.allclose(steps.get_data().values, curve.points["price"].dropna())  # type: ignore[attr-defined]


def test_every_pair_is_a_point(draw: dict[str, Callable[..., Axes]], plan: eb.Allocation) -> None:
    assert plan.overlaps is not None
    drawn = [point for some in draw["overlaps"]().collections for point in some.get_offsets().tolist()]
    pairs = plan.overlaps.pairs
    told = pairs.loc[pairs["degree"] != "unrelated", ["similarity", "at_stake"]]
    assert sorted(drawn) == sorted(told.to_numpy().tolist())


def test_a_chart_that_does_not_exist_is_refused(plan: eb.Allocation, scenario: eb.Scenario) -> None:
    with pytest.raises(ValueError, match="no chart 'pie' of an allocation; there are agencies, bands"):
        plan.plot("pie")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no chart 'pie' of a frontier; there are gain, price"):
        eb.frontier(scenario, pools=[100]).plot("pie")  # type: ignore[arg-type]


def test_a_chart_that_leaves_agencies_out_says_so() -> None:
    for count in (15, 16):
        plan = eb.allocate(apart([10] * count, 50, agency=[f"a{at}" for at in range(count)]))
        assert ("15 largest of 16" in plan.plot().get_title("left")) == (count > 15)
