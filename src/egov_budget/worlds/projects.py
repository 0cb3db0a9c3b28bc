"""The requests as a table: the plan put into words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.worlds.attributes import attributes
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Kind
from egov_budget.worlds.ids import ids
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.paraphrase import paraphrase
from egov_budget.worlds.plan import Plan
from egov_budget.worlds.wording import texts


def projects_table(plan: Plan) -> pd.DataFrame:
    """Put the projects of a plan into words.

    Parameters
    ----------
    plan : Plan
        What each project is.

    Returns
    -------
    DataFrame
        The table ``projects`` of a scenario, shuffled.
    """
    families, works, terms, limits = plan.families, plan.works, plan.terms, plan.limits
    words = lexicon()
    title, description = texts(works, paraphrase(families, plan.seed), plan.agencies.titles[families.agency])
    laid_out = {
        "agency": plan.agencies.ids[families.agency],
        "title": title,
        "description": description,
        "category": words.categories[words.category[works.function]],
        "cost": terms.cost,
        "divisible": terms.divisible,
        "minimum_share": terms.minimum_share / 100,
        "mandatory": limits.mandatory,
        "excluded": limits.excluded,
        "start_year": terms.start_year,
        "last_year": terms.last_year,
        **attributes(works, dice(plan.seed, "attributes")),
    }
    order = np.argsort(families.row)
    return pd.DataFrame({"id": plan.ids, **{name: column[order] for name, column in laid_out.items()}})


def prerequisites_table(plan: Plan) -> pd.DataFrame:
    """Return the table ``prerequisites`` of a scenario.

    Parameters
    ----------
    plan : Plan
        What each project is.

    Returns
    -------
    DataFrame
        Sorted by project.
    """
    project, requires = (plan.ids[plan.families.row[side]] for side in plan.links)
    table = pd.DataFrame({"project": project, "requires": requires})
    return table.sort_values("project", ignore_index=True)


def alternatives_table(plan: Plan) -> pd.DataFrame:
    """Return the table ``alternatives`` of a scenario.

    Parameters
    ----------
    plan : Plan
        What each project is.

    Returns
    -------
    DataFrame
        Sets of two projects of one agency.
    """
    chosen = np.flatnonzero(plan.families.of(Kind.ALTERNATIVE))
    _, number = np.unique(plan.families.family[chosen], return_inverse=True)
    sets = ids("a", int(number.max(initial=-1)) + 1)
    table = pd.DataFrame({"set": sets[number], "project": plan.ids[plan.families.row[chosen]]})
    return table.sort_values(["set", "project"], ignore_index=True)
