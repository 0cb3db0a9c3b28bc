"""A first plan: requests to credits, in twenty lines."""

import egov_budget as eb

scenario = eb.worlds.four_projects()  # or eb.read_scenario("requests/")
overlaps = eb.find_overlaps(scenario)
allocation = eb.allocate(scenario, overlaps)

print(allocation)
print()
for _, project in eb.explain(allocation).iterrows():
    print(f"{project['project']}: {project['words']}.")

print(f"Checked again without the solver: {allocation.audit()}")
