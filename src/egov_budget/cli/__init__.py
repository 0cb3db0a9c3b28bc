"""The shell face: one file a command, no logic of its own."""

from egov_budget.cli.app import app

__all__ = ["app"]
