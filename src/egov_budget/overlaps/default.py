"""The calibration that ships; default.toml beside this file says where its numbers come from."""

from typing import Any

from egov_budget.language.toml_of import toml_of
from egov_budget.overlaps.calibration import Calibration, Curves


def _curves(told: dict[str, Any]) -> Curves:
    return Curves(tuple(told["intercepts"]), tuple(map(tuple, told["slopes"])))


_told = toml_of("egov_budget.overlaps", "default.toml")
_shares = tuple(map(tuple, _told["shares"]))
DEFAULT = Calibration(_curves(_told["texts"]), _curves(_told["attributes"]), _shares, _told["rise"])
