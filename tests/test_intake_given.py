"""A scenario in no file: a document is read alike whether it comes from a file, parsed or streamed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import egov_budget as eb


@pytest.fixture
def document(tmp_path: Path) -> bytes:
    eb.write_scenario(eb.worlds.four_projects(), tmp_path / "four.json")
    return (tmp_path / "four.json").read_bytes()


def test_a_mapping_a_stream_and_a_file_are_read_alike(document: bytes) -> None:
    text = document.decode()
    for given in (json.loads(text), io.StringIO(text), io.BytesIO(b"\xef\xbb\xbf" + document)):
        assert eb.read_scenario(given) == eb.worlds.four_projects()


def test_faults_of_a_mapping_have_the_places_of_a_document(document: bytes) -> None:
    content = json.loads(document)
    content["projects"][1]["cost"] = float("nan")
    content["agencies"][0]["title"] = 7
    with pytest.raises(eb.IntakeError) as refused:
        eb.read_scenario(content)
    places = {(fault["table"], fault["row"], fault["column"]) for fault in refused.value.records}
    assert places == {("projects", 3, "cost"), ("agencies", 2, "title")}
    assert json.loads(json.dumps(refused.value.records)) == refused.value.records


def test_a_plan_is_made_of_whatever_can_be_read(document: bytes, tmp_path: Path) -> None:
    eb.write_scenario(eb.worlds.four_projects(), tmp_path / "requests")
    known = eb.allocate(eb.worlds.four_projects())
    for given in (tmp_path / "requests", str(tmp_path / "requests"), json.loads(document)):
        assert eb.allocate(given) == known


@pytest.mark.parametrize("given", [pd.DataFrame({"id": ["a"]}), {"projects": pd.DataFrame()}])
def test_a_frame_is_told_how_to_become_a_scenario(given: Any) -> None:
    frames = (eb.Scenario.from_frames,) if isinstance(given, pd.DataFrame) else ()
    for verb in (eb.read_scenario, eb.allocate, *frames):
        with pytest.raises(TypeError, match=r"one table of a scenario.*Scenario\.from_frames"):
            verb(given)


@pytest.mark.parametrize("given", [b"[]", b"{", b"\xff", b'{"settings": 1}', {("a",): 1}])
def test_what_is_no_document_is_a_fault(given: Any) -> None:
    stream = io.BytesIO(given) if isinstance(given, bytes) else given
    with pytest.raises(eb.IntakeError):
        eb.read_scenario(stream)
