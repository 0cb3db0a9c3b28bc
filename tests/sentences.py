"""Every sentence that a fault or the shell can say, read off a source; whatever is filled in is 7."""

from __future__ import annotations

import ast
from collections.abc import Iterator

SAYING = {  # places of the arguments that are sentences
    "Fault": (4, 5), "at": (), "of": (), "Unreadable": (0, 1), "Claim": (3, 4), "_refused": (1, 2),
    "Conflict": (5, 6), "BadParameter": (0,), "say": (0,),
    **dict.fromkeys(("SolveError", "Infeasible", "Unbounded", "Unfinished", "SolverUnavailable"), (0,)),
}  # fmt: skip
NAMED = ("fault", "remedy", "remedies")
FILLED = "7"


def sentences(source: str) -> set[str]:
    """Return what the functions of a source say; a single word is none."""
    bodies = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    found = {text for body in bodies for part in _said(body) for text in _texts(part, body)}
    return {line.strip() for text in found for line in text.split("\n") if " " in line.strip()}


def _said(body: ast.FunctionDef) -> Iterator[ast.expr]:
    for call in ast.walk(body):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in SAYING and not (name == "say" and isinstance(call.func, ast.Attribute)):
                yield from (call.args[place] for place in SAYING[name] if place < len(call.args))
                yield from (given.value for given in call.keywords if given.arg in NAMED)


def _texts(part: ast.expr, body: ast.FunctionDef, known: frozenset[str] = frozenset()) -> set[str]:
    """Return what an expression may say; names stand for all that the function gives them."""
    match part:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.JoinedStr(values=values):
            found = {""}
            for value in values:
                found = {before + told for before in found for told in _filled(value, body, known)}
            return found
        case ast.Call(func=ast.Name("counted"), args=[_, ast.Constant(noun)]):
            return {f"{FILLED} {noun}s"}
        case ast.IfExp(body=one, orelse=other):
            parts = [one, other]
        case ast.BoolOp(values=several) | ast.Tuple(elts=several):
            parts = several
        case ast.Name(id=name) if name not in known:
            parts, known = [*_given(name, body)], known | {name}
        case _:
            parts = []
    return {text for each in parts for text in _texts(each, body, known)}


def _filled(part: ast.expr, body: ast.FunctionDef, known: frozenset[str]) -> set[str]:
    match part:
        case ast.FormattedValue(
            value=ast.Call(func=ast.Name(id="counted"), args=[_, ast.Constant(value=noun)])
        ):
            return {f"{FILLED} {noun}s"}
        case ast.FormattedValue(value=value):
            return _texts(value, body, known) - {""} or {FILLED}
    return _texts(part, body, known)


def _given(name: str, body: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(body):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                match target, node.value:
                    case ast.Name(id=given), value if given == name:
                        yield value
                    case ast.Tuple(elts=targets), ast.Tuple(elts=values):
                        for one, value in zip(targets, values, strict=False):
                            if isinstance(one, ast.Name) and one.id == name:
                                yield value
