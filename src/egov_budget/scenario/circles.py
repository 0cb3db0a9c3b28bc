"""Projects that wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

LONGEST_CIRCLE = 10  # projects of it that are named
Wait = tuple[str, str]  # who waits, and for whom


class Knot(NamedTuple):
    """Projects that wait for each other, and one way round among them, from the first by name."""

    waits: set[Wait]
    circle: list[Wait]

    def __str__(self) -> str:
        names = [behind for behind, _ in self.circle]
        at = names.index(min(names))
        whole = [*names[at:], *names[:at], names[at]]
        shown = whole if len(whole) <= LONGEST_CIRCLE else [*whole[: LONGEST_CIRCLE // 2], "...", whole[-1]]
        return " -> ".join(shown)


def in_order(pairs: Iterable[Wait]) -> bool:
    """Tell whether each of some projects can wait for another: none waits for itself, through others neither.

    Examples
    --------
    >>> in_order([("a", "b"), ("b", "c")]), in_order([("a", "b"), ("b", "a")])
    (True, False)
    """
    order = TopologicalSorter[str]()
    for behind, ahead in pairs:
        order.add(behind, ahead)
    try:
        order.prepare()
    except CycleError:
        return False
    return True


def knots(pairs: Iterable[Wait]) -> Iterator[Knot]:
    """Yield who can never begin, by the first name in each knot.

    Examples
    --------
    >>> [str(knot) for knot in knots([("b", "a"), ("c", "b"), ("a", "c"), ("d", "a")])]
    ['a -> c -> b -> a']
    """
    pairs = list(pairs)
    if in_order(pairs):
        return
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(pairs)
    for part in sorted(nx.strongly_connected_components(graph), key=min):
        inside = graph.subgraph(part)
        if inside.edges:
            yield Knot({*inside.edges}, [edge[:2] for edge in nx.find_cycle(inside, min(part))])
