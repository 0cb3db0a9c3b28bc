"""The calibration that ships: what a pair's signs say where no reviewer has said anything yet.

Both sets of curves were fitted by ``benchmarks/overlaps_calibration.py``, which prints these numbers and how
good they are on pairs not seen; docs/explanation/overlap.md has the figures and their limits. Texts alone:
362 pairs of Canadian federal IT projects, graded by two readings, and 56 of the pairs beside them, read
once. With attributes: a planted world, since no judged pairs with attributes are published. What the
meaning that an encoder finds adds is not known here: ``calibrate`` learns it from labels.
"""

from egov_budget.overlaps.calibration import Calibration, Curves

TEXTS = Curves(
    (-0.08, -0.15, -0.18),
    (
        (2.46, 13.47, 0.0, 0.0, 0.0, 0.0, -0.33, -0.33, -0.33, 0.24, 0.22),
        (2.02, 14.77, 0.0, 0.0, 0.0, 0.0, -0.61, -0.61, -0.61, 0.62, -0.06),
        (1.1, 13.06, 0.0, 0.0, 0.0, 0.0, -0.72, -0.72, -0.72, 1.05, -1.18),
    ),
)
ATTRIBUTES = Curves(
    (-14.02, -14.57, -14.41),
    (
        (1.37, 8.1, 8.78, 2.94, 1.32, 0.0, 4.98, 1.69, 0.58, 0.0, 0.22),
        (1.45, 7.4, 9.48, 2.32, 1.38, 0.0, 5.74, 1.33, 0.61, 0.0, -0.06),
        (3.4, 4.3, 7.13, 1.78, 2.42, 0.0, 4.88, 1.12, 1.6, 0.0, -1.18),
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
