"""write_workbook: a plan as the workbook an office submits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.display.as_workbook import workbook
from egov_budget.display.paper import Paper, decimals
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.language import language_of
from egov_budget.reasons import prices as priced
from egov_budget.reasons.standing import standing
from egov_budget.reporting.material import Material
from egov_budget.reporting.workbook.bounds import bounds
from egov_budget.reporting.workbook.budget import agencies, budget
from egov_budget.reporting.workbook.cover import cover
from egov_budget.reporting.workbook.curve import curve, draw_curve
from egov_budget.reporting.workbook.services import bands, draw_bands, indicators, services
from egov_budget.reporting.workbook.shared import groups, ledger
from egov_budget.whatif.frontier import frontier as drawn

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation
    from egov_budget.allocation.forms import Curve


def write_workbook(
    allocation: Allocation,
    path: Path,
    *,
    lang: str = "en",
    full: bool = False,
    frontier: Curve | None = None,
    prices: pd.DataFrame | None = None,
) -> None:
    """Write a plan as a workbook: budget, agencies, groups, ledger, bands, services, rules, frontier.

    Sums are formulas and carry their results, so that every reader shows them. Texts stay texts:
    nothing that begins like a formula runs. The file appears whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    lang : str
        ``"en"`` or ``"fa"``; Persian sheets run from right to left.
    full : bool
        Whether to solve again for what is not handed in: the frontier of total gain, and the prices
        of all bounds in a linear program, that of the pool in one with whole numbers.
    frontier : Frontier or None
        As ``frontier`` gives it; without one there is no such sheet.
    prices : DataFrame or None
        As ``prices`` gives them; without them the pool alone has one, which costs no solving.

    Raises
    ------
    ValueError
        If there is no such language.
    SolveError
        If ``full`` is asked for and no plan keeps every rule; likewise ``RuleError``.
    """
    language = language_of(lang)
    if full and prices is None:
        mixed = bool(standing(allocation)[0].whole.any())
        pool = [rule.name for rule in allocation.rules if rule.of_the_pool]
        prices = priced(allocation, rules=pool if mixed else None, lang=lang)
    if full and frontier is None:
        frontier = drawn(allocation.scenario, allocation.overlaps, rules=allocation.rules)
    told = Material("workbook", language, allocation.scenario, allocation, prices, frontier)
    table, shared, each = budget(told), groups(told), services(told)
    counted = bands(told, each)
    made = [table, agencies(told, table), counted, shared, ledger(told), bounds(told)]
    made += [] if frontier is None else [curve(told, frontier)]
    digits = decimals(told.scenario.settings.quantum)
    paper = Paper(told.name, (), (*made, each, indicators(told)), language, digits)
    with atomic_write(Path(path)) as part, workbook(part, paper) as book:
        cover(book, told, table=table, counted=counted, groups=shared)
        sheets = {page.name: book.sheet(page) for page in paper.tables}
        draw_bands(book, sheets[counted.name], counted)
        if frontier is not None:
            draw_curve(book, sheets[made[-1].name], made[-1])
