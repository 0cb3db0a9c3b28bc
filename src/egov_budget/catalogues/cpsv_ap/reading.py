"""Reading: a graph of CPSV-AP, and which of its triples have been read into rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.catalogues.cpsv_ap.vocabulary import (
    AREA,
    AUTHORITY,
    COMPETENT,
    IDENTIFIER,
    KEYWORD,
    LABEL,
    LINKS,
    PREFIXES,
    SERVICE,
    TEXTS,
    TIME,
    TITLE,
    Link,
    functions,
    short,
)
from egov_budget.errors import Fault
from egov_budget.scenario.columns import BY_NAME

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

TYPE = f"{PREFIXES['rdf']}type"
BLANK = "a node without an address"
AREA_OF_AUTHORITY = "It names no area: that of its authority is read"
TITLED = "It has no address and no identifier: its title is its id"
PARTED = "';' parts the values of a list: it is read as ','"


class Reading:
    """A graph, and which of its triples have been read."""

    def __init__(self, source: str, graph: Graph, lang: str) -> None:
        from rdflib import BNode, URIRef

        self.source, self.graph, self.lang, self.iri, self.blank = source, graph, lang, URIRef, BNode
        self.left = set(graph)
        self.told: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        offered = self._all(SERVICE)
        led = {node for service in offered for node in graph.objects(service, URIRef(COMPETENT))}
        authorities = led | self._all(AUTHORITY)
        self.id_of = self._named(offered, TITLE) | self._named(authorities, LABEL)
        self.offered = sorted(offered, key=self._place)
        self.authorities = sorted(authorities, key=self._place)
        if not self.offered:
            self.faults.append(Fault.of("no_service", source, service=short(SERVICE)))

    def agencies(self) -> pd.DataFrame:
        """Return the authorities."""
        rows = []
        for node in self.authorities:
            self._read(node, TYPE, AUTHORITY)
            rows.append({"id": self.id_of[node], "title": self._text(node, LABEL)})
        return pd.DataFrame(rows, columns=["id", "title"], dtype=object)

    def services(self) -> pd.DataFrame:
        """Return the services."""
        rows = []
        for node in self.offered:
            self._read(node, TYPE, SERVICE)
            row = {"id": self.id_of[node], "agency": self._authority(node)}
            row |= {column: self._text(node, property_) for column, property_ in TEXTS.items()}
            row |= {column: ";".join(self._values(node, link)) for column, link in LINKS.items()}
            if not row["spatial"]:
                row["spatial"] = self._area_of(node)
            row["keyword"] = ";".join(sorted(map(self._one, self._texts(node, KEYWORD))))
            row["processing_time"] = self._text(node, TIME)
            rows.append(row)
        self._areas_that_services_say()
        known = [name for name in BY_NAME["services"].names if not rows or name in rows[0]]
        return pd.DataFrame(rows, columns=known, dtype=object)

    def notes(self) -> pd.DataFrame:
        """Return a row for every triple that was not read, and for every text that was changed."""
        left = [
            (
                str(subject) if isinstance(subject, self.iri) else BLANK,
                f"Not read: {short(str(name))}{tongue(said)}",
            )
            for subject, name, said in self.left
        ]
        rows = [(self.source, None, subject, note) for subject, note in sorted(left) + sorted(self.told)]
        return pd.DataFrame(rows, columns=BY_NAME["notes"].names, dtype=object)

    def _all(self, kind: str) -> set[Node]:
        return set(self.graph.subjects(self.iri(TYPE), self.iri(kind)))

    def _place(self, node: Node) -> tuple[str, str]:
        """Return where a node stands among others: what has no address is called anew in every run."""
        return self.id_of[node], "" if isinstance(node, self.blank) else str(node)

    def _objects(self, node: Node, property_: str) -> list[Node]:
        """Return the values of a property; they are read by that."""
        found = sorted(self.graph.objects(node, self.iri(property_)), key=str)
        self.left.difference_update((node, self.iri(property_), value) for value in found)
        return found

    def _read(self, node: Node, property_: str, value: str) -> None:
        self.left.discard((node, self.iri(property_), self.iri(value)))

    def _named(self, nodes: Iterable[Node], called: str) -> dict[Node, str]:
        """Return the id of each node: its identifier, or the end of its address, if that is its alone.

        Without an address it is what the node is called, which has to be its alone.
        """
        nodes = list(nodes)
        stated = {node: list(self.graph.objects(node, self.iri(IDENTIFIER))) for node in nodes}
        told = {node: str(own[0]).strip() if len(own) == 1 else "" for node, own in stated.items()}
        ends = {node: self._end(node, called) for node in nodes}
        seen = Counter([*filter(None, told.values())]), Counter(ends.values())
        names = {}
        for node in nodes:
            names[node] = told[node] if seen[0][told[node]] == 1 else ends[node]
            if seen[0][told[node]] == 1:
                self._objects(node, IDENTIFIER)
            elif isinstance(node, self.blank):
                self._by_its_title(names[node], of=called, alone=seen[1][ends[node]] == 1)
            elif seen[1][ends[node]] > 1:
                names[node] = str(node)
        return names

    def _end(self, node: Node, called: str) -> str:
        """Return the end of an address; what a node without one is called; a text as it stands."""
        if isinstance(node, self.blank):
            return str(min(self.graph.objects(node, self.iri(called)), key=self._order, default="")).strip()
        if not isinstance(node, self.iri):
            return str(node).strip()
        return str(node).replace("#", "/").rstrip("/").rpartition("/")[2]

    def _by_its_title(self, title: str, *, of: str, alone: bool) -> None:
        if title and alone:
            self.told.append((title, TITLED))
            return
        own = short(IDENTIFIER)
        self.faults.append(Fault.of("no_address", self.source, None, short(of), title, identifier=own))

    def _authority(self, node: Node) -> str:
        found = sorted(self.graph.objects(node, self.iri(COMPETENT)), key=self._place)
        if not found:
            where = (self.source, None, short(COMPETENT), str(node))
            self.faults.append(Fault.of("no_authority", *where, service=self.id_of[node]))
            return ""
        self.left.discard((node, self.iri(COMPETENT), found[0]))
        return self.id_of[found[0]]

    def _area_of(self, service: Node) -> str:
        """Return the area of the authority of a service that says none of its own."""
        led = sorted(self.graph.objects(service, self.iri(COMPETENT)), key=self._place)
        areas = ";".join(self._values(led[0], LINKS["spatial"])) if led else ""
        if areas:
            self.told.append((self.id_of[service], AREA_OF_AUTHORITY))
        return areas

    def _areas_that_services_say(self) -> None:
        for service in self.offered:
            for authority in self.graph.objects(service, self.iri(COMPETENT)):
                for area in self.graph.objects(service, self.iri(AREA)):
                    self.left.discard((authority, self.iri(AREA), area))

    def _texts(self, node: Node, property_: str) -> list[str]:
        """Return the texts of a property in the language asked for, else in the next best."""
        found = sorted(self.graph.objects(node, self.iri(property_)), key=self._order)
        best = [said for said in found if self._rank(said) == self._rank(found[0])]
        self.left.difference_update((node, self.iri(property_), said) for said in best)
        return list(map(str, best))

    def _text(self, node: Node, property_: str) -> str:
        """Return the first of them."""
        found = min(self.graph.objects(node, self.iri(property_)), key=self._order, default=None)
        self.left.discard((node, self.iri(property_), found))
        return "" if found is None else str(found)

    def _order(self, said: Node) -> tuple[tuple[int, str], str]:
        return self._rank(said), str(said)

    def _rank(self, said: Node) -> tuple[int, str]:
        spoken = str(getattr(said, "language", None) or "")
        best = [self.lang, "", "en"]
        return best.index(spoken) if spoken in best else len(best), spoken

    def _values(self, node: Node, link: Link) -> Iterator[str]:
        """Yield what the things that a property leads to are called."""
        names: dict[str, None] = {}
        for thing in self.graph.objects(node, self.iri(link.property)):
            if name := self._called(thing, link):
                names[name] = None
                self.left.discard((node, self.iri(link.property), thing))
        yield from sorted(map(self._one, names))

    def _called(self, thing: Node, link: Link) -> str:
        self._read(thing, TYPE, link.kind)
        name = self._text(thing, link.called)
        if not name:
            name = self._text(thing, LABEL)
        for label in self.graph.objects(thing, self.iri(LABEL)):
            if str(label) == functions().get(name):
                self.left.discard((thing, self.iri(LABEL), label))
        own = sorted(map(str, self.graph.objects(thing, self.iri(IDENTIFIER))))
        if own and (not name or own == [name]):
            self._objects(thing, IDENTIFIER)
        return name or next(iter(own), "" if isinstance(thing, self.blank) else str(thing))

    def _one(self, text: str) -> str:
        """Return a text as one value of a list."""
        if ";" in text:
            self.told.append((text, PARTED))
        return text.replace(";", ",").strip()


def tongue(said: Node) -> str:
    """Return in which language something is said, as a note tells it."""
    language = getattr(said, "language", None)
    return f" in {language}" if language else ""
