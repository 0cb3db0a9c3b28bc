"""Fixed: a noun that nobody changes through what it hands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd


class Fixed:
    """A noun whose arrays are read-only where they are handed out, and whose tables are copies.

    A copy costs next to nothing: pandas copies cells when they are written to.
    """

    if not TYPE_CHECKING:  # or any name would pass for an attribute

        def __getattribute__(self, name: str) -> Any:
            value = super().__getattribute__(name)
            if isinstance(value, pd.DataFrame | pd.Series):
                return value.copy(deep=False)
            if isinstance(value, np.ndarray) and value.flags.writeable:
                value = value.view()
                value.flags.writeable = False
            return value
