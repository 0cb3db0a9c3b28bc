"""prices: Allocation -> what each bound that binds costs, and what one credit more or fewer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.language import Language, language_of
from egov_budget.money import to_amounts, to_quanta
from egov_budget.reasons.decision_costs import DECISION, decision_costs
from egov_budget.reasons.pricing import SMALL, Pricing
from egov_budget.reasons.round_step import round_step
from egov_budget.reasons.slack_costs import SETTING, slack_costs
from egov_budget.reasons.standing import standing
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.scenario.hints import did_you_mean
from egov_budget.scenario.titles import HELD, Titles
from egov_budget.solving import SolveOptions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.resolve import Resolve

TIGHT = 1e-7  # a row this close to its bound, as a part of it, has reached it
COLUMNS = (
    "rule", "subject", "bound", "unit", "price", "looser", "tighter", "lifted", "gap", "how",
    "words",
)  # fmt: skip


def prices(
    allocation: Allocation,
    *,
    step: float | None = None,
    rules: Collection[str] | None = None,
    relative_gap: float = 1e-6,
    time_limit: float | None = None,
    lang: str = "en",
) -> pd.DataFrame:
    """Return what each bound that binds costs the plan, the pool first, then the dearest.

    On round budgets one credit more brings less than one credit fewer takes, so both are told. In a linear
    program the price is the dual of the row, as far as it holds; beyond that, and in every program with
    whole numbers, the program is solved again with the bound changed. Common work keeps its leads
    throughout, limits in percent of the pool move with it unless it is lifted, and prices are those of the
    plan's first goal, at the best plan with these leads, which one made by hand need not be.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    step : float or None
        Change of a bound on money, currency units; ``None`` takes the power of ten below a
        thousandth of the pool, one quantum at least.
    rules : collection of str or None
        Names of the rules to price; ``None`` means all in a linear program, and those on money in
        one with whole numbers, where each bound takes a search, or four. Of the rules that are looked
        at, a bound that is not listed costs nothing with these leads.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for each search.
    lang : str
        Language of the words: ``"en"`` or ``"fa"``; a rule of one's own keeps its own.

    Returns
    -------
    DataFrame
        One row a bound that binds: rule, subject, bound and its unit; price (gain of one step at the
        margin, missing with whole numbers), looser and tighter (gain if the bound gives way by one
        step, loss if it is drawn in; an infinite loss leaves no plan), lifted (gain without it), gap
        (how far these may be off), how (``dual`` or ``solved again``) and words. A bound on shares has
        one step: lifting it.

    Raises
    ------
    RuleError
        If the plan has no rule of such a name.
    SolveError
        If the program of the plan cannot be solved again.
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> table = prices(allocate(worlds.four_projects()))
    >>> print(table[["rule", "looser", "tighter", "how"]].round(4).to_string(index=False))
    rule  looser  tighter  how
    pool  0.0167   0.0167 dual
    >>> print(table.at[0, "words"])
    More money in the pool brings 0.01667 points for 1 credit more, before rounding
    """
    from egov_budget.solving.resolve import Resolve

    language = language_of(lang)
    said = {rule.name: rule for rule in allocation.rules}
    demanded("prices", *_there(rules or (), sorted({*said, DECISION, SETTING})))
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    resolve = Resolve(*standing(allocation), options)
    settings = allocation.scenario.settings
    usual = round_step(allocation.columns)
    quanta = usual if step is None else max(int(to_quanta(step, settings.quantum)), 1)
    pricing = Pricing(allocation, resolve, quanta)
    lines = [pricing.line(row) for row in _binding(resolve, rules)]
    pool = {rule.name for rule in allocation.rules if rule.of_the_pool}
    known = ("looser", "tighter", "lifted")
    lines = [line for line in lines if line["rule"] in pool or any(line[name] > 0 for name in known)]
    money = float(to_amounts(quanta, settings.quantum))
    step_words = f"{language.amount(money)} {language.currency(settings.currency, money)}"
    goal = resolve.program.goals[0].unit
    titles = Titles(allocation.scenario, language)
    for line in lines:
        amount = _amount(line, goal, step_words if line["rule"] in pool else "", language)
        rule = said[line["rule"]]
        whose = titles.subject(line["subject"], HELD.get(rule.holder, ""))
        line["words"] = rule.said(whose, amount, language)
    if rules is None or DECISION in rules:
        lines += decision_costs(allocation, options, language)
    if rules is None or SETTING in rules:
        lines += slack_costs(allocation, options, language)
    frame = pd.DataFrame(lines, columns=[*COLUMNS])
    frame["last"] = ~frame["rule"].isin([*pool])
    order = ["last", "lifted", "rule", "subject"]
    return frame.sort_values(order, ascending=[True, False, True, True], ignore_index=True)[[*COLUMNS]]


def _there(rules: Collection[str], known: list[str]) -> Iterator[Claim]:
    """Yield that the plan has each rule that is named."""
    for name in rules:
        remedy = did_you_mean(name, known) or f"Name one of: {', '.join(known)}"
        yield Claim(name in known, "rules", name, f"the plan has no rule {name!r}", remedy)


def _binding(resolve: Resolve, rules: Collection[str] | None) -> list[int]:
    """Return the rows that may bind: those with a price, or all that are reached where prices say nothing."""
    program, money = resolve.program, resolve.program.in_money
    reached = program.matrix @ resolve.base.values
    if rules is not None:
        asked = np.isin(program.row_rule, [*rules])
    else:
        asked = money if resolve.mixed else program.rows_of(lambda rule: rule.priced)
    bound = program.rows_of(lambda rule: rule.of_the_pool)
    if not resolve.mixed:
        bound |= np.abs(resolve.base.prices) > SMALL
    for side in (program.row_lower, program.row_upper):
        tight = np.abs(reached - side) <= TIGHT * np.maximum(1.0, np.abs(side))
        bound |= tight & (money | resolve.mixed)
    found: list[int] = np.flatnonzero(asked & bound).tolist()
    return found


def _amount(line: dict[str, Any], goal: str, money: str, lang: Language) -> str:
    """Return a price in words: of one step of money, or of the whole of a bound where none is named."""
    gain = lang.figures(line["looser" if money else "lifted"], 4)
    unit = lang.unit(goal, gain)
    price = lang.say("price.lifted", gain=gain, unit=unit)
    if money:
        price = lang.say("price.step", gain=gain, unit=unit, money=money)
    gap = line["gap"]
    return lang.say("sentence.within", said=price, gap=lang.figures(gap, 2, up=True)) if gap > 0 else price
