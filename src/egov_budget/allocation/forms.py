"""Forms: what an allocation is handed over as; the room that writes is asked when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

from egov_budget.allocation.tabled import Tabled
from egov_budget.display import Displayed, form

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from egov_budget.language import Language
    from egov_budget.solving import Outcome


class Curve(Protocol):
    """What a frontier shows; the room that draws one comes later."""

    @property
    def points(self) -> pd.DataFrame:
        """One row a pool."""

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """What the solver gave for each pool."""

    def tenth(self, lang: Language) -> str:
        """Say what a tenth less of the pool costs and a tenth more brings."""

    def note(self, lang: Language) -> str:
        """Say the same, and whose gaps are shown."""


class Forms(Tabled, Displayed):
    """The forms of an allocation: tables, files, and one screen of text."""

    def to_csv(self, path: str | Path) -> None:
        """Write ``table()`` as CSV, whole or not at all; texts that look like formulas are guarded."""
        form("Allocation.to_csv")(self._plan.table(), Path(path))

    def to_dict(self) -> dict[str, Any]:
        """Return the plan and all its tables as plain dictionaries and lists: the document as a value."""
        made: dict[str, Any] = form("Allocation.to_dict")(self)
        return made

    @overload
    def to_json(self) -> str: ...

    @overload
    def to_json(self, path: str | Path) -> None: ...

    def to_json(self, path: str | Path | None = None) -> str | None:
        """Write the plan and all its tables as one JSON document, whole or not at all.

        Without a path the text is returned.
        """
        text: str | None = form("Allocation.to_json")(self, None if path is None else Path(path))
        return text

    def to_data_package(self, folder: str | Path) -> None:
        """Write a Fiscal Data Package: a folder of CSV with datapackage.json, whole or not at all."""
        form("Allocation.to_data_package")(self, Path(folder))

    def to_excel(
        self,
        path: str | Path,
        lang: str = "en",
        *,
        full: bool = False,
        frontier: Curve | None = None,
        prices: pd.DataFrame | None = None,
    ) -> None:
        """Write the budget workbook an office submits, whole or not at all.

        Sums are formulas; texts never run as one. In Persian (``lang="fa"``) the sheets run from
        right to left. ``frontier`` and ``prices`` are sheets and columns where they are handed in;
        ``full`` solves again for them, which takes minutes at national size.
        """
        form("Allocation.to_excel")(self, Path(path), lang=lang, full=full, frontier=frontier, prices=prices)

    def to_markdown(self, path: str | Path, lang: str = "en") -> None:
        """Write a memo on the plan as Markdown, whole or not at all; titles are text in it."""
        form("Allocation.to_markdown")(self, Path(path), lang)

    @overload
    def to_text(self, path: None = None, lang: str = "en") -> str: ...

    @overload
    def to_text(self, path: str | Path, lang: str = "en") -> None: ...

    def to_text(self, path: str | Path | None = None, lang: str = "en") -> str | None:
        """Write a memo on the plan as plain text, whole or not at all; without a path return it."""
        text: str | None = form("Allocation.to_text")(self, None if path is None else Path(path), lang)
        return text

    def plot(
        self, kind: Literal["agencies", "bands"] = "agencies", ax: Axes | None = None, *, lang: str = "en"
    ) -> Axes:
        """Draw credits by agency or services by band, with matplotlib; see ``reporting.plots``."""
        drawn: Axes = form("Allocation.plot")(self, kind, ax, lang=lang)
        return drawn

    def to_html(
        self,
        path: str | Path,
        lang: str = "en",
        *,
        frontier: Curve | None = None,
        four_numbers: Any = None,  # what comes later than an allocation has no type here
        prices: pd.DataFrame | None = None,
        ledger: Any = None,
        withholding: Any = None,
        overstated: Any = None,
        full: bool = True,
        what_if: str | Path | None = None,
    ) -> None:
        """Write the report for a budget meeting as one HTML file, whole or not at all.

        The file needs no network and no other file. It tells what the pool buys, what other pools would,
        who asked and is given, every project and why, the common work with its evidence, what binds
        the plan (readiness, interests, data, scores made by oneself), what limits it, and what it
        rests on. The same plan makes the same file.

        Parameters
        ----------
        path : str or Path
            File to write, replaced if it is there.
        lang : str, optional
            Language of the report: ``en`` or ``fa``.
        frontier : Frontier, optional
            What ``frontier`` gave for this scenario, if it is there already.
        four_numbers : FourNumbers, optional
            What ``four_numbers`` gave for it.
        prices : DataFrame, optional
            What ``prices`` gave for this plan.
        ledger : Ledger, optional
            What ``savings_ledger`` gave for this plan; by default that of full adoption.
        withholding : Withholding, optional
            What ``withholding`` gave for this plan.
        overstated : Overstated, optional
            What ``overstated`` gave for this plan, by any amount; by default 0.2.
        full : bool, optional
            Whether what is not given is found by solving again: a minute at national size. Otherwise
            it is left out; the ledger needs no solver and is always there.
        what_if : str or Path, optional
            The page of ``to_what_if`` that the report links to.

        Raises
        ------
        ValueError
            If there is no such language.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from egov_budget import allocate, worlds
        >>> with TemporaryDirectory() as folder:
        ...     allocate(worlds.four_projects()).to_html(Path(folder, "plan.html"))
        ...     Path(folder, "plan.html").read_text(encoding="utf-8")[:15]
        '<!doctype html>'
        """
        known = {"frontier": frontier, "four_numbers": four_numbers, "prices": prices, "ledger": ledger}
        known |= {"withholding": withholding, "overstated": overstated}
        link = None if what_if is None else Path(what_if)
        form("Allocation.to_html")(self, Path(path), lang, full=full, what_if=link, **known)

    def to_brief(self, path: str | Path, lang: str = "en", *, full: bool = True, **known: Any) -> None:
        """Write the report on two A4 pages as one HTML file, whole or not at all.

        It says in a dozen numbers what ``to_html`` tells at length: the pool, the services that rise, who is
        given what, the common work, what it costs to decide otherwise, and what is not certain.

        Parameters
        ----------
        path : str or Path
            File to write, replaced if it is there.
        lang : str, optional
            Language: ``en`` or ``fa``.
        full : bool, optional
            Whether studies that are not given are found by solving again, as for ``to_html``.
        **known : optional
            Studies that are there already, by their names there.

        Raises
        ------
        ValueError
            If there is no such language.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from egov_budget import allocate, worlds
        >>> with TemporaryDirectory() as folder:
        ...     allocate(worlds.four_projects()).to_brief(Path(folder, "brief.html"), full=False)
        ...     Path(folder, "brief.html").read_text(encoding="utf-8").count('class="sheet"')
        2
        """
        form("Allocation.to_brief")(self, Path(path), lang, full=full, **known)

    def to_what_if(self, path: str | Path, lang: str = "en") -> None:
        """Write a page on which pool, projects and weights are moved as one HTML file, whole or not at all.

        It solves the program of the plan's requests, common work and rules for total gain in the browser,
        with no network, and saves what was moved as decisions.csv.

        Parameters
        ----------
        path : str or Path
            File to write, replaced if it is there.
        lang : str, optional
            Language of the page: ``en`` or ``fa``.

        Raises
        ------
        ImportError
            If its solver is not here: a checkout brings it by ``make what-if``, a wheel has it.
        RuleError
            If a rule of one's own depends on the pool.
        ValueError
            If there is no such language.
        """
        form("Allocation.to_what_if")(self, Path(path), lang)

    def __str__(self) -> str:
        text: str = form("Allocation.__str__")(self)
        return text

    def _tables(self) -> Mapping[str, pd.DataFrame]:
        plan = self._plan
        largest = plan.table().sort_values(["credits", "id"], ascending=[False, True])
        agencies = plan.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
        bands = plan.bands.rename_axis("band")
        return {"services": bands, "agencies": agencies, "projects": largest}
