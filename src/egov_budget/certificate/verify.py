"""verify: a plan's document -> Verification, without any solver."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.bound import bound
from egov_budget.certificate.certificate import stated
from egov_budget.certificate.inputs import decides, digest, inputs
from egov_budget.certificate.sealed import Sealed, read
from egov_budget.certificate.verification import Verification
from egov_budget.counting import BILLION, Plan
from egov_budget.counting.audit import audited
from egov_budget.counting.deliverable import cost_of_work
from egov_budget.errors import Fault
from egov_budget.money import exact, to_amounts
from egov_budget.rules import STANDARD
from egov_budget.rules.from_record import from_record
from egov_budget.scenario.columns import BY_NAME

if TYPE_CHECKING:
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


def verify(document: str | PathLike[str] | dict[str, Any], scenario: Scenario | None = None) -> Verification:
    """Check a plan's document again, without a solver and in exact arithmetic.

    Every rule is checked in whole quanta, the gain is counted from the shares, and the bound from
    the multipliers; all from the tables in the document, or from the scenario given beside it. Then
    everything the document states is compared with what was found.

    Parameters
    ----------
    document : str, path-like or dict
        A plan as ``Allocation.to_json`` wrote it, or what ``reporting.document`` returned.
    scenario : Scenario or None
        What was asked for, from a source of one's own; ``None`` takes the tables in the document.

    Returns
    -------
    Verification
        True if every rule holds and nothing was changed; ``faults`` says what is wrong.

    Raises
    ------
    IntakeError
        If it is no document of a plan.

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
    sealed = Sealed.of(document if isinstance(document, dict) else read(Path(document)), scenario)
    plan = Plan.of(
        sealed.scenario, sealed.members, quanta=sealed.quanta, parts=sealed.parts, lead=sealed.lead
    )
    rules = {record["name"]: _rule(sealed, record) for record in sealed.rules}
    known = [rule for rule in rules.values() if rule is not None]
    audit = audited(plan, known, unknown=[name for name, rule in rules.items() if rule is None])
    gain = plan.tally.gain(plan.tally.parts(plan))
    most = bound(plan, known, sealed.certificate["multipliers"])
    found = inputs(sealed.scenario, sealed.members, ())
    found["rules"] = sealed.rules
    rests_on = digest(found)
    return Verification(
        settings=sealed.scenario.settings,
        audit=audit,
        found=(*_bound_in(sealed, found, rests_on), *_stated(sealed, gain, most), *_tables(sealed)),
        gain=gain,
        bound=most,
        inputs=rests_on,
        seal=sealed.seal,
        beyond=exact(sealed.scenario.settings.quantum)
        * (sum(plan.quanta.values()) - sum(cost_of_work(plan).values())),
        left_out=tuple(rule.name for rule in STANDARD if rule.name not in rules),
    )


def _rule(sealed: Sealed, record: dict[str, Any]) -> FundingRule | None:
    """Return a stated rule; None if it is not known, or reads texts, which stand in no document."""
    rule = from_record(record)
    columns = {column.name: column for column in BY_NAME["services"].columns}
    if rule is None or not sealed.embedded:
        return rule
    return rule if all(name in columns and decides(columns[name]) for name in rule.reads) else None


def _bound_in(sealed: Sealed, found: dict[str, Any], rests_on: str) -> Iterator[Fault]:
    """Yield what was changed since the document was sealed."""
    if sealed.certificate["seal"] != sealed.seal:
        yield _fault(
            "certificate", "seal", sealed.certificate["seal"], "the document was changed after it was sealed"
        )
    if sealed.certificate["inputs"] != rests_on:
        fault = "the plan was made from other inputs"
        yield _fault("certificate", "inputs", sealed.certificate["inputs"], fault)
    embedded = {**sealed.content["inputs"], "settings": sealed.content["settings"]}
    for name, table in found.items():
        if digest(embedded.get(name)) != digest(table):
            yield _fault(name, "", "", "the table in the document is not the one it was made from")


def _stated(sealed: Sealed, gain: Fraction, most: Fraction) -> Iterator[Fault]:
    """Yield each number that is stated and is another."""
    for name, number in (("gain", stated(gain, up=False)), ("bound", stated(most, up=True))):
        if sealed.certificate[name] != number:
            yield _fault(
                "certificate", name, sealed.certificate[name], f"the {name} is {number!r}, not as stated"
            )


def _tables(sealed: Sealed) -> Iterator[Fault]:
    """Yield each project whose line in the table of projects is not what the plan says."""
    quantum = sealed.scenario.settings.quantum
    shown = sealed.content.get("projects")
    listed = [row for row in shown if isinstance(row, dict)] if isinstance(shown, list) else []
    rows = {str(row.get("id")): row for row in listed}
    for project, quanta in sealed.quanta.items():
        row = rows.get(project, {})
        given = (row.get("credits"), row.get("share"))
        if given != (float(to_amounts(quanta, quantum)), sealed.parts[project] / BILLION):
            yield _fault("projects", project, given, "credits and share are not those of the plan")


def _fault(table: str, column: str, value: object, fault: str) -> Fault:
    return Fault(table, None, column, str(value)[:60], fault, "Ask for the document that was decided")
