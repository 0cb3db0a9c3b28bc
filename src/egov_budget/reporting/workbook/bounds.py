"""Rules: how many demands of each hold, what bounds on money leave, and what they cost."""

from __future__ import annotations

import pandas as pd

from egov_budget.counting import Check
from egov_budget.money import to_amounts
from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import FIRST, Cell, Column, Formula, Kind, Page
from egov_budget.rules import STANDARD

IN_QUANTA = frozenset(
    rule.name for rule in STANDARD if rule.money
)  # rules on money that the audit checks in whole quanta


def bounds(told: Material) -> Page:
    """Return one row a rule, and one a bound on money with what it leaves and costs."""
    columns = (
        Column(told.say("rule"), Kind.TEXT, 24),
        Column(told.say("subject"), Kind.NAME, 18),
        Column(told.say("demands"), Kind.COUNT, 11, total=True),
        Column(told.say("broken"), Kind.COUNT, 11, total=True),
        Column(told.say("bound"), Kind.MONEY, 17),
        Column(told.say("reached"), Kind.MONEY, 17),
        Column(told.say("room"), Kind.MONEY, 17),
        Column(told.say("price"), Kind.PRICE, 16),
        Column(told.say("words"), Kind.SENTENCE, 64),
    )
    checks = told.allocation.audit().checks
    counted = pd.DataFrame([(c.rule, not c.holds) for c in checks], columns=["rule", "broken"])
    sums = counted.groupby("rule", sort=False)["broken"].agg(["size", "sum"])
    rows: list[tuple[Cell, ...]] = []
    for rule, (demands, broken) in zip(sums.index, sums.to_numpy().tolist(), strict=True):
        named = told.lang.word("rule_name", str(rule))
        if rule in IN_QUANTA:
            rows += [
                _money(told, check, FIRST + len(rows) + at) for at, check in enumerate(_of(checks, rule))
            ]
        else:
            rows.append((named, None, demands, broken, None, None, None, None, None))
    rows += _other_prices(told)
    note = f"{told.in_currency} {told.say('rules_note', step=told.step)}"
    return Page(told.say("rules"), told.say("rules_title"), note, columns, rows)


def _of(checks: tuple[Check, ...], rule: str) -> list[Check]:
    return [check for check in checks if check.rule == rule]


def _money(told: Material, check: Check, at: int) -> tuple[Cell, ...]:
    """Return the row of a bound on money: what there is, what is used, and the room between."""
    quantum = told.allocation.columns.quantum
    have, need = to_amounts([int(check.have), int(check.need)], quantum).tolist()
    floor = check.rule.endswith("floor")
    room = Formula(f"=$F{at}-$E{at}" if floor else f"=$E{at}-$F{at}", have - need if floor else need - have)
    price, words = _price(told, check.rule, check.subject)
    named = told.lang.word("rule_name", check.rule)
    subject = None if check.rule == "pool" else check.subject
    return named, subject, 1, int(not check.holds), need, have, room, price, words


def _price(told: Material, rule: str, subject: str) -> tuple[float | None, str | None]:
    """Return what a bound costs: as priced, or for the pool what the reasons know of it."""
    if told.prices is not None:
        found = told.prices[(told.prices["rule"] == rule)]
        found = found if rule == "pool" else found[found["subject"] == subject]
        if len(found):
            return float(found["looser" if rule == "pool" else "lifted"].iloc[0]), str(found["words"].iloc[0])
    if rule == "pool" and told.reasons is not None and len(told.reasons):
        return float(told.reasons["pool_per_step"].iloc[0]), told.say("pool_price")
    return None, None


def _other_prices(told: Material) -> list[tuple[Cell, ...]]:
    """Return prices of bounds that are not on money."""
    if told.prices is None:
        return []
    other = told.prices[~told.prices["rule"].isin([*IN_QUANTA])]
    return [
        (
            told.lang.word("rule_name", row["rule"]),
            row["subject"],
            None,
            None,
            None,
            None,
            None,
            row["lifted"],
            row["words"],
        )
        for row in other.to_dict("records")
    ]
