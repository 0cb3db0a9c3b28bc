"""Colours that tell agencies and series apart do so for every kind of colour vision, by simulation."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from egov_budget.reporting.html.colours import OWN
from egov_budget.reporting.html.render import ROOM
from egov_budget.reporting.plots import canvas

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


def lab(colour: str, seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a colour in CIELAB as somebody sees it."""
    light = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    part = XYZ @ np.clip(seen @ linear, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: list[str], seen: NDArray[np.float64]) -> float:
    """Return how far the two most alike of some colours are apart."""
    places = [lab(colour, seen) for colour in colours]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(places, 2))


def of_the_report() -> list[str]:
    """Return the colours that stand for one agency everywhere, by day."""
    style = files(ROOM).joinpath("pages", "report.css").read_text(encoding="utf-8")
    return [re.findall(rf"--c{at}: (#\w{{6}})", style)[0] for at in range(OWN)]


@pytest.mark.parametrize("kind", SEEN)
def test_colours_of_agencies_and_series_are_told_apart(kind: str) -> None:
    charts = [canvas.BLUE, canvas.ORANGE, canvas.GREEN, canvas.RED, canvas.SKY]
    assert nearest(of_the_report(), SEEN[kind]) > APART
    assert nearest(charts, SEEN[kind]) > APART


def test_red_and_green_alike_are_found() -> None:
    assert (
        nearest(["#d62728", "#8c7a1b"], SEEN["all"])
        > APART
        > nearest(["#d62728", "#8c7a1b"], SEEN["no green"])
    )
