"""A file of JSON-LD or Turtle -> its graph: nothing is fetched, and a term without a meaning is a fault."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.text_file import read_text

if TYPE_CHECKING:
    from rdflib import Graph

NEEDED = "egov-budget[standards]"
TABLE = "services"
FORMATS = {".jsonld": "json-ld", ".json": "json-ld", ".ttl": "turtle"}
SPOKEN = {"json-ld": "JSON-LD", "turtle": "Turtle"}
PUBLISHED_AS = "cpsv-ap.jsonld"  # how the address of the standard's context ends, in every release
FETCHES = "@import"
BASE = "here:/"  # before an address that is relative; the file's own would tell where it lies
TONGUE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def new_graph() -> Graph:
    """Return an empty graph.

    Raises
    ------
    ImportError
        If rdflib is not installed; it says how.
    """
    try:
        from rdflib import Graph
    except ImportError:
        raise ImportError(f"CPSV-AP needs rdflib: pip install '{NEEDED}'") from None
    return Graph(bind_namespaces="none")


def read_graph(path: Path) -> Graph:
    """Return the triples of a file.

    Parameters
    ----------
    path : Path
        ``.ttl`` is Turtle, ``.jsonld`` or ``.json`` is JSON-LD. The context of CPSV-AP 3.2 (SEMIC, European
        Commission, CC BY 4.0) comes with this package; any other has to stand in the file.

    Returns
    -------
    Graph
        Of rdflib.

    Raises
    ------
    IntakeError
        If it cannot be read, is neither format, or needs something from elsewhere.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise _broken("no_graph", path)
    text = read_text(path, TABLE)
    if isinstance(text, Fault):
        raise IntakeError([text])
    graph = new_graph()
    if form == "json-ld":
        text = _own_context(path, text)
    try:
        with _silent():
            _parse(graph, text, form)
    except RecursionError:
        raise _broken("too_deep", path) from None
    except Exception as error:  # rdflib's parsers raise errors of many kinds on what they cannot read
        known = type(error).__module__.startswith("rdflib")
        said = " ".join(str(error).split())[:200] if known else f"it is no {SPOKEN[form]}"
        raise _broken("broken_graph", path, said) from None
    return graph


def _parse(graph: Graph, text: str, form: str) -> None:
    """Add the triples of a text to a graph; those of a graph that has a name are triples like others."""
    from rdflib import Dataset

    named = Dataset()
    named.parse(data=text, format=form, publicID=BASE)
    for subject, name, said, _ in named.quads():
        graph.add((subject, name, said))


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what rdflib reports of texts to itself; what was not read stands in the notes.

    It reads JSON-LD into a class that it calls deprecated itself, and logs a text that is no value of its
    type with a traceback.
    """
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.disabled = before


def _own_context(path: Path, text: str) -> str:
    """Return a document in which the standard's context stands in place of its address."""
    try:
        document = json.loads(text)
        contexts = list(_contexts(document))
    except (ValueError, RecursionError) as error:
        raise _broken("not_json", path, error) from None
    if not isinstance(document, dict | list):
        raise _broken("holds_no_object", path)
    faults = [
        Fault.of("no_language", path.name, None, "@language", str(spoken)[:200])
        for spoken in (node.get("@language") for node in _nodes(document))
        if spoken is not None and not (isinstance(spoken, str) and TONGUE.fullmatch(spoken))
    ]  # fmt: skip
    for holder in contexts:
        listed = holder["@context"] if isinstance(holder["@context"], list) else [holder["@context"]]
        holder["@context"] = [
            context() if isinstance(one, str) and one.endswith(PUBLISHED_AS) else one for one in listed
        ]
        for one in holder["@context"]:
            address = one if isinstance(one, str) else one.get(FETCHES) if isinstance(one, dict) else None
            if address is not None:
                faults.append(Fault.of("context_elsewhere", path.name, None, "@context", str(address)[:200]))
    told = [one for holder in contexts for one in holder["@context"] if isinstance(one, dict)]
    faults += [
        Fault.of("no_term", path.name, None, key[:200])
        for key in sorted({*_keys(document)}.difference(*told))
        if not key.startswith("@") and ":" not in key
    ]  # fmt: skip
    IntakeError.if_any(faults)
    return json.dumps(document)


def _nodes(document: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a document that is no context."""
    if isinstance(document, dict):
        yield document
        for key, inside in document.items():
            if key != "@context":
                yield from _nodes(inside)
    elif isinstance(document, list):
        for inside in document:
            yield from _nodes(inside)


def _contexts(document: Any) -> Iterator[dict[str, Any]]:
    """Yield what holds a context: objects, and terms that bring one of their own."""
    for node in _nodes(document):
        if "@context" in node:
            yield node
            listed = node["@context"] if isinstance(node["@context"], list) else [node["@context"]]
            for terms in listed:
                yield from _contexts([*terms.values()] if isinstance(terms, dict) else [])


def _keys(document: Any) -> Iterator[str]:
    for node in _nodes(document):
        if "@value" not in node:
            yield from node


@cache
def context() -> dict[str, Any]:
    """Return the context of CPSV-AP 3.2: what each of its terms means."""
    text = files(__package__).joinpath("context.jsonld").read_text("utf-8")
    terms: dict[str, Any] = json.loads(text)["@context"]
    return terms


def _broken(key: str, path: Path, error: object = "") -> IntakeError:
    return IntakeError([Fault.of(key, path.name, value=path.name, error=error)])
