"""The structure of the library in figures: ``python -m benchmarks.house [--places] [TREE ...]``.

Trees are checkouts; they stand side by side, this one last. ``--places`` lists what was counted in the last.

code: lines with a token on them, without docstrings, comments, blanks and imports; files of nothing but
    literals are data and counted apart.
upward: import statements, wherever they stand, of a room further down docs/explanation/the-line.md or of
    the shelf. ``__init__``, ``__main__`` and ``writers`` are doors, the shell may import the shelf;
    no more is exempt.
isinstance: ``issubclass`` and ``match`` too, also through a constant of the file that holds rule classes.
rule names: those that tables bear too (CLASHING) count where they are compared, stand in a collection with
    names of other rules, or begin a Check, a Conflict or a Ground.
parameters: without self and cls. Public functions and methods of the shelf and of cli/ may take more.
records: functions whose return annotation holds a tuple of three or more parts, not all of one type.
the way: see ``benchmarks.way``. Again: stops at rooms left before; climbs: steps to a room further up.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.tree import House, is_no_code

HERE = Path(__file__).parents[1]
BODY, PARAMETERS, RECORD = (
    40,
    7,
    3,
)  # lines and parameters at most, parts of a tuple from which it is a record
CLASHING = {"pool", "mandatory", "excluded", "alternatives", "shared work"}
DOORS = ("__init__.py", "__main__.py", "writers.py")
Law = Callable[[House], Iterator[str]]


def upward(house: House) -> Iterator[str]:
    """Yield every import against the list of rooms."""
    order = {room: at for at, room in enumerate(house.rooms)}
    for source in house.sources:
        own, shelf = order.get(source.room, -1), -1 if source.room == "cli" else len(order)
        for node in source.every(ast.Import, ast.ImportFrom):
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            targets = [f"{module}{alias.name}." for alias in node.names]
            reached = [order.get(to.split(".")[1], shelf) for to in targets if to.startswith("egov_budget.")]
            if source.path not in DOORS and max(reached, default=-1) > own:
                yield source.place(node, ast.unparse(node))


def isinstances(house: House) -> Iterator[str]:
    """Yield every question outside rules/ whether something is of a class of rules."""
    classes = set(house.way.classes)
    for source in house.sources:
        named = [(node.targets[0], node.value) for node in source.every(ast.Assign)]
        known = classes | {ast.unparse(name) for name, value in named if classes & _names_in(value)}
        for node in source.every(ast.Call, ast.MatchClass):
            asked = node.cls if isinstance(node, ast.MatchClass) else _asked_for(node)
            if source.room != "rules" and asked is not None and _names_in(asked) & known:
                yield source.place(node, ast.unparse(node))


def _asked_for(call: ast.Call) -> ast.expr | None:
    is_question = ast.unparse(call.func) in ("isinstance", "issubclass")
    return call.args[1] if is_question and len(call.args) > 1 else None


def _names_in(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}


def rule_names(house: House) -> Iterator[str]:
    """Yield every literal outside rules/, language/ and worlds/ that names a rule."""
    for source in house.sources:
        if source.room not in ("rules", "language", "worlds"):
            found = {part for node in ast.walk(source.tree) for part in _naming(node, set(house.way.names))}
            told = sorted(found, key=lambda part: (part.lineno, part.col_offset))
            yield from (source.place(part, repr(part.value)) for part in told)


def _naming(node: ast.AST, names: set[str]) -> list[ast.Constant]:
    """Return the parts of a node that name a rule."""
    match node:
        case ast.Constant() if node.value in names - CLASHING:
            return [node]
        case ast.Call(func=ast.Name(id="Check" | "Conflict" | "Ground"), args=[first, *_]):
            parts = [first]
        case ast.Compare() | ast.Tuple() | ast.List() | ast.Set():
            parts = [*ast.iter_child_nodes(node)]
        case ast.Dict(keys=keys):
            parts = keys
        case _:
            return []
    named = [part for part in parts if isinstance(part, ast.Constant) and part.value in names]
    is_alone = isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
    return [] if is_alone and {part.value for part in named} <= CLASHING else named


def long_bodies(house: House) -> Iterator[str]:
    """Yield every function whose body, without its docstring, is too long."""
    for source in house.sources:
        for node in source.functions:
            first = next((part for part in node.body if not is_no_code(part)), node.body[0])
            lines = node.end_lineno - first.lineno + 1
            if lines > BODY:
                yield source.place(node, f"{node.name}: {lines} lines")


def many_parameters(house: House) -> Iterator[str]:
    """Yield every function that takes too many parameters and is not public on the shelf or in cli/."""
    for source in house.sources:
        owner = {method: node.name for node in source.every(ast.ClassDef) for method in node.body}
        for node in source.functions:
            given = node.args
            listed = (*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg)
            count = sum(arg is not None and arg.arg not in ("self", "cls") for arg in listed)
            is_embedded = owner.get(node, node.name) in house.shelf or source.room == "cli"
            if count > PARAMETERS and (node.name.startswith("_") or not is_embedded):
                yield source.place(node, f"{node.name}: {count} parameters")


def records(house: House) -> Iterator[str]:
    """Yield every function that returns tuples where a record would name the parts."""
    for source in house.sources:
        for node in source.functions:
            within = [*ast.walk(node.returns)] if node.returns else []
            tuples = [
                part
                for part in within
                if isinstance(part, ast.Subscript) and _names_in(part.value) == {"tuple"}
            ]
            parts = [[ast.unparse(one) for one in getattr(part.slice, "elts", ())] for part in tuples]
            if any(len(listed) >= RECORD and len({*listed}) > 1 for listed in parts):
                yield source.place(node, f"{node.name} -> {ast.unparse(node.returns)}")


LAWS: dict[str, Law] = {
    "upward imports": upward,
    "isinstance on rule classes outside rules/": isinstances,
    "rule names outside rules/, language/, worlds/": rule_names,
    f"bodies over {BODY} lines": long_bodies,
    f"more than {PARAMETERS} parameters off the shelf": many_parameters,
    f"tuples of {RECORD} or more returned as records": records,
}


def figures(house: House) -> dict[str, int]:
    """Return every figure of a tree under its name."""
    sources, stops = house.sources, house.way.stops
    steps = pairwise(house.rooms.index(room) for room in stops if room in house.rooms)
    return {
        "files": len(sources),
        "lines": sum(source.text.count("\n") for source in sources),
        "code": sum(source.code for source in sources if not source.is_data),
        "data as .py": sum(source.code for source in sources if source.is_data),
        **{name: len([*law(house)]) for name, law in LAWS.items()},
        "the way: rooms entered": len(stops),
        "the way: again after having left": len(stops) - len(set(stops)),
        "the way: climbs back up": sum(after < before for before, after in steps),
        "the way: files in which anything is called": house.way.files,
    }


def main(arguments: list[str]) -> None:
    """Print the table."""
    houses = [House(Path(name)) for name in arguments if name != "--places"] + [House(HERE)]
    columns = [figures(house) for house in houses]
    print(f"{'':<48}" + "".join(f"{house.root.resolve().name[:11]:>12}" for house in houses))
    for name in columns[0]:
        print(f"{name:<48}" + "".join(f"{column[name]:>12,}" for column in columns))
    for name, law in LAWS.items() if "--places" in arguments else ():
        print(f"\n{name}", *law(houses[-1]), sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
