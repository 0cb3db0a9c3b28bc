"""exchange_network: who draws on whose registers, and where most of it would come to a stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed, form
from egov_budget.display.called import called
from egov_budget.language import counted, on_screen
from egov_budget.scenario.attainment import Attainment
from egov_budget.scenario.needed import needed
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from egov_budget.scenario.scenario import Scenario

STATES = ("open", "planned", "withheld")
SHOWN = 10


@dataclass(frozen=True, eq=False)
class ExchangeNetwork(Displayed):
    """Registers between the agencies that keep them and those that draw on them.

    Parameters
    ----------
    exchanges : DataFrame
        The exchanges of the scenario, with the ``consumer`` (agency of the service) and ``points``:
        what promises would gain that draw on each.
    titles : mapping of str to str
        What agencies are called, by id.
    """

    exchanges: pd.DataFrame
    titles: Mapping[str, str]

    @cached_property
    def _drawn(self) -> nx.DiGraph[tuple[str, str]]:
        import networkx as nx

        graph: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
        for ends, one, other in (
            (["provider", "register"], "agency", "register"),
            (["register", "consumer"], "register", "agency"),
        ):
            for row in self._summed(ends).to_dict("records"):
                near, far = (one, row[ends[0]]), (other, row[ends[1]])
                graph.add_edge(near, far, **{name: row[name] for name in ("exchanges", "points", *STATES)})
        return graph

    def graph(self) -> nx.DiGraph[tuple[str, str]]:
        """Return the network for networkx; a copy of one's own.

        Returns
        -------
        networkx.DiGraph
            From agencies that keep registers to these, and from them to the agencies that draw on
            them. A node is a pair: ``("agency", id)`` or ``("register", name)``. Edges have
            ``exchanges``, ``open``, ``planned``, ``withheld`` and ``points``.
        """
        return self._drawn.copy()

    @cached_property
    def registers(self) -> pd.DataFrame:
        """Registers, those through which most would flow first.

        ``name``, ``exchanges``, ``open``, ``planned``, ``withheld``, ``consumers``, ``points``,
        ``held_back`` (points behind withheld ones) and ``betweenness``.
        """
        return self._with_betweenness(self.flows("register"), "register")

    @cached_property
    def providers(self) -> pd.DataFrame:
        """Agencies that keep registers, those through which most would flow first; as ``registers``."""
        return self._with_betweenness(self.flows("provider"), "agency")

    @cached_property
    def _between(self) -> dict[tuple[str, str], float]:
        import networkx as nx

        found: dict[tuple[str, str], float] = nx.betweenness_centrality(self._drawn)
        return found

    def _with_betweenness(self, frame: pd.DataFrame, kind: str) -> pd.DataFrame:
        return frame.assign(betweenness=[self._between[kind, str(name)] for name in frame["name"]])

    def flows(self, column: str) -> pd.DataFrame:
        """Return ``registers`` or ``providers`` but for betweenness, which takes most of the time.

        Parameters
        ----------
        column : str
            ``register`` or ``provider``.

        Returns
        -------
        DataFrame
            Those through which most would flow first.
        """
        frame = self._summed([column]).rename(columns={column: "name"})
        order = ["points", "exchanges", "name"]
        return frame.sort_values(order, ascending=[False, False, True], ignore_index=True)

    def _summed(self, by: list[str]) -> pd.DataFrame:
        states = {state: self.exchanges["status"] == state for state in STATES}
        held = self.exchanges["points"].where(states["withheld"], 0.0)
        grouped = self.exchanges.assign(exchanges=1, held_back=held, **states).groupby(by)
        frame = grouped[["exchanges", *STATES, "points", "held_back"]].sum()
        frame.insert(len(STATES) + 1, "consumers", grouped["consumer"].nunique())
        return frame.reset_index()

    def plot(self, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """Draw the registers that hold back most, by name, between those who keep and those who need them."""
        return form("ExchangeNetwork.plot")(self, ax, lang=lang)  # type: ignore[no-any-return]

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"registers": self.registers, "providers": self.providers}

    def __repr__(self) -> str:
        return (
            f"<ExchangeNetwork: {counted(len(self.exchanges), 'exchange')} of "
            f"{counted(self.exchanges['register'].nunique(), 'register')}, "
            f"{counted(self.exchanges['provider'].nunique(), 'provider')}>"
        )

    def __str__(self) -> str:
        if not len(self.exchanges):
            return "no exchange is asked for"
        states = self.exchanges["status"].value_counts()
        told = ", ".join(f"{int(states.get(state, 0)):,} {state}" for state in STATES)
        lines = [f"{counted(len(self.exchanges), 'exchange')}: {told}"]
        for title, rows in (("Registers", self.flows("register")), ("Providers", self.flows("provider"))):
            lines += ["", f"{title:<10}{'exchanges':>10}{'withheld':>10}{'points':>10}{'held back':>11}"]
            for row in rows.head(SHOWN).to_dict("records"):
                numbers = f"{row['exchanges']:>10,}{row['withheld']:>10,}"
                numbers += f"{row['points']:>10,.2f}{row['held_back']:>11,.2f}"
                lines.append(f"{'':<10}{numbers}  {row['name']}")
            lines += [f"  ... and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        return on_screen(lines)


def exchange_network(scenario: Scenario) -> ExchangeNetwork:
    """Return the network of data exchange, its bottlenecks ranked by the gain that flows through them.

    A bottleneck is told by the gain that would flow through it: all points promised that draw on an
    exchange, times the realisation factor of the agency that promises them, each up to full marks,
    weighted as gains are. Betweenness stands beside it: it counts shortest ways between agencies and
    knows nothing of what they carry.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.

    Returns
    -------
    ExchangeNetwork
        ``graph()``, ``registers`` and ``providers``; empty without exchanges.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> four = worlds.four_projects()
    >>> row = {"service": "appointment", "provider": "tax", "register": "insured", "status": "withheld"}
    >>> drawing = four.effects.assign(registers=["", "", "", "", "", "insured"])
    >>> found = exchange_network(four.replace(effects=drawing, exchanges=pd.DataFrame([row])))
    >>> found.registers[["name", "withheld", "points", "held_back"]].values.tolist()
    [['insured', 1, 0.5, 0.5]]

    References
    ----------
    Freeman (1977), A set of measures of centrality based on betweenness, doi:10.2307/3033543.
    """
    known, effects = Attainment.of(scenario), strong(scenario)
    wanted = needed(effects, scenario.exchanges)
    rows = effects.loc[wanted["effect"]]
    cell = service, _ = known.cells_of(rows)
    agency = scenario.projects.set_index("id")["agency"].reindex(rows["project"])
    expected = rows["points"].to_numpy() * scenario.realisation.reindex(agency).to_numpy()
    room = 1 - known.score[cell]
    exchanges, agencies = scenario.exchanges, scenario.agencies
    gain = np.minimum(expected, room) * (known.weight[cell] * known.importance[service])
    flow = np.bincount(wanted["exchange"].to_numpy(dtype=np.int64), gain, len(exchanges))
    consumer = exchanges["service"].map(scenario.services.set_index("id")["agency"])
    flowing = exchanges.assign(consumer=consumer, points=flow[: len(exchanges)])
    return ExchangeNetwork(flowing, called(agencies["id"], agencies["title"]))
