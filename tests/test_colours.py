"""Colours stand in one file; those of agencies differ for every kind of colour vision; words can be read."""

from __future__ import annotations

import re
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from egov_budget.display.look import DAY, NIGHT
from egov_budget.reporting.html.colours import FREE, OTHER, OWN

# Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, at full severity, on linear RGB
SEEN = {
    "all": np.eye(3),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                          [-0.011820, 0.042940, 0.968881]]),
    "no blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                         [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
APART = 15.0  # CIE 1976; about 2.3 are just noticed side by side
WORDS = ("ink", "soft", "accent", "doubt", "good", "amber")
GROUNDS = ("paper", "panel", "accent-soft", "doubt-soft", "good-soft", "amber-soft")
READABLE = 4.5  # WCAG 2.2, 1.4.3
ROOT = Path(__file__).parents[1]
ROOMS = ("docs", *(f"src/egov_budget/{room}" for room in ("display", "intake", "reporting")))
COLOUR = re.compile(
    r"(?<![\w&])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgb|hsl)a?\("
    r"|(?:color\w*|background|fill|stroke)[\"']?[:=] ?[\"']?(?-i:black|white|gr[ae]y|red|green|blue)\b",
    re.IGNORECASE,
)


def linear(colour: str) -> NDArray[np.float64]:
    """Return how much light of each kind a colour is."""
    light = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)


def lab(colour: str, seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a colour in CIELAB as somebody sees it."""
    part = XYZ @ np.clip(seen @ linear(colour), 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: list[str], seen: NDArray[np.float64]) -> float:
    """Return how far the two most alike of some colours are apart."""
    places = [lab(colour, seen) for colour in colours]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(places, 2))


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart in light, as WCAG counts it."""
    less, more = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (more + 0.05) / (less + 0.05)


@pytest.mark.parametrize("kind", SEEN)
def test_colours_of_agencies_and_series_are_told_apart(kind: str) -> None:
    assert nearest([DAY[f"c{at}"] for at in range(OWN)], SEEN[kind]) > APART  # charts draw with these too


def test_red_and_green_alike_are_found() -> None:
    assert (
        nearest(["#d62728", "#8c7a1b"], SEEN["all"])
        > APART
        > nearest(["#d62728", "#8c7a1b"], SEEN["no green"])
    )


def test_words_can_be_read_on_every_ground_by_day_and_by_night() -> None:
    for look in (DAY, DAY | NIGHT):
        pairs = [(look[word], look[ground]) for word, ground in product(WORDS, GROUNDS)]
        assert min(contrast(*pair) for pair in [*pairs, (look["on-accent"], look["accent"])]) >= READABLE
    assert contrast(DAY["ink"], NIGHT["paper"]) < READABLE < contrast("#767676", "#ffffff")


def test_a_colour_is_stated_in_the_look_and_nowhere_else() -> None:
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for room in ROOMS
        for path in ROOT.joinpath(room).rglob("*")
        if path.suffix in {".css", ".jinja", ".js", ".py"} and path.parent.name != "solver"
    }
    stated = {path for path, text in texts.items() if COLOUR.search(text)}
    assert stated == {"src/egov_budget/display/pages/look.css"}
    for planted in ("color: #fff;", 'fill="#17212D"', "rgb(0 0 0 / 30%)", '"font_color": "white"'):
        assert COLOUR.search(planted)


def test_what_the_styles_ask_the_look_states() -> None:
    styles = [path.read_text(encoding="utf-8") for path in ROOT.joinpath("src").rglob("*.css")]
    asked = set(re.findall(r"var\(--([\w-]+)", "".join(styles))) - {"own"}  # set by .c0 and on
    assert asked == set(DAY) and NIGHT.keys() < DAY.keys()
    assert {f"c{at}" for at in range(OTHER + 1 + FREE)} < asked
