"""hand_over: Held -> HiGHS, arrays whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

if TYPE_CHECKING:
    from egov_budget.solving.held import Held


def hand_over(program: Held, highs: highspy.Highs) -> highspy.HighsStatus:
    """Let HiGHS hold a program, without a goal; lower bounds of the columns are 0."""
    matrix, (rows, columns), none = program.matrix, program.matrix.shape, np.zeros(len(program.upper))
    form, sense = int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize)
    return highs.passModel(
        columns, rows, matrix.nnz, form, sense, 0.0,
        none, none, program.upper, program.row_lower, program.row_upper,
        matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
        whole_or_not(program.whole).astype(np.int32),
    )  # fmt: skip


def whole_or_not(whole: np.ndarray) -> np.ndarray:
    """Return how HiGHS numbers columns of whole numbers and others."""
    kinds = highspy.HighsVarType
    return np.where(whole, int(kinds.kInteger), int(kinds.kContinuous)).astype(np.uint8)
