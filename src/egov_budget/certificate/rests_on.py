"""What a plan rests on, and the hash of it, which is worked out once for all its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.certificate.canonical import hashed, of_object
from egov_budget.certificate.inputs import canonical_inputs, inputs
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.certificate.provable import Provable


def rests_on(allocation: Provable) -> dict[str, Any]:
    """Return the inputs of a plan, made anew; see ``inputs``."""
    return inputs(allocation.scenario, _members(allocation), allocation.rules)


@once
def canonical_form(allocation: Provable) -> dict[str, str]:
    """Return the canonical form of each part of the same."""
    return canonical_inputs(allocation.scenario, _members(allocation), allocation.rules)


@once
def fingerprint(allocation: Provable) -> str:
    """Return the SHA-256 of what a plan rests on, hexadecimal."""
    return hashed(of_object(canonical_form(allocation)))


def _members(allocation: Provable) -> pd.DataFrame | None:
    return None if allocation.overlaps is None else allocation.overlaps.members
