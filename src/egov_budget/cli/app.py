"""The program ``egov-budget``: its commands, group by group, each with an example."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget import __version__
from egov_budget.cli.allocate import allocate
from egov_budget.cli.bill import bill
from egov_budget.cli.catalogues import app as catalogues
from egov_budget.cli.check import check
from egov_budget.cli.check_new import check_new
from egov_budget.cli.compare import compare
from egov_budget.cli.conflicts import conflicts
from egov_budget.cli.core_index import core_index
from egov_budget.cli.decide import decide
from egov_budget.cli.demo import demo
from egov_budget.cli.evaluate import evaluate
from egov_budget.cli.exchanges import exchanges
from egov_budget.cli.explain import explain
from egov_budget.cli.face import Command, Face
from egov_budget.cli.four_numbers import four_numbers
from egov_budget.cli.freeze import freeze
from egov_budget.cli.frontier import frontier
from egov_budget.cli.inspect import inspect
from egov_budget.cli.interests import interests
from egov_budget.cli.language import told_in_a_language
from egov_budget.cli.ledger import ledger
from egov_budget.cli.meanings import example, told
from egov_budget.cli.near_best import near_best
from egov_budget.cli.new import new
from egov_budget.cli.overlaps import overlaps
from egov_budget.cli.overstated import overstated
from egov_budget.cli.passes import passes
from egov_budget.cli.prices import prices
from egov_budget.cli.rename import rename
from egov_budget.cli.replan import replan
from egov_budget.cli.report import report
from egov_budget.cli.review import review
from egov_budget.cli.robust import robust
from egov_budget.cli.say import say
from egov_budget.cli.score import score
from egov_budget.cli.tranches import tranches
from egov_budget.cli.unreachable import unreachable
from egov_budget.cli.verify import verify
from egov_budget.cli.what_if import what_if
from egov_budget.cli.years import years

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    cls=Face,
    help=told()["help"],
    no_args_is_help=True,
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


GROUPS: dict[str, tuple[Callable[..., None], ...]] = {  # every command
    "Start": (new, check, check_new, demo),
    "Plan": (overlaps, review, rename, decide, allocate, years, verify),
    "Ask why": (explain, prices, conflicts, unreachable, interests, exchanges),
    "Ask what if": (
        what_if, frontier, four_numbers, ledger, score, freeze, compare, near_best, core_index, robust,
        overstated, tranches,
    ),
    "Papers": (report, bill, inspect),
    "Rounds": (passes, replan, evaluate),
}  # fmt: skip

for group, commands in GROUPS.items():
    for command in commands:
        name = command.__name__.replace("_", "-")
        epilog = example(command.__name__, name)
        app.command(name, cls=Command, epilog=epilog, rich_help_panel=group)(told_in_a_language(command))
    if group == "Start":
        app.add_typer(catalogues, name="from", rich_help_panel=group)
