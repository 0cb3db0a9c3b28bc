"""The calibration that ships: what a pair's signs say where no reviewer has said anything yet.

Both curves were fitted by ``benchmarks/overlaps_calibration.py``, which prints these numbers and how good
they are on pairs not seen; docs/explanation/overlap.md has the figures and their limits. Texts alone:
362 pairs of Canadian federal IT projects, graded by two readings. With attributes: a planted world,
since no judged pairs with attributes are published.
"""

from egov_budget.overlaps.calibration import Calibration, Curves

TEXTS = Curves(
    (-0.01, 0.0, -0.03),
    (
        (1.14, 17.41, 0.0, 0.0, 0.0, -0.06, -0.06, -0.06, 0.78, 0.52),
        (0.1, 14.64, 0.0, 0.0, 0.0, 0.02, 0.02, 0.02, 1.18, -0.24),
        (0.0, 11.12, 0.0, 0.0, 0.0, -0.12, -0.12, -0.12, 1.17, -1.65),
    ),
)
ATTRIBUTES = Curves(
    (-14.31, -14.66, -14.39),
    (
        (0.56, 7.84, 8.85, 2.51, 1.05, 5.05, 1.46, 0.44, 1.06, 0.52),
        (0.87, 7.08, 9.45, 1.97, 1.15, 5.75, 1.15, 0.48, 0.8, -0.24),
        (3.28, 4.17, 7.1, 1.74, 2.35, 4.87, 1.09, 1.56, 0.17, -1.65),
    ),
)
SHARES = (
    (0.0, 0.0, 0.01, 0.02, 0.02, 0.03, 0.04, 0.04, 0.05),
    (0.06, 0.08, 0.09, 0.11, 0.12, 0.14, 0.15, 0.18, 0.19),
    (0.25, 0.28, 0.32, 0.32, 0.35, 0.35, 0.38, 0.45, 0.48),
    (0.5, 0.57, 0.6, 0.62, 0.65, 0.68, 0.7, 0.75, 0.82),
)
DEFAULT = Calibration(TEXTS, ATTRIBUTES, SHARES)
