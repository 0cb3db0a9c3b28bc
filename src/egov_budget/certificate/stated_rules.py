"""The rules that a document states, beside the standard ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from egov_budget.certificate.inputs import decides
from egov_budget.errors import Fault
from egov_budget.rules import STANDARD
from egov_budget.rules.from_record import from_record
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from egov_budget.certificate.sealed import Sealed
    from egov_budget.rules.funding_rule import FundingRule


@dataclass(frozen=True)
class StatedRules:
    """Rules as a document states them, in its order; two may have one name.

    Parameters
    ----------
    names : tuple of str
        Name of each.
    rules : tuple of FundingRule or None
        None for one that is not known here.
    """

    names: tuple[str, ...]
    rules: tuple[FundingRule | None, ...]

    @classmethod
    def of(cls, sealed: Sealed) -> StatedRules:
        """Read the rules of a document; one that reads texts is not known where only the document is."""
        rules = tuple(_rule(sealed, record) for record in sealed.rules)
        return cls(tuple(record["name"] for record in sealed.rules), rules)

    @property
    def known(self) -> list[FundingRule]:
        """Rules that can be checked here."""
        return [rule for rule in self.rules if rule is not None]

    @property
    def unknown(self) -> list[str]:
        """Names of those that cannot."""
        return [name for name, rule in zip(self.names, self.rules, strict=True) if rule is None]

    @property
    def proving(self) -> list[FundingRule]:
        """Rules that multipliers speak of: of one name the last, as the certificate was made."""
        last = dict(zip(self.names, self.rules, strict=True))
        return [rule for rule in last.values() if rule is not None]

    @property
    def missing(self) -> list[FundingRule]:
        """Standard rules that are not among them; a namesake of another kind is none of them."""
        kept = {(rule.name, type(rule)) for rule in self.known}
        return [rule for rule in STANDARD if (rule.name, type(rule)) not in kept]


def left_out(rules: Iterable[FundingRule]) -> Iterator[Fault]:
    """Yield a fault for each standard rule that a plan should have been made under."""
    for rule in rules:
        yield Fault.of("left_out_rule", "rules", None, "name", rule.name)


def standard(names: Iterable[str]) -> frozenset[str]:
    """Return names that are all names of standard rules.

    Raises
    ------
    RuleError
        If one is not.
    """
    named = frozenset(names)
    known = [rule.name for rule in STANDARD]
    remedy = f"Name one of: {', '.join(known)}"
    strangers = sorted(named.difference(known))
    fault = "no standard rule is named {!r}".format
    demanded("without", *(Claim(False, "", name, fault(name), remedy) for name in strangers))
    return named


def _rule(sealed: Sealed, record: dict[str, Any]) -> FundingRule | None:
    rule = from_record(record)
    columns = {column.name: column for column in BY_NAME["services"].columns}
    if rule is None or not sealed.embedded:
        return rule
    return rule if all(name in columns and decides(columns[name]) for name in rule.reads) else None
