"""How a solve ended; whatever is not known for sure is UNFINISHED."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a solve ended.

    Only ``OPTIMAL`` and ``FEASIBLE`` come with a plan. Every status a solver may return stands in
    an explicit map; one that does not is ``UNFINISHED``, never ``OPTIMAL``.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "stopped with a plan"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNFINISHED = "unfinished"

    @property
    def has_plan(self) -> bool:
        """Whether values may be read."""
        return self in (Status.OPTIMAL, Status.FEASIBLE)
