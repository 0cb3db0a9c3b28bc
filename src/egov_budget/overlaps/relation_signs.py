"""Signs of what kind of common work a pair is, as a reader would see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.glossary import glossary
from egov_budget.overlaps.kinds import KIND_SORTS, WorkKinds
from egov_budget.overlaps.named_products import Named, texts_of, whole_texts
from egov_budget.overlaps.site_bound import site_bound
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

SIGNS = (
    "cooperation", "adoption", "premises", "other named", "product", "product of many", "same title",
    *(f"kinds: {sort}" for sort in KIND_SORTS), "sited",
)  # fmt: skip
MOST_SAID = 3  # words of one sort that count


def relation_signs(
    records: pd.DataFrame,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    spoken: WorkKinds | None,
    names: Named,
) -> NDArray[np.float64]:
    """Return the signs of each pair.

    Parameters
    ----------
    records : DataFrame
        Records with an id and any of agency, title and description.
    left, right : ndarray of int64
        Rows of the pairs.
    spoken : WorkKinds or None
        The kinds of work of all records; none where attributes say them better.
    names : Named
        What the records name.

    Returns
    -------
    ndarray of float64, shape (pairs, signs)
        By ``SIGNS``: words of cooperation, of platforms that others have too, and of premises (mean of the
        two, three at most), whether one names the other's
        agency, whether a title names a product that the other names too, how many records name it
        (logarithm), how many words of the titles are the same (Jaccard, where there is any other of these
        signs: two offices may call their own work alike), how much of the common kinds of work is bought as a
        platform (where both name a product), bound to premises, an office's own household, or a service of
        its own (cosine), and how many of the titles speak of a site.
    """
    rows, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    one, two = places[: len(left)], places[len(left) :]
    own = records.take(rows)
    seen = _Seen(own, names.of(rows))
    pairs = zip(one.tolist(), two.tolist(), strict=True)
    said = (seen.said[one] + seen.said[two]) / 2
    other, product, many, same = np.array([seen.of(*pair) for pair in pairs]).reshape(-1, 4).T
    site = site_bound(own).astype(np.float64)
    sited = site[one] + site[two]
    named = (product > 0) | (many > 0)
    same *= named | (other > 0) | (said[:, 0] > 0) | (sited > 0)
    sorts = np.zeros((len(left), len(KIND_SORTS))) if spoken is None else _sorts(spoken, left, right)
    sorts[:, 0] *= named
    return np.column_stack([said, other, product, many, same, sorts, sited])


class _Seen:
    """What the texts of some records name."""

    def __init__(self, records: pd.DataFrame, names: Named) -> None:
        titles, agencies = (texts_of(records, name) for name in ("title", "agency"))
        read = folded(whole_texts(records))
        self.titles = [frozenset(head.split()) for head in folded(titles)]
        offices = dict(zip(different := list(dict.fromkeys(agencies)), folded(different), strict=True))
        self.agency = [offices[agency] for agency in agencies]
        self.texts = [f" {text} " for text in read]
        self.named = names
        words = glossary("relation_words")
        said = np.bincount([*words.found(read)], minlength=len(read) * len(words.names))
        self.said = np.minimum(said, MOST_SAID).reshape(len(read), -1)

    def of(self, one: int, other: int) -> tuple[float, ...]:
        """Return whether one names the other, or a product, named by how many, and how alike titles are."""
        common = self.named.products[one] & self.named.products[other]
        both, either = self.titles[one] & self.titles[other], self.titles[one] | self.titles[other]
        return (
            float(self._names(one, other) or self._names(other, one)),
            float(any(either.issuperset(name.split()) for name in common)),
            float(np.log(max((self.named.census.holders[name] for name in common), default=1))),
            len(both) / max(len(either), 1),
        )

    def _names(self, one: int, other: int) -> bool:
        """Tell whether the one text names the agency of the other record."""
        agency = self.agency[other]
        if not agency or agency == self.agency[one]:
            return False
        return agency in self.named.names[one] or (" " in agency and f" {agency} " in self.texts[one])


def _sorts(spoken: WorkKinds, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how alike the kinds of work of each sort are; together their cosine."""
    common = spoken.rows[left].multiply(spoken.rows[right]).tocsr()
    sort_of = {name: at for at, names in enumerate(KIND_SORTS.values()) for name in names}
    last = len(KIND_SORTS) - 1
    sort = np.array([sort_of.get(name, last) for name in spoken.names])
    table = np.zeros((len(spoken.names), len(KIND_SORTS)))
    table[np.arange(len(sort)), sort] = 1
    return np.asarray(common @ table)
