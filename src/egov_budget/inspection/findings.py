"""findings: all that was found as one table, kept over rounds; it is what is followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.scenario.columns import BY_NAME

if TYPE_CHECKING:
    from egov_budget.inspection.inspection import Inspection

SCHEMA = BY_NAME["findings"]
NOTHING_DONE, DUPLICATED, WITHHELD, CONFLICT = KINDS = SCHEMA["finding"].choices
UNADDRESSED, _, ADDRESSED = SCHEMA["state"].choices
KEY = [*SCHEMA.key]


def findings(found: Inspection) -> pd.DataFrame:
    """Put what was found in one table, with what is known of it from rounds before.

    Parameters
    ----------
    found : Inspection
        Services with nothing done, duplicated work, registers withheld, agencies above the threshold.

    Returns
    -------
    DataFrame
        As the table ``findings`` of a scenario: subject, finding, agency, date, state, reply, rests_on.
        What was recorded before keeps its date, state and reply; recorded as addressed and found
        again it is unaddressed. What was recorded and is not found any more stays as it was recorded. What
        is new is unaddressed, of the date of the inspection.
    """
    pairs, registers = found.duplicated, found.registers
    lists = {
        NOTHING_DONE: (found.untouched["service"], found.untouched["agency"], found.untouched["evidence"]),
        DUPLICATED: (
            pairs["project_a"] + " / " + pairs["project_b"] if len(pairs) else pairs["project_a"],
            pairs["agency_a"], pairs["evidence"],
        ),
        WITHHELD: (registers["register"], registers["provider"].str.split(";").str[0], registers["evidence"]),
        CONFLICT: tuple(
            found.conflicts.loc[found.conflicts["above"], name] for name in ("agency", "agency", "evidence")
        ),
    }  # fmt: skip
    now = pd.concat(
        [
            pd.DataFrame({"subject": [*subject], "finding": name, "agency": [*agency], "rests_on": [*proof]})
            for name, (subject, agency, proof) in lists.items()
        ]
    ).drop_duplicates(KEY)
    before = found.plan.scenario.findings
    now = now.astype({name: before[name].dtype for name in now.columns})
    known = now.merge(before[[*KEY, "date", "state", "reply"]], on=KEY, how="left")
    known = known.fillna({"date": found.date, "state": UNADDRESSED, "reply": ""})
    known["state"] = known["state"].mask(known["state"] == ADDRESSED, UNADDRESSED)
    gone = before[~pd.MultiIndex.from_frame(before[KEY]).isin(pd.MultiIndex.from_frame(now[KEY]))]
    return pd.concat([known, gone])[[*SCHEMA.names]].reset_index(drop=True)
