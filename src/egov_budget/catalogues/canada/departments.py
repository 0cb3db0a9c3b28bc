"""Departments that ask for projects -> organisations of the inventory, whose names are spelt otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from egov_budget.similarity import Part, fold, link

JOINT = " & "  # two departments that ask together
ALIKE = 0.5  # names less alike are names of others
CLEAR = 0.25  # the next name must be less alike by so much, or it could as well be the one
NAMES = (Part("letters", ("title",), "letters", 0.5), Part("words", ("title",), "words", 0.5))
CODE, NAME = "by its code", "by its name"


@dataclass(frozen=True)
class Match:
    """The organisations that a department stands for.

    Parameters
    ----------
    organisations : tuple of str
        Ids; several where departments ask together, none where nothing matches.
    how : str
        What the match rests on; empty without one.
    """

    organisations: tuple[str, ...] = ()
    how: str = ""


def matched(asking: pd.DataFrame, known: pd.DataFrame) -> dict[str, Match]:
    """Return the organisations of each department, matched by name, by code, or by names clearly alike.

    Names are the same if they are once folded. The code of a department is that of an organisation
    if it is the whole of its id or a half of it (``csc-scc`` is English and French); a half that
    several share says nothing. Names are clearly alike from a similarity of 0.5 on, when the next
    organisation is at least 0.25 less alike. A name of two departments (``A & B``) stands for both
    if both match.

    Parameters
    ----------
    asking : DataFrame
        Departments: code and title, no title twice.
    known : DataFrame
        Organisations: id and title.

    Returns
    -------
    dict of str to Match
        A match for every title that asks, an empty one where nothing matches.

    Examples
    --------
    >>> asking = pd.DataFrame({"code": ["csc", "tsb"], "title": ["Correctional Service", "Safety Board"]})
    >>> known = pd.DataFrame({"id": ["csc-scc", "tc"], "title": ["Correctional Service", "Transport"]})
    >>> matched(asking, known)["Correctional Service"]
    Match(organisations=('csc-scc',), how='by its name')
    >>> matched(asking, known)["Safety Board"]
    Match(organisations=(), how='')
    """
    halves = Counter(half for id_ in known["id"] for half in {id_, *id_.split("-")})
    by_code = {half: id_ for id_ in known["id"] for half in id_.split("-") if halves[half] == 1}
    by_code |= {id_: id_ for id_ in known["id"]}
    by_name = {fold(title): id_ for id_, title in zip(known["id"], known["title"], strict=True)}
    names = [name for title in asking["title"] for name in {title, *title.split(JOINT)}]
    alike = _alike(sorted({name for name in names if fold(name)}), known)

    def find(name: str, code: str) -> Match:
        if fold(name) in by_name:
            return Match((by_name[fold(name)],), NAME)
        if code in by_code:
            return Match((by_code[code],), CODE)
        return alike.get(name, Match())

    matches = {}
    for code, title in zip(asking["code"], asking["title"], strict=True):
        several = [find(name, "") for name in title.split(JOINT)]
        if len(several) > 1 and all(match.organisations for match in several):
            ids = dict.fromkeys(id_ for match in several for id_ in match.organisations)
            matches[title] = Match(tuple(ids), " and ".join(dict.fromkeys(match.how for match in several)))
        else:
            matches[title] = find(title, code)
    return matches


def _alike(names: list[str], known: pd.DataFrame) -> dict[str, Match]:
    """Return the organisation each name is clearly like."""
    left = pd.DataFrame({"id": names, "title": names})
    if left.empty or known.empty:
        return {}
    table = link(left, known, parts=NAMES, least=0.0, most=2, same_agency=False, cap=None).table
    found = {}
    for name, rows in table.groupby("left", sort=False):
        likeness = [*rows["similarity"], 0.0]
        if likeness[0] >= ALIKE and likeness[0] - likeness[1] >= CLEAR:
            found[str(name)] = Match((rows["right"].iloc[0],), f"by a name alike ({likeness[0]:.2f})")
    return found
