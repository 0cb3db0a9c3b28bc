"""What must hold between rows and tables: keys, references, cycles, contradictions, money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx
import numpy as np
import pandas as pd

from egov_budget.errors import Fault
from egov_budget.money import LARGEST, exact, is_whole
from egov_budget.scenario.column import Kind, Table
from egov_budget.scenario.columns import BY_NAME, TABLES
from egov_budget.scenario.conform import FIRST_ROW, SHOWN, did_you_mean
from egov_budget.scenario.settings import Settings

Frames = Mapping[str, pd.DataFrame]


def check(settings: Settings, frames: Frames) -> Iterator[Fault]:
    """Yield every fault between rows and tables of typed frames.

    Parameters
    ----------
    settings : Settings
        What holds for the whole scenario.
    frames : mapping of str to DataFrame
        Typed tables, as ``conform`` returns them.

    Yields
    ------
    Fault
        None at all for a scenario that holds together.
    """
    for table in TABLES:
        frame = frames[table.name]
        yield from _repeated_keys(table, frame)
        yield from _unknown_ids(table, frame, frames)
        yield from _split_quanta(table, frame, settings)
    yield from _pool(settings, frames)
    yield from _weights(frames["indicators"])
    yield from _contradictions(frames)
    yield from _cycles(frames["prerequisites"])
    yield from _verdicts(frames["verdicts"])


def _rows(mask: np.ndarray | pd.Series) -> list[int]:
    return [int(row) for row in np.flatnonzero(np.asarray(mask))]


def _repeated_keys(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    if not table.key:
        return
    keys = frame[list(table.key)]
    for row in _rows(keys.duplicated()):
        key = keys.iloc[row]
        if (key == "").any():
            continue  # reported as an empty cell
        first = _rows((keys == key).all(axis=1))[0]
        value = " / ".join(key)
        yield Fault(table.name, row + FIRST_ROW, table.key[0], value[:SHOWN],
                    f"{value[:SHOWN]!r} stands already in row {first + FIRST_ROW}", "Remove or rename one of the two")  # fmt: skip


def _unknown_ids(table: Table, frame: pd.DataFrame, frames: Frames) -> Iterator[Fault]:
    for column in table.columns:
        if not column.refers_to:
            continue
        known = frames[column.refers_to]["id"]
        values = frame[column.name]
        hints: dict[str, str] = {}
        for row in _rows((values != "") & ~values.isin(known)):
            word = values.iloc[row]
            if word not in hints:
                hints[word] = did_you_mean(word, known.tolist()) if len(hints) < 100 else ""
            remedy = hints[word] or f"Add it to {column.refers_to}"
            yield Fault(table.name, row + FIRST_ROW, column.name, word[:SHOWN],
                        f"{word[:SHOWN]!r} is not in the table {column.refers_to}",
                        f"{remedy[0].upper()}{remedy[1:]}" + (" Correct it" if hints[word] else ""))  # fmt: skip


def _split_quanta(table: Table, frame: pd.DataFrame, settings: Settings) -> Iterator[Fault]:
    for column in table.columns:
        if column.kind is Kind.MONEY:
            values = frame[column.name].to_numpy()
            for row in _rows(~is_whole(values, settings.quantum)):
                yield _not_whole(table.name, row + FIRST_ROW, column.name, float(values[row]), settings.quantum)


def _not_whole(where: str, row: int | None, column: str, amount: float, quantum: float) -> Fault:
    most = float(LARGEST * exact(quantum))
    if amount > most:
        return Fault(where, row, column, f"{amount:.17g}",
                     f"{amount:.17g} is more than {most:.17g}, the most that can be counted exactly in quanta of {quantum:g}",
                     "Choose a larger quantum")  # fmt: skip
    return Fault(where, row, column, f"{amount:.17g}",
                 f"{amount:.17g} is not a whole number of quanta of {quantum:g}",
                 "Round it, or choose a smaller quantum in the settings")  # fmt: skip


def _pool(settings: Settings, frames: Frames) -> Iterator[Fault]:
    if not is_whole(settings.pool, settings.quantum):
        yield _not_whole("settings", None, "pool", settings.pool, settings.quantum)
    for name in ("projects", "agencies"):
        for column in BY_NAME[name].columns:
            if column.kind is Kind.MONEY:
                total = float(frames[name][column.name].sum())
                if total > float(LARGEST * exact(settings.quantum)):
                    yield Fault(name, None, column.name, f"{total:.17g}",
                                f"the column sums to {total:.6g}, more than 2**53 quanta of {settings.quantum:g}",
                                "Choose a larger quantum")  # fmt: skip


def _weights(indicators: pd.DataFrame) -> Iterator[Fault]:
    if len(indicators) and not indicators["weight"].sum() > 0:
        yield Fault("indicators", None, "weight", "0", "all weights are 0", "Give one indicator a weight above 0")


def _contradictions(frames: Frames) -> Iterator[Fault]:
    projects = frames["projects"]
    for row in _rows(projects["mandatory"] & projects["excluded"]):
        yield Fault("projects", row + FIRST_ROW, "excluded", projects["id"].iloc[row],
                    f"project {projects['id'].iloc[row]!r} is mandatory and excluded at once", "Drop one of the two")  # fmt: skip
    mandatory = set(projects.loc[projects["mandatory"], "id"])
    chosen = frames["alternatives"][frames["alternatives"]["project"].isin(mandatory)]
    for name, rows in chosen.groupby("set"):
        if len(rows) > 1:
            yield Fault("alternatives", int(rows.index[1]) + FIRST_ROW, "project", str(name),
                        f"{len(rows)} mandatory projects stand in the set {name!r}, of which one at most can be funded",
                        "Leave one of them mandatory")  # fmt: skip


def _cycles(prerequisites: pd.DataFrame) -> Iterator[Fault]:
    needs = nx.DiGraph()
    needs.add_edges_from(prerequisites[["project", "requires"]].itertuples(index=False))
    for ring in nx.strongly_connected_components(needs):
        first = min(ring)
        if len(ring) == 1 and not needs.has_edge(first, first):
            continue
        cycle = [edge[0] for edge in nx.find_cycle(needs.subgraph(ring), first)]
        at = cycle.index(min(cycle))
        path = " -> ".join([*cycle[at:], *cycle[:at], cycle[at]])
        row = _rows(prerequisites["project"].isin(ring) & prerequisites["requires"].isin(ring))[0]
        yield Fault("prerequisites", row + FIRST_ROW, "requires", path[:SHOWN],
                    f"the projects require each other in a circle: {path}", "Remove one of these rows")  # fmt: skip


def _verdicts(verdicts: pd.DataFrame) -> Iterator[Fault]:
    for row in _rows(verdicts["project_a"] == verdicts["project_b"]):
        yield Fault("verdicts", row + FIRST_ROW, "project_b", verdicts["project_b"].iloc[row],
                    "a project is compared with itself", "Name two projects")  # fmt: skip
    pairs = [tuple(sorted(pair)) for pair in verdicts[["project_a", "project_b"]].itertuples(index=False)]
    seen: dict[tuple[str, ...], int] = {}
    for row, pair in enumerate(pairs):
        first = seen.setdefault(pair, row)
        turned = first != row and verdicts["project_a"].iloc[first] != verdicts["project_a"].iloc[row]
        if turned:  # the same order twice is reported as a repeated key
            yield Fault("verdicts", row + FIRST_ROW, "project_a", " / ".join(pair)[:SHOWN],
                        f"the pair was decided already in row {first + FIRST_ROW}", "Keep one of the two")  # fmt: skip
    lead = verdicts["lead"]
    stranger = (lead != "") & (lead != verdicts["project_a"]) & (lead != verdicts["project_b"])
    for row in _rows(stranger):
        yield Fault("verdicts", row + FIRST_ROW, "lead", lead.iloc[row],
                    f"the lead {lead.iloc[row]!r} is neither project of the pair",
                    f"Name {verdicts['project_a'].iloc[row]!r} or {verdicts['project_b'].iloc[row]!r}")  # fmt: skip
