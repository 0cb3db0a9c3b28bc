"""Four rounds of planning, once with factors learned from what was delivered and once without.

The national world knows how far each project really delivers (``worlds.national_delivery``); the
planner sees the scores afterwards, no more. A quarter of the requests arrives each round, and the
pool of a round is a part of what that quarter asks for. Both planners begin alike, face the same
truth and may ask again for what was not funded.

    python examples/four_rounds.py --services 600 --projects 1000 --seeds 10
"""

import argparse
import statistics

import networkx as nx

import egov_budget as eb
from egov_budget.worlds import delivered, national_delivery

ROUNDS = 4
TABLES = ("projects", "effects", "prerequisites", "alternatives")
LEFT_OUT = (
    "years",
    "profiles",
    "commitments",
    "exchanges",
    "interests",
    "verdicts",
)  # nothing but learning differs


def waves(scenario: eb.Scenario) -> list[dict]:
    """Part the requests into four, what belongs together in one."""
    links = nx.Graph()
    links.add_nodes_from(scenario.projects["id"])
    links.add_edges_from(scenario.prerequisites[["project", "requires"]].itertuples(index=False))
    links.add_edges_from((f"set {name}", project) for name, project in scenario.alternatives.values)
    parts = sorted(sorted(map(str, part)) for part in nx.connected_components(links))
    of = {project: at % ROUNDS for at, part in enumerate(parts) for project in part}
    return [
        {name: frame[frame["id" if name == "projects" else "project"].map(of) == wave]
         for name in TABLES if len(frame := scenario.tables[name])}
        for wave in range(ROUNDS)
    ]  # fmt: skip


def run(services: int, projects: int, seed: int, part: float, *, learn: bool) -> list[tuple[float, float]]:
    """Return what each round expected and what it really gained."""
    world = eb.worlds.national_1400(services, projects, seed)
    truth = national_delivery(services, projects, seed)
    agencies = world.agencies.assign(floor=0.0, ceiling=None, ceiling_unit="credits")
    plain = world.projects.assign(mandatory=False), world.effects.assign(registers="")
    world = world.replace(projects=plain[0], effects=plain[1])
    arriving = waves(world)
    pools = [float(int(wave["projects"]["cost"].sum() * part)) for wave in arriving]
    scenario = world.replace(
        agencies=agencies, categories=world.categories.head(0), pool=pools[0],
        **{name: world.tables[name].head(0) for name in LEFT_OUT},
        **arriving[0],
    )  # fmt: skip
    earlier, told = None, []
    for wave in range(ROUNDS):
        plan = eb.allocate(scenario)
        after = eb.evaluate(plan, delivered(plan, truth), plan.credits, earlier=earlier)
        told.append((plan.gain, after.total["realised"] + after.total["other"]))
        if wave + 1 < ROUNDS:
            scenario = eb.next_scenario(after, pool=pools[wave + 1], requests=arriving[wave + 1])
            earlier = after.experience
        if not learn:
            scenario = scenario.replace(agencies=scenario.agencies.assign(readiness=agencies["readiness"]))
            earlier = None
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--services", type=int, default=120)
    parser.add_argument("--projects", type=int, default=160)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--part", type=float, default=0.05, help="pool as a part of what a round's wave asks")
    given = parser.parse_args()
    better, off = [], {True: [], False: []}
    print("seed   learned    stated   better   expected/real in rounds 2-4: learned, stated")
    for seed in range(1, given.seeds + 1):
        gain = {}
        for learn in (True, False):
            told = run(given.services, given.projects, seed, given.part, learn=learn)
            gain[learn] = sum(real for _, real in told)
            off[learn].append(sum(hoped for hoped, _ in told[1:]) / sum(real for _, real in told[1:]))
        better.append(gain[True] / gain[False] - 1)
        print(f"{seed:>4}{gain[True]:>10.2f}{gain[False]:>10.2f}{better[-1]:>9.2%}"
              f"{off[True][-1]:>14.2f}{off[False][-1]:>10.2f}")  # fmt: skip
    spread = statistics.stdev(better) if len(better) > 1 else 0.0
    wins = sum(gain > 0 for gain in better)
    print(f"better by {statistics.mean(better):.2%} on the mean (standard deviation {spread:.2%}), "
          f"in {wins} of {len(better)} worlds")  # fmt: skip


if __name__ == "__main__":
    main()
