"""The program ``egov-budget``: its commands, its exit codes, and how it tells of a fault."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from egov_budget import __version__
from egov_budget.cli.allocate import allocate
from egov_budget.cli.bill import bill
from egov_budget.cli.catalogues import app as catalogues
from egov_budget.cli.check import check
from egov_budget.cli.compare import compare
from egov_budget.cli.conflicts import conflicts
from egov_budget.cli.core_index import core_index
from egov_budget.cli.demo import demo
from egov_budget.cli.evaluate import evaluate
from egov_budget.cli.exchanges import exchanges
from egov_budget.cli.explain import explain
from egov_budget.cli.four_numbers import four_numbers
from egov_budget.cli.freeze import freeze
from egov_budget.cli.frontier import frontier
from egov_budget.cli.inspect import inspect
from egov_budget.cli.interests import interests
from egov_budget.cli.ledger import ledger
from egov_budget.cli.near_best import near_best
from egov_budget.cli.new import new
from egov_budget.cli.overlaps import overlaps
from egov_budget.cli.overstated import overstated
from egov_budget.cli.prices import prices
from egov_budget.cli.report import report
from egov_budget.cli.review import review
from egov_budget.cli.robust import robust
from egov_budget.cli.say import say
from egov_budget.cli.score import score
from egov_budget.cli.tranches import tranches
from egov_budget.cli.unreachable import unreachable
from egov_budget.cli.verify import verify
from egov_budget.cli.years import years
from egov_budget.errors import ConflictingRules, EgovBudgetError, SolveError, SolverUnavailable, Unfinished

NO_PLAN, BAD_INPUT, NOT_KNOWN = 1, 2, 3
HELP = """Allocate one pool of e-government credits, with common work done once.

\b
Begin with a template that runs as it is:
    egov-budget new requests/
    egov-budget check requests/
    egov-budget overlaps requests/ --out review.csv
    egov-budget review requests/ --out decided/
    egov-budget allocate requests/ --out plan/
    egov-budget report requests/ --out report.html
    egov-budget explain requests/ PROJECT

Requests are a folder of CSV with scenario.toml, an .xlsx workbook or a .json document.

Exit codes: 0 done, 1 no plan exists, 2 the input is at fault, 3 not found in time.
"""  # \b keeps the lines behind it as they are


class Face(TyperGroup):
    """Commands whose user reads a fault, never a traceback."""

    def invoke(self, ctx: Any) -> object:  # the type's home differs between releases of typer
        """Run the command; tell a fault on the error stream and leave with its exit code."""
        try:
            return super().invoke(ctx)
        except EgovBudgetError as fault:
            say(str(fault), err=True)
            raise typer.Exit(exit_code(fault)) from None
        except OSError as fault:
            place = f": {fault.filename}" if fault.filename else ""
            say(f"{fault.strerror or fault}{place}", err=True)
            raise typer.Exit(BAD_INPUT) from None
        except ImportError as fault:
            if fault.name is not None:  # a package is broken; one that is only missing tells what to install
                raise
            say(str(fault), err=True)
            raise typer.Exit(BAD_INPUT) from None


def exit_code(fault: EgovBudgetError) -> int:
    """Return 1 where sound input has no plan, 3 where that is not known, 2 where the input is at fault."""
    if isinstance(fault, Unfinished):
        return NOT_KNOWN
    no_plan = isinstance(fault, (ConflictingRules, SolveError)) and not isinstance(fault, SolverUnavailable)
    return NO_PLAN if no_plan else BAD_INPUT


app = typer.Typer(
    cls=Face,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        say(f"egov-budget {__version__}")
        raise typer.Exit


@app.callback()
def _face(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):  # a title that the terminal cannot show is no reason to stop
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


WHAT_IF = (
    score, freeze, compare, frontier, tranches, four_numbers, ledger, near_best, core_index, overstated,
    robust,
)  # fmt: skip
BINDING = (interests, exchanges, bill, evaluate, inspect)
PLAN = (allocate, report, explain, prices, conflicts, unreachable, verify, years)
for command in (new, check, overlaps, review, *PLAN, *BINDING, *WHAT_IF, demo):
    app.command()(command)
app.add_typer(catalogues, name="from")
