"""Which exchange each effect needs, one a row."""

from __future__ import annotations

import pandas as pd


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
    each = drawing.assign(register=drawing["registers"].str.split(";")).explode("register")
    each = each.drop(columns="registers").rename_axis("effect").reset_index()
    known = exchanges[["service", "register", "provider", "status", "project"]]
    known = known.drop_duplicates(["service", "register"]).rename(columns={"project": "opened_by"})
    known = known.rename_axis("exchange").reset_index()
    return each.astype({"register": known["register"].dtype}).merge(
        known, how="left", on=["service", "register"]
    )
