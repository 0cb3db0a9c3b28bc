"""Canada's services and IT projects under one pool: read, see what overlaps, allocate.

    python examples/canada.py FOLDER

FOLDER holds service_inventory_2023_24.csv and it_projects_2022.csv (or a folder ``canada`` with
them); without it, EGOV_BUDGET_DATA names the folder.
"""

import os
import sys
from pathlib import Path

import egov_budget as eb

SERVICES, PROJECTS = "service_inventory_2023_24.csv", "it_projects_2022.csv"


def main(folder: Path) -> None:
    if not (folder / SERVICES).exists():
        folder = folder / "canada"
    scenario = eb.read_canada(folder / SERVICES, folder / PROJECTS, pool_share=0.4)
    # nobody has judged a pair: here likely duplications of two departments stand for verdicts
    scenario = scenario.replace(binding="duplication", within_agencies=False)
    print(f"{len(scenario.services):,} services, {len(scenario.projects)} projects. Noted while reading:")
    for note, count in scenario.notes["note"].value_counts().items():
        print(f"  {count:>6,}  {note}")

    overlaps = eb.find_overlaps(scenario)
    titles = scenario.projects.set_index("id")["title"]
    print(f"\n{len(overlaps.pairs)} pairs of different departments to look at. The most alike:")
    for pair in overlaps.pairs.nlargest(5, "similarity").to_dict("records"):
        print(f"  {pair['degree']:<13} {pair['project_a']}: {titles[pair['project_a']]}")
        print(f"  {pair['similarity']:<13.2f} {pair['project_b']}: {titles[pair['project_b']]}")

    print()
    print(eb.allocate(scenario, overlaps))

    # much common work is in internal systems, which match no service and so gain nothing by themselves
    projects = scenario.projects
    must = projects["id"].isin(overlaps.members["project"]) & ~projects["excluded"]
    decided = scenario.replace(projects=projects.assign(mandatory=must))
    saved = eb.allocate(decided, overlaps).saved
    print(f"\nIf the {must.sum()} projects with common work must all go ahead, doing it once saves", end=" ")
    print(f"{saved.sum():,.0f} {scenario.settings.currency}:")
    for group, amount in saved.sort_values(ascending=False).items():
        print(f"  {amount:>12,.0f}  {titles[group.removeprefix('G:')]}")


if __name__ == "__main__":
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EGOV_BUDGET_DATA", "")
    if not place:
        sys.exit(__doc__)
    try:
        main(Path(place))
    except eb.IntakeError as error:
        sys.exit(str(error))
