"""Mathematics as MathML, made while the site is built: browsers show it without a script or a request."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from latex2mathml.converter import convert

FOUND = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<latex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)


def rendered(html: str) -> str:
    r"""Return a page with its LaTeX as MathML.

    Examples
    --------
    >>> "<msub><mi>x</mi><mi>p</mi></msub>" in rendered(r'<span class="arithmatex">\(x_p\)</span>')
    True
    """
    return FOUND.sub(
        lambda found: convert(
            unescape(found["latex"]), display="block" if found["tag"] == "div" else "inline"
        ),
        html,
    )


def on_page_content(html: str, **_: Any) -> str:
    """Render the mathematics of one page (called by MkDocs)."""
    return rendered(html)
