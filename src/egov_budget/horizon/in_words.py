"""in_words: a schedule on one screen, a line a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.certificate.certify import certify
from egov_budget.language import all_digits, counted, language_of, on_screen

if TYPE_CHECKING:
    from egov_budget.horizon.schedule import Schedule

MONEY = {"pool": 18, "carried in": 14, "promised": 16, "spent": 18}  # how wide each is
UPKEEP = {"upkeep": 14}  # where anything costs something to run


def in_words(schedule: Schedule) -> str:
    """Return the screen of a schedule.

    Parameters
    ----------
    schedule : Schedule
        What is told.

    Returns
    -------
    str
        A line a year: pool, carried in, promised, spent, upkeep if there is any, projects that start, gain
        added and its worth.
    """
    settings = schedule.scenario.settings
    widths = MONEY | (UPKEEP if schedule.scenario.projects["yearly_cost"].any() else {})
    head = f"{'year':>6}" + "".join(f"{name:>{wide}}" for name, wide in widths.items())
    head += f"{'start':>7}{'gain':>10}{'worth':>10}"
    funded, asked = int((schedule.parts[:, -1] > 0).sum()), len(schedule.parts)
    starts = schedule.start.value_counts()
    lines = [
        f"{settings.name}: {counted(len(schedule.years), 'year')}, {settings.currency}",
        f"gain {schedule.gain:,.2f} points by the worth of their years",
        f"proved: {certify(schedule).said(language_of('en'))}",
        f"{funded:,} of {asked:,} projects, {schedule.audit()}",
        *(["in prices of the requests: each pool is divided by the deflator of its year"] * schedule.dated),
        "",
        head,
    ]
    for pool, gain in zip(schedule.pools.to_dict("records"), schedule.gains.to_dict("records"), strict=True):
        money = "".join(f"{all_digits(pool[name]):>{wide}}" for name, wide in widths.items())
        began = int(starts.get(pool["year"], 0))
        gains = f"{gain['added']:>z10,.2f}{gain['discounted']:>z10,.2f}"
        lines.append(f"{pool['year']:>6}{money}{began:>7,}{gains}")
    return on_screen(lines)
