"""The verb: last year's Scenario and this year's -> the verdicts that still hold."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from egov_budget.display import Displayed
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import ENDS
from egov_budget.similarity import Part, link

SAME = 0.2  # likeness below which an id has been given to other work
RENAMED = 0.45  # likeness from which a project under another id is the same one
PARTS = (Part("title", ("title",), "letters", 0.5), Part("text", ("title", "description"), "words", 0.5))


@dataclass(frozen=True, eq=False)
class Carried(Displayed):
    """Verdicts of last year that hold this year.

    Parameters
    ----------
    verdicts : DataFrame
        Rows for ``decide``: who decided, when and why stay as they were.
    projects : DataFrame
        A row for each project that last year's verdicts name: project (its id then), now (its id now,
        empty if there is none), how (``id``, ``text``, ``gone``, or ``other work`` where the id stands
        for that now), likeness of the two texts (0-1).
    lost : DataFrame
        Last year's verdicts that could not be carried over.
    """

    verdicts: pd.DataFrame
    projects: pd.DataFrame
    lost: pd.DataFrame

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"verdicts": self.verdicts, "projects": self.projects, "lost": self.lost}


def carry_over(last: Scenario, scenario: Scenario, *, renamed: float = RENAMED) -> Carried:
    """Return last year's verdicts that hold for this year's projects, matched by id and by text.

    A project is the same where it has the same id and its text is not another one altogether. Where
    its id is gone it is looked for by its text among the new projects of its agency: it is the same where
    each of the two is the other's most alike and they are alike enough.

    Parameters
    ----------
    last, scenario : Scenario
        Last year's, with its verdicts, and this year's.
    renamed : float, optional
        Likeness from which a project under another id is the same, 0-1.

    Returns
    -------
    Carried
        Verdicts under this year's ids, how each project was found, and what was lost. A pair that has
        a verdict this year keeps it: carried verdicts leave it out.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> last = worlds.four_projects()
    >>> projects = last.projects.replace({"tax-login": "tax-sign-in"})
    >>> renamed = {name: last.tables[name].replace({"tax-login": "tax-sign-in"})
    ...            for name in ("effects", "prerequisites")}
    >>> now = last.replace(projects=projects, verdicts=last.verdicts.head(0), **renamed)
    >>> carry_over(last, now).verdicts[["project_a", "project_b", "verdict"]].values.tolist()
    [['tax-sign-in', 'health-login', 'accept']]
    """
    verdicts = last.verdicts
    named = pd.unique(pd.concat([verdicts[end] for end in ENDS]))
    before = last.projects[last.projects["id"].isin(named)]
    now = scenario.projects
    kept = before["id"].isin(now["id"])
    same = _likeness(before[kept], now)
    rows = [(old, old if like >= SAME else "", "id" if like >= SAME else "other work", like)
            for old, like in same.items()]  # fmt: skip
    free = now[~now["id"].isin(last.projects["id"])]
    found = _mutual(before[~kept], free, renamed)
    for old in before.loc[~kept, "id"]:
        now_is, like = found.get(old, ("", 0.0))
        rows.append((old, now_is, "text" if now_is else "gone", like))
    projects = pd.DataFrame(rows, columns=["project", "now", "how", "likeness"])
    projects = projects.sort_values("project", kind="stable", ignore_index=True)
    name = projects.set_index("project")["now"].to_dict()
    name |= {each: each * (each in set(scenario.platforms["id"])) for each in last.platforms["id"]}
    moved = verdicts.assign(**{end: verdicts[end].map(name) for end in ENDS},
                            lead=verdicts["lead"].map({**name, "": ""}))  # fmt: skip
    whole = (moved[ENDS] != "").all(axis=1) & ((verdicts["lead"] == "") | (moved["lead"] != ""))
    decided = {frozenset(pair) for pair in scenario.verdicts[ENDS].itertuples(index=False)}
    new = pd.Series([frozenset(pair) not in decided for pair in moved[ENDS].itertuples(index=False)],
                    index=moved.index, dtype="bool")  # fmt: skip
    held, lost = (rows.reset_index(drop=True) for rows in (moved[whole & new], verdicts[~whole]))
    return Carried(held, projects, lost)


def _likeness(before: pd.DataFrame, now: pd.DataFrame) -> dict[str, float]:
    """Return the similarity of each project to the one of the same id."""
    if before.empty:
        return {}
    texts = ["id", "title", "description"]
    one = before[texts].assign(agency=before["id"])
    other = now.loc[now["id"].isin(before["id"]), texts].assign(agency=lambda frame: frame["id"])
    table = link(one, other, parts=PARTS, least=0.0, most=1, cap=None).table
    found = dict(zip(table["left"], table["similarity"], strict=True))
    return {project: float(found.get(project, 0.0)) for project in before["id"]}


def _mutual(before: pd.DataFrame, free: pd.DataFrame, least: float) -> dict[str, tuple[str, float]]:
    """Return the mutual nearest neighbours of last year's projects among new ones, with their likeness."""
    if before.empty or free.empty:
        return {}
    texts = ["id", "agency", "title", "description"]
    table = link(before[texts], free[texts], parts=PARTS, least=least, most=1, cap=None).table
    best = table.sort_values(["right", "similarity", "left"], ascending=[True, False, True], kind="stable")
    best = best.drop_duplicates("right")
    pairs = best[["left", "right", "similarity"]].itertuples(index=False)
    return {left: (right, float(like)) for left, right, like in pairs}
