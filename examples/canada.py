"""Canada's services and IT projects under one pool: read, see what overlaps, allocate.

    python examples/canada.py FOLDER

FOLDER holds service_inventory_2023_24.csv and it_projects_2022.csv (or a folder ``canada`` with
them); without it, EGOV_BUDGET_DATA names the folder. Where judged_pairs_2019.csv and judged_pairs_2022.csv
stand beside them, what their two readers say of each pair holds; no other pair binds. The lists of
2016 and 2019 tell by how much the same project usually asks for more.
"""

import os
import sys
from pathlib import Path

import pandas as pd

import egov_budget as eb
from egov_budget.overlaps import decide
from egov_budget.reporting import overlaps_screen

SERVICES, PROJECTS = "service_inventory_2023_24.csv", "it_projects_2022.csv"
JUDGED = ("judged_pairs_2019.csv", "judged_pairs_2022.csv")  # what is said later counts
SHOWN = 14  # lines of what stands in common
SHARES = (0.05, 0.1, 0.4)  # pools, as parts of all requests
LISTS = (2016, 2019, 2022)
LABELS = {"id": "uniqueId", "agency": "department", "title": "projectName", "cost": "totalBudget"}
DEAREST = 5


def verdicts(judged: Path, projects: pd.Series) -> pd.DataFrame:
    """Return what two readers say of pairs of these projects, a row for each reader of a pair."""
    pairs = pd.read_csv(judged)
    pairs = pairs[pairs["uniqueId_a"].isin(projects) & pairs["uniqueId_b"].isin(projects)]
    return pd.concat(
        pd.DataFrame(
            {
                "project_a": pairs["uniqueId_a"],
                "project_b": pairs["uniqueId_b"],
                "verdict": pairs[f"kind_{reader}"].fillna("none").replace("none", "reject"),
                "share": pairs[f"share_{reader}"] / 100,
                "reviewer": f"reader {reader}",
            }
        )
        for reader in (1, 2)
    )


def read(folder: Path, **options: float) -> eb.Scenario:
    """Return both files as one scenario, with what is said of its pairs."""
    scenario = eb.read_canada(folder / SERVICES, folder / PROJECTS, pool_share=0.4, **options)
    for judged in filter(Path.exists, (folder / name for name in JUDGED)):
        scenario = decide(scenario, verdicts(judged, scenario.projects["id"]))
    return scenario


def usual_ranges(folder: Path, plan: eb.Allocation) -> None:
    """Print the usual range beside the largest credits, and what it costs the smallest pool to stand it."""
    lists = [
        eb.read_portfolio(folder / f"it_projects_{year}.csv", LABELS, pool=0, fiscal_year=str(year))
        for year in LISTS
    ]
    held, of = eb.usual_growth(*lists[:2]).held(*lists[1:])
    growth = eb.usual_growth(*lists)
    print(f"\nUsual range: {growth}")
    print(f"  learned from 2016 and 2019 alone, it holds for {held} of {of} of 2022")
    largest = plan.credits.nlargest(DEAREST).index
    beside = growth.beside(plan.scenario).set_index("project").loc[largest]
    print(beside.map("{:,.0f}".format).to_string(index_names=False))
    small = plan.scenario.replace(pool=round(plan.scenario.settings.pool * SHARES[0] / SHARES[-1]))
    print(eb.price_of_robustness(growth.onto(small), plan.overlaps, gammas=[0, 1, 2, 5]))


def main(folder: Path) -> None:
    if not (folder / SERVICES).exists():
        folder = folder / "canada"
    scenario = read(folder)
    print(f"{len(scenario.services):,} services, {len(scenario.projects)} projects. Noted while reading:")
    for note, count in scenario.notes["note"].value_counts().items():
        print(f"  {count:>6,}  {note}")

    overlaps = eb.find_overlaps(scenario)
    counts = overlaps.pairs["verdict"].replace("", "unread").value_counts()
    print(f"\n{len(overlaps.pairs):,} pairs:", ", ".join(f"{count} {word}" for word, count in counts.items()))
    print("\n".join(overlaps_screen(scenario, overlaps).splitlines()[2:SHOWN]))

    # who serves nobody by a link that counts, and is no internal system, has nothing that speaks for it
    projects, effects = scenario.projects, scenario.effects
    counted = effects["strength"] >= scenario.settings.least_strength
    internal = projects["category"] == "internal"
    idle = ~projects["id"].isin(effects.loc[counted, "project"]) & ~internal
    scenario = scenario.replace(projects=projects.assign(excluded=projects["excluded"] | idle))
    aims = ["gain", "avoided-cost"]
    plan = eb.allocate(scenario, overlaps, objective=aims)
    print(f"\n{plan}")
    if (folder / f"it_projects_{LISTS[0]}.csv").exists():
        usual_ranges(folder, plan)

    asked = projects.loc[internal, "cost"].sum()
    print(f"\n{internal.sum()} internal systems ask for {asked:,.0f}. Which goal is first?")
    print(f"  {'pool':>15}  {'first':<14}{'gain':>8}{'avoided cost':>15}{'to internal systems':>21}")
    for share in SHARES:
        small = scenario.replace(pool=round(scenario.settings.pool * share / SHARES[-1]))
        for order in (aims, aims[::-1]):
            plan = eb.allocate(small, overlaps, objective=order)
            paid = plan.table().query("category == 'internal'")["credits"].sum()
            numbers = f"{plan.gain:>8.1f}{plan.saved.sum():>15,.0f}{paid:>21,.0f}"
            print(f"  {small.settings.pool:>15,.0f}  {order[0]:<14}{numbers}")


if __name__ == "__main__":
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EGOV_BUDGET_DATA", "")
    if not place:
        sys.exit(__doc__)
    try:
        main(Path(place))
    except eb.IntakeError as error:
        sys.exit(str(error))
