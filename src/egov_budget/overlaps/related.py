"""What stands in each relation: parallel work, one undertaking, one platform, a site of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.overlaps.degree import LIKELY
from egov_budget.overlaps.named_products import named, texts_of
from egov_budget.scenario.relations import ACCEPTED, RELATIONS, ROLLOUT, TOGETHER
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LETTERS = 2  # of a word that is too short for a product's name


def related(pairs: pd.DataFrame, families: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Return the requests that stand together in each relation.

    Parameters
    ----------
    pairs, families : DataFrame
        As in ``Overlaps``. Pairs that a verdict says to be common work of some relation count, and
        without a verdict those graded overlap or more inside one family; a chain of likenesses joins nothing.
    records : DataFrame
        Titles, descriptions and agencies, for the names of platforms.

    Returns
    -------
    DataFrame
        A row for each request of a group, by relation, group and project: relation, group (its first id),
        project, platform (of a rollout: the product that most of its texts name, two at least and one in its
        title; else empty), pairs (of the group), decided (how many of them a verdict settles), at_stake
        (money for common work that the group asks for more than once, currency units: each work counted
        once). A request can stand in a group of each relation.
    """
    import networkx as nx

    family = families.set_index("project")["family"]
    one, other = (pairs[end].map(family) for end in ("project_a", "project_b"))
    likely = (pairs["verdict"] == "") & (pairs["overlap"] >= LIKELY) & one.notna() & (one == other)
    counted = pairs[likely | pairs["verdict"].isin((*ACCEPTED, *TOGETHER))]
    products = dict(zip(records["id"], named(records).products, strict=True))
    titles = dict(zip(records["id"], folded(texts_of(records, "title")), strict=True))
    found: list[dict[str, object]] = []
    for relation in RELATIONS:
        graph: nx.Graph[str] = nx.Graph()
        for row in counted[counted["relation"] == relation].to_dict("records"):
            ends, stake = (row["project_a"], row["project_b"]), row["at_stake"]
            graph.add_edge(*ends, at_stake=stake, decided=row["verdict"] != "")
        for inside in sorted(sorted(part) for part in nx.connected_components(graph)):
            edges = graph.subgraph(inside).edges(data=True)
            told = {
                "relation": relation,
                "group": inside[0],
                "platform": _platform(inside, products, titles) if relation == ROLLOUT else "",
                "pairs": len(edges),
                "decided": sum(edge["decided"] for _, _, edge in edges),
                "at_stake": asked_again((a, b, edge["at_stake"]) for a, b, edge in edges),
            }
            found.extend(told | {"project": project} for project in inside)
    names = ("relation", "group", "project", "platform", "pairs", "decided", "at_stake")
    return pd.DataFrame(found, columns=[*names])


def by_relation(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what stands in each relation.

    Parameters
    ----------
    rows : DataFrame
        As ``related`` returns them.

    Returns
    -------
    DataFrame
        One row each for parallel, joint, rollout and site: relation, groups, projects, pairs, decided,
        at_stake.
    """
    groups = rows.drop_duplicates(["relation", "group"]).groupby("relation")
    told = groups[["pairs", "decided", "at_stake"]].sum()
    told.insert(0, "groups", groups.size())
    told.insert(1, "projects", rows.groupby("relation").size())
    whole = told.reindex([*RELATIONS]).fillna(0).rename_axis("relation").reset_index()
    counts = dict.fromkeys(("groups", "projects", "pairs", "decided"), "int64")
    return whole.astype({"relation": "str", **counts})


def asked_again(pairs: Iterable[tuple[str | int, str | int, float]]) -> float:
    """Return the money of the dearest pairs that hold everything together: each work is counted once."""
    import networkx as nx

    graph: nx.Graph[str | int] = nx.Graph()
    graph.add_weighted_edges_from(pairs)
    return float(sum(edge["weight"] for _, _, edge in nx.maximum_spanning_edges(graph, data=True)))


def _platform(inside: list[str], products: Mapping[str, frozenset[str]], titles: Mapping[str, str]) -> str:
    """Return the product that most of some requests name, the first by the alphabet of as many.

    Two of them name it at least, and one in its title: what is merely used is no platform that is adopted.
    Two letters, such as IT, are the field's and no product's.
    """
    headed = {word for project in inside for word in titles[project].split() if len(word) > LETTERS}
    holders = Counter(name for project in inside for name in products[project] if name in headed)
    name, most = min(holders.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return name if most > 1 else ""
