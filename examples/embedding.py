"""JSON in, JSON out: the library behind somebody else's budget-proposal tool.

Run it as a filter, one scenario a run:

    python examples/embedding.py < requests.json > plan.json

The input keeps to the published schema (docs/reference/scenario.schema.json). The answer is the
plan's document, or ``{"error": ...}`` with every fault at its place, and the exit code says which.
"""

import json
import sys
import tempfile
from pathlib import Path

import egov_budget as eb


def answer(requests: str) -> dict[str, object]:
    """Return the plan of a JSON document, or what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "requests.json"), Path(folder, "plan.json")
        source.write_text(requests, encoding="utf-8")
        try:
            eb.allocate(eb.read_scenario(source), time_limit=60).to_json(target)
        except (eb.IntakeError, eb.RuleError) as wrong:
            faults = json.loads(wrong.faults.to_json(orient="records"))
            return {"error": "the input is at fault", "faults": faults}
        except eb.SolveError as failed:
            return {"error": str(failed), "status": str(failed.status)}
        return json.loads(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    result = answer(sys.stdin.read())
    json.dump(result, sys.stdout, ensure_ascii=False)
    sys.exit(2 if "error" in result else 0)
