"""Election: what a .pb file holds, section by section."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from egov_budget.catalogues.published import Published
from egov_budget.errors import SHOWN, Fault
from egov_budget.intake.grid import tabulate
from egov_budget.intake.text_file import read_text

META, PROJECTS, VOTES = SECTIONS = ("META", "PROJECTS", "VOTES")
COUNTS = {PROJECTS: "num_projects", VOTES: "num_votes"}
LABELS = {"id": "project_id", "cost": "cost"}

Rows = list[tuple[int, list[str]]]  # each with the line it begins in


@dataclass(frozen=True, eq=False)
class Election:
    """An election as its file tells it.

    Parameters
    ----------
    name : str
        Name of the file.
    meta : mapping of str to str
        What holds for the whole election: budget, currency, rule.
    lines : mapping of str to int
        Line each of them stands in.
    projects : Published
        Projects on the ballot.
    faults : tuple of Fault
        What is wrong with the file apart from its projects; rows are its lines.
    """

    name: str
    meta: Mapping[str, str]
    lines: Mapping[str, int]
    projects: Published
    faults: tuple[Fault, ...]


def read_election(path: Path) -> Election:
    """Read a .pb file: cells parted by semicolons, above each section a line with its name.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Election
        The votes themselves are only counted. Its faults tell of sections and rows that are not
        there and of counts that differ from what the file says of itself.

    References
    ----------
    .. [1] D. Stolicki, S. Szufa, N. Talmon (2020), "Pabulib: A Participatory Budgeting Library",
       doi:10.48550/arXiv.2012.06539.
    """
    text = read_text(path, path.name)
    if isinstance(text, Fault):
        return _election(path, {}, [text])
    rows, broken = _records(text)
    if broken:
        line = rows[-1][0] + 1 if rows else 1
        return _election(path, {}, [Fault.of("broken_line", path.name, line, error=broken)])
    sections, faults = _sections(path.name, rows)
    return _election(path, sections, faults)


def _election(path: Path, sections: dict[str, Rows], faults: list[Fault]) -> Election:
    entries = {cells[0].strip(): (line, ";".join(cells[1:]).strip()) for line, cells in _body(sections, META)}
    lines = {key: line for key, (line, _) in entries.items()}
    meta = {key: value for key, (_, value) in entries.items()}
    asked = sections.get(PROJECTS, [])
    read = tabulate("projects", [cells for _, cells in asked]) if asked else (None, [])
    projects = Published.of(path.name, "projects", LABELS, read, lines=[line for line, _ in asked])
    found = [*faults, *_repeated(path.name, sections), *_miscounted(path.name, sections, meta, lines)]
    return Election(path.name, meta, lines, projects, (*found, *_misshapen(path.name, sections)))


def _repeated(name: str, sections: dict[str, Rows]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, cells in _body(sections, META):
        key = cells[0].strip()
        if first.setdefault(key, line) != line:
            yield Fault.of("entry_twice", name, line, key[:SHOWN], first=first[key])


def _miscounted(
    name: str, sections: dict[str, Rows], meta: Mapping[str, str], lines: Mapping[str, int]
) -> Iterator[Fault]:
    for section, key in COUNTS.items():
        told, found = meta.get(key, "")[:SHOWN], len(_body(sections, section))
        if told and section in sections and told != str(found):
            yield Fault.of("other_count", name, lines[key], key, told, section=section, rows=found)


def _misshapen(name: str, sections: dict[str, Rows]) -> Iterator[Fault]:
    votes = sections.get(VOTES, [])
    for fault in tabulate(name, [cells for _, cells in votes])[1] if votes else []:
        yield dataclasses.replace(fault, row=votes[(fault.row or 1) - 1][0])


def _records(text: str) -> tuple[Rows, str]:
    """Return the records up to the first that is broken, and what is wrong with that."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    rows: Rows = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return rows, str(error)
    return rows, ""


def _sections(name: str, rows: Rows) -> tuple[dict[str, Rows], list[Fault]]:
    sections: dict[str, Rows] = {}
    faults = []
    current: Rows = []
    for line, cells in rows:
        head = cells[0].strip().upper() if cells and not any(cells[1:]) else ""
        if head in SECTIONS:
            if head in sections:
                faults.append(Fault.of("section_twice", name, line, "", head))
            current = sections[head] = []
        else:
            current.append((line, cells))
    faults += [Fault.of("no_section", name, value=head) for head in SECTIONS if not sections.get(head)]
    return sections, faults


def _body(sections: dict[str, Rows], name: str) -> Rows:
    """Return the rows of a section below its header, without the empty ones."""
    return [(line, cells) for line, cells in sections.get(name, [])[1:] if any(cells)]
