"""Face: how the program lists its commands, tells of a fault and leaves."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from egov_budget.cli.places import keep_inputs
from egov_budget.cli.say import say
from egov_budget.cli.steps import wipe
from egov_budget.errors import ConflictingRules, EgovBudgetError, SolveError, SolverUnavailable, Unfinished

NO_PLAN, BAD_INPUT, NOT_KNOWN = 1, 2, 3
LONGEST = 200  # letters of what a command is for
SELDOM = 500_000  # new objects between two looks for circles among them


class Face(TyperGroup):
    """Commands in groups, each on a line of its own; their user reads a fault, never a traceback."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # their types differ between releases
        """List the commands group by group; what a command is for is never cut."""
        width, groups = max(map(len, self.commands)), dict[str, list[tuple[str, str]]]()
        for name, command in self.commands.items():
            group = getattr(command, "rich_help_panel", None) or "Commands"
            groups.setdefault(group, []).append((name.ljust(width), command.get_short_help_str(LONGEST)))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows)

    def invoke(self, ctx: Any) -> object:
        """Run the command; tell a fault on the error stream and leave with its exit code."""
        # products of vectors are all that OpenBLAS is asked for, and its threads wait by counting
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        # tables and papers are many small objects that stay: looking for circles took a fifth of the time
        gc.set_threshold(SELDOM)
        atexit.register(gc.freeze)  # nor for circles to be freed when Python ends, and all goes anyway
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()  # a reader that has gone away is noticed here, not when Python ends
        except EgovBudgetError as fault:
            say(str(fault), err=True)
            raise typer.Exit(exit_code(fault)) from None
        except BrokenPipeError:  # whoever reads has enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from None
        except OSError as fault:
            place = f": {fault.filename}" if fault.filename else ""
            say(f"{fault.strerror or fault}{place}", err=True)
            raise typer.Exit(BAD_INPUT) from None
        except ImportError as fault:
            if fault.name is not None:  # a package is broken; one that is only missing tells what to install
                raise
            say(str(fault), err=True)
            raise typer.Exit(BAD_INPUT) from None
        else:
            return found
        finally:
            wipe()


class Command(TyperCommand):
    """A command that leaves nothing where its inputs stand."""

    def invoke(self, ctx: Any) -> object:
        """Look at all places together, then run."""
        keep_inputs(ctx.params)
        return super().invoke(ctx)


def exit_code(fault: EgovBudgetError) -> int:
    """Return 1 where sound input has no plan, 3 where that is not known, 2 where the input is at fault."""
    if isinstance(fault, Unfinished):
        return NOT_KNOWN
    no_plan = isinstance(fault, (ConflictingRules, SolveError)) and not isinstance(fault, SolverUnavailable)
    return NO_PLAN if no_plan else BAD_INPUT
