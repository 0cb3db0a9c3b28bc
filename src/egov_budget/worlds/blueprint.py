"""Everything about the projects of a world but their wording, drawn in order."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from egov_budget.worlds.agencies import Agencies, agencies
from egov_budget.worlds.bounds import Bounds, bounds
from egov_budget.worlds.families import Families, Ints, families
from egov_budget.worlds.ids import ids
from egov_budget.worlds.lexicon import Lexicon, Words, lexicon
from egov_budget.worlds.links import prerequisites
from egov_budget.worlds.terms import Terms, terms
from egov_budget.worlds.truth import truth_table
from egov_budget.worlds.vocabulary import LANGUAGES
from egov_budget.worlds.works import Works, works


@dataclass(frozen=True)
class Blueprint:
    """The projects of a world before they are put into words.

    Parameters
    ----------
    seed : int
        Seed of the world.
    words : Lexicon
        The words it is told in.
    agencies, families, works, terms, bounds : Agencies, Families, Works, Terms, Bounds
        Who asks, who repeats whom, for what, on which terms, within which limits.
    links : pair of ndarray of int
        Project and what it requires.
    ids : ndarray of object
        Id of the project in each row.
    """

    seed: int
    words: Lexicon
    agencies: Agencies
    families: Families
    works: Works
    terms: Terms
    links: tuple[Ints, Ints]
    bounds: Bounds
    ids: Words

    def truth(self) -> pd.DataFrame:
        """Return the truth table of what was planted."""
        return truth_table(self.families, self.works, self.terms.cost, self.ids[self.families.row])


def blueprint(services: int, projects: int, seed: int, lang: str = LANGUAGES[0]) -> Blueprint:
    """Draw the projects of a world.

    Parameters
    ----------
    services, projects : int
        How many there are.
    seed : int
        Seed of the world.
    lang : str
        ``"fa"`` or ``"en"``; it changes words alone.

    Returns
    -------
    Blueprint
        The same for the same arguments, on every platform.

    Raises
    ------
    ValueError
        If there is no service or no project, the seed is negative, or the language another.
    """
    least = {"services": (services, 1), "projects": (projects, 1), "seed": (seed, 0)}
    wrong = [
        f"{name} is {value}, must be {low} or more" for name, (value, low) in least.items() if value < low
    ]
    if lang not in LANGUAGES:
        wrong.append(f"lang is '{lang}', must be one of {', '.join(LANGUAGES)}")
    if wrong:
        raise ValueError("; ".join(wrong))
    words = lexicon(lang)
    who = agencies(services, seed, words)
    together = families(projects, who, seed)
    does = works(together, seed)
    on = terms(together, does, seed)
    needs = prerequisites(together, does, seed)
    within = bounds(together, does, on, needs, who, seed=seed)
    return Blueprint(seed, words, who, together, does, on, needs, within, ids("p", projects))
