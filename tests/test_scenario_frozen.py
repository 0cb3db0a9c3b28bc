"""A Scenario is what it was at birth, whatever happens to the frames that went in or came out."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from egov_budget import Scenario, Settings, worlds
from egov_budget.errors import IntakeError
from egov_budget.rules.holders import bounds_of
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES


def _write_into_values(frame: pd.DataFrame) -> None:
    values = frame["cost"].to_numpy()
    if values.flags.writeable:
        values[:] = 0


def _name_the_axes(frame: pd.DataFrame) -> None:
    frame.index.name = "changed"
    frame.columns.name = "changed"


CHANGES: dict[str, Callable[[pd.DataFrame], object]] = {
    "a cell": lambda frame: frame.__setitem__("cost", 1.0),
    "a cell by label": lambda frame: frame.loc.__setitem__((0, "title"), "changed"),
    "a cell by place": lambda frame: frame.iloc.__setitem__((0, 0), "changed"),
    "a cell at a place": lambda frame: frame.iat.__setitem__((0, 0), "changed"),
    "a new column": lambda frame: frame.insert(0, "new", 1),
    "a column less": lambda frame: frame.pop("cost"),
    "a row more": lambda frame: frame.loc.__setitem__(99, frame.iloc[0]),
    "the index": lambda frame: setattr(frame, "index", frame.index[::-1]),
    "the labels": lambda frame: setattr(frame, "columns", range(len(frame.columns))),
    "the values": _write_into_values,
    "the names of the axes": _name_the_axes,
    "a note": lambda frame: frame.attrs.update(note="changed"),
}


def test_a_table_handed_out_can_be_changed_and_the_scenario_is_not() -> None:
    scenario, twin = worlds.four_projects(), worlds.four_projects()
    for change, made in CHANGES.items():
        for frame in (scenario.projects, scenario.tables["projects"], dict(scenario.tables)["projects"]):
            made(frame)
        for name, table in twin.tables.items():
            found = scenario.tables[name]
            pd.testing.assert_frame_equal(found, table, obj=f"{name} after {change}")
            assert (found.attrs, found.index.name, found.columns.name) == ({}, None, None), change


@pytest.mark.parametrize("change", CHANGES)
def test_a_frame_that_went_in_can_be_changed_and_the_scenario_is_not(change: str) -> None:
    twin = worlds.four_projects()
    frames = {name: frame.copy() for name, frame in twin.tables.items()}
    frames["projects"]["cost"] = frames["projects"]["cost"].astype(np.float64)
    given = Settings(name=twin.settings.name, pool=twin.settings.pool)
    scenario = Scenario.from_frames(given, **frames)
    CHANGES[change](frames["projects"])
    frames.clear()
    assert scenario == twin


def test_nothing_on_a_scenario_can_be_assigned_to() -> None:
    scenario = worlds.four_projects()
    with pytest.raises(dataclasses.FrozenInstanceError):
        scenario.settings = Settings(name="x", pool=1)  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        scenario.settings.pool = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        scenario.projects = pd.DataFrame()  # type: ignore[misc]
    with pytest.raises(TypeError):
        scenario.tables["projects"] = pd.DataFrame()  # type: ignore[index]


def test_replace_changes_what_it_names_and_nothing_else() -> None:
    scenario = worlds.four_projects()
    other = scenario.replace(pool=80, projects=scenario.projects.assign(title="same"))
    assert (scenario.settings.pool, other.settings.pool) == (100, 80)
    assert scenario == worlds.four_projects()
    assert set(other.projects["title"]) == {"same"}
    for name in set(BY_NAME) - {"projects"}:
        assert other.tables[name].equals(scenario.tables[name])


def test_replace_checks_anew() -> None:
    scenario = worlds.four_projects()
    with pytest.raises(IntakeError) as caught:
        scenario.replace(pool=-1, projects=scenario.projects.assign(cost=-1))
    assert caught.value.faults["table"].tolist() == ["settings"] + ["projects"] * 4


def test_replace_knows_what_was_meant() -> None:
    with pytest.raises(TypeError, match="Did you mean 'projects'"):
        worlds.four_projects().replace(project=pd.DataFrame())
    with pytest.raises(TypeError, match="given as list, not as a DataFrame"):
        worlds.four_projects().replace(projects=[])


def test_replacing_a_table_is_making_a_scenario_of_all_of_them() -> None:
    scenario = worlds.four_projects()
    fewer = scenario.projects.astype(str)[::-1]  # cells as a file has them, rows in another order
    anew = Scenario.from_frames(scenario.settings, **{**scenario.tables, "projects": fewer})
    assert scenario.replace(projects=fewer) == anew != scenario
    with pytest.raises(IntakeError, match="not in the table projects"):
        scenario.replace(projects=fewer[:1])  # tables that stay are held against the one that does not


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])  # noqa: S301  # its own
def test_a_copy_is_the_same_scenario(way: Callable[[Scenario], Scenario]) -> None:
    assert way(worlds.four_projects()) == worlds.four_projects()


def test_scenarios_are_equal_if_every_cell_and_setting_is() -> None:
    scenario = worlds.four_projects()
    assert scenario != scenario.replace(seed=1)
    assert scenario != scenario.replace(scores=scenario.scores.assign(score=0.5))
    assert scenario != "a scenario"


def test_settings_and_the_data_dictionary_name_the_same_with_the_same_defaults() -> None:
    fields = {field.name: field.default for field in dataclasses.fields(Settings)}
    assert list(fields) == SETTINGS.names
    for column in SETTINGS.columns:
        assert fields[column.name] == (dataclasses.MISSING if column.required else column.default)


def test_the_data_dictionary_holds_together() -> None:
    for table in (SETTINGS, *TABLES):
        assert len(set(table.names)) == len(table.names)
        assert set(table.key) <= set(table.names)
        for column in table.columns:
            assert column.meaning.endswith(".")
            assert column.refers_to in ("", *BY_NAME)
            assert not (column.required and column.default is not None)
            if column.choices:
                assert column.required or column.default in column.choices
    assert all(name in Scenario.__dict__ for name in BY_NAME)


def test_what_was_found_once_stays_behind_when_a_scenario_travels() -> None:
    four = worlds.four_projects()
    floors = bounds_of(four, "agencies", "floor")
    assert bounds_of(four, "agencies", "floor") is floors
    with pytest.raises(TypeError):
        floors["tax"] = 1  # type: ignore[index]
    there = pickle.loads(pickle.dumps(four))  # noqa: S301  # written one call before
    assert there == four
    assert set(vars(there)) == {"settings", "tables"}
    assert bounds_of(four.replace(pool=80), "agencies", "floor", 50.0) == bounds_of(
        there, "agencies", "floor", 50.0
    )
