"""What the published files call what is read of them, as columns.toml tells it."""

from __future__ import annotations

from egov_budget.language.toml_of import toml_of

OFFERED, REQUESTED, STAGES, EARLIER = toml_of(__package__, "columns.toml").values()
