"""Projects and services of one department, linked by their texts -> effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from egov_budget.scenario.columns import ASSUMED
from egov_budget.similarity import link

TEXT = ("title", "description")
CERTAIN = 0.3  # similarity from which a link is taken for certain: see docs/tutorials/canada.md
DIGITS = 4
EFFECT = ("project", "service", "indicator", "points", "evidence", "strength")


def links(
    projects: pd.DataFrame,
    services: pd.DataFrame,
    agencies_of: Mapping[str, Sequence[str]],
    *,
    least: float,
    most: int,
) -> pd.DataFrame:
    r"""Return links from each project to the services of its own department most like it in text.

    .. math:: t = \min(1, \text{similarity} / 0.3)^2

    is the strength of a link: read as the chance that the project works on that service.

    Parameters
    ----------
    projects : DataFrame
        Id (there and unique), agency (the department as the list names it), title and description.
    services : DataFrame
        Id (there and unique), agency, title and description.
    agencies_of : mapping of str to sequence of str
        Agencies that each department stands for; where it is several, their services are compared
        as one.
    least : float
        Similarity from which two texts are linked, 0-1.
    most : int
        Links of a project.

    Returns
    -------
    DataFrame
        Project, service, strength; by project, the most alike first.
    """
    joint = {id_: ids[0] for ids in agencies_of.values() if len(ids) > 1 for id_ in ids}
    first = {department: ids[0] for department, ids in agencies_of.items()}
    left = projects[["id", *TEXT]].assign(agency=projects["agency"].map(first).replace(joint))
    right = services[["id", *TEXT]].assign(agency=services["agency"].replace(joint))
    table = link(left, right, least=least, most=most).table
    department = table["left"].map(projects.set_index("id")["agency"])
    owner = table["right"].map(services.set_index("id")["agency"])
    own = [agency in agencies_of.get(asks, ()) for asks, agency in zip(department, owner, strict=True)]
    strength = (np.minimum(1.0, table["similarity"] / CERTAIN) ** 2).round(DIGITS)
    found = pd.DataFrame({"project": table["left"], "service": table["right"], "strength": strength})
    return found[np.array(own, dtype=bool)].reset_index(drop=True)


def effects(linked: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Return the effects of links: each raises every stage of its service that is not online yet.

    Parameters
    ----------
    linked : DataFrame
        Project, service, strength.
    scores : DataFrame
        Service, indicator, score.

    Returns
    -------
    DataFrame
        Project, service, indicator, evidence (assumed), strength, points: the strength of the link, but no
        more than is missing.
        A stage that is online or not applicable gets no row.
    """
    room = scores[scores["score"] < 1]
    frame = linked.merge(room, on="service")
    points = np.minimum(frame["strength"], 1 - frame["score"])
    return frame.assign(points=points, evidence=ASSUMED)[[*EFFECT]]
