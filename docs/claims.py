"""What the pages claim of everything, each with its test: ``python docs/claims.py`` lists them.

README, the home page, tutorials, how-to and explanation say *never*, *always*, *exactly*, *only* or *all* in
a sentence of which ``claims.toml`` has some words, with the test that tries to break it, and in no other. *At
all*, *in all*, *all the same* and *all or nothing* claim nothing of all. Claims in other words may stand in
the list too.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("explanation", "how-to", "tutorials")
PAGES = [
    "README.md",
    "docs/index.md",
    *(f"docs/{name}/{path.name}" for name in FOLDERS for path in sorted((ROOT / "docs" / name).glob("*.md"))),
]
ALL = r"(?<!\bat )all(?! the same| or nothing|-)(?!(?<=\bin all)[.,;:)])"
UNIVERSAL = re.compile(rf"(?<![-\w])(never|always|exactly|only|{ALL})\b", re.IGNORECASE)
CODE = re.compile(r"^( *)```.*?^ *```|^\$\$.*?\$\$", re.DOTALL | re.MULTILINE)
BLOCKS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-|#]|\d+\.) ?)")
ENDS = re.compile(r"(?<=[.:;?!])\s+")


def sentences(page: str) -> list[str]:
    """Return the sentences of a page, each on one line, without code and displayed formulas."""
    blocks = (" ".join(block.split()) for block in BLOCKS.split(CODE.sub("\n\n", page)))
    return [sentence for block in blocks for sentence in ENDS.split(block)]


def tests(folder: Path) -> set[str]:
    """Return the tests of a folder that have to pass, as ``file::name``."""
    return {
        f"{path.stem}::{node.name}"
        for path in folder.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and "xfail" not in "".join(map(ast.unparse, node.decorator_list))
    }


def faults(page: str, claims: Mapping[str, str], known: set[str]) -> Iterator[str]:
    """Yield what is said of everything and not listed, then what is listed and not on the page or no test."""
    said = sentences(page)
    for sentence in said:
        if UNIVERSAL.search(sentence) and not any(words in sentence for words in claims):
            yield f"name its test in docs/claims.toml, or say less: {sentence}"
    for words, test in claims.items():
        if not any(words in sentence for sentence in said):
            yield f"no sentence of the page has these words: {words}"
        if test not in known:
            yield f"there is no such test: {test}"


def listed() -> dict[str, dict[str, str]]:
    """Return the claims of every page, with their tests."""
    return tomllib.loads((ROOT / "docs" / "claims.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for page, claims in listed().items():
        for words, test in claims.items():
            print(f"{page}: {words}\n    {test}")
