"""What agencies promise and what of it is expected, by how ready they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.plain import named, plain
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def promises(allocation: Allocation) -> dict[str, Any] | None:
    """Return what readiness costs, the agency it costs most first.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    dict or None
        promised, expected, lost (points), part (expected of promised, 0 to 1), and rows of agencies
        that promise anything: title, source (who rated), factor (0 to 1), promised, expected, lost, and
        promised_part and expected_part, of the most that any agency promises. ``None`` where every
        agency is expected to deliver all it promises.
    """
    scenario = allocation.scenario
    factor = scenario.realisation
    if (factor == 1).all():
        return None
    agencies, table = scenario.agencies.set_index("id"), allocation.by_agency()
    table = table.rename(columns={"gain": "expected"}).assign(lost=table["promised"] - table["gain"])
    table = table[(table["promised"] > 0) | (table["expected"] > 0)]
    table = table.sort_values(["lost", "agency"], ascending=[False, True])
    most = max(float(table[["promised", "expected"]].to_numpy().max()), 1e-300) if len(table) else 1.0
    promised, expected = allocation.promised, allocation.gain
    return {
        "promised": promised,
        "expected": expected,
        "lost": promised - expected,
        "part": expected / promised if promised > 0 else 1.0,
        "rows": rows_of(
            table.assign(
                title=table["agency"].map(named(scenario, "agencies")),
                source=table["agency"].map(agencies["readiness_source"]).map(plain),
                factor=table["agency"].map(factor).astype(float),
                promised_part=table["promised"] / most,
                expected_part=table["expected"] / most,
            )
        ),
    }
