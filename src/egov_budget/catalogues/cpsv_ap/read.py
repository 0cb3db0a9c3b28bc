"""read_cpsv_ap: a catalogue of public services -> the tables of agencies and services."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from egov_budget.catalogues.cpsv_ap.graph import read_graph
from egov_budget.catalogues.cpsv_ap.reading import Reading
from egov_budget.errors import IntakeError
from egov_budget.scenario.examine import examine

Tables = dict[str, pd.DataFrame]
MADE = ("agencies", "services")


def read_cpsv_ap(path: str | PathLike[str], *, lang: str = "en") -> Tables:
    """Read a catalogue of CPSV-AP 3.2, the European vocabulary of public services.

    Its public services and their competent authorities become the tables ``services`` and ``agencies`` of a
    scenario. A catalogue has neither projects nor scores: these are the budget office's own.

    Parameters
    ----------
    path : str or path-like
        Turtle (``.ttl``) or JSON-LD (``.jsonld``, ``.json``). Nothing is fetched from elsewhere.
    lang : str
        Language of the texts; where one is missing, English is read, or whatever there is.

    Returns
    -------
    dict of str to DataFrame
        ``agencies``, ``services`` and ``notes``, typed as those of a scenario. ``notes`` name
        every triple that was not read, texts in other languages among them; they are empty where all was.

    Raises
    ------
    IntakeError
        With every fault of the file, such as a service without an authority.
    ImportError
        If rdflib is not installed: the extra ``standards`` brings it.

    References
    ----------
    CPSV-AP 3.2.0, SEMIC, European Commission, https://semiceu.github.io/CPSV-AP/releases/3.2.0/.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from egov_budget import worlds
    >>> from egov_budget.catalogues import write_cpsv_ap
    >>> small = worlds.four_projects()
    >>> small = small.replace(services=small.services.assign(spatial="IR"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = write_cpsv_ap(small, Path(folder, "services.ttl"))
    ...     tables = read_cpsv_ap(Path(folder, "services.ttl"))
    >>> sorted(tables["services"]["id"]) == sorted(small.services["id"])
    True
    """
    place = Path(path)
    reading = Reading(place.name, read_graph(place), lang)
    tables = {"agencies": reading.agencies(), "services": reading.services()}
    tables["notes"] = reading.notes()
    examined = examine(None, tables)
    IntakeError.if_any(reading.faults or [fault for fault in examined.faults if fault.table in MADE])
    return {name: examined.frames[name] for name in tables}
