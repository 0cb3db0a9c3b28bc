"""Fixed: a noun that nobody changes through what it hands out."""

from __future__ import annotations

from copy import copy
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd


class Fixed:
    """A noun whose arrays are read-only where they are handed out, and whose tables are copies.

    A sparse matrix is a copy too, with arrays that are read-only. A copy costs next to nothing: pandas
    copies cells when they are written to.
    """

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process: the fields, not what was found from them."""
        made: Any = fields(self)  # type: ignore[arg-type]  # every noun is a dataclass
        return {field.name: getattr(self, field.name) for field in made}

    if not TYPE_CHECKING:  # or any name would pass for an attribute

        def __getattribute__(self, name: str) -> Any:
            value = super().__getattribute__(name)
            if isinstance(value, pd.DataFrame | pd.Series):
                return value.copy(deep=False)
            if type(value).__module__.startswith("scipy.sparse"):  # without importing it
                value = copy(value)
                vars(value).update({part: _read_only(own) for part, own in vars(value).items()})
            return _read_only(value)


def _read_only(value: Any) -> Any:
    """Return an array so that nobody can write to it, and anything else as it is."""
    if isinstance(value, np.ndarray) and value.flags.writeable:
        value = value.view()
        value.flags.writeable = False
    return value
