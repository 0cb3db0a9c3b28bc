"""One clear screen: what the pool buys, in numbers a minister can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.allocation import Allocation
from egov_budget.display.called import called
from egov_budget.language import all_digits, counted, in_currency, language_of, on_screen, short
from egov_budget.reporting.bands_words import bands_words
from egov_budget.reporting.certainty import certainty
from egov_budget.reporting.ground_words import ground_words
from egov_budget.reporting.upkeep_words import upkeep_words
from egov_budget.scenario.attainment import MEAN
from egov_budget.scenario.decided_words import decided_words
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENCIES_SHOWN = 10
PROJECTS_SHOWN = 10
DECISIONS_SHOWN = 10  # the last ones
ALONE = 2  # goals of a plan that aims at one thing: least cost is always the last
TINY = 1e-9  # part of a gain that is the rounding of sums
MONEY = ("asked", "last_year", "credits")
BAND_WORDS = {"high": "90 % and more", "medium": "50 to 90 %", "low": "under 50 %", "none": "nothing yet"}


def screen(allocation: Allocation) -> str:
    """Return an allocation as one screen of plain text.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    str
        Some thirty lines, without a line break at the end.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> print(screen(allocate(worlds.four_projects())).splitlines()[0])
    Four projects: a pool of 100 credits
    """
    return on_screen(_lines(allocation))


def _lines(allocation: Allocation) -> Iterator[str]:
    settings = allocation.scenario.settings
    year = f" for {settings.fiscal_year}" if settings.fiscal_year else ""
    yield f"{settings.name}: a pool of {in_currency(settings.pool, settings.currency)}{year}"
    yield ""
    brief, english = allocation.brief, language_of("en")
    yield f"  spent  {all_digits(brief.spent):>18} ({english.percent(brief.part_spent)})"
    yield f"  left   {all_digits(brief.left):>18}"
    worth = in_services(allocation.brief.gain, allocation.scenario, english)
    yield f"  gain   {allocation.brief.gain:>z18,.2f} points"
    yield f"  {worth}"
    for words in (*ground_words(brief, english), *upkeep_words(allocation, english)):
        yield f"  {words}"
    if allocation.promised > allocation.gain * (1 + TINY):
        part = english.percent(allocation.gain / allocation.promised)
        yield f"  of     {allocation.promised:>z18,.2f} points promised, of which {part} is expected"
    yield f"  {certainty(allocation, english)}"
    yield ""
    yield f"Services{'before':>25}{'after':>9}{'change':>9}"
    if allocation.scenario.settings.bands_by != MEAN:
        yield f"  {bands_words(allocation.scenario, english)}"
    before_all, after_all = allocation.bands["before"], allocation.bands["after"]
    for band, words in BAND_WORDS.items():
        before, after = int(before_all[band]), int(after_all[band])
        yield f"  {band:<8}{words:<14}{before:>9,}{after:>9,}{after - before:>+9,}"
    yield ""
    yield from _decided(allocation)
    yield from _projects(allocation)
    yield from _agencies(allocation)
    yield from _largest(allocation)
    yield f"Audit: {allocation.audit().words(english)}"


def _decided(allocation: Allocation) -> Iterator[str]:
    decided = decided_words(allocation.scenario, language_of("en"))
    if decided:
        yield f"Decisions in force: {len(decided):,}"
        yield from (f"  {words}" for words in [*decided.values()][-DECISIONS_SHOWN:])
        yield ""


def _projects(allocation: Allocation) -> Iterator[str]:
    brief = allocation.brief
    yield f"Projects: {brief.funded:,} of {brief.projects:,} funded, {brief.partly:,} of them in part"
    if brief.groups:
        yield (
            f"Shared work: {brief.sharing:,} projects in {counted(brief.groups, 'group')} do common work "
            f"once; apart the same would cost {all_digits(brief.saved)} more"
        )
    yield from _aims(allocation)
    yield ""


def _aims(allocation: Allocation) -> Iterator[str]:
    """Yield what several goals are, in their order, and the money that the first gains nothing by."""
    goals = () if allocation.outcome is None else allocation.outcome.program.goals
    if len(goals) <= ALONE:
        return
    yield f"Aimed at: {', then '.join(goal.name for goal in goals)}"
    table = allocation.table()
    idle = table[(table["credits"] > 0) & (table["gain"] <= TINY)]
    if len(idle):
        paid = idle["credits"].sum()
        yield (
            f"No gain: {len(idle):,} of the funded projects bring none and take {all_digits(paid)} "
            f"({language_of('en').percent(paid / allocation.spent)} of what is spent)"
        )


def _agencies(allocation: Allocation) -> Iterator[str]:
    table = allocation.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
    yield f"Agencies{'asked':>18}{'last year':>18}{'given':>18}{'gain':>10}"
    names = called(table["agency"], table["title"].map(short))
    first, rest = table.head(AGENCIES_SHOWN), table.iloc[AGENCIES_SHOWN:]
    rows = [(row, short(names[row["agency"]])) for row in first.to_dict("records")]
    if len(rest):
        rows.append(({name: rest[name].sum() for name in (*MONEY, "gain")}, counted(len(rest), "other")))
    for row, whom in rows:
        money = "".join(f"{all_digits(row[name]):>18}" for name in MONEY)
        yield f"        {money}{row['gain']:>z10,.1f}  {whom}"
    yield ""


def _largest(allocation: Allocation) -> Iterator[str]:
    table = allocation.table().sort_values(["credits", "id"], ascending=[False, True])
    yield f"Largest credits{'asked':>11}{'given':>18}{'gain':>10}"
    for row in table[table["credits"] > 0].head(PROJECTS_SHOWN).to_dict("records"):
        numbers = f"{all_digits(row['asked']):>18}{all_digits(row['credits']):>18}{row['gain']:>z10,.2f}"
        yield f"        {numbers}  {row['id']}, {row['role']}: {short(row['title'])}"
    yield ""
