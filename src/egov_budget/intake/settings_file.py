"""The settings as TOML, each with its meaning from the data dictionary beside it."""

from __future__ import annotations

import json
import math
import re
import tomllib
from pathlib import Path
from typing import Any

from egov_budget.errors import SHOWN, Fault
from egov_budget.intake.text_file import read_text
from egov_budget.scenario.columns import SETTINGS
from egov_budget.scenario.settings import Settings

HELD = {dict: "a table", list: "a list", float: "a number that is not finite"}


def read_settings(path: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Return the settings of a TOML file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    settings : dict or None
        Raw values by name; ``None`` if the file cannot be read at all.
    faults : list of Fault
        Everything wrong with the file.
    """
    text = read_text(path, SETTINGS.name)
    if isinstance(text, Fault):
        return None, [text]
    try:
        values = tomllib.loads(text)
    except (RecursionError, ValueError) as error:  # no TOML, or a number of thousands of digits
        place = re.search(r"at line (\d+)", str(error))
        row = int(place.group(1)) if place else None
        return None, [Fault.of("no_toml", SETTINGS.name, row, "", path.name, error=error)]
    faults = [
        Fault.of("not_one_value", SETTINGS.name, None, name, str(value)[:SHOWN],
                 name=name, held=HELD.get(type(value), "a date"))
        for name, value in values.items()
        if not isinstance(value, str | int | float) or (isinstance(value, float) and not math.isfinite(value))
    ]  # fmt: skip
    wrong = {fault.column for fault in faults}
    return {name: value for name, value in values.items() if name not in wrong}, faults


def write_settings(settings: Settings, path: Path) -> None:
    """Write settings to a TOML file, with what each means.

    Parameters
    ----------
    settings : Settings
        What to write.
    path : Path
        File to write.
    """
    lines = [f"# {SETTINGS.meaning}"]
    for column in SETTINGS.columns:
        unit = f" ({column.unit})" if column.unit else ""
        choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
        value = _value(getattr(settings, column.name))
        lines += ["", f"# {column.meaning}{choices}{unit}", f"{column.name} = {value}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _value(value: str | float | bool) -> str:
    if isinstance(value, str):  # a JSON text is a TOML text, but for DEL, which TOML wants escaped
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)
