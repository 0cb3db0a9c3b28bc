"""What stands in each relation, as lines of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import all_digits, figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


def related_lines(told: pd.DataFrame) -> Iterator[str]:
    """Yield a heading and a line for each relation.

    Parameters
    ----------
    told : DataFrame
        As ``Overlaps.relations``, with ``saved`` where a plan says so.

    Yields
    ------
    str
        Groups, requests, how many pairs a verdict settles, money at stake and what the plan saves of it.
    """
    plan = "saved" in told
    heading = f"{'Common work':<14}{'groups':>8}{'requests':>10}{'pairs':>8}{'decided':>9}{'at stake':>16}"
    yield f"{heading}{'saved':>16}" if plan else heading
    for row in told.to_dict("records"):
        counts = f"{row['groups']:>8,}{row['projects']:>10,}{row['pairs']:>8,}{row['decided']:>9,}"
        saved = f"{all_digits(row['saved']):>16}" if plan else ""
        yield f"  {row['relation']:<12}{counts}{figures(row['at_stake']):>16}{saved}"
