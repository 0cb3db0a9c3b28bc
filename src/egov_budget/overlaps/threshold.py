"""From what a wrong decision costs to the probability from which a pair should bind."""

from __future__ import annotations

from egov_budget.language import all_digits


def binding_confidence(*, false: float, missed: float) -> float:
    """Return the probability from which it costs less to bind a pair than not to.

    Parameters
    ----------
    false : float
        What it costs to bind two projects that are not the same work: a needed one is stopped. Any unit.
    missed : float
        What it costs not to bind two that are: their common work is paid twice. The same unit.

    Returns
    -------
    float
        ``false / (false + missed)``, 0-1, for the setting ``binding_confidence``. It is right as far as the
        probabilities keep what they promise; ``Accuracy.threshold`` finds it from judged pairs instead.

    Raises
    ------
    ValueError
        If a cost is negative or both are 0.

    Examples
    --------
    >>> binding_confidence(false=3, missed=1)
    0.75

    References
    ----------
    .. [1] C. Elkan (2001), "The foundations of cost-sensitive learning", IJCAI 17, 973-978.
    """
    if min(false, missed) < 0 or false + missed == 0:
        both = f"a false pair costs {all_digits(false)} and a missed one {all_digits(missed)}"
        raise ValueError(f"{both}; give what each costs")
    return false / (false + missed)
