"""Docstrings as Markdown, before mkdocstrings reads them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import griffe

sys.path.insert(0, str(Path(__file__).parent))

from restructured import markdown  # griffe loads this file by its path, without its neighbours


class AsMarkdown(griffe.Extension):
    """Rewrite every docstring."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one object (called by griffe)."""
        if obj.docstring is not None:
            obj.docstring.value = markdown(obj.docstring.value).rstrip()
