"""Overlaps: graded pairs, binding groups, and the sheet reviewers work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display import Displayed, form
from egov_budget.language import counted
from egov_budget.overlaps.accuracy import Accuracy
from egov_budget.overlaps.calibration import DEGREES, Calibration
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.evaluate import evaluate_pairs
from egov_budget.overlaps.existing import Existing, beside
from egov_budget.overlaps.misclassified import misclassified
from egov_budget.overlaps.queue import queue
from egov_budget.overlaps.related import by_relation, related
from egov_budget.overlaps.review_sheet import write_review_sheet
from egov_budget.overlaps.waterfall import waterfalls
from egov_budget.scenario.columns import ENDS
from egov_budget.similarity import SimilarityGraph

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Overlaps(Displayed):
    """Pairs of projects that may be the same work, and the groups that bind.

    Parameters
    ----------
    graph : SimilarityGraph
        Where the pairs come from; ``graph.evidence(a, b)`` says why a pair is alike.
    pairs : DataFrame
        A row for each pair, what is worth reading first on top: project_a, project_b (a < b),
        similarity (0-1), fragmentation, overlap and duplication (probability of at least that degree),
        degree (``fragmentation``, ``overlap`` or ``duplication``; ``unrelated`` only for a pair that a
        verdict names), confidence (probability of at least the degree it is graded), estimated_share
        (part of the smaller project's work that could be done once), share_from and share_to (four
        pairs of five lie between), relation (what kind of common work, as decided, else as is likeliest:
        ``parallel``, two on their own, the only kind that is shared; ``joint``, one undertaking of both;
        ``rollout``, one platform that both adopt; ``site``, each renews its own), parallel (probability of
        that, before any verdict), share (as decided, else as estimated), at_stake (that work in currency
        units), verdict (empty without one, ``unsettled`` where reviewers disagree), bridge (whether its
        group of three or more hangs together by it alone), binds, group (of both projects, or empty).
    members : DataFrame
        A row for each member of a binding group: group, project, common, connection (currency
        units, whole quanta), lead (whether a verdict names it). A project stands in one group at most.
    families : DataFrame
        Groups to look at, binding or not: family, project. Pairs graded overlap or more.
    leads : DataFrame
        The members of every binding group, the best lead first; see ``leads.leads``.
    retired : DataFrame
        Projects given up in favour of others: project, in_favour_of, reviewer, date, reason.
    calibration : Calibration
        What the probabilities come from.
    verdicts : DataFrame
        What each reviewer says, a row of the scenario's table each, ``project_a`` < ``project_b``.
    existing : Existing or None
        Requests beside platforms that exist; ``None`` where none is named.
    """

    graph: SimilarityGraph
    pairs: pd.DataFrame
    members: pd.DataFrame
    families: pd.DataFrame
    leads: pd.DataFrame = field(default_factory=pd.DataFrame)
    retired: pd.DataFrame = field(default_factory=pd.DataFrame)
    calibration: Calibration = DEFAULT
    verdicts: pd.DataFrame = field(default_factory=pd.DataFrame)
    existing: Existing | None = None

    @cached_property
    def related(self) -> pd.DataFrame:
        """Requests that stand together, a row each by relation and group; see ``related.related``."""
        return related(self.pairs, self.families, self.graph.records)

    @property
    def relations(self) -> pd.DataFrame:
        """What stands in each relation, or exists: groups, projects, pairs, decided, at_stake (currency)."""
        return beside(by_relation(self.related), self.existing.relation if self.existing else None)

    @property
    def _to_read(self) -> pd.DataFrame:
        return beside(self.pairs, self.existing.pairs if self.existing else None)

    def plot(self, ax: Axes | None = None, *, currency: str = "credits", lang: str = "en") -> Axes:
        """Draw how alike pairs are and what is at stake, with matplotlib; see ``reporting.plots``."""
        drawn: Axes = form("Overlaps.plot")(self, ax, currency=currency, lang=lang)
        return drawn

    def _tables(self) -> dict[str, pd.DataFrame]:
        told = [*ENDS, "degree", "relation", "confidence", "share", "at_stake", "verdict", "binds"]
        return {"pairs": self.pairs[told], "members of groups that bind": self.members}

    def __repr__(self) -> str:
        counts = self.pairs["degree"].value_counts()
        graded = ", ".join(f"{counts.get(name, 0)} {name}" for name in reversed(DEGREES[1:]))
        cut = f"; {self.graph.left_out:,} strong pairs left out" if self.graph.left_out else ""
        groups = self.members["group"].nunique()
        bind = f"{counted(groups, 'group')} of {len(self.members)} {'binds' if groups == 1 else 'bind'}"
        return f"<Overlaps: {graded}; {bind}{cut}>"

    def to_csv(self, path: str | Path) -> None:
        """Write the review sheet: what is worth reading first on top, one row a pair and reviewer.

        ``read_verdicts`` reads the sheet back. Who is not to see what others said gets the sheet of overlaps
        that are found without it: ``find_overlaps(blind(scenario, reviewer))``.

        Parameters
        ----------
        path : str or Path
            File to write, UTF-8 with byte order mark so that spreadsheets read it right.
        """
        graphs = self.graph, self.existing.graph if self.existing else self.graph
        write_review_sheet(self._to_read, self.verdicts, graphs, Path(path))

    def to_review_page(self, path: str | Path, lang: str = "en", *, reviewer: str = "") -> None:
        """Write one HTML file in which a reviewer decides, by keyboard, on pairs that are not settled.

        It asks for nothing from anywhere, keeps what was decided in the browser, and saves such a sheet.

        Parameters
        ----------
        path : str or Path
            File to write, replaced if it is there.
        lang : str, optional
            Language of the page: ``en`` or ``fa``.
        reviewer : str, optional
            Who reads; the page asks if nobody is named.
        """
        form("Overlaps.to_review_page")(self, Path(path), lang, reviewer)

    def to_html(self, path: str | Path, scenario: Scenario, lang: str = "en") -> None:
        """Write the graph of overlaps as one HTML file: a map of groups, their pairs and their evidence.

        Parameters
        ----------
        path : str or Path
            File to write, replaced if it is there.
        scenario : Scenario
            Where titles, agencies and descriptions stand.
        lang : str, optional
            Language of the page: ``en`` or ``fa``.
        """
        form("Overlaps.to_html")(self, scenario, Path(path), lang)

    def waterfall(self, a: str, b: str, degree: str = "overlap") -> pd.DataFrame:
        """Return the log-odds of a pair's degree, feature by feature.

        Parameters
        ----------
        a, b : str
            Ids of any two projects.
        degree : str, optional
            Degree, it or a worse one, whose probability is told.

        Returns
        -------
        DataFrame
            sign, facet (goal, activity, beneficiary or empty), value, log_odds (together those of the
            degree), probability (after each step, the last one that of the degree), shared.

        Raises
        ------
        KeyError
            If no project has one of the ids.
        ValueError
            If there is no such degree.

        Examples
        --------
        >>> from egov_budget import find_overlaps, worlds
        >>> found = find_overlaps(worlds.four_projects())
        >>> found.waterfall("tax-login", "health-login")["sign"].tolist()
        ['start', 'letters', 'copied', 'kinds']
        """
        return pd.DataFrame(waterfalls(self.graph, self.calibration, [(a, b)], [degree])[0])

    def queue(self, materiality: float = 0.95) -> pd.DataFrame:
        """Return the pairs that are not settled, those first where reading is worth most.

        A request and a platform that may do it are a pair too, of the relation ``exists``.

        Parameters
        ----------
        materiality : float, optional
            Part of all the money in doubt that has to be covered, 0-1; else a ValueError.

        Returns
        -------
        DataFrame
            As ``queue.queue`` tells: each pair with its grades, what is at stake, and whether it is needed.
        """
        return queue(self._to_read, materiality)

    def misclassified(self) -> pd.DataFrame:
        """Return pairs whose texts say one thing and whose declared function another; see there."""
        return misclassified(self.graph)

    def evaluate(self, labels: pd.DataFrame, *, degree: str = "overlap", complete: bool = False) -> Accuracy:
        """Return the accuracy of these overlaps against pairs that somebody judged.

        Parameters
        ----------
        labels : DataFrame
            ``project_a``, ``project_b``, ``degree`` and, if known, ``share``; or verdicts, of which an
            accepted one counts as duplication (as overlap with a share below a half), a different
            requirement as fragmentation and a rejected one as unrelated.
        degree : str, optional
            Degree from which a pair counts as right. For ``duplication`` the binding groups are looked
            at, else the families.
        complete : bool, optional
            Whether every pair that is not among the labels is unrelated, as in a planted world. By default
            nothing is known of such pairs, and they are passed over.

        Returns
        -------
        Accuracy
            Precision, recall, F1, average precision, B-cubed, curve, reliability.

        Raises
        ------
        IntakeError
            If the labels name other projects or unknown degrees.
        ValueError
            If there is no such degree.

        Examples
        --------
        >>> from egov_budget import find_overlaps, worlds
        >>> scenario = worlds.four_projects()
        >>> print(find_overlaps(scenario).evaluate(scenario.verdicts).pairs)
        precision 1.000, recall 1.000, F1 1.000
        """
        bound = degree == "duplication"
        groups = (self.members if bound else self.families).set_index("project")
        grouped = groups["group" if bound else "family"]
        ids = self.graph.records["id"]
        return evaluate_pairs(self.pairs, grouped, ids, labels, degree=degree, complete=complete)
