"""given: the numbers that the national example is drawn by."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

from egov_budget.language.toml_of import toml_of


def given(part: str) -> SimpleNamespace:
    """Return the numbers of a part of the example, a module of this room; lists of them as arrays.

    Examples
    --------
    >>> given("scores").spread
    array([1, 3, 2, 0])
    """
    told: Mapping[str, Any] = toml_of("egov_budget.worlds", "national.toml")[part]
    arrays = {name: np.array(value) for name, value in told.items() if isinstance(value, list)}
    return SimpleNamespace(**{**told, **arrays})
