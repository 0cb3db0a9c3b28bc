"""write_cpsv_ap: the services of a scenario -> a catalogue of public services."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd

from egov_budget.catalogues.cpsv_ap.graph import FORMATS, new_graph
from egov_budget.catalogues.cpsv_ap.vocabulary import (
    AREA,
    AUTHORITY,
    COMPETENT,
    DURATION,
    IDENTIFIER,
    KEYWORD,
    LABEL,
    LINKS,
    NOTATION,
    PREFIXES,
    SERVICE,
    TEXTS,
    TIME,
    functions,
)
from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.atomic_write import write_whole
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Kind

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from egov_budget.scenario import Scenario

LISTS = {column.name for column in BY_NAME["services"].columns if column.kind is Kind.LIST}
HERE = "urn:egov-budget:"
AS_IS = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")
ISO_8601 = re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
NO_TEXT = "It has no {}: the standard asks for one, and the id stands there"
NO_DURATION = "Its processing_time is no duration of ISO 8601, such as P5D: it is left out"
LEFT_OUT = "importance is no property of the standard: it is left out"


def write_cpsv_ap(
    scenario: Scenario, path: str | PathLike[str], *, lang: str = "en", base: str = HERE
) -> pd.DataFrame:
    """Write services and their authorities as a catalogue of CPSV-AP 3.2.

    What is written conforms to the SHACL shapes of the standard. Values of coded columns are concepts; a
    function of government has its COFOG code as notation and its name as label.

    Parameters
    ----------
    scenario : Scenario
        Whose ``services`` and ``agencies`` to write.
    path : str or path-like
        Turtle (``.ttl``) or JSON-LD (``.jsonld``, ``.json``); it appears whole or not at all.
    lang : str
        Language of the texts, as RDF tags it.
    base : str
        What addresses begin with; a value that is an address itself stays as it is.

    Returns
    -------
    DataFrame
        Notes on what the file does not say, or says otherwise: ``source``, ``row``, ``subject``, ``note``.
        Empty where it says everything.

    Raises
    ------
    IntakeError
        If an authority has no area, which the standard asks for, or the path has another suffix.
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
    >>> small = worlds.four_projects()
    >>> small = small.replace(services=small.services.assign(spatial="IR", description=""))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     notes = write_cpsv_ap(small, Path(folder, "services.ttl"))
    >>> notes["note"].unique().tolist()
    ['It has no description: the standard asks for one, and the id stands there']
    """
    place = Path(path)
    form = FORMATS.get(place.suffix.lower(), "")
    IntakeError.if_any(_faults(scenario, place, form))
    catalogue = Catalogue(scenario, lang, base)
    write_whole(_serialized(catalogue.graph, form), place)
    return pd.DataFrame(catalogue.noted, columns=BY_NAME["notes"].names, dtype=object)


def _serialized(graph: Graph, form: str) -> str:
    """Return a graph as text, the same for the same triples."""
    if form != "json-ld":
        return graph.serialize(format=form)
    document = json.loads(graph.serialize(format=form, context=PREFIXES))
    return json.dumps(_ordered(document), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _ordered(value: Any) -> Any:
    """Return a document of JSON-LD with its sets in an order: rdflib gives them none."""
    if isinstance(value, dict):
        return {key: _ordered(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda inside: json.dumps(inside, sort_keys=True))
    return value


def _areas(scenario: Scenario) -> dict[str, list[str]]:
    """Return the areas of each agency: those of its services."""
    named = scenario.services.groupby("agency")["spatial"].agg(";".join)
    return {str(agency): [*filter(None, areas.split(";"))] for agency, areas in named.items()}


def _faults(scenario: Scenario, place: Path, form: str) -> Iterator[Fault]:
    if not form:
        yield Fault.of("no_graph_is_written", place.name, value=place.suffix)
    areas = _areas(scenario)
    for agency in scenario.agencies["id"]:
        if not areas.get(agency):
            yield Fault.of("no_area", "services", None, "spatial", agency=agency)


class Catalogue:
    """A graph that is being written, and notes on what it cannot say."""

    def __init__(self, scenario: Scenario, lang: str, base: str) -> None:
        from rdflib import Literal, URIRef

        self.scenario, self.lang, self.base = scenario, lang, base
        self.iri, self.literal = URIRef, Literal
        self.noted: list[dict[str, str]] = []
        self.graph: Graph = new_graph()
        for prefix, space in PREFIXES.items():
            self.graph.bind(prefix, space)
        self._authorities()
        for row in scenario.services.to_dict("records"):
            self._service({str(name): cell for name, cell in row.items()})

    def _note(self, service: str, note: str) -> None:
        self.noted.append({"source": "services", "subject": service, "note": note})

    def _add(self, node: URIRef, property_: str, value: Any) -> None:
        self.graph.add((node, self.iri(property_), value))

    def _node(self, kind: str, text: str) -> URIRef:
        return self.iri(text if AS_IS.fullmatch(text) else f"{self.base}{kind}/{quote(text, safe='')}")

    def _say(self, node: URIRef, property_: str, text: str) -> None:
        self._add(node, property_, self.literal(text, lang=self.lang))

    def _thing(self, node: URIRef, kind: str) -> None:
        self._add(node, f"{PREFIXES['rdf']}type", self.iri(kind))

    def _authorities(self) -> None:
        areas = _areas(self.scenario)
        for agency, title in zip(self.scenario.agencies["id"], self.scenario.agencies["title"], strict=True):
            node = self._node("agency", agency)
            self._thing(node, AUTHORITY)
            self._add(node, IDENTIFIER, self.literal(agency))
            self._say(node, LABEL, title or agency)
            for area in areas[agency]:
                self._add(node, AREA, self._node("spatial", area))

    def _service(self, row: dict[str, Any]) -> None:
        node = self._node("service", row["id"])
        self._thing(node, SERVICE)
        self._add(node, IDENTIFIER, self.literal(row["id"]))
        self._add(node, COMPETENT, self._node("agency", row["agency"]))
        for column, property_ in TEXTS.items():
            self._say(node, property_, row[column] or row["id"])
            if not row[column]:
                self._note(row["id"], NO_TEXT.format(column))
        for word in filter(None, row["keyword"].split(";")):
            self._say(node, KEYWORD, word)
        for column in LINKS:
            texts = row[column].split(";") if column in LISTS else [row[column]]
            for text in filter(None, texts):
                self._add(node, LINKS[column].property, self._linked(column, text))
        if ISO_8601.fullmatch(row["processing_time"]):
            self._add(node, TIME, self.literal(row["processing_time"], datatype=self.iri(DURATION)))
        elif row["processing_time"]:
            self._note(row["id"], NO_DURATION)
        if row["importance"] != 1:
            self._note(row["id"], LEFT_OUT)

    def _linked(self, column: str, text: str) -> URIRef:
        """Return the thing that a text of a column names; described again, it is described the same."""
        node, link = self._node(column, text), LINKS[column]
        self._thing(node, link.kind)
        if link.called == NOTATION:
            self._add(node, NOTATION, self.literal(text))
            if text in functions():
                self._add(node, LABEL, self.literal(functions()[text], lang="en"))
        elif link.identified or not AS_IS.fullmatch(text):
            self._say(node, link.called, text)
        if link.identified:
            self._add(node, IDENTIFIER, self.literal(text))
        return node
