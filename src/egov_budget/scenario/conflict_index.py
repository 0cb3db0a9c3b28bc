"""conflict_index: how strongly each agency's interests pull against what it is to deliver."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display import Displayed
from egov_budget.language import all_digits, counted, on_screen
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.scenario.scenario import Scenario

DIRECT = "direct score"
SHOWN = 10


@dataclass(frozen=True, eq=False)
class ConflictIndex(Displayed):
    """The index of every agency and what it is made of; made by ``conflict_index``.

    Parameters
    ----------
    agencies : DataFrame
        ``id``, ``title`` and the direct score ``conflict``, in the order of the scenario.
    interests : DataFrame
        The table of the scenario, each with the agency that has it.
    threshold : float
        Above it an agency may not lead common work.
    """

    agencies: pd.DataFrame
    interests: pd.DataFrame
    threshold: float

    @cached_property
    def exact(self) -> dict[str, Fraction]:
        """Index by id of the agency."""
        left = dict.fromkeys(self.agencies["id"], Fraction(1))
        counting = self.parts.loc[self.parts["counts"], ["agency", "strength"]]
        for agency, strength in counting.itertuples(index=False, name=None):
            left[agency] *= 1 - Fraction(repr(strength))
        return {agency: 1 - rest for agency, rest in left.items()}

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row for each interest and each direct score above 0; by agency, the strongest first.

        ``agency``, ``kind``, ``project``, ``strength``, ``counts`` (whether it is the strongest of its
        kind), ``source``.
        """
        agencies = self.agencies
        scored = agencies[agencies["conflict"] > 0]
        direct = pd.DataFrame({"agency": scored["id"], "strength": scored["conflict"]})
        columns = ["agency", "kind", "project", "strength", "source"]
        direct = direct.assign(kind=DIRECT, project="", source="")
        parts = pd.concat([self.interests[columns], direct[columns]], ignore_index=True)
        order = ["agency", "strength", "kind", "project"]
        parts = parts.sort_values(order, ascending=[True, False, True, True], ignore_index=True)
        parts.insert(4, "counts", ~parts.duplicated(["agency", "kind"]))
        return parts

    @cached_property
    def index(self) -> pd.Series:
        """Index by id of the agency, 0 to 1."""
        return self._by_agency([float(self.exact[agency]) for agency in self.agencies["id"]], "index")

    @cached_property
    def above(self) -> pd.Series:
        """Whether each agency is above the threshold, by id; compared exactly."""
        most = Fraction(repr(self.threshold))
        return self._by_agency([self.exact[agency] > most for agency in self.agencies["id"]], "above")

    @property
    def may_lead(self) -> pd.Series:
        """Whether each agency may lead common work, by id."""
        return (~self.above).rename("may_lead")

    def table(self) -> pd.DataFrame:
        """Return one row an agency, the strongest conflict first; ties in the order of ids.

        Returns
        -------
        DataFrame
            ``agency``, ``title``, ``index``, ``strongest`` (kind), ``interests`` (how many),
            ``may_lead``.
        """
        counted = self.parts[self.parts["kind"] != DIRECT].groupby("agency").size()
        strongest = self.parts.drop_duplicates("agency").set_index("agency")["kind"]
        ids = self.agencies["id"]
        frame = self.agencies[["id", "title"]].rename(columns={"id": "agency"}).assign(
            index=self.index.to_numpy(), strongest=strongest.reindex(ids).fillna("").to_numpy(),
            interests=counted.reindex(ids, fill_value=0).to_numpy(), may_lead=self.may_lead.to_numpy(),
        )  # fmt: skip
        return frame.sort_values(["index", "agency"], ascending=[False, True], ignore_index=True)

    def _by_agency(self, values: list[object], name: str) -> pd.Series:
        return pd.Series(values, index=pd.Index(self.agencies["id"], name="agency"), name=name)

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"agencies": self.table(), "parts": self.parts}

    def __repr__(self) -> str:
        agencies, parts = counted(len(self.agencies), "agency", "agencies"), counted(len(self.parts), "part")
        above = f"{int(self.above.sum())} above {all_digits(self.threshold)}"
        return f"<ConflictIndex of {agencies}: {above}, {parts}>"

    def __str__(self) -> str:
        agencies = counted(len(self.agencies), "agency", "agencies")
        head = f"Conflicts of interest: {int(self.above.sum())} of {agencies} above"
        lines = [f"{head} {all_digits(self.threshold)}; they may not lead"]
        for row in self.table().head(SHOWN).to_dict("records"):
            mark = "  " if row["may_lead"] else "! "
            lines.append(f"  {mark}{row['index']:.3f}  {row['agency']}: {row['strongest'] or 'none known'}")
            own = self.parts[(self.parts["agency"] == row["agency"]) & self.parts["counts"]]
            both = zip(own["kind"], own["strength"], strict=True)
            parts = ", ".join(f"{kind} {all_digits(strength)}" for kind, strength in both)
            lines += [f"             {parts}"] if len(own) > 1 else []
        if len(self.agencies) > SHOWN:
            lines.append(f"  ... and {len(self.agencies) - SHOWN} more")
        return on_screen(lines)


@once
def conflict_index(scenario: Scenario) -> ConflictIndex:
    r"""Return the conflict-of-interest index of every agency.

    .. math:: I_a = 1 - (1 - c_a) \prod_t \Bigl(1 - \max_{i \in t} s_i\Bigr)

    from 0 to 1; :math:`c_a` is the direct score ``agencies.conflict``, t runs over the kinds of
    interests that the agency has and :math:`s_i` over their strengths. An interest about a project
    counts for the agency named, else for the project's. Within a kind the strongest counts, since
    several reports of one kind mostly speak of one thing; kinds add up as independent causes do
    (noisy or), so no number of weak ones counts for more than certainty. Without interests the
    index is the direct score; without either it is 0.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.

    Returns
    -------
    ConflictIndex
        ``table()``, ``parts``, who may lead; print it for one screen.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> rows = [("tax", "vendor tie", 0.5), ("tax", "fee income lost", 0.6)]
    >>> interests = pd.DataFrame(rows, columns=["agency", "kind", "strength"])
    >>> found = conflict_index(worlds.four_projects().replace(interests=interests))
    >>> found.table()[["agency", "index", "strongest", "may_lead"]].values.tolist()
    [['tax', 0.8, 'fee income lost', False], ['health', 0.0, '', True]]

    References
    ----------
    Pearl (1988), Probabilistic Reasoning in Intelligent Systems, ch. 4.3, on noisy or;
    doi:10.1016/C2009-0-27609-4.
    """
    interests = scenario.interests
    if len(interests):
        owner = scenario.projects.set_index("id")["agency"]
        named = interests["agency"] != ""
        interests["agency"] = interests["agency"].where(named, interests["project"].map(owner))
    agencies = scenario.agencies[["id", "title", "conflict"]]
    return ConflictIndex(agencies, interests, scenario.settings.conflict_threshold)
