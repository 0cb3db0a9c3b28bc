"""model_of: Held -> the model that HiGHS takes over, arrays whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

if TYPE_CHECKING:
    from egov_budget.solving.held import Held

KINDS = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)


def model_of(program: Held) -> highspy.HighsLp:
    """Return a program as HiGHS holds it, without a goal; lower bounds of the columns are 0."""
    rows, columns = program.matrix.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = np.zeros(columns), program.upper
    model.row_lower_, model.row_upper_ = program.row_lower, program.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = program.matrix.data
    if program.whole.any():
        model.integrality_ = [KINDS[whole] for whole in program.whole.tolist()]
    return model
