"""A page that is opened asks nobody for anything: no script, style, font or picture comes from elsewhere."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LOG = logging.getLogger("mkdocs.hooks.offline")  # MkDocs counts its warnings, and strictly they stop it
LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?"
    r"\b(?:src|href|srcset|data)=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|(?:url\(|@import )\s*[\"']?((?:https?:)?//[^\"')\s]+)",
    re.IGNORECASE,
)


def asked_for(text: str) -> list[str]:
    """Return the addresses elsewhere that a page or a style sheet loads when it is opened.

    Examples
    --------
    >>> asked_for('<script src="https://cdn.example/x.js"></script> <a href="https://doi.org/10/x">x</a>')
    ['https://cdn.example/x.js']
    """
    return [one or other for one, other in LOADED.findall(text)]


def on_post_build(config: MkDocsConfig) -> None:
    """Warn of every address that the built site would load (called by MkDocs)."""
    site = Path(config.site_dir)
    for path in sorted([*site.rglob("*.html"), *site.rglob("*.css")]):
        for address in asked_for(path.read_text(encoding="utf-8")):
            LOG.warning("%s would ask for %s", path.relative_to(site).as_posix(), address)
