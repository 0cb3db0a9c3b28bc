"""Changes of the map: another id, or another agency of a service or project; all tables follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Self

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.scenario.columns import BY_NAME, TABLES
from egov_budget.scenario.decided_cells import BETWEEN, SCHEMAS
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.names import meant

Frames = Mapping[str, pd.DataFrame]
NAMED = tuple(dict.fromkeys(name for table in TABLES for column in table.columns for name in column.named))
MOVED = tuple(name for name in NAMED if "agency" in BY_NAME[name].names)
RENAME, MOVE = "rename", "move"  # sources of the notes that tell them
KINDS = BY_NAME["findings"]["finding"].choices
ABOUT = dict(zip(KINDS, ("services", "projects", "", "agencies"), strict=True))


class Place(NamedTuple):
    """Where a cell stands; rows are counted from 0."""

    table: str
    row: int
    column: str


Cells = dict[Place, Any]


class MapChange(NamedTuple):
    """One change of the map.

    Parameters
    ----------
    kind : str
        ``rename`` (onto an id that exists the two rows become one) or ``move`` (to another agency).
    table : str
        Table of the row.
    old : str
        Its id.
    new : str
        Its new id, or the agency that it goes to.
    """

    kind: str
    table: str
    old: str
    new: str

    @property
    def subject(self) -> str:
        """The change as the trail in the notes names it."""
        return BETWEEN.join(self[1:])

    @classmethod
    def of(cls, kind: str, subject: str) -> Self:
        """Return the change that a note names."""
        return cls(kind, *subject.split(BETWEEN))


def trail(notes: pd.DataFrame) -> list[MapChange]:
    """Return the changes of the map that the notes of a scenario tell, first to last."""
    whole = notes["subject"].str.count(BETWEEN) == len(MapChange._fields) - 2
    told = notes[notes["source"].isin((RENAME, MOVE)) & whole]
    return [*map(MapChange.of, told["source"], told["subject"])]


def renamed_to(changes: list[MapChange], table: str, name: str) -> str:
    """Return what an id is called after some changes.

    Examples
    --------
    >>> back = [MapChange("rename", "projects", "a", "b"), MapChange("rename", "projects", "b", "c")]
    >>> renamed_to(back, "projects", "a"), renamed_to(back, "services", "a")
    ('c', 'a')
    """
    for kind, where, old, new in changes:
        name = new if (kind, where, old) == (RENAME, table, name) else name
    return name


def impossible(frames: Frames, change: MapChange) -> Iterator[Fault]:
    """Yield why a change cannot be made of these tables; nothing if it can."""
    tables = NAMED if change.kind == RENAME else MOVED
    if change.table not in tables:
        key = "no_id_to_rename" if change.kind == RENAME else "no_agency_to_move"
        remedy = did_you_mean(change.table, tables) or f"Name one of: {', '.join(tables)}"
        yield Fault.of(key, change.table, value=change.table, remedy=remedy)
        return
    ids = {change.table: change.old} | ({"agencies": change.new} if change.kind == MOVE else {})
    for table, name in ids.items():
        known = frames[table]["id"].tolist()
        if name not in known:
            remedy = did_you_mean(name, known) or f"Name one of {table}"
            yield Fault(table, None, "id", name, f"{name!r} is not in the table {table}", remedy)
    if change.kind == RENAME and (change.new.strip() in ("", change.old) or BETWEEN in change.new):
        yield Fault.of("no_other_id", change.table, None, "id", change.new)


def followed(frames: Frames, change: MapChange) -> Cells:
    """Return every cell that follows a change, with its new value.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Typed tables.
    change : MapChange
        One that is possible.

    Returns
    -------
    dict
        For a rename each cell that names the id: as its columns refer to it, as a key or a value of a
        decision, as a subject of a finding. For a move the agency, and last year's credits of the project,
        which its old agency hands to the new one.
    """
    if change.kind == MOVE:
        return dict(_handed_over(frames, change))
    cells: Cells = {}
    for schema in TABLES:
        frame = frames[schema.name]
        for column in schema.columns:
            if change.table in column.named or (schema.name == change.table and column.name == "id"):
                for row in frame.index[frame[column.name] == change.old]:
                    cells[Place(schema.name, int(row), column.name)] = change.new
    cells.update(_in_texts(frames, change))
    return cells


def _handed_over(frames: Frames, change: MapChange) -> Iterator[tuple[Place, Any]]:
    frame, agencies = frames[change.table], frames["agencies"]
    row = frame["id"].tolist().index(change.old)
    before, owners = frame["agency"].tolist()[row], agencies["id"].tolist()
    yield Place(change.table, row, "agency"), change.new
    if "last_year" in frame and before != change.new:
        rows = [owners.index(name) for name in (before, change.new)]
        had = [agencies["last_year"].tolist()[at] for at in rows]
        amount = min(frame["last_year"].tolist()[row], had[0])
        if amount > 0:
            yield Place("agencies", rows[0], "last_year"), had[0] - amount
            yield Place("agencies", rows[1], "last_year"), had[1] + amount


def _in_texts(frames: Frames, change: MapChange) -> Iterator[tuple[Place, Any]]:
    """Yield cells of decisions and findings that name the id in a text."""
    decided = frames["decisions"][["table", "key", "column", "value"]].astype("str")
    for row, told in enumerate(decided.to_dict("records")):
        schema = SCHEMAS.get(meant(told["table"].strip(), tuple(SCHEMAS), "table"))
        if schema is None:
            continue
        whose = [schema[name].named or (schema.name,) * (name == "id") for name in schema.key]
        ids = told["key"].split(BETWEEN)
        named = zip(ids, [*whose, *[()] * len(ids)], strict=False)
        key = [change.new if each == change.old and change.table in of else each for each, of in named]
        if key != ids:
            yield Place("decisions", row, "key"), BETWEEN.join(key)
        column = meant(told["column"].strip(), tuple(schema.names), "column")
        of = schema[column].named if column in schema.names else ()
        if change.table in of and told["value"].strip() == change.old:
            yield Place("decisions", row, "value"), change.new
    found = frames["findings"][["subject", "finding"]].astype("str")
    for row, told in enumerate(found.to_dict("records")):
        ids = told["subject"].split(BETWEEN)
        if ABOUT[told["finding"]] == change.table and change.old in ids:
            subject = BETWEEN.join(change.new if one == change.old else one for one in ids)
            yield Place("findings", row, "subject"), subject
