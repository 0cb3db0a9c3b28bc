"""Four projects under every rule there is: small enough to read each row."""

from __future__ import annotations

from math import nan

import pandas as pd

from egov_budget import Scenario, worlds


def ruled() -> Scenario:
    """Return the four projects with floors, ceilings, obligations, a lead and a planned exchange."""
    four = worlds.four_projects()
    return four.replace(
        agencies=four.agencies.assign(
            floor=[10.0, 20.0],
            ceiling=[70.0, 90.0],
            conflict=[0.9, 0.1],
            readiness=[1.0, 0.8],
        ),
        categories=pd.DataFrame({"id": ["platforms"], "floor": [30.0], "ceiling": [95.0]}),
        projects=four.projects.assign(
            category=["platforms", "platforms", "", ""],
            mandatory=[False, True, False, False],
            excluded=[False, False, False, True],
            divisible=[True, True, False, True],
            minimum_share=[0.5, 0.0, 0.0, 0.0],
            cost_more=[12.0, 0.0, 8.0, 3.0],
            floor=[nan, 5.0, nan, nan],
            ceiling=[nan, nan, 45.0, nan],
        ),
        effects=pd.concat(
            [four.effects, four.effects[:1].assign(project="health-login", service="tax-refund", points=0.5)]
        ).assign(registers=["", "", "", "", "identities", "", ""]),
        exchanges=pd.DataFrame(
            {
                "service": ["tax-return"],
                "provider": ["health"],
                "register": ["identities"],
                "status": ["planned"],
                "project": ["health-login"],
            }
        ),
        alternatives=pd.DataFrame({"set": ["online", "online"], "project": ["e-filing", "e-booking"]}),
        verdicts=four.verdicts.assign(lead="health-login"),
    )
