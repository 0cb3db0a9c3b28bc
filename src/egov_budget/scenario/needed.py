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
    drawing = effects.loc[effects["registers"] != ""]
    told = drawing["registers"].to_numpy().tolist()
    each_of = {text: text.split(";") for text in set(told)}
    drawn = [each_of[text] for text in told]
    row = np.repeat(np.arange(len(drawn)), [len(each) for each in drawn])
    register = [one for each in drawn for one in each]
    keys = zip(*(exchanges[end].to_numpy().tolist() for end in ("service", "register")), strict=True)
    known = {key: place for place, key in reversed([*enumerate(keys)])}
    service = drawing["service"].iloc[row]
    ends = zip(service.to_numpy().tolist(), register, strict=True)
    at = np.array([known.get(end, -1) for end in ends], dtype=np.int64)
    exchange = np.append(exchanges.index, -1)[at]
    return pd.DataFrame(
        {
            "effect": drawing.index.to_numpy(dtype=np.int64)[row],
            "project": take(drawing["project"].array, row),
            "service": service.array,
            "register": pd.Series(register, dtype="str"),
            "exchange": np.where(at < 0, np.nan, exchange) if (at < 0).any() else exchange,
            "provider": take(exchanges["provider"].array, at, allow_fill=True),
            "status": take(exchanges["status"].array, at, allow_fill=True),
            "opened_by": take(exchanges["project"].array, at, allow_fill=True),
        }
    )
