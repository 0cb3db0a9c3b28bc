"""One screen of what overlaps: how many pairs of which degree, and the groups that hold most money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import all_digits, counted, figures, on_screen, short
from egov_budget.overlaps import agreement
from egov_budget.overlaps.related_lines import related_lines
from egov_budget.scenario.relations import EXISTS, ROLLOUT, SITE, TOGETHER
from egov_budget.scenario.settled import UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario, Settings

GROUPS_SHOWN = 8
PAIRS_SHOWN = 8
TOGETHER_SHOWN = 3
READERS_SHOWN = 3


def overlaps_screen(scenario: Scenario, overlaps: Overlaps) -> str:
    """Return overlaps as one screen of plain text.

    Parameters
    ----------
    scenario : Scenario
        Where titles and agencies stand.
    overlaps : Overlaps
        Pairs and groups.

    Returns
    -------
    str
        Some thirty lines, without a line break at the end.

    Examples
    --------
    >>> from egov_budget import find_overlaps, worlds
    >>> scenario = worlds.four_projects()
    >>> print(overlaps_screen(scenario, find_overlaps(scenario)).splitlines()[0])
    Four projects: 4 projects of 2 agencies compared
    """
    return on_screen(_lines(scenario, overlaps))


def _lines(scenario: Scenario, overlaps: Overlaps) -> Iterator[str]:
    projects, pairs = scenario.projects.set_index("id"), overlaps.pairs
    yield (
        f"{scenario.settings.name}: {counted(len(projects), 'project')} of "
        f"{counted(projects['agency'].nunique(), 'agency', 'agencies')} compared"
    )
    yield ""
    yield f"Pairs{'found':>22}{'bind':>9}{'at stake':>20}"
    for degree in ("duplication", "overlap", "fragmentation"):
        rows = pairs[pairs["degree"] == degree]
        stake = rows["at_stake"].sum()
        yield f"  {degree:<16}{len(rows):>9,}{int(rows['binds'].sum()):>9,}{figures(stake):>20}"
    if overlaps.graph.left_out:
        yield f"  {overlaps.graph.left_out:,} pairs half alike or more were left out: raise most"
    yield from _read(scenario, overlaps)
    yield ""
    yield from related_lines(overlaps.relations)
    yield from _outside(scenario.settings, overlaps.relations)
    for section in (
        _groups(projects, overlaps),
        _existing(overlaps),
        _retired(projects, overlaps.retired),
        _to_read(projects, pairs),
        _together(projects, overlaps.related),
    ):
        for at, line in enumerate(section):
            if at == 0:
                yield ""
            yield line


def _read(scenario: Scenario, overlaps: Overlaps) -> Iterator[str]:
    """Yield what binds unread, on what reviewers disagree, and how far those agree who are no agency."""
    pairs = overlaps.pairs
    unread = pairs[pairs["binds"] & (pairs["verdict"] == "")]
    if len(unread):
        doubt = 1 - unread[scenario.settings.binding] * unread["parallel"]
        bind = f"{counted(len(unread), 'pair')} {'binds' if len(unread) == 1 else 'bind'} by likeness"
        part, stake = (doubt * unread["at_stake"]).sum(), unread["at_stake"].sum()
        told = f"{doubt.sum():.1f} of them, {figures(part)} of {figures(stake)} at stake"
        yield f"  Unread, {bind}: {told}, are expected to be wrong"
    unsettled = pairs[pairs["verdict"] == UNSETTLED]
    if len(unsettled):
        many, money = counted(len(unsettled), "pair"), figures(unsettled["at_stake"].sum())
        yield f"  Reviewers disagree on {many}, {money} at stake: none binds"
    verdicts = overlaps.verdicts[~overlaps.verdicts["reviewer"].isin(scenario.agencies["id"])]
    for row in agreement(verdicts).head(READERS_SHOWN).to_dict("records"):
        kappa = "" if row["kappa"] != row["kappa"] else f", kappa {row['kappa']:.2f}"
        whom = f"{row['reviewer_a'] or 'somebody'} and {row['reviewer_b'] or 'somebody'}"
        yield f"  {whom} agree on {row['agree']:,} of {counted(row['read'], 'pair')}{kappa}"


def _outside(settings: Settings, relations: pd.DataFrame) -> Iterator[str]:
    """Yield what joint contracts and purchases may save: they are agreed outside the plan."""
    stake = relations.set_index("relation")["at_stake"]
    ways = (
        ("Joint contracts for rollouts", settings.licence_saving, stake[ROLLOUT]),
        ("Joint purchases for sites", settings.purchase_discount, stake[SITE]),
    )
    for what, part, again in ways:
        if part > 0:
            most = f"{part:.1%} of {figures(again)} at most, {figures(part * again)}"
            yield f"  {what} may save {most}: no plan counts on it"


def _groups(projects: pd.DataFrame, overlaps: Overlaps) -> Iterator[str]:
    members = overlaps.members
    common = members.groupby("group")["common"].sum() - members.groupby("group")["common"].max()
    largest = common.rename("once").reset_index().sort_values(["once", "group"], ascending=[False, True])
    if common.empty:
        yield "Groups of common work that bind: none"
        return
    yield f"Groups of common work that bind: {len(common):,}, of {counted(len(members), 'project')}"
    for row in largest.head(GROUPS_SHOWN).to_dict("records"):
        inside = members.loc[members["group"] == row["group"], "project"]
        whom = counted(len(inside), "project")
        yield f"{all_digits(row['once']):>33}  paid more than once without sharing, by {whom}"
        for project in inside.head(4):
            yield f"{'':>41}{project}: {_titled(projects, project)}"


def _existing(overlaps: Overlaps) -> Iterator[str]:
    """Yield the requests for what exists already, or may: what is spared, and how sure that is."""
    if overlaps.existing is None:
        return
    pairs = overlaps.existing.pairs
    for heading, verdicts in (("Exists already", (EXISTS,)), ("May exist already", ("", UNSETTLED))):
        found = pairs[pairs["verdict"].isin(verdicts)]
        if len(found):
            yield f"{heading:<17}{'spared':>16}  sure"
        for row in found.head(PAIRS_SHOWN).to_dict("records"):
            sure = "said" if row["verdict"] == EXISTS else f"{row['overlap']:.0%}"
            yield f"{figures(row['at_stake']):>33}  {sure:>4}  {row['project_a']}"
            yield f"{'':>41}{row['project_b']}: {short(row['title'])} ({short(row['owner'])})"


def _retired(projects: pd.DataFrame, retired: pd.DataFrame) -> Iterator[str]:
    for row in retired.to_dict("records"):
        yield f"Retired in favour of {row['in_favour_of']}: {_titled(projects, row['project'])}"


def _to_read(projects: pd.DataFrame, pairs: pd.DataFrame) -> Iterator[str]:
    """Yield the pairs that no verdict has settled and that are worth most."""
    rows = pairs[pairs["verdict"].isin(("", UNSETTLED))].head(PAIRS_SHOWN)
    if len(rows):
        yield f"Worth reading first{'at stake':>14}  sure"
    for row in rows.to_dict("records"):
        both, kind = f"{row['project_a']}, {row['project_b']}", f"{row['degree']}, {row['relation']}"
        yield f"{figures(row['at_stake']):>33}  {row['confidence']:>4.0%}  {kind}: {both}"
        for project in (row["project_a"], row["project_b"]):
            yield f"{'':>41}{_titled(projects, project)}"


def _together(projects: pd.DataFrame, related: pd.DataFrame) -> Iterator[str]:
    """Yield the largest groups that save nothing: one undertaking, one platform, a site of each."""
    rows = related[related["relation"].isin(TOGETHER)]
    groups = [inside for _, inside in rows.groupby(["relation", "group"], sort=True)]
    groups.sort(key=lambda inside: -inside["at_stake"].iloc[0])
    for inside in groups[:TOGETHER_SHOWN]:
        first = inside.iloc[0]
        what = f"{first['relation']} of {first['platform']}" if first["platform"] else first["relation"]
        sure = f"{what} by verdict" if first["decided"] == first["pairs"] else f"likely {what}"
        yield f"{figures(first['at_stake']):>33}  {sure}: {', '.join(inside['project'])}"
        for project in inside["project"].head(4):
            yield f"{'':>41}{project}: {_titled(projects, project)}"


def _titled(projects: pd.DataFrame, project: str) -> str:
    return f"{short(projects.at[project, 'title'])} ({short(projects.at[project, 'agency'])})"
