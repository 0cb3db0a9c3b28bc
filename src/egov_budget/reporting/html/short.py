"""The report on two pages: what is picked from its sections, every number as it stands there."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from egov_budget.reporting.certainty import certainty
from egov_budget.reporting.tables import rows_of
from egov_budget.rules import Pool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.whatif.savings_ledger import Ledger

AGENCIES, GROUPS, DECIDED = 7, 4, 2  # rows of each at most; the report has all
OTHERWISE = 3  # decisions and refusals together


def short(
    allocation: Allocation, asked: Studies, found: Mapping[str, Any], language: Language
) -> dict[str, Any]:
    """Return what of a report stands on two pages.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What was asked about it.
    found : mapping
        The sections of its report.
    language : Language
        Of the sentences.

    Returns
    -------
    dict
        agencies (those that are given most), others (count, and asked, last_year, credits, gain, funded,
        projects of all others) or ``None``, half (how many agencies are given half of what is spent, 0
        where nothing is), groups (lead, adopters and certain, what they save, of those that save most),
        last_year (points that the same pool gains less divided as last year, ``None`` where that is not
        known or not less), pool (the price of the pool) or ``None``, refused (the largest requests that
        are given nothing), decisions and more_decisions, sure (what is known of the plan, sentences).
    """
    agencies, rest = found["agencies"][:AGENCIES], found["agencies"][AGENCIES:]
    summed = ("asked", "last_year", "credits", "gain", "funded", "projects")
    others = {"count": len(rest), **{name: sum(row[name] for row in rest) for name in summed}}
    refused = [row for row in found["projects"] if row["kind"] == "not_funded" and not row["credits"]]
    refused.sort(key=lambda row: (-row["asked"], row["id"]))
    decisions = found["basis"]["decisions"]
    known = (certainty(allocation, language), allocation.audit().words(language))
    return {
        "agencies": agencies,
        "others": others if rest else None,
        "half": _half([row["credits"] for row in found["agencies"]]),
        "groups": _groups(asked.ledger, {row["id"]: row for row in found["projects"]}),
        "last_year": _lost(allocation.gain, found["ladder"]["steps"]),
        "pool": next((row for row in found["limits"]["exact"] if row["rule"] == Pool.name), None),
        "refused": refused[: OTHERWISE - len(decisions[-DECIDED:])],
        "decisions": decisions[-DECIDED:],
        "more_decisions": max(len(decisions) - DECIDED, 0),
        "sure": [language.say("memo.sentence", said=words) for words in known],
    }


def _half(credits: list[float]) -> int:
    """Return how many of the largest make up half of all together.

    Examples
    --------
    >>> _half([5.0, 3.0, 2.0]), _half([4.0, 3.0, 3.0]), _half([0.0])
    (1, 2, 0)
    """
    sums = [*accumulate(credits)]
    return next((place + 1 for place, part in enumerate(sums) if 2 * part >= sums[-1] > 0), 0)


def _groups(ledger: Ledger, projects: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    most = ledger.groups.sort_values(["certain", "group"], ascending=[False, True]).head(GROUPS)
    return [{**projects[row["lead"]], **row} for row in rows_of(most)]


def _lost(gain: float, steps: list[dict[str, Any]]) -> float | None:
    last_year = next((step["gain"] for step in steps if step["name"] == "last_year"), None)
    return None if last_year is None or last_year >= gain else gain - last_year
