"""How many sentences of a plan's papers hold when they are counted or solved again.

    python -m benchmarks.claims [COUNT [SERVICES PROJECTS]]

Screens, memo, annex, inspection, report and reasons of the national plan are written as a user gets them.
Of all lines with a figure that are of a kind below, COUNT are drawn (300 by default); each figure of such a
line is counted anew from the requests' tables, the credits and the shares, or solved again.
"""

from __future__ import annotations

import html
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks import claims_counted as of
from benchmarks.claims_told import TOLD, Book, Kind, Line, at_pool, line_of, opened, paid
from egov_budget import Allocation, allocate, explain, find_overlaps, frontier, withholding, worlds
from egov_budget.bill import annex
from egov_budget.inspection import inspect
from egov_budget.reporting.papers import annex_paper, inspection_paper, memo_paper, write_paper
from egov_budget.scenario import Scenario

COUNT, SEED, SHOWN = 300, 1403, 10
SERVICES = "as much as # services of mean importance raised from nothing to full marks"
APART = "once; apart the same would cost # {c} more"
NOT_OPEN = "(in fractions, with the leads as they are)"

KINDS = (
    Kind("pool", "annex", "Pool: # {c}", lambda b, m, t: [b.pool]),
    Kind("spent", "annex", "Credits in this annex: # {c}", lambda b, m, t: [b.spent]),
    Kind("spent", "inspection", "Credits: # {c}", lambda b, m, t: [b.spent]),
    Kind("spent", "screen", "spent # (#)", lambda b, m, t: [b.spent, b.spent / b.pool]),
    Kind("spent", "memo", "Of a pool of # {c}, # are spent (#) and # are left.",
         lambda b, m, t: [b.pool, b.spent, b.spent / b.pool, b.pool - b.spent]),
    Kind("spent", "screen", "left #", lambda b, m, t: [b.pool - b.spent]),
    Kind("gain", "screen", "gain # points", lambda b, m, t: [b.gain]),
    Kind("gain", "screen", SERVICES, lambda b, m, t: [b.services]),
    Kind("gain", "memo", f"Gain: # points, {SERVICES}.", lambda b, m, t: [b.gain, b.services]),
    Kind("gain", "annex", f"Gain (points): #, {SERVICES}", lambda b, m, t: [b.gain, b.services]),
    Kind("promised", "screen", "of # points promised, of which # is expected",
         lambda b, m, t: [b.promised, b.gain / b.promised]),
    Kind("promised", "report", "What is funded promises # points. # of them are expected, #; readiness costs "
         "the other #.", lambda b, m, t: [b.promised, b.gain, b.gain / b.promised, b.promised - b.gain]),
    Kind("best", "", "{how}: no plan of this pool under these rules gains more than # above it...",
         of.certain),
    Kind("headline", "report", "A pool of # {c} funds # of # requests. Services that reach 90 % of the "
         f"indicators go from # to #, those at 50 % or more from # to #. It gains # points, {SERVICES}. # "
         f"projects in # groups share common work that is done {APART}.",
         lambda b, m, t: [b.pool, *of.funded(b)[:2], *of.high(b, "high"), *of.high(b, "high", "medium"),
                          b.gain, b.services, *of.shared(b)]),
    *(Kind("band", "", pattern, lambda b, m, t, name=name: b.band(name))
      for name, told in TOLD.items()
      for pattern in (f"{name} {told} # # #", f"{name} | {told} | # | # | #", f"{name} {told} | # | # | #")),
    Kind("band", "memo", "Services at 90 % and more: # before, # after. At 50 % and more: # before, # after.",
         lambda b, m, t: [*of.high(b, "high"), *of.high(b, "high", "medium")]),
    Kind("projects", "screen", "Projects: # of # funded, # of them in part", lambda b, m, t: of.funded(b)),
    Kind("projects", "memo", "# of # projects are funded, # of them in part.", lambda b, m, t: of.funded(b)),
    Kind("projects", "annex", "Projects funded: #", lambda b, m, t: of.funded(b)[:1]),
    Kind("projects", "memo", "Largest credits: # of # funded projects",
         lambda b, m, t: [min(10, of.funded(b)[0]), of.funded(b)[0]]),
    Kind("projects", "memo", "Largest requests without credits: # of #",
         lambda b, m, t: [min(10, of.unpaid(b)), of.unpaid(b)]),
    Kind("shared work", "screen", "Shared work: # projects in # groups do common work once; apart the same "
         "would cost # more", lambda b, m, t: of.shared(b)),
    Kind("shared work", "memo",
         "# projects in # groups share their work. Apart the same would cost # {c} more.",
         lambda b, m, t: of.shared(b)),
    Kind("shared work", "memo: Common work", "{p} | {title} | # | #", of.led),
    Kind("shared work", "report", "{p} builds the common work, adopted by #. Work not done again #, "
         "connections #: saves # {c}....", of.account),
    Kind("shared work", "annex: 6", "{group} | {role} | {agency} | {project} | # | # | # | #", of.pays),
    Kind("agency", "screen", "# # # # # others", of.others),
    Kind("agency", "memo: Credits by agency", "# others | # | # | # | #", of.others),
    Kind("agency", "screen: Agencies", "# # # # {agency}", lambda b, m, t: of.agency(b, m["agency"])),
    Kind("agency", "memo: Credits by agency", "{agency} | # | # | # | #",
         lambda b, m, t: [of.agency(b, m["agency"])[at] for at in (1, 0, 2, 3)]),
    Kind("agency", "report: agency-table", "{agency} | | # | # | # | # of # | #", of.in_report),
    Kind("agency", "annex: 2", "Total | | # | # | # | # | # | # | #",
         lambda b, m, t: [len(paid(b.projects).groupby(["agency", "category"])), *b.in_bill(b.projects)]),
    Kind("agency", "annex: 2", "{number} | {agency} | # | # | # | # | # | # | #",
         lambda b, m, t: [paid(b.rows(m["agency"]))["category"].nunique(), *b.in_bill(b.rows(m["agency"]))]),
    Kind("programme", "annex: 1", "Total | | # | # | # | # | # | #", lambda b, m, t: b.in_bill(b.projects)),
    Kind("programme", "annex: 1", "{number} | {name} | # | # | # | # | # | #",
         lambda b, m, t: b.in_bill(b.programme(m["name"]))),
    Kind("credit line", "annex: 3", "{number} | {agency} | {category} | # | # | # | # | {said}", line_of),
    Kind("credit line", "annex: 3", "| {agency}: subtotal | | # | # | # | # |",
         lambda b, m, t: b.in_bill(b.rows(m["agency"]))[1:5]),
    *(Kind("earmark", "annex: 5", pattern, of.earmark)
      for pattern in ("{holder} | {name} | # | # | #", "{holder} | {name} | | # | #",
                      "{holder} | {name} | # | # |")),
    Kind("milestone", "annex: 8", "{at} | {agency} | # | # | {service} has reached # on the indicator "
         "{indicator} (from #) | {due} | inspected score | {judge}",
         lambda b, m, t: of.released(b, m, t) and of.milestone(b, m, t)),
    Kind("release", "annex: 8", "{at} | {agency} | # | # | {milestone} | | |", of.released),
    Kind("services", "inspection: 4", "{agency} | # | # | # | # | # | {evidence}", of.bands_of),
    Kind("findings", "inspection: 5", "{agency} | # | # | | # | # | # | #", of.findings),
    Kind("untouched", "inspection: 7", "{agency} | {service} | # | {starts} | {evidence}", of.untouched),
    Kind("twice", "inspection: 9", "duplicated and not decided | {one} | {other} | # | {evidence}", of.twice),
    Kind("withheld", "inspection: 10",
         "{register} | {agency} | # | # | {law} | {due} | # | {credits} | {evidence}",
         of.withheld_by),
    Kind("interests", "inspection: 11", "{agency} | # | {told} | {evidence}",
         lambda b, m, t: [b.conflict(b.named("agencies", m["agency"]))]),
    Kind("interests", "report: interest", "{agency} | # | {told}",
         lambda b, m, t: [b.conflict(b.named("agencies", m["agency"]))]),
    Kind("promises", "report: promise", "{agency} | | # | # | # | #", of.promises),
    *(Kind("withheld", f"report: {one}", "{name} | | # of # | # | # | {points} | # | {credits}", of.register)
      for one in ("registers", "providers")),
    Kind("withheld", "report", "Exchanges between agencies: #, of them # open, # planned (# by a project "
         "that this plan funds) and # withheld (# against a legal duty). With all of them open, the same "
         "pool would gain # points more, ...", of.exchanges),
    Kind("withheld", "withholding", "open, the pool would gain # points more,", lambda b, m, t: [opened(b)]),
    Kind("other pools", "frontier", "# # # # #", at_pool),
    Kind("other pools", "report: pool", "# | # | # | #", at_pool),
    Kind("project", "screen: Largest", "# # # {p}, {told}", of.project),
    Kind("project", "memo", "{p} | {title} | # | # | {told}", of.project),
    Kind("project", "report: project-table", "{title} {p} · {told} | # | # | #", of.project),
    Kind("project", "report: common", "{at} | {title} {p} · {told} | # | # | # | #", of.member),
    Kind("worth", "reasons", "{p}: Funded in full: brings # points for # {c}...",
         lambda b, m, t: [b.of(m["p"])[name] for name in ("gain", "credits")]),
    Kind("loss", "reasons", "{p}: {told}; without it # points would be lost at least...", of.missed),
    Kind("adopts", "reasons",
         "{p}: Funded {to}: adopts the common work of {lead} and pays # instead of # {c}...", of.adopts),
    Kind("share", "reasons", "{p}: Funded to #...", lambda b, m, t: [b.of(m["p"])["share"]]),
    Kind("adds", "reasons", "{p}: Not funded: it would bring # points for # {c}, where the pool's {last} "
         "bring #...", of.adds),
    Kind("enters at", "reasons", "{p}: {told}; at # {c} instead of # a plan with it in full gains more...",
         of.enters),
    Kind("not above", "reasons",
         "{p}: {told}; above # {c} instead of # no plan with it in full gains more...", of.never),
    Kind("at most", "reasons", "{p}: {told}; a plan with it could gain # points more at most...", of.at_most),
)  # fmt: skip  # a kind a line


def papers(plan: Allocation) -> Iterator[Line]:
    """Yield every line of the papers of a plan that tells a figure."""
    costs = withholding(plan) if (plan.scenario.exchanges["status"] == "withheld").any() else None
    curve = frontier(plan.scenario, plan.overlaps)
    screens = {"screen": plan, "frontier": curve, "withholding": costs}
    for name, screen in screens.items():
        part = ""
        for text in str(screen).splitlines():
            part = part if text.startswith(" ") else text
            yield Line(name, part, plain(text))
    words = explain(plan)
    for project, text in zip(words["project"], words["words"], strict=True):
        yield Line("reasons", "", plain(f"{project}: {text}"))
    written = {
        "memo": memo_paper(plan), "annex": annex_paper(annex(plan)),
        "inspection": inspection_paper(inspect(plan, costs=costs)),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for name, paper in written.items():
            write_paper(paper, Path(folder, f"{name}.md"))
            yield from in_markdown(name, Path(folder, f"{name}.md").read_text(encoding="utf-8"))
        plan.to_html(Path(folder, "report.html"), frontier=curve, withholding=costs)
        yield from in_page("report", Path(folder, "report.html").read_text(encoding="utf-8"))


def in_markdown(paper: str, text: str) -> Iterator[Line]:
    """Yield the lines of a paper in Markdown, a table's line with bars between its cells."""
    part = ""
    for line in text.splitlines():
        if line.startswith("#"):
            part = plain(line.lstrip("# "))
            yield Line(paper, "", part)
        shown = re.sub(r"\\(.)", r"\1", html.unescape(line.replace("**", "")))
        yield Line(paper, part, plain(shown.removeprefix("| ").removesuffix(" |").removeprefix("- ")))


def in_page(paper: str, text: str) -> Iterator[Line]:
    """Yield the lines of a page of HTML, a table's line with bars between its cells."""
    text = re.sub(r"(?s)<(script|style|svg|select)\b.*?</\1>", " ", text)
    text = re.sub(r"<(?:section|table)\b[^>]*\bid=\"([\w-]+)\"[^>]*>", r"\n@\1\n", " ".join(text.split()))
    text = re.sub(r"</t[dh]>", " | ", text)
    text = re.sub(r"</(?:tr|p|h\d|li|div|d[td]|summary|caption|details|section)>", "\n", text)
    part = ""
    for line in re.sub(r"<[^>]+>", " ", text).splitlines():
        part = line[1:] if line.startswith("@") else part
        yield Line(paper, part, plain(html.unescape(line)).removesuffix("|").strip())


def plain(text: str) -> str:
    """Return a text without marks that take no room, its spaces single."""
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069]", "", text.replace("\u2212", "-")).split())


def kinds_of(line: Line) -> list[Kind]:
    """Return the kind of a line; a sentence of reasons may be of several, for it says several things."""
    found = [kind for kind in KINDS if kind.read(line)]
    return found if line.paper == "reasons" else found[:1]


def tell(scenario: Scenario, count: int) -> float:
    """Print how many lines of each kind there are, were drawn and hold; return the part that holds."""
    plan = allocate(scenario, find_overlaps(scenario))
    lines = [line for line in papers(plan) if re.search(r"\d", line.text)]
    book = Book(plan, lines)
    known = [(line, kinds) for line in lines if (kinds := kinds_of(line))]
    picks = np.random.default_rng(SEED).choice(len(known), min(count, len(known)), replace=False)
    drawn = [known[at] for at in picks.tolist()]
    there = Counter(kinds[0].name for _, kinds in known)
    chosen = Counter(kinds[0].name for _, kinds in drawn)
    false = [one for one in drawn if not all(kind.holds(book, one[0]) for kind in one[1])]
    failed = Counter(kinds[0].name for _, kinds in false)
    print(f"{'':<16}{'lines':>8}{'drawn':>8}{'hold':>8}")
    for name, number in [*there.items(), ("all", len(known))]:
        picked, wrong = (len(drawn), len(false)) if name == "all" else (chosen[name], failed[name])
        print(f"{name:<16}{number:>8,}{picked:>8,}{picked - wrong:>8,}")
    rest = Counter(line.paper for line in lines) - Counter(line.paper for line, _ in known)
    print(f"{sum(rest.values()):,} lines with figures are of no kind:", dict(rest))
    for line, kinds in false[:SHOWN]:
        print(f"false ({', '.join(kind.name for kind in kinds)}): {line.paper}, {line.part}: {line.text}")
    return 1 - len(false) / max(len(drawn), 1)


def main(arguments: list[str]) -> None:
    """Draw sentences of the national plan's papers, and tell how many hold."""
    count, *sizes = [int(number) for number in arguments] or [COUNT]
    tell(worlds.national_1400(*sizes), count)


if __name__ == "__main__":
    main(sys.argv[1:])
