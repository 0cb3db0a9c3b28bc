"""What the figures of each kind of line come to, counted anew or solved again."""

from __future__ import annotations

from benchmarks.claims_told import Book, Figures, Found, agrees, best_bound, number, opened, slopes
from benchmarks.reasons import CLOSE, resolved
from benchmarks.recounts import evident

NEARLY = 1e-2  # of a price that is told in three digits


def high(b: Book, *names: str) -> list[int]:
    """Return how many services are in some bands, before and after."""
    return [sum(b.band(name)[at] for name in names) for at in (0, 1)]


def funded(b: Book) -> list[int]:
    """Return how many projects are funded, of how many, and how many in part."""
    share = b.projects["share"]
    return [int((share > 0).sum()), len(share), int(((share > 0) & (share < 1)).sum())]


def unpaid(b: Book) -> int:
    """Return how many projects get nothing."""
    return int((b.projects["credits"] == 0).sum())


def shared(b: Book) -> list[float]:
    """Return how many projects share work, in how many groups, and what that saves."""
    return [len(b.sharing), b.sharing["group"].nunique(), b.saved_in_all]


def agency(b: Book, name: str) -> list[float]:
    """Return what an agency asked, had last year, gets and gains."""
    asked, given, gain = b.money(b.rows(name))
    return [asked, b.last_year(name), given, gain]


def project(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what a project asked, gets and gains."""
    row = b.of(m["p"])
    return [row["cost"], row["credits"], row["gain"]][: len(t)]


def adds(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether a project adds what is said for a step of money, and the pool's last step what is said."""
    row, step = b.of(m["p"]), number(t[1])
    per = b.in_full(row["id"]) / b.price(row["id"]) * step
    less, more = slopes(b, step)
    last = number(t[2])
    return agrees(t[0], per) and more * (1 - NEARLY) <= last <= less * (1 + NEARLY)


def enters(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether a plan with a project in full gains more at another request."""
    row = b.of(m["p"])
    found = resolved(b.plan, row["id"], 1.0, cost=number(t[0]), held=True)
    return number(t[1]) == row["cost"] and found > b.gain


def never(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether no plan with a project in full gains more above another request."""
    dearer = number(t[-1 if len(t) > 2 else 0]) + b.scenario.settings.quantum
    return resolved(b.plan, b.of(m["p"])["id"], 1.0, cost=dearer, held=False) <= b.gain + CLOSE


def missed(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether every plan without a project gains so much less."""
    return resolved(b.plan, b.of(m["p"])["id"], 0.0, held=False) <= b.gain - number(t[0]) + CLOSE


def at_most(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether no plan with a project in full gains more than so much above this one."""
    return resolved(b.plan, b.of(m["p"])["id"], 1.0, held=False) <= b.gain + number(t[0]) + CLOSE


def adopts(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what an adopter of a lead pays, and would pay alone."""
    row = b.of(m["p"])
    right = b.sharing.loc[row["id"], "lead"] == m["lead"]
    return [row["credits"] if right else None, float(-(-b.alone(row["id"]) // 1))]


def certain(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether no plan is known to gain more than so much above this one."""
    return best_bound(b) <= b.gain * (1 + number(t[0]) / 100) + CLOSE


def earmark(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what must be given at least, is given, and may be at most, whatever unit a bound is in."""
    of = {"Agency": ("agencies", "agency"), "Programme": ("categories", "category")}[m["holder"]]
    name = b.named(of[0], m["name"])
    row = b.scenario.tables[of[0]].set_index("id").loc[name]
    given = float(b.projects.loc[b.projects[of[1]] == name, "credits"].sum())
    floor, ceiling = (b.bound(row, side) for side in ("floor", "ceiling"))
    return [one for one in (floor or None, given, ceiling) if one is not None]


def others(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what the agencies have that a table leaves out: all but the ten that are given most."""
    given = b.projects.groupby("agency")["credits"].sum().reindex(b.scenario.agencies["id"]).fillna(0.0)
    rest = sorted(given.index, key=lambda name: (-given[name], name))[10:]
    sums = [sum(column) for column in zip(*(agency(b, name) for name in rest), strict=True)]
    asked, last, *both = sums
    return [len(rest), last, asked, *both] if "Credits" in m["part"] else [*sums, len(rest)]


def led(b: Book, m: Found, t: list[str]) -> Figures:
    """Return how many adopt a lead's common work, and what that saves."""
    [group] = b.sharing.loc[b.sharing["lead"] == m["p"], "group"].unique()
    return [int((b.sharing["group"] == group).sum()) - 1, b.saved(group)]


def account(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether work not done again less connections is what is saved."""
    adopters, saved = led(b, m, t)
    right = number(t[0]) == adopters and number(t[3]) == saved
    return right and number(t[1]) - number(t[2]) == saved


def bands_of(b: Book, m: Found, t: list[str]) -> Figures:
    """Return how many services an agency has, and in each band as they stand."""
    name = b.named("agencies", m["agency"])
    own = b.scenario.services["agency"] == name
    counts = [b.band(band, name)[0] for band in ("none", "low", "medium", "high")]
    right = evident(b, "services", "agency", name, m["evidence"])
    return [int(own.sum()) if right else None, *counts]


def findings(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what an agency asked, gets and gains, and what was found."""
    name, rows = b.named("agencies", m["agency"]), b.scenario.exchanges
    asked, given, gain = b.money(b.rows(name))
    withheld = int(((rows["provider"] == name) & (rows["status"] == "withheld")).sum())
    return [asked, given, gain, b.pairs_of(m["agency"]), withheld, b.conflict(name)]


def untouched(b: Book, m: Found, t: list[str]) -> Figures:
    """Return how many funded projects raise a service with nothing done."""
    name = b.named("services", m["service"])
    right = b.attained.loc[name, "before"] < CLOSE and evident(b, "services", "id", name, m["evidence"])
    return [b.raised.loc[b.raised["service"] == name, "project"].nunique() if right else None]


def twice(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether two projects are paid, apart, and at stake is the smaller of both and what is common."""
    ends = [b.of(m[end]) for end in ("one", "other")]
    pairs = b.plan.overlaps.pairs if b.plan.overlaps else None
    a, z = sorted(str(end["id"]) for end in ends)
    assert pairs is not None
    [share] = pairs.loc[(pairs["project_a"] == a) & (pairs["project_b"] == z), "share"]
    common = share * min(end["cost"] for end in ends)
    least = min(common, *(end["credits"] for end in ends))
    return bool(least > 0) and bool(abs(number(t[0]) - least) <= b.scenario.settings.quantum)


def withheld_by(b: Book, m: Found, t: list[str]) -> Figures:
    """Return from how many a register is withheld, how often against a law, and what opening it adds."""
    rows = b.scenario.exchanges
    rows = rows[(rows["register"] == m["register"]) & (rows["status"] == "withheld")]
    return [rows["service"].nunique(), int(rows["legal_duty"].sum()), opened(b, m["register"])]


def register(b: Book, m: Found, t: list[str]) -> Figures:
    """Return how often it is withheld, of how often, against a duty, from how many; and what opening adds."""
    rows = b.scenario.exchanges
    of = "provider" if "provider" in m["part"] else "register"
    name = b.named("agencies", m["name"]) if of == "provider" else m["name"]
    rows = rows[rows[of] == name]
    held = rows[rows["status"] == "withheld"]
    served = rows["service"].map(b.scenario.services.set_index("id")["agency"]).nunique()
    return [len(held), len(rows), int(held["legal_duty"].sum()), served, opened(b, **{of: name})]


def exchanges(b: Book, m: Found, t: list[str]) -> Figures:
    """Return how many exchanges there are by status, and what opening the withheld ones adds."""
    rows = b.scenario.exchanges
    state = rows["status"]
    planned = rows.loc[state == "planned", "project"].map(b.projects["share"]) > 0
    held = rows[state == "withheld"]
    counts = [len(rows), int((state == "open").sum()), len(planned), int(planned.sum()), len(held)]
    return [*counts, int(held["legal_duty"].sum()), opened(b)]


def released(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether what an agency gets by tranches adds up to its credits."""
    lines = [one.text.split(" | ") for one in b.lines if (one.paper, one.part) == ("annex", m["part"])]
    given = [number(cells[2]) for cells in lines if cells[0].isdigit() and cells[1] == m["agency"]]
    whole = b.money(b.rows(m["agency"]))[1]
    return number(t[0]) in given and sum(given) == whole and agrees(t[1], number(t[0]) / whole)


def milestone(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether a level is above the score of today and no higher than the plan brings it."""
    service, scores = b.named("services", m["service"]), b.scenario.scores
    indicator = b.named("indicators", m["indicator"])
    [now] = scores.loc[(scores["service"] == service) & (scores["indicator"] == indicator), "score"]
    there = (b.raised["service"] == service) & (b.raised["indicator"] == indicator)
    reached = now + b.raised.loc[there, "points"].sum()
    level = number(t[2]) / 100
    return agrees(t[3], now) and now < level <= reached + CLOSE and m["judge"] == "oversight body"


def pays(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether a member pays for common work by its use, and owes the others what it got no money for."""
    use, granted, paid, owed = map(number, t)
    row, quantum = b.of(m["project"]), b.scenario.settings.quantum
    group = b.sharing[b.sharing["group"] == row["group"]]
    uses = {name: b.common(name) * group.loc[name, "share"] for name in group["id"]}
    own = {name: (row["cost"] - b.common(name)) * row["share"] for name, row in group.iterrows()}
    spent = group["credits"].sum() - sum(own.values())
    fair = spent * uses[row["id"]] / sum(uses.values())
    near = (use - uses[row["id"]], granted - row["credits"] + own[row["id"]], paid - fair)
    return all(abs(one) <= len(group) * quantum for one in near) and paid - granted == owed


def promises(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what an agency is expected to deliver, of what it promised, and what that leaves."""
    name = b.starting("agencies", m["agency"])
    promised, gain = (float(b.rows(name)[column].sum()) for column in ("promised", "gain"))
    return [b.ready[name], promised, gain, promised - gain]


def in_report(b: Book, m: Found, t: list[str]) -> Figures:
    """Return what an agency, or all, asked, had, get, how many of their projects are funded, and the gain."""
    rows = b.rows("" if m["agency"] == "Sum" else m["agency"])
    names = rows["agency"].unique() if m["agency"] != "Sum" else b.scenario.agencies["id"]
    last = sum(b.last_year(name) for name in names) if len(rows) else b.last_year(m["agency"])
    asked, given, gain = b.money(rows)
    return [asked, last, given, int(rows["funded"].sum()), len(rows), gain]


def member(b: Book, m: Found, t: list[str]) -> bool:
    """Tell whether a member asked and gets what is said, and pays and saves what it would use alone."""
    row = b.of(m["p"])
    asked, given, pays, saves = map(number, t)
    apart = abs(pays + saves - b.common(row["id"]) * row["share"]) <= 2 * b.scenario.settings.quantum
    return apart and [asked, given] == [row["cost"], row["credits"]]
