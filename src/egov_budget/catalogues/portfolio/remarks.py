"""What is noted of a list: what was read as what, what was not read, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.catalogues.notes import noted
from egov_budget.scenario.columns import ASSUMED

if TYPE_CHECKING:
    from egov_budget.catalogues.portfolio.portfolio import Portfolio
    from egov_budget.catalogues.portfolio.table import Type
    from egov_budget.language import Language


def remarks(portfolio: Portfolio, effects: pd.DataFrame, lang: Language) -> Iterator[pd.DataFrame]:
    """Yield rows of the table ``notes``.

    Parameters
    ----------
    portfolio : Portfolio
        The list.
    effects : DataFrame
        Effects of its projects.
    lang : Language
        What they are written in.
    """
    source, table = portfolio.source, portfolio.table
    name, sheets, around = source.name, source.others, source.kept.passed
    yield noted(name, [None] * len(sheets), sheets, lang.say("listed.sheet"))
    yield noted(name, [row for row, _ in around], [text for _, text in around], lang.say("listed.around"))
    for column, label in portfolio.headings.found.items():
        yield noted(name, [1], [label], lang.say("listed.read_as", column=lang.word("listed_column", column)))
    known = portfolio.headings.labels.values()
    unread = [label for label in source.frame.columns if label not in known]
    yield noted(name, [1] * len(unread), unread, lang.say("listed.unread"))
    yield noted(name, [None], [name], lang.say("listed.no_scores"))
    agency = np.array(portfolio.owners.agency, dtype=object)
    otherwise = portfolio.texts["agency"].to_numpy(dtype=object) != agency
    for read_as in dict.fromkeys(agency[otherwise]):
        words = lang.say("listed.spelt", agency=lang.isolate(read_as))
        yield table.noted(otherwise & (agency == read_as), words)
    yield table.noted(portfolio.texts["service"] == "", lang.say("listed.no_service"))
    assumed = table.ids.isin(effects.loc[effects["evidence"] == ASSUMED, "project"]).to_numpy(dtype=bool)
    told = np.array([_type(*of, lang) for of in portfolio.types], dtype=object)
    for words in dict.fromkeys(told):
        yield table.noted(assumed & (told == words), words)


def _type(type_: Type, column: str, lang: Language) -> str:
    if not column:
        return lang.say("listed.no_type")
    by, word = lang.word("listed_column", column), lang.word("listed_type", type_.name)
    return lang.say("listed.by_type", column=by, type=word)
