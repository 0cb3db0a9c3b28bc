"""What a memo says, part by part, before it is written as one kind of text or another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egov_budget.language import Language, harmless
from egov_budget.reasons import role_words
from egov_budget.reporting.certainty import audit_words, certainty
from egov_budget.reporting.why import why
from egov_budget.whatif.savings_ledger import savings_ledger

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.scenario import Settings

SHOWN = 10  # rows of a table; the rest is told in one
LETTERS = 90  # of a title
BANDS = ("high", "medium", "low", "none", "not rated")


@dataclass(frozen=True)
class Table:
    """A table of texts.

    Parameters
    ----------
    headings : tuple of str
        One a column.
    rows : tuple of tuple of str
        Cells, all of them written.
    numbers : frozenset of int
        Columns that hold numbers.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]


@dataclass(frozen=True)
class Part:
    """A heading, what is said below it, and a table.

    Parameters
    ----------
    heading : str
        The heading.
    lines : tuple of str
        Sentences, one a line.
    table : Table or None
        What stands below them.
    """

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


def parts(allocation: Allocation, lang: Language) -> list[Part]:
    """Return what a memo on a plan says.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : Language
        What it is written in.

    Returns
    -------
    list of Part
        The plan in brief, bands, agencies, shared work, largest credits, largest refusals, what it rests on;
        a part with nothing to tell is left out.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.language import language_of
    >>> parts(allocate(worlds.four_projects()), language_of("en"))[0].lines[0]
    'Of a pool of 100 credits, 100 are spent (100.0%) and 0 are left.'
    """
    told = _Teller(allocation, lang)
    found = [told.brief(), told.bands(), told.agencies(), told.shared(), told.largest(), told.refused()]
    return [*(part for part in found if part is not None), told.rests_on()]


@dataclass(frozen=True, eq=False)
class _Teller:
    plan: Allocation
    lang: Language

    def say(self, key: str, /, **values: str | int) -> str:
        return self.lang.say(f"memo.{key}", **values)

    def brief(self) -> Part:
        plan, lang, settings = self.plan, self.lang, self.settings
        name = self._short(settings.name)
        heading = self.say("title", name=name)
        if settings.fiscal_year:
            year = lang.fiscal_year(settings.fiscal_year)
            heading = self.say("title_year", name=name, year=year)
        part = plan.spent / settings.pool if settings.pool else 0.0
        before, after = plan.bands["before"], plan.bands["after"]
        partly = int(((plan.parts > 0) & (plan.parts < plan.parts.max(initial=0))).sum())
        lines = [
            self.say(
                "pool", pool=lang.amount(settings.pool), currency=self.currency,
                spent=lang.amount(plan.spent), part=lang.percent(part), left=lang.amount(plan.left),
            ),
            self.say("projects", funded=int((plan.parts > 0).sum()), count=len(plan.parts), partly=partly),
            self.say(
                "services", high_before=int(before["high"]), high_after=int(after["high"]),
                half_before=int(before["high"] + before["medium"]),
                half_after=int(after["high"] + after["medium"]),
            ),
            self.say("gain", gain=lang.number(plan.gain, 2)),
        ]  # fmt: skip
        return Part(heading, tuple(lines))

    def bands(self) -> Part:
        rows = [
            (self.lang.word("band", band), self.lang.word("band_range", band), before, after, after - before)
            for band, before, after in zip(BANDS, *self._sides(), strict=True)
        ]
        names = ("band", "attainment", "before", "after", "change")
        written = [(*row[:2], *(self.lang.number(count) for count in row[2:])) for row in rows]
        return Part(self.say("bands"), (), self._table(names, written, (2, 3, 4)))

    def _sides(self) -> tuple[list[int], list[int]]:
        counts = self.plan.bands.loc[[*BANDS]]
        return counts["before"].tolist(), counts["after"].tolist()

    def agencies(self) -> Part:
        table = self.plan.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
        first, rest = table.head(SHOWN), table.iloc[SHOWN:]
        rows = [
            (self._short(row["title"] or row["agency"]), *self._money(row, "last_year", "asked", "credits"),
             self.lang.number(row["gain"], 2))
            for row in first.to_dict("records")
        ]  # fmt: skip
        if len(rest):
            sums = rest[["last_year", "asked", "credits", "gain"]].sum().to_dict()
            money = self._money(sums, "last_year", "asked", "credits")
            rows.append((self.say("others", count=len(rest)), *money, self.lang.number(sums["gain"], 2)))
        names = ("agency_title", "last_year", "asked", "proposed", "gain")
        return Part(self.say("agencies"), (self._in_currency,), self._table(names, rows, (1, 2, 3, 4)))

    def shared(self) -> Part | None:
        ledger = savings_ledger(self.plan)
        groups = ledger.groups.sort_values(["certain", "group"], ascending=[False, True])
        if not len(groups):
            return None
        titles = self.plan.scenario.projects.set_index("id")["title"]
        rows = [
            (self.lang.isolate(row["lead"]), self._short(titles[row["lead"]]),
             self.lang.number(row["adopters"]), *self._money(row, "certain"))
            for row in groups.head(SHOWN).to_dict("records")
        ]  # fmt: skip
        count, members = len(groups), len(groups) + int(groups["adopters"].sum())
        saved = self.lang.amount(float(groups["certain"].sum()))
        line = self.say("saves", projects=members, groups=count, saved=saved, currency=self.currency)
        names = ("lead", "title", "adopters", "saved")
        return Part(self.say("shared"), (line,), self._table(names, rows, (2, 3)))

    def largest(self) -> Part | None:
        table = self.plan.table()
        return self._projects_part("largest", table[table["credits"] > 0], "credits")

    def refused(self) -> Part | None:
        table = self.plan.table()
        return self._projects_part("refused", table[table["share"] == 0], "asked")

    def _projects_part(self, name: str, table: pd.DataFrame, by: str) -> Part | None:
        if not len(table):
            return None
        first = table.sort_values([by, "id"], ascending=[False, True]).head(SHOWN)
        rows = [
            (self.lang.isolate(row["id"]), self._short(row["title"]), *self._money(row, "asked", "credits"),
             role_words(self.plan.role_records[row["id"]], self.lang), self._reasons.get(row["id"], ""))
            for row in first.to_dict("records")
        ]  # fmt: skip
        names = ("project", "title", "asked", "proposed", "role", "reason")
        return Part(self.say(name, shown=len(rows), count=len(table)), (), self._table(names, rows, (2, 3)))

    def rests_on(self) -> Part:
        lines = [certainty(self.plan, self.lang), audit_words(self.plan, self.lang)]
        return Part(self.say("rests_on"), tuple(self.say("sentence", said=line) for line in lines))

    def _table(self, names: Sequence[str], rows: Sequence[tuple[str, ...]], numbers: Sequence[int]) -> Table:
        headings = tuple(self.lang.say(f"workbook.{name}") for name in names)
        return Table(headings, tuple(rows), frozenset(numbers))

    def _money(self, row: Mapping[Any, Any], *names: str) -> tuple[str, ...]:
        return tuple(self.lang.amount(row[name]) for name in names)

    def _short(self, title: str) -> str:
        text = " ".join(harmless(title).split())
        return self.lang.isolate(text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…")

    @property
    def _in_currency(self) -> str:
        return self.lang.say("workbook.in_currency", currency=self.currency)

    @property
    def settings(self) -> Settings:
        return self.plan.scenario.settings

    @property
    def currency(self) -> str:
        return self.lang.word("currency", self.settings.currency)

    @cached_property
    def _reasons(self) -> dict[str, str]:
        table = why(self.plan, self.lang.code)
        return (
            {} if table is None else {str(project): str(words) for project, words in table["words"].items()}
        )
