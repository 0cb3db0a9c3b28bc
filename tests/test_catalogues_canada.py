"""Canada's two files as one scenario: hand-made ones for every edge, the real ones for the whole."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from egov_budget import Scenario, allocate, find_overlaps, read_canada
from egov_budget.catalogues.canada.departments import Match, matched
from egov_budget.catalogues.canada.effects import CERTAIN
from egov_budget.catalogues.canada.labels import OFFERED, REQUESTED, STAGES
from egov_budget.reporting import document, plan_schema
from egov_budget.similarity import link

SERVICE = {
    "fiscal_yr": "2023-2024",
    "service_id": "1",
    "service_name_en": "Passports",
    "service_description_en": "Issue of passports to citizens",
    "client_target_groups": "PERSON,ECONOM",
    "program_name_en": "'Travel', \"Citizens' rights\"",
    "num_applications_total": "999",
    "owner_org": "cic",
    "owner_org_title": "Immigration Canada | Immigration Canada",
    **dict.fromkeys(STAGES, "N"),
}
PROJECT = {
    "deptAcronym": "ircc",
    "department": "Immigration Canada",
    "uniqueId": "epass",
    "projectName": "Online passports",
    "description": "Issue of passports to citizens online",
    "totalBudget": "$3,000,000",
}


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(
    folder: Path, services: list[dict[str, str]], projects: list[dict[str, str]], share: float = 0.4
) -> Scenario:
    return read_canada(
        write(folder / "services.csv", services), write(folder / "projects.csv", projects), pool_share=share
    )


def noted(scenario: Scenario, source: str, word: str) -> list[str]:
    """Return the subjects of a file's notes in which a word stands."""
    notes = scenario.notes
    return notes.loc[(notes["source"] == source) & notes["note"].str.contains(word), "subject"].tolist()


def test_a_row_of_the_inventory_is_a_service_and_its_stages_are_scores(tmp_path: Path) -> None:
    stages = dict(zip(STAGES, ["Y", "N", "", " Y ", "N", ""], strict=True))
    scenario = read(tmp_path, [SERVICE | stages], [PROJECT])
    service = scenario.services.iloc[0]
    assert (service["id"], service["agency"], service["addressee"]) == ("1", "cic", "PERSON;ECONOM")
    assert service["keyword"] == "Travel;Citizens' rights"
    scores = scenario.scores.set_index("indicator")["score"].to_dict()
    assert list(scores.values()) == [1.0, 0.0, 1.0, 0.0]
    assert list(scores) == ["os_account_registration", "os_authentication", "os_decision", "os_issuance"]


def test_effects_go_only_where_a_stage_is_not_online_yet(tmp_path: Path) -> None:
    stages = dict(zip(STAGES, ["Y", "N", "", "Y", "N", ""], strict=True))
    effects = read(tmp_path, [SERVICE | stages], [PROJECT]).effects
    assert effects["indicator"].tolist() == ["os_authentication", "os_issuance"]
    assert effects["points"].between(0, 1, inclusive="right").all()


def test_the_strength_of_a_link_is_in_its_effect(tmp_path: Path) -> None:
    other = SERVICE | {
        "service_id": "2",
        "service_name_en": "Work permits",
        "service_description_en": "Permits",
    }
    faint = PROJECT | {
        "uniqueId": "faint",
        "projectName": "Portal for permits",
        "description": "Of all kinds",
    }
    scenario = read(tmp_path, [SERVICE, other], [PROJECT, faint])
    texts = ["id", "agency", "title", "description"]
    links = link(scenario.projects[texts], scenario.services[texts], least=0.1).table
    expected = {
        (a, b): min(1, s / CERTAIN) ** 2
        for a, b, s in links[["left", "right", "similarity"]].itertuples(index=False)
    }
    points = scenario.effects.groupby(["project", "service"])["points"].first().to_dict()
    assert points == pytest.approx(expected, abs=1e-4)
    assert 0 < points["faint", "2"] <= points["epass", "1"] == 1


@pytest.mark.parametrize(
    ("volume", "importance"),
    [("0", 1), ("9", 2), ("99", 3), ("999,999", 7), ("ND", 1), ("", 1), ("88827940", 8.948549)],
)
def test_importance_grows_with_the_applications(tmp_path: Path, volume: str, importance: float) -> None:
    scenario = read(tmp_path, [SERVICE | {"num_applications_total": volume}], [PROJECT])
    assert scenario.services["importance"].tolist() == pytest.approx([importance])
    assert noted(scenario, "services.csv", "No applications") == (["1"] if importance == 1 else [])


@pytest.mark.parametrize(
    ("share", "pool"), [(0.4, 1_333_334), (0.1, 333_334), (0, 0), (1, 3_333_335), (0.5, 1_666_668)]
)
def test_the_pool_is_a_share_of_the_published_budgets_in_whole_quanta(
    tmp_path: Path, share: float, pool: float
) -> None:
    secret = PROJECT | {"uniqueId": "secret", "totalBudget": ""}
    budgets = [PROJECT, PROJECT | {"uniqueId": "b", "totalBudget": "$333,335"}, secret]
    scenario = read(tmp_path, [SERVICE], budgets, share)
    assert (scenario.settings.pool, scenario.settings.quantum) == (pool, 1.0)


def test_budgets_in_cents_are_read_to_the_cent(tmp_path: Path) -> None:
    scenario = read(tmp_path, [SERVICE], [PROJECT | {"totalBudget": "$1,000,000.35"}])
    assert scenario.projects["cost"].tolist() == [1_000_000.35]
    assert (scenario.settings.quantum, scenario.settings.pool) == (0.01, 400_000.14)


def test_a_project_without_a_budget_stays_is_excluded_and_noted(tmp_path: Path) -> None:
    scenario = read(tmp_path, [SERVICE], [PROJECT, PROJECT | {"uniqueId": "secret", "totalBudget": " "}])
    secret = scenario.projects.set_index("id").loc["secret"]
    assert (secret["cost"], secret["excluded"]) == (1.0, True)
    assert noted(scenario, "projects.csv", "No cost above 0") == ["secret"]
    assert allocate(scenario).credits["secret"] == 0


def test_every_row_without_a_match_is_noted_with_its_row(tmp_path: Path) -> None:
    services = [
        SERVICE,
        SERVICE | {"service_id": "2", "service_name_en": "Zoo", "service_description_en": "Apes"},
    ]
    projects = [PROJECT, PROJECT | {"uniqueId": "erp", "projectName": "SAP", "description": "Ledger"}]
    scenario = read(tmp_path, services, projects)
    notes = scenario.notes.set_index("subject")
    assert notes.loc["erp", ["source", "row"]].tolist() == ["projects.csv", 3]
    assert notes.loc["2", ["source", "row"]].tolist() == ["services.csv", 3]
    assert "epass" not in notes.index


def test_a_project_whose_services_are_online_already_has_no_effect_and_is_noted(tmp_path: Path) -> None:
    done = SERVICE | dict.fromkeys(STAGES, "Y")
    visa = {"service_id": "2", "service_name_en": "Visas", "service_description_en": "Visas for visitors"}
    eta = {"uniqueId": "eta", "projectName": "Online visas", "description": "Visas for visitors"}
    scenario = read(tmp_path, [done, SERVICE | visa], [PROJECT, PROJECT | eta])
    assert noted(scenario, "projects.csv", "left to put online") == ["epass"]
    assert set(scenario.effects["project"]) == {"eta"}


def test_an_internal_system_is_linked_to_no_service_whatever_its_text(tmp_path: Path) -> None:
    pay = {"uniqueId": "pay", "projectName": "Passports: HR and pay system"}
    thread = pay | {"uniqueId": "threads", "projectName": "Passports in three threads"}  # no HR in it
    scenario = read(tmp_path, [SERVICE], [PROJECT, PROJECT | pay, PROJECT | thread])
    assert set(scenario.effects["project"]) == {"epass", "threads"}
    assert scenario.projects["category"].tolist() == ["", "internal", ""]
    assert noted(scenario, "projects.csv", "internal system") == ["pay"]


def test_a_department_that_no_organisation_matches_is_an_agency_and_noted(tmp_path: Path) -> None:
    stranger = PROJECT | {"uniqueId": "x", "deptAcronym": "tsb", "department": "Transportation Safety Board"}
    scenario = read(tmp_path, [SERVICE], [PROJECT, stranger])
    assert scenario.agencies["id"].tolist() == ["cic", "tsb"]
    assert noted(scenario, "projects.csv", "No organisation") == ["Transportation Safety Board"]
    assert set(scenario.effects["project"]) == {"epass"}  # no service of its own to reach


def test_an_organisation_that_asks_for_nothing_is_noted(tmp_path: Path) -> None:
    parks = SERVICE | {"service_id": "2", "owner_org": "pc", "owner_org_title": "Parks Canada | Parcs Canada"}
    scenario = read(tmp_path, [SERVICE, parks], [PROJECT])
    assert noted(scenario, "services.csv", "no project") == ["pc"]
    assert scenario.agencies["title"].tolist() == ["Immigration Canada", "Parks Canada"]


def test_departments_that_ask_together_reach_the_services_of_both_and_others_do_not(tmp_path: Path) -> None:
    parks = SERVICE | {"service_id": "2", "owner_org": "pc", "owner_org_title": "Parks Canada"}
    both = PROJECT | {"uniqueId": "both", "department": "Parks Canada & Immigration Canada"}
    scenario = read(tmp_path, [SERVICE, parks], [PROJECT, both])
    reached = scenario.effects.groupby("project")["service"].agg(lambda ids: sorted(set(ids)))
    assert reached.to_dict() == {"both": ["1", "2"], "epass": ["1"]}
    assert scenario.projects.set_index("id")["agency"].to_dict() == {"epass": "cic", "both": "pc"}
    assert noted(scenario, "projects.csv", "Read as Parks Canada and Immigration") == [both["department"]]


def test_names_match_by_spelling_then_by_code_then_by_clear_likeness() -> None:
    known = pd.DataFrame(
        [
            ("hc-sc", "Health Canada"), ("phac-aspc", "Public Health Agency of Canada"),
            ("fednor", "Federal Economic Development Agency for Northern Ontario"),
            ("csc-scc", "Correctional Service of Canada"), ("cta-otc", "Canadian Transportation Agency"),
        ],
        columns=["id", "title"],
    )  # fmt: skip
    asking = pd.DataFrame(
        [
            ("x", "SANTÉ"), ("sc", "Health  canada"), ("fednor", "FedNor"),
            ("cs", "Correctional Service Canada"),
            ("tsb", "Transportation Safety Board of Canada"), ("", ""),
        ],
        columns=["code", "title"],
    )  # fmt: skip
    found = {title: match.organisations for title, match in matched(asking, known).items()}
    assert found == {
        "SANTÉ": (), "Health  canada": ("hc-sc",), "FedNor": ("fednor",),
        "Correctional Service Canada": ("csc-scc",), "Transportation Safety Board of Canada": (), "": (),
    }  # fmt: skip


def test_a_code_that_two_organisations_share_matches_neither() -> None:
    known = pd.DataFrame({"id": ["a-b", "b-c"], "title": ["Alpha", "Beta"]})
    assert matched(pd.DataFrame({"code": ["b"], "title": ["Gamma"]}), known) == {"Gamma": Match()}


def test_marks_accents_and_quoted_line_ends_are_read_as_they_stand(tmp_path: Path) -> None:
    text = "Émission de passeports,\r\n« à l'étranger »"
    services = write(tmp_path / "s.csv", [SERVICE | {"service_description_en": text}], "utf-8-sig")
    projects = write(tmp_path / "p.csv", [PROJECT, PROJECT | {"uniqueId": "é"}], "utf-8-sig")
    scenario = read_canada(services, projects)
    assert scenario.services["description"].tolist() == [text]
    assert scenario.projects["id"].tolist() == ["epass", "é"]


def test_the_order_of_rows_changes_no_effect(tmp_path: Path) -> None:
    words = ["Passports", "Visas", "Citizenship", "Asylum claims", "Work permits"]
    services = [SERVICE | {"service_id": word, "service_name_en": word} for word in words]
    projects = [PROJECT | {"uniqueId": word, "projectName": f"Online {word}"} for word in words]
    there = read(tmp_path, services, projects).effects
    back = read(tmp_path, services[::-1], projects[::-1]).effects
    keys = ["project", "service", "indicator"]
    pd.testing.assert_frame_equal(
        there.sort_values(keys, ignore_index=True), back.sort_values(keys, ignore_index=True)
    )


@pytest.fixture(scope="module")
def canada(real_data: Path) -> Scenario:
    folder = real_data / "canada"
    return read_canada(folder / "service_inventory_2023_24.csv", folder / "it_projects_2022.csv")


@pytest.fixture(scope="module")
def raw(real_data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both files as pandas alone reads them."""
    names = ("service_inventory_2023_24.csv", "it_projects_2022.csv")
    services, projects = (
        pd.read_csv(real_data / "canada" / name, dtype=str, keep_default_na=False) for name in names
    )
    return services, projects


def test_every_service_and_every_project_of_canada_is_there(
    canada: Scenario, raw: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    services, projects = raw
    assert (len(canada.services), len(canada.projects)) == (1751, 495)
    assert canada.services["id"].tolist() == services[OFFERED["id"]].tolist()
    assert canada.projects["id"].tolist() == projects[REQUESTED["id"]].tolist()
    stages = services.set_index("service_id")[list(STAGES)].stack()
    assert len(canada.scores) == (stages != "").sum()
    assert canada.scores["score"].sum() == (stages == "Y").sum()
    budgets = pd.to_numeric(projects["totalBudget"].str.replace("[$,]", "", regex=True))
    assert canada.settings.pool == round(budgets.sum() * 2 / 5)


def test_every_row_of_canada_without_a_match_is_in_the_notes(canada: Scenario) -> None:
    inventory, requests = "service_inventory_2023_24.csv", "it_projects_2022.csv"
    idle = set(canada.projects["id"]) - set(canada.effects["project"])
    internal = noted(canada, requests, "internal system")
    assert internal == canada.projects.query("category == 'internal'")["id"].tolist()
    told = noted(canada, requests, "matches no service") + noted(canada, requests, "left to put online")
    assert sorted(told + internal) == sorted(idle)
    linked = set(canada.services["id"]) - set(noted(canada, inventory, "No project matches"))
    assert set(canada.effects["service"]) <= linked
    owners, asking = set(canada.services["agency"]), set(canada.projects["agency"])
    assert noted(canada, requests, "No organisation") == ["Transportation Safety Board of Canada"]
    assert asking - owners == {"tsb"}
    assert {*noted(canada, inventory, "asks for no project")} == owners - asking - {
        "aandc-aadnc"
    }  # asks jointly


def test_effects_of_canada_stay_in_the_department_and_where_something_is_missing(canada: Scenario) -> None:
    effects = canada.effects.merge(canada.scores, on=["service", "indicator"])
    assert len(effects) == len(canada.effects)
    assert (effects["score"] + effects["points"] <= 1).all()
    asks, offers = (frame.set_index("id")["agency"] for frame in (canada.projects, canada.services))
    pairs = set(zip(effects["project"].map(asks), effects["service"].map(offers), strict=True))
    assert {pair for pair in pairs if pair[0] != pair[1]} == {("isc-sac", "aandc-aadnc")}
    assert effects.groupby("project")["service"].nunique().max() <= 3


def test_overlaps_of_canada_are_the_ones_judged_alike(canada: Scenario, real_data: Path) -> None:
    pairs = find_overlaps(canada).pairs
    judged = pd.read_csv(real_data / "canada" / "judged_pairs_2022.csv")
    grade = {
        tuple(sorted((a, b))): g
        for a, b, g in judged[["uniqueId_a", "uniqueId_b", "grade_1"]].itertuples(index=False)
    }
    found = pairs[pairs["degree"].isin(["duplication", "overlap"])]
    known = [
        grade[key]
        for key in map(tuple, found[["project_a", "project_b"]].apply(sorted, axis=1))
        if key in grade
    ]
    assert len(known) >= 40
    assert sum(g >= 2 for g in known) >= 0.75 * len(known)


def test_a_plan_of_canada_holds_every_rule(canada: Scenario) -> None:
    allocation = allocate(canada)
    assert allocation.audit()
    Draft202012Validator(plan_schema()).validate(json.loads(json.dumps(document(allocation))))
    assert 0 < allocation.spent <= canada.settings.pool
    assert "A DRAFT, no plan to decide on: 100.0% of its gain" in str(allocation)  # nobody has stated a link
    counted = canada.effects[canada.effects["strength"] >= 0.5]
    needed = canada.prerequisites["requires"]
    assert {*allocation.table().query("credits > 0")["id"]} <= {*counted["project"], *needed}
    assert not set(canada.projects.query("category == 'internal'")["id"]) & set(canada.effects["project"])
    tight = allocate(canada.replace(pool=round(canada.settings.pool / 16)))
    assert tight.audit()
    assert 0 < tight.gain < allocation.gain
