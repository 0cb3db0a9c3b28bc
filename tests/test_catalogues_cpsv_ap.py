"""What a catalogue of services says is read or named; what is written conforms and is read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import IntakeError, Scenario, worlds, write_scenario
from egov_budget.catalogues import read_cpsv_ap, write_cpsv_ap
from egov_budget.catalogues.cpsv_ap.vocabulary import functions
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Kind
from shell import run

rdflib = pytest.importorskip("rdflib")
FORMATS = ("services.ttl", "services.jsonld")
LISTS = [column.name for column in BY_NAME["services"].columns if column.kind is Kind.LIST]
WORDS = st.text(st.characters(exclude_categories=("C",), exclude_characters=";"), min_size=1, max_size=8).map(
    str.strip
)
HEAD = (
    "@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix cv: <http://data.europa.eu/m8g/> . "
    "@prefix dct: <http://purl.org/dc/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
)
SERVICE = {
    "@id": "http://x/s", "@type": "http://purl.org/vocab/cpsv#PublicService",
    "http://data.europa.eu/m8g/hasCompetentAuthority": {"@id": "http://x/a"},
}  # fmt: skip


def offered(**columns: str) -> Scenario:
    small = worlds.four_projects()
    services = small.services.assign(**{"spatial": "IR", "description": "What it does", **columns})
    return small.replace(services=services)


def faults(path: Path) -> str:
    with pytest.raises(IntakeError) as error:
        read_cpsv_ap(path)
    return error.value.faults["fault"].str.cat(sep="\n")


def written(folder: Path, text: str, name: str = "services.ttl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=8, deadline=None)
@given(words=st.lists(WORDS.filter(bool), min_size=len(LISTS), max_size=len(LISTS)), title=WORDS)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: list[str], title: str
) -> None:
    path = tmp_path_factory.mktemp("written") / name
    cells = {
        column: ";".join({word: 0, "http://example.org/a": 0})
        for column, word in zip(LISTS, words, strict=True)
    }
    scenario = offered(title=title or "A title", status="active", processing_time="P5D", **cells)
    assert write_cpsv_ap(scenario, path, lang="fa").empty
    tables = read_cpsv_ap(path, lang="fa")
    assert tables["notes"].empty
    stated = {"agencies": ["title"], "services": scenario.services.columns.drop(["id", "importance"])}
    for table, columns in stated.items():
        found, told = tables[table].set_index("id"), scenario.tables[table].set_index("id")
        for column in columns:
            in_order = told[column].map(lambda cell: ";".join(sorted(str(cell).split(";"))))
            assert found[column].loc[told.index].tolist() == in_order.tolist(), column


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # pyshacl's, and rdflib's JSON-LD
def test_the_national_world_conforms_to_the_shapes_and_is_read_back(tmp_path: Path, real_data: Path) -> None:
    """A slice: all 5,968 services, 121,577 triples, conform too, which takes half a minute to tell."""
    pyshacl = pytest.importorskip("pyshacl")
    world = worlds.national_1400(services=60, projects=20)
    write_cpsv_ap(world, tmp_path / "services.ttl", lang="fa")
    graph = rdflib.Graph().parse(tmp_path / "services.ttl")
    assert pyshacl.validate(graph, shacl_graph=str(real_data / "cpsv_ap" / "cpsv-ap-SHACL.ttl"))[0]
    named = {str(label) for label in graph.objects(None, rdflib.SKOS.prefLabel) if label.language == "en"}
    assert named == {functions()[code] for code in world.services["function"]}
    tables = read_cpsv_ap(tmp_path / "services.ttl", lang="fa")
    assert tables["notes"].empty
    assert sorted(tables["services"]["title"]) == sorted(world.services["title"])


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # pyshacl's, and rdflib's JSON-LD
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_conforms_to_the_shapes_of_the_standard(
    tmp_path: Path, real_data: Path, name: str
) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    every = {column: f"a {column};http://example.org/{column}" for column in LISTS}
    scenario = offered(
        **every | {"function": "07.2;health", "processing_time": "at once", "status": "active"}
    )
    notes = write_cpsv_ap(scenario, tmp_path / name)
    assert notes["note"].str.contains("no duration").all()
    shapes = str(real_data / "cpsv_ap" / "cpsv-ap-SHACL.ttl")
    graph = rdflib.Graph().parse(tmp_path / name)
    assert pyshacl.validate(graph, shacl_graph=shapes)[0]
    graph.remove((None, rdflib.URIRef("http://data.europa.eu/m8g/hasCompetentAuthority"), None))
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_each_triple_of_the_standards_example_survives_or_is_named(
    tmp_path: Path, real_data: Path, ending: str
) -> None:
    tables = read_cpsv_ap(real_data / "cpsv_ap" / f"example-rdf_public_service.{ending}", lang="fr")
    service = tables["services"].iloc[0]
    assert service["title"] == "Tax-on-web"
    assert service["has_input"] == "Attestation garde d'enfants"
    assert service["requirement"] == "Request to provide certificate about childcare costs"
    assert tables["agencies"]["title"].tolist() == ["Service Public Fédéral FINANCES"]
    turtle = real_data / "cpsv_ap" / "example-rdf_public_service.ttl"
    stated, read_back = rdflib.Graph().parse(turtle), 17
    assert len(tables["notes"]) - tables["notes"]["note"].str.startswith(
        "It names no"
    ).sum() + read_back == len(stated)
    services = tables["services"].iloc[:1]
    small = worlds.four_projects()
    renamed = small.services.assign(
        **{name: service[name] for name in services if name not in ("id", "agency")}
    )
    write_cpsv_ap(small.replace(services=renamed), tmp_path / "again.ttl", lang="fr")
    again = read_cpsv_ap(tmp_path / "again.ttl", lang="fr")["services"].iloc[0]
    assert again.drop(["id", "agency"]).equals(service.drop(["id", "agency"]))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_services_are_the_same_bytes(tmp_path: Path, name: str) -> None:
    cells = dict.fromkeys(LISTS, "b;a;c")
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        write_cpsv_ap(offered(**cells), tmp_path / folder / name)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_the_shell_writes_a_catalogue_of_requests_and_reads_it_again(tmp_path: Path) -> None:
    write_scenario(offered(), tmp_path / "requests")
    told = run("from", "cpsv-ap", tmp_path / "requests", tmp_path / "services.ttl")
    assert (told.exit_code, "2 agencies, 4 services, 0 notes" in told.output) == (0, True)
    write_cpsv_ap(offered(), tmp_path / "here.ttl")
    assert (tmp_path / "services.ttl").read_bytes() == (tmp_path / "here.ttl").read_bytes()
    again = run("from", "cpsv-ap", tmp_path / "services.ttl", tmp_path / "catalogue")
    assert (again.exit_code, "2 agencies, 4 services, 0 notes" in again.output) == (0, True)
    refused = run("from", "cpsv-ap", tmp_path / "requests", tmp_path / "services.ttl")
    assert (refused.exit_code, "Traceback" in refused.output) == (2, False)


def test_an_authority_without_an_area_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="area of tax is not known"):
        write_cpsv_ap(worlds.four_projects(), tmp_path / "services.ttl")
    assert not list(tmp_path.iterdir())


def test_nothing_is_fetched_and_no_other_file_is_opened(tmp_path: Path) -> None:
    secret = written(tmp_path, '{"@context": {"secret": "http://example.org/secret"}}', "secret.jsonld")
    for address in ("https://example.org/c.jsonld", secret.as_uri(), "secret.jsonld"):
        for given_as in (
            address,
            [address],
            {"a": {"@id": "http://a", "@context": address}},
            {"@import": address},
        ):
            document = json.dumps({"@context": given_as, "@id": "http://a"})
            assert "nothing is fetched" in faults(written(tmp_path, document, "services.jsonld"))


def test_a_term_without_a_meaning_is_a_fault(tmp_path: Path) -> None:
    document = {"@context": {"title": "http://purl.org/dc/terms/title"}, "title": "a", "titel": "b"}
    told = faults(written(tmp_path, json.dumps(document), "services.jsonld"))
    assert "'titel' is no term of a context" in told
    assert "'title'" not in told


def test_what_has_no_address_is_called_by_its_title_in_every_run(tmp_path: Path) -> None:
    offered = (
        "[] a cpsv:PublicService ; dct:title '{0}' ; cpsv:hasInput [ dct:type 'nameless' ] ; "
        "cv:hasCompetentAuthority [ skos:prefLabel 'B{0}' ], [ skos:prefLabel 'A{0}' ] ."
    )
    path = written(tmp_path, HEAD + offered.format(1) + offered.format(2))
    tables = read_cpsv_ap(path)
    assert tables["services"][["id", "agency", "has_input"]].values.tolist() == [
        ["1", "A1", ""],
        ["2", "A2", ""],
    ]
    assert tables["agencies"]["id"].tolist() == ["A1", "A2", "B1", "B2"]
    for name, frame in read_cpsv_ap(path).items():
        assert frame.equals(tables[name]), name
    told = tables["notes"]["note"].value_counts()
    assert told["It has no address and no identifier: its title is its id"] == 6
    assert told["Not read: cpsv:hasInput"] == told["Not read: dct:type"] == 2
    assert "no dct:title of its own" in faults(written(tmp_path, HEAD + offered.format(1) * 2))


def test_triples_of_graphs_that_have_names_are_read_or_named_like_others(tmp_path: Path) -> None:
    other = {"@id": "http://x/q", "http://purl.org/dc/terms/title": "elsewhere"}
    document = {"@graph": [{"@id": "http://x/g", "@graph": [SERVICE, other]}]}
    tables = read_cpsv_ap(written(tmp_path, json.dumps(document), "services.jsonld"))
    assert tables["services"]["id"].tolist() == ["s"]
    assert tables["notes"][["subject", "note"]].values.tolist() == [["http://x/q", "Not read: dct:title"]]


def test_relative_addresses_circles_and_texts_of_no_type_are_read_or_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = (
        "<s> a cpsv:PublicService ; cv:hasCompetentAuthority <s> ; dct:relation <s> ; "
        "dct:issued 'late'^^<http://www.w3.org/2001/XMLSchema#date> ."
    )
    tables = read_cpsv_ap(written(tmp_path, HEAD + said))
    assert tables["services"][["id", "agency"]].values.tolist() == [["s", "s"]]
    assert tables["notes"]["note"].tolist() == ["Not read: dct:issued", "Not read: dct:relation"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("services.ttl", f"{HEAD} <urn:a> a cpsv:PublicService .", "a has no cv:hasCompetentAuthority"),
        ("services.ttl", f"{HEAD} <urn:a> a cv:PublicOrganisation .", "holds no cpsv:PublicService"),
        ("services.ttl", f"{HEAD} <urn:a> a ", "cannot be read"),
        ("services.ttl", "[" * 5_000, "nested too deep"),
        ("services.jsonld", "{", "is not JSON"),
        ("services.jsonld", "[" * 100_000, "is not JSON"),
        ("services.jsonld", "42", "holds no object"),
        ("services.jsonld", '{"@context": 3}', "cannot be read: it is no JSON-LD"),
        ("services.jsonld", '{"@value": "x", "@language": "no tag"}', "'no tag' is no language"),
        ("services.ttl", "<?xml version='1.0'?><rdf:RDF/>", "cannot be read: it is no Turtle"),
        ("services.rdf", "<rdf/>", "neither JSON-LD nor Turtle"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_a_remedy(
    tmp_path: Path, name: str, text: str, fault: str
) -> None:
    assert fault in faults(written(tmp_path, text, name))
