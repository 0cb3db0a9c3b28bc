"""Figures of a plan over several years that its tables show, counted again in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from egov_budget.certificate.figures import Lines, shown_money, shown_points
from egov_budget.certificate.stated import stated
from egov_budget.counting import BILLION
from egov_budget.counting.upkeep import upkeep_by_year
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting.course import Course


def figures_over(course: Course, gain: Fraction, most: Fraction) -> dict[str, Lines]:
    """Return what the tables of the document of a plan over several years have to show.

    Parameters
    ----------
    course : Course
        The plan.
    gain, most : Fraction
        What it gains by the worth of its years, and what no plan exceeds, points.
    """
    quantum, last = exact(course.scenario.settings.quantum), course.plans[-1]
    projects: Lines = {
        row["id"]: {
            "agency": row["agency"],
            "asked": row["cost"],
            "share": last.parts[row["id"]] / BILLION,
            **{
                str(year): shown_money(quantum * course.paid[row["id"]][at])
                for at, year in enumerate(course.years)
            },
        }
        for row in last.projects
    }
    upkeep = upkeep_by_year(course)
    by_year: Lines = {
        str(year): {
            "pool": shown_money(quantum * int(course.pools.pools[at])),
            "spent": shown_money(quantum * sum(paid[at] for paid in course.paid.values())),
            "upkeep": shown_money(quantum * ceil(upkeep[at])),
        }
        for at, year in enumerate(course.years)
    }
    summary: Lines = {"gain": {"value": shown_points(gain)}, "bound": {"value": stated(most, up=True)}}
    return {"projects": projects, "by_year": by_year, "summary": summary}
