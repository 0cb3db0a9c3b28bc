"""Whether work that no agency can do for another is ever led once: joint work and rollouts, by binding.

    python -m benchmarks.overlaps_saved DATA

DATA is the folder with canada/. Of the judged pairs that both readers call joint or a rollout, how many would
be led once: as the readers' verdicts say, and where no verdict is read, by the relation that is predicted by
curves that were fitted on these pairs.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import pandas as pd

from benchmarks.judged_pairs import YEARS, projects
from egov_budget.overlaps import Overlaps, find_overlaps
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import RELATIONS, ROLLOUT
from egov_budget.similarity import similarity_graph

BINDING = ("none", "duplication", "overlap")
CONFIDENCE = (0.5, 0.75)


def told(data: Path, year: int) -> pd.DataFrame:
    """Return what each reader told of the relation of each judged pair of a year, as verdicts."""
    table = pd.read_csv(data / "canada" / f"judged_pairs_{year}.csv")
    table = table.rename(columns={"uniqueId_a": ENDS[0], "uniqueId_b": ENDS[1]})
    rows = table.melt(ENDS, ["kind_1", "kind_2"], "reviewer", "verdict")
    return rows[rows["verdict"].isin(RELATIONS)].reset_index(drop=True)


def listed(data: Path, year: int, verdicts: pd.DataFrame) -> Scenario:
    """Return the projects of a year as a scenario, each for the same money."""
    table = projects(data, year).assign(cost=10.0)
    first, agencies = table["id"].head(1), table["agency"].drop_duplicates()
    return Scenario.from_frames(
        {"name": f"Projects of {year}", "pool": 1000},
        projects=table,
        agencies=pd.DataFrame({"id": agencies}),
        services=pd.DataFrame({"id": ["s"], "agency": agencies.iloc[:1]}),
        indicators=pd.DataFrame({"id": ["i"]}),
        scores=pd.DataFrame({"service": ["s"], "indicator": ["i"], "score": [0.0]}),
        effects=pd.DataFrame({"project": first, "service": "s", "indicator": "i", "points": 0.5}),
        verdicts=verdicts,
    )


def together(found: Overlaps, verdicts: pd.DataFrame) -> tuple[int, int]:
    """Return how many pairs that two call joint or a rollout stand in one group, and how many there are."""
    both = verdicts[verdicts["verdict"].isin(["joint", ROLLOUT])].groupby(ENDS).size()
    pairs = both[both == 2].index.to_frame(index=False)
    group = found.members.set_index("project")["group"]
    one, other = (pairs[end].map(group) for end in ENDS)
    return int((one == other).sum()), len(pairs)


def main(data: Path) -> None:
    """Print all."""
    print(f"{'year':>4}  {'verdicts':<8}{'binding':>12}{'confidence':>12}   joint or rollout, and led once")
    for year in YEARS:
        verdicts = told(data, year)
        graph = similarity_graph(listed(data, year, verdicts))
        for read, binding, confidence in product((True, False), BINDING, CONFIDENCE):
            scenario = listed(data, year, verdicts if read else verdicts.head(0))
            scenario = scenario.replace(binding=binding, binding_confidence=confidence)
            once, every = together(find_overlaps(scenario, graph), verdicts)
            said = "read" if read else "unread"
            print(f"{year:>4}  {said:<8}{binding:>12}{confidence:>12}   {once} of {every}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
