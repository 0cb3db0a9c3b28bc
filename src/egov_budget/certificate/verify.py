"""verify: a plan's document -> Verification, without any solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.bound import bound
from egov_budget.certificate.canonical import canonical, digest, hashed, of_object
from egov_budget.certificate.figures import figures
from egov_budget.certificate.figures_over import figures_over
from egov_budget.certificate.inputs import inputs
from egov_budget.certificate.recomputed import differing
from egov_budget.certificate.sealed import Sealed, read
from egov_budget.certificate.shown import as_changed, shown
from egov_budget.certificate.stated import stated
from egov_budget.certificate.stated_rules import StatedRules, left_out, standard
from egov_budget.certificate.stated_work import StatedWork
from egov_budget.certificate.verification import Verification
from egov_budget.counting.audit import audited
from egov_budget.counting.promises import due_over
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.errors import Fault
    from egov_budget.scenario import Scenario


def verify(
    document: str | PathLike[str] | dict[str, Any],
    scenario: Scenario | None = None,
    *,
    without: Iterable[str] = (),
    recompute_overlaps: bool = False,
) -> Verification:
    """Check a plan's document again, without a solver and in exact arithmetic.

    Every rule is checked in whole quanta, the gain is counted from the shares, and the bound from
    the multipliers and trees; all from the tables in the document, or from the scenario given beside it. Then
    everything the document states is compared with what was found.

    With a scenario beside it, the standard rules and what verdicts state are taken from there: a rule
    that was left out, common work, a named lead or a pair that stands together or apart against a
    verdict is a fault. Common work that no verdict states is taken from the plan, and
    ``estimate`` says how much that is.

    Parameters
    ----------
    document : str, path-like or dict
        A plan as ``Allocation.to_json`` or ``Schedule.to_json`` wrote it, the folder it stands in, or what
        ``to_dict`` gave.
    scenario : Scenario or None
        What was asked for, from a source of one's own; ``None`` takes the tables in the document.
    without : iterable of str
        Names of standard rules that the plan may leave out. Without ``shared work`` common work may be
        any, without ``named lead`` so may the leads that verdicts name. Of no account without a scenario.
    recompute_overlaps : bool
        Whether common work is found again in the requests of the scenario and compared with the plan's;
        this alone loads more than tables.

    Returns
    -------
    Verification
        True if every rule holds and nothing was changed; ``faults`` says what is wrong.

    Raises
    ------
    IntakeError
        If it is no document of a plan, the verdicts of the scenario contradict each other, or common work
        is to be found again without a scenario.
    RuleError
        If ``without`` names no standard rule.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> from egov_budget.reporting.document import document
    >>> plan = document(allocate(worlds.four_projects()))
    >>> bool(verify(plan))
    True
    >>> plan["plan"]["quanta"]["e-filing"] += 1
    >>> verify(plan).faults[["table", "column", "fault"]].head(1).to_dict("records")
    [{'table': 'certificate', 'column': 'seal', 'fault': 'the document was changed after it was sealed'}]
    """
    spared = standard(without)
    sealed = Sealed.of(document if isinstance(document, dict) else read(Path(document)), scenario)
    return verified(sealed, spared, recompute_overlaps=recompute_overlaps)


def verified(sealed: Sealed, spared: frozenset[str], *, recompute_overlaps: bool = False) -> Verification:
    """Check a document that was taken apart; see ``verify``.

    Parameters
    ----------
    sealed : Sealed
        The document, over its own tables or over requests beside it.
    spared : frozenset of str
        Names of standard rules that the plan may leave out.
    recompute_overlaps : bool
        Whether common work is found again in the requests.
    """
    scenario = None if sealed.embedded else sealed.scenario
    course = sealed.course
    plan = sealed.plan if course is None else course.begun  # with the credits of all years
    rules, verdicts = StatedRules.of(sealed), None if scenario is None else StatedWork.of(plan)
    lost = [] if scenario is None else [rule for rule in rules.missing if rule.name not in spared]
    kept, counted = [*rules.known, *lost], plan if course is None else course.alone or course
    audit = audited(plan if course is None else course, kept, unknown=rules.unknown)
    gain, most = counted.gain, bound(counted, rules.proving, sealed.proof)
    told = figures(plan, gain, most, audit) if course is None else figures_over(course, gain, most)
    found = {**inputs(sealed.scenario, sealed.members, ()), "rules": sealed.rules}
    rests_on = digest(found)
    return Verification(
        settings=sealed.scenario.settings,
        audit=audit,
        found=(
            *_bound_in(sealed, found, rests_on),
            *left_out(lost),
            *(() if verdicts is None else verdicts.faults(without=spared)),
            *(differing(sealed.members, scenario) if recompute_overlaps else ()),
            *_stated(sealed, gain, most),
            *shown(sealed.content, told),
        ),
        gain=gain,
        bound=most,
        inputs=rests_on,
        seal=sealed.seal,
        beyond=exact(sealed.scenario.settings.quantum) * (sum(plan.quanta.values()) - _due(plan, course)),
        pools=len(counted.years),
        left_out=tuple(rule.name for rule in rules.missing),
        estimate=None if verdicts is None else verdicts.estimate(without=spared),
        recomputed=recompute_overlaps,
    )


def _due(plan: Plan, course: Course | None) -> Fraction:
    """Return what all work costs, quanta."""
    work = [plan.work.values()] if course is None else due_over(course).values()
    return sum((sum(costs, Fraction(0)) for costs in work), Fraction(0))


def _bound_in(sealed: Sealed, found: dict[str, Any], rests_on: str) -> Iterator[Fault]:
    """Yield what was changed since the document was sealed."""
    if sealed.certificate["seal"] != sealed.seal:
        fault = "the document was changed after it was sealed"
        yield as_changed("certificate", "seal", sealed.certificate["seal"], fault)
    if sealed.certificate["inputs"] != rests_on:
        fault = "the plan was made from other inputs"
        yield as_changed("certificate", "inputs", sealed.certificate["inputs"], fault)
    there = {name: sealed.forms.get(name, "null") for name in found}
    if hashed(of_object(there)) == rests_on:
        return
    for name, table in found.items():
        if there[name] != canonical(table):
            yield as_changed(name, "", "", "the table in the document is not the one it was made from")


def _stated(sealed: Sealed, gain: Fraction, most: Fraction) -> Iterator[Fault]:
    """Yield each number that is stated and is another."""
    for name, number in (("gain", stated(gain, up=False)), ("bound", stated(most, up=True))):
        if sealed.certificate[name] != number:
            fault = f"the {name} is {number!r}, not as stated"
            yield as_changed("certificate", name, sealed.certificate[name], fault)
