"""The site's navigation is the listing in index.md, so that there is one list of pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LINE = re.compile(r"^## (?P<section>.+)$|^- \[(?P<title>[^\]]+)\]\((?P<page>[^)]+\.md)\)", re.MULTILINE)


def sections(listing: str) -> list[dict[str, list[dict[str, str]]]]:
    """Return the sections of a listing, each with its pages by title, as MkDocs takes them."""
    found: list[dict[str, list[dict[str, str]]]] = []
    for line in LINE.finditer(listing):
        if line["section"]:
            found.append({line["section"]: []})
        else:
            [pages] = found[-1].values()
            pages.append({line["title"]: line["page"]})
    return found


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the listing be the navigation (called by MkDocs)."""
    listing = (Path(config.docs_dir) / "index.md").read_text(encoding="utf-8")
    config.nav = [{"Home": "index.md"}, *sections(listing)]
    return config
