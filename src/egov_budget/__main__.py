"""``python -m egov_budget``: the same as the command ``egov-budget``."""

from egov_budget.cli import app

if __name__ == "__main__":
    app(prog_name="egov-budget")
