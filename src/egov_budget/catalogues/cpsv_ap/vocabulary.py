"""What a column of services is in CPSV-AP 3.2: the property that leads to its values, and what these are."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CPSV = "http://purl.org/vocab/cpsv#"
CV = "http://data.europa.eu/m8g/"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": CPSV,
    "cv": CV,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": DCT,
    "eli": "http://data.europa.eu/eli/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": SKOS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SERVICE, AUTHORITY = f"{CPSV}PublicService", f"{CV}PublicOrganisation"
COMPETENT, AREA = f"{CV}hasCompetentAuthority", f"{DCT}spatial"
IDENTIFIER, TITLE, DESCRIPTION = f"{DCT}identifier", f"{DCT}title", f"{DCT}description"
LABEL, NOTATION = f"{SKOS}prefLabel", f"{SKOS}notation"
KEYWORD = f"{PREFIXES['dcat']}keyword"
DURATION, TIME = f"{PREFIXES['xsd']}duration", f"{CV}processingTime"
TEXTS = {"title": TITLE, "description": DESCRIPTION}  # in a language


class Link(NamedTuple):
    """Where a property of a service leads: to things of a class, each called by a text."""

    property: str
    kind: str
    called: str
    identified: bool = False  # the standard asks for an identifier


CONCEPT = f"{SKOS}Concept"
LINKS = {
    "thematic_area": Link(f"{CV}thematicArea", CONCEPT, LABEL),
    "sector": Link(f"{CV}sector", CONCEPT, LABEL),
    "function": Link(f"{CV}isClassifiedBy", CONCEPT, NOTATION),
    "addressee": Link(f"{DCT}audience", CONCEPT, LABEL),
    "event": Link(f"{CV}isGroupedBy", f"{CV}Event", TITLE, identified=True),
    "has_input": Link(f"{CPSV}hasInput", f"{CV}Evidence", TITLE, identified=True),
    "requirement": Link(f"{CV}holdsRequirement", f"{CV}Requirement", TITLE, identified=True),
    "produces": Link(f"{CPSV}produces", f"{CV}Output", TITLE, identified=True),
    "channel": Link(f"{CV}hasChannel", f"{CV}Channel", DESCRIPTION, identified=True),
    "fee": Link(f"{CV}hasCost", f"{CV}Cost", DESCRIPTION, identified=True),
    "legal_resource": Link(f"{CV}hasLegalResource", f"{PREFIXES['eli']}LegalResource", TITLE),
    "language": Link(f"{DCT}language", f"{DCT}LinguisticSystem", LABEL),
    "spatial": Link(AREA, f"{DCT}Location", LABEL),
    "status": Link(f"{PREFIXES['adms']}status", CONCEPT, LABEL),
}


@cache
def functions() -> dict[str, str]:
    """Return the name of each function of government, by its COFOG code."""
    return tomllib.loads(files(__package__).joinpath("cofog.toml").read_text("utf-8"))


def short(iri: str) -> str:
    """Return a property as its prefix and name, in full where it is of no vocabulary known here."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
