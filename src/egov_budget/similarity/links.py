"""Links from records of one table to records of another: projects to the services they work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.similarity.candidates import Allowed, candidates, rare_terms
from egov_budget.similarity.compare import groups, running, scored
from egov_budget.similarity.logistic import logistic
from egov_budget.similarity.part import ATTRIBUTES, Part
from egov_budget.similarity.records import records
from egov_budget.similarity.term_matrix import term_matrices

HOLD = 0.01  # how strongly the slope is held to 0, in judgements
LINKED = (
    Part("title", ("title",), "letters", 0.3),
    Part("text", ("title", "description"), "words", 0.5),
    Part("attributes", ATTRIBUTES, "items", 0.2),
)


@dataclass(frozen=True, eq=False)
class Links(Displayed):
    """Links found, and how far they reach.

    Parameters
    ----------
    table : DataFrame
        A row for each link: left, right, similarity (0-1) and what each part adds to it; by left,
        the most alike first.
    unlinked : tuple of str
        Ids on the left that found nothing, ascending.
    coverage : float
        Part of the left records that found at least one, 0-1; 1 where there are none.
    """

    table: pd.DataFrame
    unlinked: tuple[str, ...]
    coverage: float

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"links": self.table}

    def calibrated(self, judged: pd.DataFrame) -> Links:
        """Return the links with the probability that each is right, learnt from judged ones.

        Parameters
        ----------
        judged : DataFrame
            ``left``, ``right`` and ``right_link`` (whether the two belong together), of links found here;
            others are passed over. Judge some that are alike and some that hardly are.

        Returns
        -------
        Links
            The same, its table with a column ``probability``: a logistic curve over the similarity, with
            one right and one wrong link added at either end so that few judgements make it cautious.

        Raises
        ------
        ValueError
            If no link found here was judged.

        Examples
        --------
        >>> import pandas as pd
        >>> found = pd.DataFrame({"left": ["p", "q"], "right": ["s", "t"], "similarity": [0.2, 0.8]})
        >>> links = Links(found, (), 1.0)
        >>> judged = pd.DataFrame({"left": ["p", "q"], "right": ["s", "t"], "right_link": [False, True]})
        >>> links.calibrated(judged).table["probability"].is_monotonic_increasing
        True
        """
        known = self.table.merge(judged[["left", "right", "right_link"]], on=["left", "right"])
        if known.empty:
            raise ValueError(
                "none of the judged pairs is a link found here; judge pairs of the table of links"
            )
        similarity = np.append(known["similarity"].to_numpy(), [0.0, 0.0, 1.0, 1.0])
        right = np.append(known["right_link"].to_numpy(dtype=bool), [False, True, False, True])
        values = np.column_stack([similarity, np.ones(len(similarity))])
        slope, intercept = logistic(values, right, known=np.zeros(2), hold=np.array([HOLD, 0.0]))
        odds = slope * self.table["similarity"].to_numpy() + intercept
        return replace(self, table=self.table.assign(probability=1 / (1 + np.exp(-odds))))


def link(
    left: pd.DataFrame,
    right: pd.DataFrame,
    *,
    parts: Sequence[Part] | None = None,
    least: float = 0.15,
    most: int = 3,
    same_agency: bool = True,
    cap: int | None = 3000,
) -> Links:
    """Return links from each record on the left to the most alike on the right.

    Parameters
    ----------
    left, right : DataFrame
        Tables with an ``id`` and any of agency, title, description and attributes: projects and
        services, say. What one table lacks is empty there.
    parts : sequence of Part, optional
        What is compared and how much it counts. By default titles by letters, titles and
        descriptions together by words, and all attributes.
    least : float, optional
        Similarity from which two records are linked, 0-1.
    most : int, optional
        Links of a left record.
    same_agency : bool, optional
        Whether only records of one agency are linked; it must be spelt the same in both tables.
    cap : int or None, optional
        A term of more records than this finds no pairs (it scores them still); ``None`` lets all.

    Returns
    -------
    Links
        Table, ids without a link, coverage.

    Raises
    ------
    IntakeError
        If a table lacks ``id`` or an id stands there twice.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> link(scenario.projects, scenario.services).table[["left", "right"]].values.tolist()
    [['e-filing', 'tax-return']]
    >>> link(scenario.projects, scenario.services, least=0.1).table[["left", "right"]].values.tolist()
    [['e-booking', 'appointment'], ['e-filing', 'tax-return'], ['e-filing', 'tax-refund']]
    """
    one, other = records(left, None)[0], records(right, None)[0]
    both = pd.concat([one, other], ignore_index=True)
    parts = LINKED if parts is None else parts
    texts = [name for part in parts for name in part.columns if name in both]
    both = both.fillna(dict.fromkeys(texts, ""))
    agency = groups(both) if same_agency else np.zeros(len(both), dtype=np.int64)
    split = len(one)
    with running(None) as run:
        made = term_matrices(both, parts, run)
        rare = rare_terms(made, cap)
        allowed = Allowed(agency[:split], agency[split:], same=True, mirrored=False)
        found = candidates(
            rare[:split], rare[split:], allowed, floor=least / 2, top_k=4 * most, work=2e7, run=run
        )
        added = scored(made, found.left, found.right + split, run)
    rows, columns = found.left, found.right
    score = added.sum(axis=1)
    order = np.lexsort((columns, -score, rows))
    order = order[score[order] >= least]
    ends = {"left": one["id"].take(rows[order]).array, "right": other["id"].take(columns[order]).array}
    evidence = {matrix.part.name: added[order, at] for at, matrix in enumerate(made)}
    table = pd.DataFrame({**ends, "similarity": score[order], **evidence})
    table = table[table.groupby("left").cumcount() < most].reset_index(drop=True)
    unlinked = tuple(sorted(set(one["id"]) - set(table["left"])))
    return Links(table, unlinked, 1 - len(unlinked) / len(one) if len(one) else 1.0)
