"""The calibration that ships: what a pair's features say where no reviewer has said anything yet.

Both sets of curves were fitted by ``benchmarks/overlaps_calibration.py``, which prints these numbers and how
good they are on pairs not seen; docs/explanation/overlap-quality.md has the figures and their limits. Texts
alone: 362 pairs of Canadian federal IT projects, graded by two readings, and 56 of the pairs beside them,
read once. With attributes: a planted world, since no judged pairs with attributes are published; what a great
number of projects takes from both comes from larger planted worlds. What the meaning that an encoder finds
adds is not known here: ``calibrate`` learns it from labels.
"""

from egov_budget.overlaps.calibration import Calibration, Curves

TEXTS = Curves(
    (-0.1, -0.18, -0.23),
    (
        (2.36, 10.57, 0.0, 0.0, 0.0, 0.0, -0.38, -0.38, -0.38, 0.13, 0.14, 1.32, -0.9),
        (1.94, 11.83, 0.0, 0.0, 0.0, 0.0, -0.71, -0.71, -0.71, 0.48, -0.13, 1.43, -0.67),
        (1.13, 9.54, 0.0, 0.0, 0.0, 0.0, -0.92, -0.92, -0.92, 0.84, -1.2, 1.96, -0.19),
    ),
)
ATTRIBUTES = Curves(
    (-14.02, -14.56, -14.4),
    (
        (1.42, 8.07, 8.67, 3.01, 1.33, 0.0, 4.91, 1.72, 0.58, 0.0, 0.14, 0.0, -0.9),
        (1.49, 7.32, 9.44, 2.33, 1.4, 0.0, 5.71, 1.33, 0.62, 0.0, -0.13, 0.0, -0.67),
        (3.4, 4.21, 7.16, 1.78, 2.44, 0.0, 4.9, 1.12, 1.62, 0.0, -1.2, 0.0, -0.19),
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
