"""read_schedule: the folder of a plan over several years -> Schedule, checked on the way."""

from __future__ import annotations

from os import PathLike

from egov_budget.certificate.read_back import read_back
from egov_budget.columns.calendar import Calendar
from egov_budget.horizon.schedule import Schedule


def read_schedule(folder: str | PathLike[str]) -> Schedule:
    """Read a plan over several years back from the folder that ``egov-budget years --out`` left.

    As with ``read_plan`` it is verified first, without a solver, against the requests beside it.

    Parameters
    ----------
    folder : str or path-like
        Holds ``plan.json`` and ``requests.json``.

    Returns
    -------
    Schedule
        As it was decided, with its proof, but for what the solver gave.

    Raises
    ------
    IntakeError
        If a file is missing or unreadable, the plan is one of a single year, made by ``allocate``, or it
        does not verify; every fault at once.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from egov_budget import plan_years, worlds, write_scenario
    >>> schedule = plan_years(worlds.four_projects())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = schedule.to_json(Path(folder, "plan.json"))
    ...     write_scenario(schedule.scenario, Path(folder, "requests.json"))
    ...     again = read_schedule(folder)
    >>> again == schedule
    True
    """
    back = read_back(folder, over_years=True)
    calendar = Calendar.of(back.sealed.scenario, back.columns)
    return Schedule(**back.known, calendar=calendar, begun=back.by_project(back.sealed.begun or {}))
