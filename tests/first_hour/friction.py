"""What stops a newcomer on a screen: words and numbers that are not written for people."""

from __future__ import annotations

import re

FRICTIONS = {
    "a traceback": re.compile(r"Traceback \(most recent call last\)"),
    "what is missing, as a program writes it": re.compile(
        r"(?<![\w'-])(?:nan|NaN|None|NaT|<NA>|inf)(?![\w'-])"
    ),
    "a number as a program writes it": re.compile(
        r"(?<![\w-])\d[\d.]*[eE][+-]\d+|\d\.(?!0+[1-9]\d{0,3}\b)\d{7,}"
    ),
    "an object as a program writes it": re.compile(r"np\.\w+\(|<[\w.]+ object at|dtype="),
    "one of something in the plural": re.compile(
        r"(?<![\d.,])1 (?:projects|services|agencies|groups|pairs|notes|faults|demands|plans|others)\b"
    ),
    "a command that is cut": re.compile(r"egov-budget \S+ \.\.\."),
}
LATIN = re.compile(r"[A-Za-z]{3,}")


def frictions(text: str, *, lang: str = "en", known: str = "") -> list[str]:
    """Return what is on a screen that should not be; Persian screens have no Latin words but those known."""
    found = [f"{name}: {place[0]}" for name, pattern in FRICTIONS.items() for place in pattern.finditer(text)]
    if lang == "fa":
        words = set(LATIN.findall(text)) - set(LATIN.findall(known))
        found += [f"English: {word}" for word in sorted(words)]
    return found
