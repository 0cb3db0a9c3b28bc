"""The requests as a table: the plan put into words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.worlds.attributes import attributes, joined
from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Pattern
from egov_budget.worlds.ids import ids
from egov_budget.worlds.wording import texts


def projects_table(blueprint: Blueprint) -> pd.DataFrame:
    """Return the projects of a blueprint, put into words.

    Parameters
    ----------
    blueprint : Blueprint
        What each project is.

    Returns
    -------
    DataFrame
        The table ``projects`` of a scenario, shuffled.
    """
    families, works, terms, bounds = blueprint.families, blueprint.works, blueprint.terms, blueprint.bounds
    words = blueprint.words
    kind, produces = words.types[works.function].T
    laid_out = {
        "agency": blueprint.agencies.ids[families.agency],
        **texts(blueprint),
        "category": words.categories[words.category[works.function]],
        "cost": terms.cost,
        "capital": words.programmes["capital"].to_numpy()[words.category[works.function]],
        "divisible": terms.divisible,
        "minimum_share": terms.minimum_share / 100,
        "mandatory": bounds.mandatory,
        "excluded": bounds.excluded,
        "start_year": terms.start_year,
        "last_year": terms.last_year,
        **attributes(works, dice(blueprint.seed, "attributes"), words),
        "produces": produces,
        "keyword": joined(
            words.services[works.noun], kind, words.scopes[words.placed[works.function], works.scope]
        ),
    }
    order = np.argsort(families.row)
    return pd.DataFrame({"id": blueprint.ids, **{name: column[order] for name, column in laid_out.items()}})


def prerequisites_table(blueprint: Blueprint) -> pd.DataFrame:
    """Return the table ``prerequisites`` of a scenario.

    Parameters
    ----------
    blueprint : Blueprint
        What each project is.

    Returns
    -------
    DataFrame
        Sorted by project.
    """
    project, requires = (blueprint.ids[blueprint.families.row[side]] for side in blueprint.links)
    table = pd.DataFrame({"project": project, "requires": requires})
    return table.sort_values("project", ignore_index=True)


def alternatives_table(blueprint: Blueprint) -> pd.DataFrame:
    """Return the table ``alternatives`` of a scenario.

    Parameters
    ----------
    blueprint : Blueprint
        What each project is.

    Returns
    -------
    DataFrame
        Sets of two projects of one agency.
    """
    chosen = np.flatnonzero(blueprint.families.of(Pattern.ALTERNATIVE))
    _, number = np.unique(blueprint.families.family[chosen], return_inverse=True)
    sets = ids("a", int(number.max(initial=-1)) + 1)
    table = pd.DataFrame({"set": sets[number], "project": blueprint.ids[blueprint.families.row[chosen]]})
    return table.sort_values(["set", "project"], ignore_index=True)
