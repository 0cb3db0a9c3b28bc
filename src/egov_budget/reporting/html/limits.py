"""What limits the plan: each bound with what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts
from egov_budget.reasons.round_step import round_step
from egov_budget.reasons.standing import standing
from egov_budget.reporting.html.plain import named, plain, projects_named

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.certificate import Certificate
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies

PRICES = ("bound", "looser", "tighter", "lifted", "gap")


def limits(
    allocation: Allocation, asked: Studies, certificate: Certificate, language: Language
) -> dict[str, Any]:
    """Return the bounds that bind and their prices.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        Prices that were found by solving again.
    certificate : Certificate
        Its multipliers are the prices of the linear relaxation.
    language : Language
        Of what projects are called.

    Returns
    -------
    dict
        exact (rule, subject, title, bound, looser, lifted, gap: what a round step of money more, or no
        bound at all, would bring), goal (their unit), near (rule, subject, title, price, money: points for
        a round step of money, or for the whole of a bound that is none; every rule with a price in the
        relaxation, the dearest first within its kind), step, breaches (rule, subject) and checks.
    """
    quanta = round_step(allocation.columns)
    titles = named(allocation.scenario, "agencies") | projects_named(allocation.scenario, language)
    audit, in_money = allocation.audit(), {rule.name for rule in allocation.rules if rule.money}

    def named_row(rule: str, subject: str) -> dict[str, Any]:
        title = titles.get(subject, "")
        return {"rule": rule, "subject": plain(subject), "title": title, "money": rule in in_money}

    pool = {rule.name for rule in allocation.rules if rule.of_the_pool}
    priced = {rule.name for rule in allocation.rules if rule.priced}
    near = [
        named_row(rule, subject) | {"price": price * quanta if rule in in_money else price}
        for rule, known in certificate.multipliers.items() if rule in priced
        for subject, price in known.items()
    ]  # fmt: skip
    near.sort(key=lambda row: (not row["money"], row["rule"] not in pool, -row["price"], row["subject"]))
    exact = [] if asked.prices is None else asked.prices.to_dict("records")
    return {
        "exact": [
            named_row(row["rule"], str(row["subject"])) | {name: row[name] for name in PRICES}
            for row in exact
        ],
        "near": near,
        "step": float(to_amounts(quanta, allocation.columns.quantum)),
        "goal": standing(allocation)[0].goals[0].unit,
        "missing": asked.why("prices"),
        "checks": len(audit.checks),
        "breaches": [named_row(row["rule"], row["subject"]) for row in audit.breaches.to_dict("records")],
        "unchecked": [plain(name) for name in audit.unchecked],
    }
