"""Logistic regression, held back towards coefficients that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def logistic(
    values: NDArray[np.float64],
    label: NDArray[np.bool_],
    *,
    known: NDArray[np.float64],
    hold: NDArray[np.float64] | float,
    weight: NDArray[np.float64] | None = None,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> NDArray[np.float64]:
    """Return the coefficients of a logistic regression.

    Parameters
    ----------
    values : ndarray of float, shape (rows, coefficients)
        What is known of each row; a column of ones stands for the intercept.
    label : ndarray of bool
        What is to be told of each row.
    known : ndarray of float, shape (coefficients,)
        Where there is nothing to learn, the coefficients are these.
    hold : float or ndarray of float
        How strongly each is held to what is known, in rows.
    weight : ndarray of float, optional
        How much each row counts; by default 1.
    bounds : sequence of tuple, optional
        Least and largest value of each coefficient, ``None`` for none.

    Returns
    -------
    ndarray of float, shape (coefficients,)
        They minimise the logistic loss plus half of ``hold`` times the squared distance to ``known``. The
        problem is convex, so with a positive hold the answer is the only one.

    Examples
    --------
    >>> values = np.array([[0.2, 1.0], [0.8, 1.0]])
    >>> logistic(values, np.array([False, True]), known=np.zeros(2), hold=0.01).round(2).tolist()
    [6.33, -3.03]
    """
    from scipy.optimize import minimize

    sign = np.where(label, 1.0, -1.0)
    weight = np.ones(len(label)) if weight is None else weight

    def loss(bend: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (values @ bend)
        away = bend - known
        slope = -(weight * sign / (1 + np.exp(np.clip(margin, -700, 700)))) @ values
        return float(weight @ np.logaddexp(0, -margin) + (hold * away / 2) @ away), slope + hold * away

    found = minimize(
        loss,
        known,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-9},
    )
    return np.asarray(found.x)


def log_odds(values: NDArray[np.float64], curves: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each curve says of each row, shape (rows, curves): the coefficients times the values.

    They are added column by column: in a product of matrices the last bit of a row hangs on how many others
    there are.

    Examples
    --------
    >>> log_odds(np.array([[0.5, 1.0]]), np.array([[2.0, -1.0], [4.0, 0.0]])).tolist()
    [[0.0, 2.0]]
    """
    found = np.zeros((len(curves), len(values)))
    for value, slopes in zip(np.ascontiguousarray(values.T), curves.T.tolist(), strict=True):
        for curve, slope in enumerate(slopes):
            found[curve] += slope * value
    return found.T
