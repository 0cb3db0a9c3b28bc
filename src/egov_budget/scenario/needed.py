"""Which exchange each effect needs, one a row."""

from __future__ import annotations

import pandas as pd

COLUMNS = ["effect", "project", "service", "register", "exchange", "provider", "status", "opened_by"]


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
    rows = drawing.assign(effect=drawing.index, register=drawing["registers"].str.split(";"))
    known = exchanges.drop_duplicates(["service", "register"]).rename(columns={"project": "opened_by"})
    known = known.assign(exchange=known.index)
    found = rows.explode("register").astype({"register": "str"}).merge(known, "left", ["service", "register"])
    return found[COLUMNS]
