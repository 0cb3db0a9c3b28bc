"""What is hashed without making its records is hashed as they would be."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_budget import allocate, worlds
from egov_budget.certificate.canonical import canonical, canonical_records, digest, records
from egov_budget.certificate.inputs import canonical_inputs, inputs, worded
from egov_budget.certificate.rests_on import fingerprint, rests_on
from egov_budget.scenario.columns import TABLES
from egov_budget.scenario.field import Field, Kind

pytestmark = pytest.mark.once

TEXT = Field("b", Kind.TEXT, "", default="usual")
NUMBER = Field("a", Kind.NUMBER, "", default=0.5)
FLAG = Field("d", Kind.FLAG, "", default=False)
WHOLE = Field("c", Kind.WHOLE, "")
ROW = st.tuples(
    st.text(max_size=4) | st.sampled_from(["null", "usual", "\0", '","', "é\u200f\U0001f600"]),
    st.floats(allow_infinity=False) | st.sampled_from([0.0, -0.0, 0.5, 1e300]),
    st.booleans(),
    st.none() | st.integers(-(2**40), 2**40),
)


@given(st.lists(ROW, max_size=6))
def test_records_that_are_not_made_have_their_canonical_form(rows: list[tuple[Any, ...]]) -> None:
    text, number, flag, whole = zip(*rows, strict=True) if rows else ((), (), (), ())
    frame = pd.DataFrame({
        "b": pd.array(text, dtype="str"), "a": pd.array(number, dtype="float64"),
        "d": pd.array(flag, dtype="bool"), "c": pd.array(whole, dtype="Int64"),
    })  # fmt: skip
    columns = (TEXT, NUMBER, WHOLE, FLAG)
    assert canonical_records(frame, columns) == canonical(records(frame, columns))


def test_a_plan_s_hashes_are_those_of_its_records() -> None:
    scenario = worlds.national_1400(services=120, projects=60)
    plan = allocate(scenario)
    assert fingerprint(plan) == digest(rests_on(plan))
    assert canonical_inputs(scenario, None, ()) == {
        name: canonical(part) for name, part in inputs(scenario, None, ()).items()
    }
    every = {
        table.name: records(scenario.tables[table.name].sort_values([*table.key]), table.columns)
        for table in TABLES
    }
    assert worded(scenario) == digest({"settings": asdict(scenario.settings), **every})
