"""Inputs that are nearly right: a scenario or a plan with a few steps of spoiling, drawn from a seed.

A step changes the tables (a value, a key, a record) before they are written, or the bytes of a file after.
Every step is a plain record, so that an input can be told, shortened and written down in a test.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hostile_files import RAW, material, packed, rendered, unpacked

FORMATS = ("folder", ".xlsx", ".json", "plan", "plan folder")
CUTS = 0.15  # part of the steps that change bytes
NUMBERS = [
    None, True, False, 0, -0.0, -1, 0.5, 1.5, 1e-320, 1e-9, 1e15 + 0.5, 1e19, 1e300,
    -1e300, 2**53 + 1, 10**19,
    *(RAW + token for token in ("1e999", "NaN", "-Infinity", "1e-400", "9" * 400, "9" * 5_000)),
    *(RAW + token for token in ("1979-05-27", "0x10", "1_000")),
]  # fmt: skip
TEXTS = [
    "", " ", "nan", "inf", "1e400", "1e19", "9" * 400, "0,250", "1,500", "00,125", "1.000.000",
    "۰٫۲۵", "۰٬۲۵۰",
    "50%", "1/2", "－1", "1_000", "0x10", "True", "نعم", "<NA>", "null", "2020-01-01", "1401",
    "=1+1", "@x", "\0",
    "\x1b[31m", "\u202e", "\ufeff", "\ud800", "a\nb", "\r", '"', "'", ",", ";", "../x",
    "x" * 40_000, "tax",
    "tax-login;tax-login", "e-return", "credits", "percent of pool", "x\u0301", "\N{ZERO WIDTH JOINER}",
]  # fmt: skip
NESTED = [[], {}, [[]], [1, "a", None], {"a": 1}, json.loads("[" * 60 + "]" * 60), {"": {"": []}}]
VALUES = [*NUMBERS, *TEXTS, *NESTED]
BYTES = [
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"\n", b"\r", b",",
    b"[", b"{", b"}",
    b"=", b"\xd9\xab", b"#", b"\\", b"<", b"&x;", b"9" * 400, b"," * 300, b"[" * 2_000, b"\n[a]\n",
    b"\nx = {}\n", b"'''",
]  # fmt: skip
Key = str | int


@dataclass(frozen=True)
class Step:
    """A change of the tables.

    Parameters
    ----------
    action : {"set", "drop", "double", "rename"}
        Put a value there, leave the entry out, let it stand twice, or give it another key.
    path : tuple of str or int
        Where: keys and places from the outermost table on.
    value : object
        What is put there, or the new key.
    """

    action: str
    path: tuple[Key, ...]
    value: Any = None

    def on(self, content: Any) -> None:
        """Change the content where the path leads anywhere."""
        *way, last = self.path
        for key in way:
            if not _leads(content, key):
                return
            content = content[key]
        if not _leads(content, last):
            return
        if self.action == "set":
            content[last] = copy.deepcopy(self.value)
        elif self.action == "drop":
            del content[last]
        elif isinstance(content, list):
            content.insert(int(last), copy.deepcopy(content[last]))
        else:
            key = str(self.value) if self.action == "rename" else f"{last} "
            content[key] = content.pop(last) if self.action == "rename" else content[last]


@dataclass(frozen=True)
class Cut:
    """A change of bytes: those from one place to another are replaced.

    Parameters
    ----------
    file : int
        Which of the files, in the order of their names; beyond the last it begins anew.
    at : float
        Where, as a part of its length.
    length : int
        How many bytes go.
    put : bytes
        What comes in their place.
    """

    file: int
    at: float
    length: int
    put: bytes

    def on(self, files: dict[str, bytes]) -> None:
        """Change the bytes of a file."""
        name = sorted(files)[self.file % len(files)]
        content = files[name]
        begin = int(self.at * len(content))
        files[name] = content[:begin] + self.put + content[begin + self.length :]


Change = Step | Cut


def _leads(content: Any, key: Key) -> bool:
    if isinstance(content, dict):
        return key in content
    return isinstance(content, list) and isinstance(key, int) and key < len(content)


def drawn(form: str, seed: int) -> list[Change]:
    """Return the steps that spoil an input of a form."""
    rng = random.Random(f"{form} {seed}")  # noqa: S311  # a reproducible draw, no secret
    content = json.loads(material("plan" if form.startswith("plan") else "scenario"))
    steps: list[Change] = []
    for _ in range(rng.choice([1, 1, 1, 2, 3, 4])):
        if rng.random() < CUTS:
            length = rng.choice([0, 0, 1, 5, 500])
            steps.append(Cut(rng.randrange(20), round(rng.random(), 6), length, rng.choice(BYTES)))
            continue
        part = rng.choice([*content])
        path = rng.choice([(part,), *(path for path, _ in _paths(content[part], (part,)))])
        action = rng.choice(["set"] * 6 + ["drop", "double", "rename"])
        steps.append(Step(action, path, _drawn_value(rng, action, content, path)))
    return steps


def _drawn_value(rng: random.Random, action: str, content: Any, path: tuple[Key, ...]) -> Any:
    """Return what a step puts there: mostly something of the kind that stood there, or stands elsewhere."""
    if action not in ("set", "rename"):
        return None
    if action == "rename":
        return rng.choice([*TEXTS, *(key for key in path if isinstance(key, str))])
    stood = content
    for key in path:
        stood = stood[key]
    others = [value for way, value in _paths(content, ()) if way[-1] == path[-1]]
    alike = NUMBERS if isinstance(stood, int | float) else TEXTS if isinstance(stood, str) else NESTED
    return rng.choice(rng.choice([alike, alike, others, VALUES]))


def _paths(content: Any, way: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], Any]]:
    """Yield the path to every entry below, with what stands there."""
    if not isinstance(content, dict | list):
        return
    for key, value in content.items() if isinstance(content, dict) else enumerate(content):
        yield (*way, key), value
        yield from _paths(value, (*way, key))


def written(form: str, steps: list[Change], folder: Path) -> Path:
    """Write a spoilt input under a folder; return what is to be read.

    Of a workbook a cut with an odd number of a file changes a part, any other the packed whole.
    """
    content = json.loads(material("plan" if form.startswith("plan") else "scenario"))
    for step in steps:
        if isinstance(step, Step):
            step.on(content)
    made = rendered(form, content)
    cuts = [step for step in steps if isinstance(step, Cut)]
    for cut in sorted(cuts, key=lambda cut: cut.file % 2, reverse=True):
        inside = form == ".xlsx" and cut.file % 2
        parts = unpacked(made) if inside else made
        cut.on(parts)
        made = packed(parts) if inside else parts
    name = {"folder": "requests", "plan folder": "plan", "plan": "plan.json"}.get(form, f"requests{form}")
    for inner, data in made.items():
        path = folder / name / inner if inner else folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder / name
