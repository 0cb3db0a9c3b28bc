"""The calibration that ships; default.toml beside this file says where its numbers come from."""

import tomllib
from importlib.resources import files
from typing import Any

from egov_budget.overlaps.calibration import Calibration, Curves


def _curves(told: dict[str, Any]) -> Curves:
    return Curves(tuple(told["intercepts"]), tuple(map(tuple, told["slopes"])))


_told = tomllib.loads(files("egov_budget.overlaps").joinpath("default.toml").read_text("utf-8"))
_shares = tuple(map(tuple, _told["shares"]))
DEFAULT = Calibration(_curves(_told["texts"]), _curves(_told["attributes"]), _shares, _told["rise"])
