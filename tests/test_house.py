"""The figures of ``benchmarks.house`` on a tree so small that each can be counted by eye."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import house
from benchmarks.tree import House, Source
from benchmarks.way import Way

RULES = Way(
    stops=["rules", "program", "rules"],
    files=2,
    classes=["Pool", "Rule"],
    names=["pool", "one lead", "coverage"],
)


def tree(root: Path, files: dict[str, str]) -> House:
    """Write a tree of three rooms and return it."""
    (root / "docs" / "explanation").mkdir(parents=True)
    page = "| `rules` | |\n| `program` | |\n| `cli` | |\n"
    (root / "docs" / "explanation" / "the-line.md").write_text(page, encoding="utf-8")
    for name, text in files.items():
        path = root / "src" / "egov_budget" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made = House(root)
    vars(made)["way"] = RULES  # such a tree cannot be run
    return made


def test_code_is_what_is_neither_docstring_comment_blank_nor_import() -> None:
    lines = ['"""Doc.', "", 'More."""', "import os", "from a import (", "    b,", ")", "", "# why"]
    lines += ["X = [", "    1,  # one", "]", "", "def f():", '    """Say."""', "    return X", ""]
    text = "\n".join(lines)
    assert Source("rules/pool.py", text).code == 5


def test_a_file_of_literals_is_data() -> None:
    assert Source("worlds/words.py", '"""Words."""\nWORDS = ("a", "b")\n').is_data
    assert not Source("worlds/words.py", "WORDS = sorted(OTHERS)\n").is_data
    assert not Source("worlds/__init__.py", '__all__ = ["a"]\n').is_data


@pytest.mark.parametrize(
    ("law", "text"),
    [
        (house.upward, "from egov_budget.program import Program"),
        (house.upward, "def f():\n    from egov_budget.cli import app"),
        (house.upward, "if TYPE_CHECKING:\n    from egov_budget.program.program import Program"),
        (house.upward, "from egov_budget import Scenario"),
        (house.long_bodies, "def f():\n" + "    x = 1\n" * 41),
        (house.many_parameters, "def f(a, b, c, d, *, e, f, g, h): pass"),
        (house.many_parameters, "class A:\n    def f(self, a, b, c, d, *e, f, g, **h): pass"),
        (house.records, "def f() -> tuple[int, str, float]: ..."),
        (house.records, "def f() -> Iterator[tuple[int, str, float]]: ..."),
    ],
)
def test_a_planted_fault_is_counted(law: house.Law, text: str, tmp_path: Path) -> None:
    assert len([*law(tree(tmp_path, {"rules/pool.py": text}))]) == 1


@pytest.mark.parametrize(
    ("law", "text"),
    [
        (house.isinstances, "isinstance(rule, Pool)"),
        (house.isinstances, "isinstance(rule, str | Pool)"),
        (house.isinstances, "OWN = (Pool, Rule)\nisinstance(rule, OWN)"),
        (house.isinstances, "match rule:\n    case Pool():\n        pass"),
        (house.rule_names, 'x = "one lead"'),
        (house.rule_names, 'rule == "pool"'),
        (house.rule_names, 'Check("pool", 1)'),
        (house.rule_names, '"pool" in names'),
    ],
)
def test_a_question_outside_of_the_rules_is_counted(law: house.Law, text: str, tmp_path: Path) -> None:
    assert len([*law(tree(tmp_path, {"program/program.py": text}))]) == 1
    assert [*law(tree(tmp_path / "inside", {"rules/pool.py": text}))] == []


@pytest.mark.parametrize(
    ("law", "text"),
    [
        (house.upward, "from egov_budget.rules import Pool"),
        (house.isinstances, "isinstance(rule, str)"),
        (house.rule_names, 'years["pool"]'),
        (house.rule_names, '["pool", "spent"]'),
        (house.long_bodies, 'def f():\n    """Say.\n' + "\n" * 41 + '    """\n    return 1'),
        (house.many_parameters, "def f(a, b, c, d, e, f, g): pass"),
        (house.records, "def f() -> tuple[int, int, int]: ..."),
        (house.records, "def f() -> tuple[int, ...]: ..."),
    ],
)
def test_what_is_in_order_is_not_counted(law: house.Law, text: str, tmp_path: Path) -> None:
    assert [*law(tree(tmp_path, {"program/program.py": text}))] == []


def test_what_is_on_the_shelf_may_take_more(tmp_path: Path) -> None:
    eight = "def {}(a, b, c, d, e, f, g, h): pass\n"
    both = eight.format("solve") + eight.format("run")
    made = tree(tmp_path, {"__init__.py": '__all__ = ["solve"]', "program/solve.py": both})
    (told,) = house.many_parameters(made)
    assert "run" in told


def test_the_way_is_counted_along_the_list_of_rooms(tmp_path: Path) -> None:
    told = house.figures(tree(tmp_path, {"rules/pool.py": "x = f()"}))
    assert told["the way: rooms entered"] == 3
    assert told["the way: again after having left"] == 1
    assert told["the way: climbs back up"] == 1
