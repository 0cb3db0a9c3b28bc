"""Colours of agencies: a few that stand for one agency everywhere, and some that tell a group's apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

OWN = 7  # agencies with a colour of their own: as many as a colour-blind reader can tell apart
OTHER = OWN  # the colour of all others on the map
FREE = 9  # further colours, for the other agencies of one group beside each other


def colours(agencies: Sequence[str]) -> dict[str, int]:
    """Return a colour for each of the agencies that are named most often; ties by id.

    Examples
    --------
    >>> colours(["b", "a", "b"])
    {'b': 0, 'a': 1}
    """
    count = Counter(agencies)
    most = sorted(count, key=lambda agency: (-count[agency], agency))[:OWN]
    return {agency: place for place, agency in enumerate(most)}


def shades(agencies: Sequence[str], own: Mapping[str, int]) -> dict[str, int]:
    """Return a colour for each agency of one group: its own, or one that is free in this group.

    Examples
    --------
    >>> shades(["c", "a"], {"a": 1})
    {'c': 8, 'a': 1}
    """
    others = [agency for agency in dict.fromkeys(agencies) if agency not in own]
    free = {agency: OTHER + 1 + place if place < FREE else OTHER for place, agency in enumerate(others)}
    return {agency: own.get(agency, free.get(agency, OTHER)) for agency in agencies}
