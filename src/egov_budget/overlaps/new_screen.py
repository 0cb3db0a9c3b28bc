"""One screen of what new requests are like: each with the likest of the index, graded, and what both say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import counted, on_screen, short
from egov_budget.overlaps.degree import LIKELY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from egov_budget.overlaps.compare_new import NewPairs

REQUESTS_SHOWN = 10
PAIRS_SHOWN = 4
TERMS_SHOWN = 8


def new_screen(found: NewPairs) -> str:
    """Return what new requests are like as one screen of plain text.

    Parameters
    ----------
    found : NewPairs
        What was compared.

    Returns
    -------
    str
        Those of which most is likely to be the same work first, ten at most, four pairs each.
    """
    return on_screen(_lines(found))


def _lines(found: NewPairs) -> Iterator[str]:
    likely = found.pairs[found.pairs["fragmentation"] >= LIKELY]
    like = likely.groupby("a")["overlap"].max().sort_values(ascending=False, kind="stable")
    yield f"{counted(found.new, 'request')} compared with {found.old:,}"
    yield f"{len(like):,} like others, {found.new - len(like):,} like none"
    for request in like.index[:REQUESTS_SHOWN]:
        yield ""
        yield f"{request}:"
        for edge, pair in likely[likely["a"] == request].head(PAIRS_SHOWN).iterrows():
            degree = _degree(pair)
            yield f"{pair[degree]:>12.0%}  {degree}, {pair['relation']}: {pair['b']}"
            yield f"{'':>14}{short(pair['title'])} ({short(pair['agency'])})"
            yield f"{'':>14}{'; '.join(found.shared(int(str(edge)))[:TERMS_SHOWN])}"


def _degree(pair: pd.Series) -> str:
    return next(name for name in ("duplication", "overlap", "fragmentation") if pair[name] >= LIKELY)
