"""The calibration that ships: what a pair's signs say where no reviewer has said anything yet.

Both sets of curves were fitted by ``benchmarks/overlaps_calibration.py``, which prints these numbers and how
good they are on pairs not seen; docs/explanation/overlap.md has the figures and their limits. Texts alone:
362 pairs of Canadian federal IT projects, graded by two readings, and 56 of the pairs beside them, read
once. With attributes: a planted world, since no judged pairs with attributes are published.
"""

from egov_budget.overlaps.calibration import Calibration, Curves

TEXTS = Curves(
    (-0.08, -0.15, -0.18),
    (
        (2.46, 13.47, 0.0, 0.0, 0.0, -0.33, -0.33, -0.33, 0.24, 0.22),
        (2.02, 14.77, 0.0, 0.0, 0.0, -0.61, -0.61, -0.61, 0.62, -0.06),
        (1.1, 13.06, 0.0, 0.0, 0.0, -0.72, -0.72, -0.72, 1.05, -1.18),
    ),
)
ATTRIBUTES = Curves(
    (-14.34, -14.67, -14.4),
    (
        (0.55, 7.83, 8.84, 2.5, 1.04, 5.05, 1.46, 0.44, 1.09, 0.22),
        (0.86, 7.07, 9.44, 1.96, 1.14, 5.74, 1.14, 0.48, 0.83, -0.06),
        (3.26, 4.15, 7.09, 1.73, 2.35, 4.86, 1.09, 1.55, 0.2, -1.18),
    ),
)
SHARES = (
    (0.0, 0.0, 0.01, 0.02, 0.02, 0.03, 0.04, 0.04, 0.05),
    (0.06, 0.08, 0.09, 0.11, 0.12, 0.14, 0.15, 0.18, 0.19),
    (0.25, 0.28, 0.32, 0.32, 0.35, 0.35, 0.38, 0.45, 0.48),
    (0.44, 0.49, 0.51, 0.52, 0.54, 0.59, 0.61, 0.65, 0.69),
)
RISE = 0.36  # the same in judged and planted duplications
DEFAULT = Calibration(TEXTS, ATTRIBUTES, SHARES, RISE)
