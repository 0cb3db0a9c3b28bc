"""JSON in, JSON out: the library behind somebody else's budget-proposal tool.

Run it as a filter, one scenario a run:

    python examples/embedding.py < requests.json > plan.json

The input keeps to the published schema (docs/reference/scenario.schema.json). The answer is the
plan's document, or ``{"error": ..., "faults": [...]}`` with every fault at its place, and the exit code
says which.
"""

import json
import sys

import egov_budget as eb


def answer(requests: object) -> dict[str, object]:
    """Return the plan of a scenario, parsed or to be read, or what is wrong with it."""
    try:
        return eb.allocate(requests, time_limit=60).to_dict()
    except eb.EgovBudgetError as wrong:
        return {"error": str(wrong), "faults": wrong.records}


if __name__ == "__main__":
    result = answer(sys.stdin.buffer)
    json.dump(result, sys.stdout, ensure_ascii=False)
    sys.exit(2 if "error" in result else 0)
