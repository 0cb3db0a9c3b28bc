"""Four projects, two of them the same work: solvable on paper."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario import Scenario, Settings


def four_projects() -> Scenario:
    """Return a scenario of four projects and a pool of 100 that can be solved on paper.

    Two agencies each ask for a sign-in platform (``tax-login`` 60, ``health-login`` 50): the same
    work under one verdict, 80 % of the smaller request in common, so 40 credits. ``e-filing``
    (40) needs a sign-in platform of its agency; ``e-booking`` (30) stands alone. All requests
    together are 180 against 100.

    Sharing the sign-in costs 60 for the lead plus 50 - 40 + 0.2 x 40 = 18 for the adopter (or 50
    and 28 the other way round): 78 instead of 110. What is left, 22, goes to the project that
    gains most per credit.

    Returns
    -------
    Scenario
        Four services of two agencies, one indicator each for sign-in and for application.

    Examples
    --------
    >>> four_projects()
    <Scenario 'Four projects': 2 agencies, 4 services, 4 projects, pool 100 credits>
    """
    return Scenario(
        Settings(name="Four projects", pool=100.0),
        {
            "indicators": pd.DataFrame(
                {
                    "id": ["sign-in", "apply"],
                    "title": ["Secure sign-in", "Online application"],
                    "weight": [1, 1],
                }
            ),
            "agencies": pd.DataFrame(
                {"id": ["tax", "health"], "title": ["Tax office", "Health service"], "last_year": [60, 40]}
            ),
            "services": pd.DataFrame(
                {
                    "id": ["tax-return", "tax-refund", "appointment", "prescription"],
                    "agency": ["tax", "tax", "health", "health"],
                    "title": [
                        "Income tax return",
                        "Tax refund",
                        "Medical appointment",
                        "Repeat prescription",
                    ],
                }
            ),
            "scores": pd.DataFrame(
                [
                    ("tax-return", "sign-in", 0.0),
                    ("tax-return", "apply", 0.25),
                    ("tax-refund", "sign-in", 0.0),
                    ("tax-refund", "apply", 0.5),
                    ("appointment", "sign-in", 0.0),
                    ("appointment", "apply", 0.0),
                    ("prescription", "sign-in", 0.25),
                    ("prescription", "apply", 0.5),
                ],
                columns=["service", "indicator", "score"],
            ),
            "projects": pd.DataFrame(
                {
                    "id": ["tax-login", "health-login", "e-filing", "e-booking"],
                    "agency": ["tax", "health", "tax", "health"],
                    "title": [
                        "Single sign-in platform for taxpayers",
                        "Single sign-in platform for patients",
                        "Online filing of tax returns",
                        "Online booking of appointments",
                    ],
                    "description": [
                        "Identity and sign-in platform with one account for every online service",
                        "Identity and sign-in platform with one account for every online service",
                        "Form, calculation and submission of the yearly income tax return",
                        "Calendar of doctors with booking and reminder",
                    ],
                    "cost": [60, 50, 40, 30],
                }
            ),
            "effects": pd.DataFrame(
                [
                    ("tax-login", "tax-return", "sign-in", 1.0),
                    ("tax-login", "tax-refund", "sign-in", 1.0),
                    ("health-login", "appointment", "sign-in", 1.0),
                    ("health-login", "prescription", "sign-in", 0.75),
                    ("e-filing", "tax-return", "apply", 0.75),
                    ("e-booking", "appointment", "apply", 1.0),
                ],
                columns=["project", "service", "indicator", "points"],
            ),
            "prerequisites": pd.DataFrame({"project": ["e-filing"], "requires": ["tax-login"]}),
            "verdicts": pd.DataFrame(
                {
                    "project_a": ["tax-login"],
                    "project_b": ["health-login"],
                    "verdict": ["accept"],
                    "share": [0.8],
                    "reviewer": ["budget office"],
                    "reason": ["one sign-in platform serves both"],
                }
            ),
        },
    )
