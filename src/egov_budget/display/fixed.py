"""Fixed: a noun that nobody changes through what it hands out."""

from __future__ import annotations

from copy import copy
from dataclasses import fields
from types import MethodType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

AS_THEY_ARE = frozenset({bool, int, float, str, tuple, dict, list, type(None), MethodType})


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
            value = object.__getattribute__(self, name)
            kind = type(value)
            if kind in AS_THEY_ARE:
                return value
            if issubclass(kind, np.ndarray):
                if value.flags.writeable:
                    value = _read_only(value)
                    kept = object.__getattribute__(self, "__dict__")
                    if name in kept:
                        kept[name] = value
                return value
            if issubclass(kind, (pd.DataFrame, pd.Series)):
                return value.copy(deep=False)
            if kind.__module__.startswith("scipy.sparse"):  # without importing it
                value = copy(value)
                vars(value).update({part: _read_only(own) for part, own in vars(value).items()})
            return value


def _read_only(value: Any) -> Any:
    """Return an array so that nobody can write to it, and anything else as it is."""
    if isinstance(value, np.ndarray) and value.flags.writeable:
        value = value.view()
        value.flags.writeable = False
    return value
