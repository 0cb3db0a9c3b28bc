"""The pages as a site: ``make docs``. Pages and their order are those of the ``index.md`` of each folder."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.nodes import SkipNode
from latex2mathml.converter import convert

import egov_budget as eb
from egov_budget.display.look import DAY, NIGHT

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "egov-budget"
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc", "sphinx_design"]

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
numpydoc_show_class_members = False  # autodoc lists them, with what they say
python_use_unqualified_type_names = True
add_module_names = False

html_theme = "pydata_sphinx_theme"
html_title = "egov-budget"
html_math_renderer = "mathml"
html_static_path = ["site.css"]
html_css_files = ["look.css", "site.css"]
html_context = {"default_mode": "auto"}
html_copy_source = html_show_sphinx = html_show_copyright = False
html_theme_options = {"show_prev_next": True, "secondary_sidebar_items": ["page-toc"]}

LISTED = re.compile(r"^- \[[^\]]+\]\(([^)#]+)\.md\)", re.MULTILINE)


def list_pages(_: Sphinx, name: str, source: list[str]) -> None:
    """Let the pages that an index lists be its part of the navigation, so that there is one list of them."""
    if name.endswith("/index"):
        pages = "\n".join(LISTED.findall(source[0]))
        source[0] += f"\n\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"


def write_what_if(app: Sphinx) -> None:
    """Write the page of the home page to try, where its solver has been brought by ``make what-if``."""
    with suppress(ImportError):
        eb.allocate(eb.worlds.national_1400(60, 40, lang="en")).to_what_if(Path(app.outdir, "what-if.html"))
        app.tags.add("what_if")


def write_look(app: Sphinx) -> None:
    """Write the look of all pages for the site, where a button says whether it is day or night."""
    day, night = (" ".join(f"--{name}: {value};" for name, value in some.items()) for some in (DAY, NIGHT))
    path = Path(app.outdir, "_static", "look.css")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'html {{ {day} }}\nhtml[data-theme="dark"] {{ {night} }}\n', encoding="utf-8")


def _mathml(visitor: Any, node: Any, display: str) -> None:
    visitor.body.append(convert(node.astext(), display=display))
    raise SkipNode


def setup(app: Sphinx) -> None:
    """Have the navigation listed, and mathematics as MathML, which a browser shows without a script."""
    app.connect("builder-inited", write_look)
    app.connect("builder-inited", write_what_if)
    app.connect("source-read", list_pages)
    inline, block = (partial(_mathml, display=display) for display in ("inline", "block"))
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
