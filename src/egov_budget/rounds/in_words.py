"""An evaluation in words, for one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.language import all_digits, counted, currency_of, on_screen

if TYPE_CHECKING:
    from egov_budget.rounds.evaluation import Evaluation

SHOWN = 10


def in_words(evaluation: Evaluation) -> str:
    """Return what was given, spent, promised and realised, and whose factor moved most."""
    total, settings = evaluation.total, evaluation.plan.scenario.settings
    year = f" of {settings.fiscal_year}" if settings.fiscal_year else ""
    lines = [f"{settings.name}: what came of the plan{year}"]
    lines += [
        f"  {told:<12}{all_digits(total[name]):>20} {currency_of(total[name], settings.currency)}"
        for told, name in (("credits", "credits"), ("paid out", "spent"))
    ]
    if len(evaluation.overruns):
        over, count = evaluation.overruns["over"].sum(), counted(len(evaluation.overruns), "project")
        unit = currency_of(over, settings.currency)
        lines.append(f"  {'overrun':<12}{all_digits(over):>20} {unit} in {count}")
    lines += [
        f"  {told:<12}{total[name]:>20,.3f} points"
        for told, name in (("was promised", "promised"), ("expected", "expected"), ("realised", "realised"))
    ]
    if len(evaluation.without_money):
        other = round(total["other"], 9) + 0.0  # no negative zero
        cells = counted(len(evaluation.without_money), "cell")
        lines.append(f"  {'other':<12}{other:>20,.3f} points in {cells}")
    if len(evaluation.unseen):
        cells = counted(len(evaluation.unseen), "cell")
        lines.append(f"  {'not measured':<12}{total['unseen']:>20,.3f} points promised in {cells}")
    learned = evaluation.credibility
    seen = counted(len(evaluation.observations), "project")
    lines.append(f"Learned from {seen}; an agency's own record weighs half at {learned.k:.1f} of them")
    table = learned.table.assign(moved=lambda frame: (frame["factor"] - frame["stated"]).abs())
    for row in table.sort_values(["moved", "agency"], ascending=[False, True]).head(SHOWN).to_dict("records"):
        number = counted(row["projects"], "project")
        own = f"own {row['own']:.2f} in {number}" if row["projects"] else "no project"
        lines.append(f"  {row['stated']:.2f} -> {row['factor']:.2f}  {row['agency']} ({own})")
    return on_screen(lines)
