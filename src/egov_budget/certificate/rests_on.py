"""What a plan rests on, and the hash of it, which is worked out once for all its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.certificate.inputs import digest, inputs
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.certificate.provable import Provable


def rests_on(allocation: Provable) -> dict[str, Any]:
    """Return the inputs of a plan, made anew; see ``inputs``."""
    members = None if allocation.overlaps is None else allocation.overlaps.members
    return inputs(allocation.scenario, members, allocation.rules)


@once
def fingerprint(allocation: Provable) -> str:
    """Return the SHA-256 of what a plan rests on, hexadecimal."""
    return digest(rests_on(allocation))
