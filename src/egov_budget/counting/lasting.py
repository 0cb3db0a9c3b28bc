"""lasting: what ties the years of every plan together, exactly and from the tables alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.counting.choice import Choice, Span
from egov_budget.counting.course import BEFORE, STARTED
from egov_budget.counting.inequalities import AT_LEAST, Entries, Inequalities
from egov_budget.counting.led_before import led_before

if TYPE_CHECKING:
    from egov_budget.counting.course import Course
    from egov_budget.counting.timing import Number

BEGUN = "begun before: "  # ahead of the project, in the rows of what earlier plans began
Term = tuple[str, int, "Number"]  # block, place and coefficient


class Tied(NamedTuple):
    """A row that ties years: its subject, its terms, and what they come to at most."""

    subject: str
    terms: list[Term]
    bound: Number


class Part(NamedTuple):
    """A column of shares or common work: its letter, its place and whose it is."""

    letter: str
    at: int
    name: str


def lasting(course: Course) -> Iterator[Inequalities]:
    """Yield that nothing is taken back, nothing starts too late, and what was begun before stands."""
    begun = course.timing.continues
    for year in range(len(course.years)):
        if year or begun:
            yield _rows(_after(course, year))
        else:
            yield _rows(_never(course))
    if begun:
        yield _rows(_shares(course))
        yield _rows(_common_work(course))


def kept_or_released(course: Course) -> Iterator[Choice]:
    """Yield that what was begun in full and may be released is kept in full or not at all."""
    none, whole, block = Fraction(0), Fraction(1), course.block("x", BEFORE)
    for at, (project, known) in enumerate(zip(course.tally.projects, course.timing.begun, strict=True)):
        if known.released and known.share == 1:
            sides = (Span(block, (at,), share, share) for share in (none, whole))
            yield Choice(f"{BEGUN}{project}", *sides)


def _columns(course: Course) -> Iterator[Part]:
    """Yield each column of shares and common work: its letter, its place and whose it is."""
    tally = course.tally
    member = np.flatnonzero(tally.group >= 0).tolist()
    for letter in STARTED:
        if letter == "n":
            yield from (Part(letter, at, str(name)) for at, name in enumerate(tally.groups))
        else:
            places = range(len(tally.projects)) if letter == "x" else member
            yield from (Part(letter, at, str(tally.projects[at])) for at in places)


def _after(course: Course, year: int) -> Iterator[Tied]:
    for letter, at, name in _columns(course):
        here, earlier = course.block(letter, year), course.block(letter, year - 1)
        subject, late = f"{letter}[{name}] {course.years[year]}", _late(course, letter, at, year)
        yield Tied(f"{AT_LEAST if late else ''}{subject}", [(earlier, at, 1), (here, at, -1)], 0)
        if late:
            yield Tied(subject, [(here, at, 1), (earlier, at, -1)], 0)


def _never(course: Course) -> Iterator[Tied]:
    for letter, at, name in _columns(course):
        if _late(course, letter, at, 0):
            yield Tied(f"{letter}[{name}] {course.years[0]}", [(course.block(letter, 0), at, 1)], 0)


def _late(course: Course, letter: str, at: int, year: int) -> bool:
    return letter != "n" and course.timing.late(at, year)


def _shares(course: Course) -> Iterator[Tied]:
    block = course.block("x", BEFORE)
    for at, (name, known) in enumerate(zip(course.tally.projects, course.timing.begun, strict=True)):
        least = known.delivered if known.released else known.share
        yield Tied(f"{BEGUN}{name}", [(block, at, 1)], known.share)
        yield Tied(f"{AT_LEAST}{BEGUN}{name}", [(block, at, -1)], -least)


def _common_work(course: Course) -> Iterator[Tied]:
    """Yield that the common work of what was begun before was done by one lead, or apart."""
    tally, share = course.tally, [known.share for known in course.timing.begun]
    x, block = course.block("x", BEFORE), {letter: course.block(letter, BEFORE) for letter in "bha"}
    for group, (lead, built) in enumerate(led_before(course)):
        for at in np.flatnonzero(tally.group == group).tolist():
            per = {"b": int(at == lead), "h": built / share[at] if at == lead else 0, "a": int(lead is None)}
            for label, letter in (("leads", "b"), ("builds", "h"), ("apart", "a")):
                subject = f"{BEGUN}{label}: {tally.projects[at]}"
                for sign, name in ((1, subject), (-1, f"{AT_LEAST}{subject}")):
                    yield Tied(name, [(block[letter], at, sign), (x, at, -sign * per[letter])], 0)


def _rows(rows: Iterable[Tied]) -> Inequalities:
    """Put rows under each other."""
    listed = list(rows)
    terms: dict[str, list[tuple[int, int, Number]]] = {}
    for row, (_, of_row, _) in enumerate(listed):
        for block, at, value in of_row:
            terms.setdefault(block, []).append((row, at, value))
    entries = [Entries.of(block, of_block) for block, of_block in terms.items()]
    return Inequalities([name for name, _, _ in listed], [most for _, _, most in listed], entries)
