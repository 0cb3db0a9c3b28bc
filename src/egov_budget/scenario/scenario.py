"""Scenario: everything that is asked for, frozen and valid from birth."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from egov_budget.display import Displayed
from egov_budget.errors import IntakeError
from egov_budget.language import all_digits, counted, harmless
from egov_budget.scenario.adopted import by_verdict
from egov_budget.scenario.columns import BY_NAME, SETTINGS
from egov_budget.scenario.examine import examine
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.realisation import realisation
from egov_budget.scenario.settings import Settings


class _Table:
    """A table of a scenario under its own name; each look-up hands out a copy."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name, self.__doc__ = name, BY_NAME[name].meaning

    def __get__(self, scenario: Scenario | None, owner: type | None = None) -> pd.DataFrame:
        if scenario is None:
            return self  # type: ignore[return-value]  # asked of the class, as for its documentation
        frames: dict[str, pd.DataFrame] = scenario.tables._frames  # type: ignore[attr-defined]  # a _Shelf's
        return frames[self._name]  # which a noun copies as it hands it out


@dataclass(frozen=True, eq=False)
class Scenario(Displayed):
    """The requests of all agencies against one pool: settings and tables, checked against each other.

    A Scenario cannot be invalid: making one from faulty tables raises every fault at once. It
    cannot change either: each table handed out is a copy of its own (copy on write, so it costs
    nothing until it is written to).

    Parameters
    ----------
    settings : Settings
        Name, pool, currency and what else holds for the whole.
    tables : mapping of str to DataFrame
        The tables of the data dictionary; one that is left out is empty.

    Raises
    ------
    IntakeError
        With every fault of every table.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> scenario.settings.pool
    100.0
    >>> scenario.replace(pool=80).settings.pool
    80.0
    """

    settings: Settings
    tables: Mapping[str, pd.DataFrame]

    indicators = _Table()
    """Indicators services are scored on."""
    agencies = _Table()
    """Agencies that ask for credits."""
    categories = _Table()
    """Categories of projects, and their earmarks."""
    services = _Table()
    """Public services."""
    scores = _Table()
    """Scores of services on indicators."""
    projects = _Table()
    """Requests for credits."""
    effects = _Table()
    """Points projects add to scores."""
    prerequisites = _Table()
    """Projects that need others."""
    alternatives = _Table()
    """Sets of projects whose shares sum to 1 at most."""
    verdicts = _Table()
    """Decisions on overlaps."""
    platforms = _Table()
    """Platforms that exist."""
    years = _Table()
    """Years of a plan over several, with their pools."""
    profiles = _Table()
    """What part of its cost a project needs in each of its years."""
    commitments = _Table()
    """Credits that earlier plans promised in years to come."""
    exchanges = _Table()
    """What services are to get from other agencies' registers."""
    interests = _Table()
    """Conflicts of interest of agencies, or about projects."""
    decisions = _Table()
    """Cells set after the requests came in."""
    findings = _Table()
    """What inspections found, and what came of it."""
    notes = _Table()
    """What was noticed while the scenario was read."""

    def __post_init__(self) -> None:
        known = self.tables.typed if isinstance(self.tables, _Changed) else frozenset[str]()
        settings, typed, faults = examine(self.settings, self.tables, known)
        IntakeError.if_any(faults)
        object.__setattr__(self, "settings", settings)
        object.__setattr__(self, "tables", _Shelf(typed))

    @classmethod
    def from_frames(cls, settings: Settings | Mapping[str, Any], **tables: pd.DataFrame) -> Self:
        """Return a Scenario made from data frames.

        Parameters
        ----------
        settings : Settings or mapping
            What holds for the whole; a mapping is read as the data dictionary says.
        **tables : DataFrame
            Tables by name: ``projects=...``, ``effects=...``. Cells may be text or numbers.

        Returns
        -------
        Scenario
            Later changes to the frames given do not reach it.

        Raises
        ------
        IntakeError
            With every fault of every table.
        """
        return cls(settings, tables)  # type: ignore[arg-type]  # settings are typed at birth

    def replace(self, **changes: Any) -> Self:
        """Return a Scenario in which some settings or tables are others.

        Parameters
        ----------
        **changes : DataFrame or setting
            A table by its name, or a setting by its name (``pool=...``).

        Returns
        -------
        Scenario
            Checked anew; this one stays as it is.

        Raises
        ------
        IntakeError
            With every fault of the changed scenario.
        TypeError
            If a name is neither a table nor a setting.
        """
        names = SETTINGS.names
        strangers = [name for name in changes if name not in BY_NAME and name not in names]
        if strangers:
            hint = did_you_mean(strangers[0], [*BY_NAME, *names])
            fault = f"{strangers[0]!r} is neither a table nor a setting of a Scenario."
            raise TypeError(f"{fault} {hint}".rstrip())
        settings = {name: value for name, value in changes.items() if name in names}
        tables = {name: value for name, value in changes.items() if name in BY_NAME}
        if "decisions" in tables:
            own = self.decisions[by_verdict(self.decisions)]  # go with their verdicts alone
            own = own[~own["id"].isin(tables["decisions"].get("id", []))]
            if len(own):
                tables["decisions"] = pd.concat([tables["decisions"], own], ignore_index=True)
        typed = self.tables.keys() - tables.keys() if "quantum" not in settings else frozenset[str]()
        changed = _Changed({**self.tables._frames, **tables}, typed)  # type: ignore[attr-defined]  # a _Shelf's
        return type(self)(dataclasses.replace(self.settings, **settings), changed)

    @property
    def realisation(self) -> pd.Series:
        """Part of its promises that each agency is expected to deliver, by id; see ``realise``."""
        return realisation(self.agencies)

    def __eq__(self, other: object) -> bool:
        """Return whether settings and every cell are the same."""
        if not isinstance(other, Scenario):
            return NotImplemented
        same = (self.tables[name].equals(other.tables[name]) for name in BY_NAME)
        return self.settings == other.settings and all(same)

    __hash__ = None  # type: ignore[assignment]  # frames have no hash

    def _tables(self) -> dict[str, pd.DataFrame]:
        rows = pd.Series({name: len(self.tables[name]) for name in BY_NAME}, name="rows").rename_axis("table")
        largest = self.projects.sort_values(["cost", "id"], ascending=[False, True])
        named = ["id", "agency", "title", "category", "cost"]
        return {"tables": rows[rows > 0].to_frame(), "projects": largest[named]}

    def __repr__(self) -> str:
        named = {"agency": "agencies", "service": "services", "project": "projects"}
        counts = ", ".join(counted(len(self.tables[many]), one, many) for one, many in named.items())
        pool = f"{all_digits(self.settings.pool)} {harmless(self.settings.currency)}"
        return f"<Scenario {self.settings.name!r}: {counts}, pool {pool}>"


class _Changed(dict[str, pd.DataFrame]):
    """Tables of a scenario of which some are others: the rest is typed already."""

    def __init__(self, frames: dict[str, pd.DataFrame], typed: Set[str]) -> None:
        super().__init__(frames)
        self.typed = typed


class _Shelf(Mapping[str, pd.DataFrame]):
    """Tables by name; each look-up hands out a copy of its own."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        self._frames = frames

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._frames[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)
