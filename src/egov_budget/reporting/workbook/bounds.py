"""Rules: how many demands of each hold, what bounds on money leave, and what they cost."""

from __future__ import annotations

from collections import Counter

from egov_budget.counting import Check
from egov_budget.display.places import FIRST
from egov_budget.display.table import Cell, Formula, Table
from egov_budget.money import to_amounts
from egov_budget.reporting.material import Material
from egov_budget.rules import STANDARD

IN_QUANTA = frozenset(rule.name for rule in STANDARD if rule.money)  # what the audit checks in quanta
POOL = frozenset(rule.name for rule in STANDARD if rule.of_the_pool)
FLOORS = frozenset(rule.name for rule in STANDARD if rule.money and rule.frugal) - POOL


def bounds(told: Material) -> Table:
    """Return one row a rule, and one a bound on money with what it leaves and costs."""
    checks = told.allocation.audit().checks
    demands = Counter(check.rule for check in checks)
    broken = Counter(check.rule for check in checks if not check.holds)
    rows: list[tuple[Cell, ...]] = []
    for rule, count in demands.items():
        if rule in IN_QUANTA:
            own = [check for check in checks if check.rule == rule]
            rows += [_money(told, check, FIRST + len(rows) + at) for at, check in enumerate(own)]
        else:
            rows.append(_row(told, rule, None, count, broken[rule]))
    note = f"{told.in_currency} {told.say('rules_note', step=told.step)}"
    rows += _other_prices(told)
    return told.sheet("rules", rows, note)


def _row(told: Material, rule: str, *cells: Cell) -> tuple[Cell, ...]:
    """Return the row of a rule, with empty cells where nothing is told."""
    return told.words.word("rule_name", rule), *cells, *[None] * (8 - len(cells))


def _money(told: Material, check: Check, at: int) -> tuple[Cell, ...]:
    """Return the row of a bound on money: what there is, what is used, and the room between."""
    quantum = told.allocation.columns.quantum
    have, need = to_amounts([int(check.have), int(check.need)], quantum).tolist()
    floor = check.rule in FLOORS
    room = Formula(f"=$F{at}-$E{at}" if floor else f"=$E{at}-$F{at}", have - need if floor else need - have)
    subject = None if check.rule in POOL else told.subject(check.subject)
    price = _price(told, check.rule, check.subject)
    return _row(told, check.rule, subject, 1, int(not check.holds), need, have, room, *price)


def _price(told: Material, rule: str, subject: str) -> tuple[Cell, Cell]:
    """Return what a bound costs: as priced, or for the pool what the reasons know of it."""
    if told.prices is not None:
        found = told.prices[(told.prices["rule"] == rule)]
        found = found if rule in POOL else found[found["subject"] == subject]
        if len(found):
            return float(found["looser" if rule in POOL else "lifted"].iloc[0]), str(found["words"].iloc[0])
    if rule in POOL and told.reasons is not None and len(told.reasons):
        return float(told.reasons["pool_per_step"].iloc[0]), told.say("pool_price")
    return None, None


def _other_prices(told: Material) -> list[tuple[Cell, ...]]:
    """Return prices of bounds that are not on money."""
    if told.prices is None:
        return []
    other = told.prices[~told.prices["rule"].isin([*IN_QUANTA])][["rule", "subject", "lifted", "words"]]
    rows = other.itertuples(index=False, name=None)
    return [_row(told, rule, told.subject(of), *[None] * 5, *price) for rule, of, *price in rows]
