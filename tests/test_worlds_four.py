"""Four projects, solved on paper in docs and here."""

from __future__ import annotations

import pytest

from egov_budget import allocate, worlds


def test_the_plan_is_the_one_found_on_paper() -> None:
    plan = allocate(worlds.four_projects())
    # sign-in once: health leads at 50, tax adopts at 60 - 40 + 8; the 22 left go to booking
    assert plan.credits.to_dict() == {"e-booking": 22, "e-filing": 0, "health-login": 50, "tax-login": 28}
    assert plan.gain == pytest.approx(0.5 * (1 + 1 + 1 + 0.75 + 22 / 30))
    assert plan.roles.to_dict() == {
        "e-booking": "partly funded",
        "e-filing": "not funded",
        "health-login": "lead of G:health-login",
        "tax-login": "adopter of health-login",
    }
    assert plan.saved.to_dict() == {"G:health-login": 32}
    assert (plan.spent, plan.left) == (100, 0)
