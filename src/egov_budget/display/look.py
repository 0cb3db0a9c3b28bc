"""Look: what ``pages/look.css`` states, by day and by night, for what has no style sheet of its own."""

from __future__ import annotations

import re

from egov_budget.display.as_html import ROOM, page_file

BLOCK = re.compile(r":root \{(.*?)\}", re.DOTALL)
STATED = re.compile(r"--([\w-]+): ([^;]+);")
DAY, NIGHT = (dict(STATED.findall(block)) for block in BLOCK.findall(page_file(ROOM, "look.css")))
