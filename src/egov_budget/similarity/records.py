"""Scenario or table -> records to compare, in one order."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault, IntakeError
from egov_budget.scenario import Scenario
from egov_budget.scenario.listed import in_order


def records(source: Scenario | pd.DataFrame, within_agencies: bool | None) -> tuple[pd.DataFrame, bool]:
    """Return the records ascending by id, and whether pairs inside one agency count.

    Parameters
    ----------
    source : Scenario or DataFrame
        A scenario, whose projects are the records, or a table.
    within_agencies : bool or None
        The caller's wish; ``None`` leaves it to the settings.

    Returns
    -------
    frame : DataFrame
        A copy with a fresh range index; missing cells are empty text. In the order of the ids,
        whatever the order given, so that nothing depends on it.
    within : bool
        True as well for a table without agencies.

    Raises
    ------
    IntakeError
        If it is no table, lacks ``id``, or an id is empty or stands there twice.
    """
    if isinstance(source, Scenario):  # whose cells are typed
        within = source.settings.within_agencies if within_agencies is None else within_agencies
        return in_order(source).copy(deep=False), within
    IntakeError.if_any(_faults(source))
    frame = source.copy(deep=False)
    within = bool(within_agencies) or "agency" not in frame
    text = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name].dtype)]
    texts = {name: frame[name].astype("str").fillna("") for name in text}
    frame = frame.astype({"id": "str"}).assign(**texts)
    return frame.sort_values("id", kind="stable", ignore_index=True), within


def _faults(frame: object) -> Iterator[Fault]:
    if not isinstance(frame, pd.DataFrame):
        kind, remedy = type(frame).__name__, "Give a DataFrame with a column id"
        yield Fault("records", None, "", kind, "this is no table", remedy)
        return
    if "id" not in frame:
        yield Fault("records", 1, "id", "", "the column is missing", "Add a column id that names each record")
        return
    ids = frame["id"].reset_index(drop=True)
    for row in ids.index[ids.isna() | (ids.astype("str") == "")]:
        yield Fault.at("nameless_record", "records", row, "id", "")
    for row in ids.index[ids.notna() & ids.duplicated()]:
        first = int(ids.index[ids == ids[row]][0]) + FIRST_ROW
        yield Fault.at("record_twice", "records", row, "id", ids[row], first=first)
