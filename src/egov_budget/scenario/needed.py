"""Which exchange each effect needs, one a row."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.extensions import take


def needed(effects: pd.DataFrame, exchanges: pd.DataFrame) -> pd.DataFrame:
    """Return the registers that effects draw on, each with the exchange that brings it.

    Parameters
    ----------
    effects, exchanges : DataFrame
        Tables of a scenario.

    Returns
    -------
    DataFrame
        ``effect`` (row of the effect), ``project``, ``service``, ``register``, ``exchange`` (row of
        the exchange), ``provider``, ``status``, ``opened_by`` (project); the last four missing where the
        service has no such exchange. Empty where no effect draws on a register.

    Examples
    --------
    >>> effects = pd.DataFrame({"project": ["p"], "service": ["s"], "registers": ["births;deaths"]})
    >>> row = {"service": "s", "register": "births", "provider": "a", "status": "open", "project": ""}
    >>> needed(effects, pd.DataFrame([row]))[["register", "status"]].fillna("none").values.tolist()
    [['births', 'open'], ['deaths', 'none']]
    """
    drawing = effects.loc[effects["registers"] != "", ["project", "service", "registers"]]
    each = [
        (effect, project, service, register)
        for effect, project, service, drawn in drawing.itertuples(name=None)
        for register in drawn.split(";")
    ]
    keys = zip(exchanges["service"].tolist(), exchanges["register"].tolist(), strict=True)
    known = {key: place for place, key in reversed([*enumerate(keys)])}
    at = np.array([known.get((service, register), -1) for *_, service, register in each], dtype=np.int64)
    wanted = pd.DataFrame(each, columns=["effect", "project", "service", "register"])
    row = np.append(exchanges.index, -1)[at]
    wanted["exchange"] = np.where(at < 0, np.nan, row) if (at < 0).any() else row
    for name, column in (("provider", "provider"), ("status", "status"), ("opened_by", "project")):
        wanted[name] = take(exchanges[column].array, at, allow_fill=True)
    return wanted.astype({"effect": "int64", "project": "str", "service": "str", "register": "str"})
