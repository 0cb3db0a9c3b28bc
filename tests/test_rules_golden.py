"""Every rule's rows on four projects, as text to check; run as a script, this file writes them."""

from __future__ import annotations

import inspect
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from egov_budget import allocation, certificate, find_overlaps, formulate, rules
from egov_budget.program import Program
from ruled import ruled

GOLDEN = Path(__file__).parent / "golden"
RULES: dict[str, rules.Rule] = {rule.name: rule for rule in rules.STANDARD} | {
    "one lead, exactly": rules.OneLead(exact=True),
    "mean target": rules.MeanTarget(0.4),
    "frozen": rules.Frozen({"tax-login": 14.0}, {"tax-login": 0.5}),
    "robust pool": rules.RobustPool(1.5),
    "services target": rules.ServicesTarget(2, 0.5),
}


def program(rule: rules.Rule) -> Program:
    scenario = ruled()
    return formulate(scenario, find_overlaps(scenario), rules=[rule])


def text(name: str) -> str:
    """Write what a rule asks for: its sentence, its rows, its whole columns, bounds, switches, SOS1 sets."""
    made = program(RULES[name])
    bare = formulate(made.scenario, made.overlaps, rules=[])
    label = RULES[name].name
    lines = [f"{label}: {' '.join((inspect.getdoc(type(RULES[name])) or '').splitlines()[0].split())}", ""]
    lines += [f"[{row.subject}] {row.row}" for row in made.rows(label).itertuples()]
    names = made.column_names
    lines += [f"whole: {names[at]}" for at in (made.whole).nonzero()[0]]
    changed = (made.upper[: len(bare.upper)] != bare.upper).nonzero()[0]
    lines += [f"at most {made.upper[at]:.6g}: {names[at]}" for at in changed]
    lines += [
        f"one at most [{one.subject}]: {', '.join(names[at] for at in one.columns)}" for one in made.sos1
    ]
    return "\n".join(lines) + "\n"


def path(name: str) -> Path:
    return GOLDEN / f"{name.replace(',', '').replace(' ', '-')}.txt"


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_asks_for_what_its_golden_text_says(name: str) -> None:
    asked = text(name)
    assert asked == path(name).read_text(encoding="utf-8")
    assert len(asked.splitlines()) > 2  # it has a subject among the four projects


def test_every_rule_has_a_golden_text() -> None:
    classes = {member for name in rules.__all__ if inspect.isclass(member := getattr(rules, name))}
    public = {member for member in classes if hasattr(member, "say")} - {rules.Rule}
    assert public == {type(rule) for rule in RULES.values()}
    assert sorted(path(name) for name in RULES) == sorted(GOLDEN.glob("*.txt"))


def test_every_record_of_rules_plans_and_proofs_is_frozen() -> None:
    rooms = (rules, allocation, certificate)
    names = [found.name for room in rooms for found in iter_modules(room.__path__, f"{room.__name__}.")]
    members = [each for name in names for each in vars(import_module(name)).values()]
    records = {each for each in members if inspect.isclass(each) and is_dataclass(each)}
    thawed = {each.__name__ for each in records if not vars(each)["__dataclass_params__"].frozen}
    assert thawed == {"Node"}  # where a tree grows


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in RULES:
        path(each).write_text(text(each), encoding="utf-8")
