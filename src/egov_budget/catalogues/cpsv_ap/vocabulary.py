"""What a column of services is in CPSV-AP 3.2: the property that leads to its values, and what these are."""

from __future__ import annotations

from typing import NamedTuple

from egov_budget.language.toml_of import toml_of

TOLD = toml_of(__package__, "vocabulary.toml")
PREFIXES: dict[str, str] = TOLD["prefixes"]


def iri(short: str) -> str:
    """Return the address of a class or property that is told with its prefix."""
    prefix, _, name = short.partition(":")
    return f"{PREFIXES[prefix]}{name}"


SERVICE, AUTHORITY = iri("cpsv:PublicService"), iri("cv:PublicOrganisation")
COMPETENT, AREA = iri("cv:hasCompetentAuthority"), iri("dct:spatial")
IDENTIFIER, TITLE, DESCRIPTION = iri("dct:identifier"), iri("dct:title"), iri("dct:description")
LABEL, NOTATION, KEYWORD = iri("skos:prefLabel"), iri("skos:notation"), iri("dcat:keyword")
DURATION, TIME = iri("xsd:duration"), iri("cv:processingTime")
TEXTS = {"title": TITLE, "description": DESCRIPTION}  # in a language


class Link(NamedTuple):
    """Where a property of a service leads: to things of a class, each called by a text."""

    property: str
    kind: str
    called: str
    identified: bool = False  # the standard asks for an identifier


LINKS = {
    column: Link(iri(link), iri(kind), iri(called), identified=bool(more))
    for column, (link, kind, called, *more) in TOLD["links"].items()
}


def functions() -> dict[str, str]:
    """Return the name of each function of government, by its COFOG code."""
    return toml_of(__package__, "cofog.toml")


def short(iri: str) -> str:
    """Return a property as its prefix and name, in full where it is of no vocabulary known here."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
