"""Names with parts in them, such as ``services at 90 %``, taken apart by a template."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter


def parts(template: str, name: str) -> dict[str, str] | None:
    """Return what stands in the places of a template.

    Parameters
    ----------
    template : str
        A name with ``{places}``.
    name : str
        The name as it is in the data.

    Returns
    -------
    dict of str to str or None
        By place; ``None`` where the template does not fit.

    Examples
    --------
    >>> parts("services at {level} %", "services at 90 %")
    {'level': '90'}
    >>> parts("services at {level} %", "total gain") is None
    True
    """
    found = _pattern(template).fullmatch(name)
    return None if found is None else found.groupdict()


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pieces = ((re.escape(text), place) for text, place, _, _ in Formatter().parse(template))
    return re.compile("".join(f"{text}(?P<{place}>.+?)" if place else text for text, place in pieces))
