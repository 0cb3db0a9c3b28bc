"""Groups of common work: who is in them, what each pays and saves, and which pairs hold them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting.plan import records
from egov_budget.reporting.html.cluster import Record, Telling
from egov_budget.reporting.html.clusters import clusters, doubtful
from egov_budget.reporting.html.colours import colours
from egov_budget.reporting.html.evidence import evidence
from egov_budget.reporting.html.layout import MARGIN, packed, radius
from egov_budget.reporting.html.plain import named
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario
    from egov_budget.whatif.savings_ledger import Ledger

DRAWN = 400  # clusters on the map; the list has all
DEGREES = ("duplication", "overlap", "fragmentation")


def groups(
    overlaps: Overlaps | None, scenario: Scenario, plan: Mapping[str, Record], ledger: Ledger | None
) -> Record:
    """Return all common work, the groups that save most first.

    Parameters
    ----------
    overlaps : Overlaps or None
        Pairs and groups; ``None`` where nobody looked.
    scenario : Scenario
        Where titles, agencies and descriptions stand.
    plan : mapping of str to dict
        Records of ``projects`` by id; empty where there is no plan yet.
    ledger : Ledger or None
        Who pays and saves what; ``None`` where there is no plan yet.

    Returns
    -------
    dict
        looked (whether anybody did); relations (as ``Overlaps.relations``);
        clusters (as ``Telling.cluster``, with key, drawn, and x, y, r on
        the map); degrees (pairs of each); colours (agency, title, colour, projects); agencies (agency,
        title) of all clusters; width and height of the map; evidence by the key of a pair; texts, the
        descriptions of all projects of clusters.
    """
    if overlaps is None:
        return {"looked": False, "clusters": [], "evidence": [], "texts": {}}
    telling = Telling(overlaps, scenario, plan, ledger)
    parts = clusters(overlaps)
    at = {project: place for place, part in enumerate(parts) for project in part}
    one, other = (overlaps.pairs[end].map(at) for end in ("project_a", "project_b"))
    pairs = overlaps.pairs[one.notna() & (one == other)].reset_index(drop=True)
    pairs = pairs.assign(doubtful=doubtful(pairs), key=np.arange(len(pairs)))
    inside: list[list[Record]] = [[] for _ in parts]
    for pair in records(pairs):
        inside[at[pair["project_a"]]].append(pair)
    asking = Counter(telling.members[project]["agency"] for part in parts for project in part)
    own = colours([*asking.elements()])
    found = [telling.cluster(part, rows, own) for part, rows in zip(parts, inside, strict=True)]
    found.sort(key=lambda told: (not told["groups"], -told["saved"], -told["at_stake"], told["name"]))
    degrees = overlaps.pairs["degree"].value_counts()
    titles = named(scenario, "agencies")
    return {
        "looked": True,
        "relations": rows_of(_relations(overlaps, ledger)),
        "clusters": found,
        "degrees": {name: int(degrees.get(name, 0)) for name in DEGREES},
        "colours": [
            {"agency": agency, "title": titles[agency], "colour": colour, "projects": asking[agency]}
            for agency, colour in own.items()
        ],
        "agencies": [
            {"agency": agency, "title": titles[agency]}
            for agency in sorted(asking, key=lambda agency: (titles[agency], agency))
        ],
        **_mapped(found),
        "evidence": evidence(overlaps, pairs),
        "texts": {project: telling.members[project]["text"] for part in parts for project in part},
    }


def _relations(overlaps: Overlaps, ledger: Ledger | None) -> pd.DataFrame:
    told = None if ledger is None else ledger.relations
    return overlaps.relations if told is None else told


def _mapped(found: list[Record]) -> dict[str, float]:
    """Give each cluster its key and its place on the map; return how wide and high the map is."""
    sizes = [radius(len(told["members"])) for told in found[:DRAWN]]
    places, height = packed(sizes)
    for key, told in enumerate(found):
        told |= {"key": key, "drawn": key < DRAWN}
        if told["drawn"]:
            told |= {"x": places[key][0], "y": places[key][1], "r": sizes[key]}
    ends = [place[0] + size + MARGIN / 2 for place, size in zip(places, sizes, strict=True)]
    return {"width": round(max(ends, default=0.0), 2), "height": height}
