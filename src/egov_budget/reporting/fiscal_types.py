"""Fiscal concepts a plan's columns stand for: the part of the budget taxonomy that it needs."""

from __future__ import annotations

from typing import Any

PREFIX = "functional-classification:cofog"
# Fiscal Data Package 1.0.0rc1, budget taxonomy: https://specs.frictionlessdata.io/fiscal-data-package--budgets/
COLUMN_TYPES: tuple[dict[str, Any], ...] = (
    {"name": "date:fiscal-year", "dataType": "integer", "unique": True},
    {"name": "administrative-classification:generic:code", "dataType": "string", "unique": True},
    {
        "name": "administrative-classification:generic:label",
        "dataType": "string",
        "labelOf": "administrative-classification:generic:code",
    },
    {"name": "activity:generic:project:code", "dataType": "string", "unique": True},
    {
        "name": "activity:generic:project:label",
        "dataType": "string",
        "labelOf": "activity:generic:project:code",
    },
    {"name": f"{PREFIX}:code", "dataType": "string", "unique": True},
    {"name": "direction", "dataType": "string", "unique": True},
    {"name": "phase:id", "dataType": "string", "unique": True},
    {"name": "value-currency:code", "dataType": "string", "unique": True},
    {"name": "value", "dataType": "number"},
)
