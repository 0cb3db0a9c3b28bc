"""Docstrings as Markdown: numpydoc writes mathematics and references as reStructuredText."""

from __future__ import annotations

import inspect
import re

INLINE = re.compile(r":math:`([^`]+)`")
DISPLAY = re.compile(r"^\.\. math::(?P<first>.*)\n(?P<rest>(?:(?: +.*)?\n)*)", re.MULTILINE)
REFERENCE = re.compile(r"^\.\. \[(\d+)\] ", re.MULTILINE)
CITED = re.compile(r"\[(\d+)\]_")


def markdown(docstring: str) -> str:
    r"""Return a docstring with its mathematics and references as Markdown.

    Examples
    --------
    >>> markdown(".. math::\n    x \\le\n    1\n\nwhere :math:`x` is a share [1]_.")
    '$$\nx \\le\n1\n$$\n\nwhere $x$ is a share \\[1\\].\n'
    """
    text = DISPLAY.sub(_display, inspect.cleandoc(docstring) + "\n")
    text = INLINE.sub(r"$\1$", text)
    text = REFERENCE.sub(r"\\[\1\\] ", text)
    return CITED.sub(r"\\[\1\\]", text)


def _display(found: re.Match[str]) -> str:
    lines = [found["first"].strip(), *(line.strip() for line in found["rest"].splitlines())]
    latex = "\n".join(line for line in lines if line)
    return f"$$\n{latex}\n$$\n\n"
