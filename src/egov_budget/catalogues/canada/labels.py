"""What the published files call what is read of them, as columns.toml tells it."""

from __future__ import annotations

import tomllib
from importlib.resources import files

OFFERED, REQUESTED, STAGES, EARLIER = tomllib.loads(
    files(__package__).joinpath("columns.toml").read_text("utf-8")
).values()
