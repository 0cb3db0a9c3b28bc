"""The page on which the pool is moved: the program, its solver and their script in one HTML file."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.display.as_html import allowed, page_file, pages, style_of
from egov_budget.errors import Fault, RuleError
from egov_budget.intake.atomic_write import write_whole
from egov_budget.language import language_of
from egov_budget.program import formulate
from egov_budget.program.movable import movable
from egov_budget.program.pool_bounds import moves_with_the_pool
from egov_budget.reporting.bands_words import bands_words
from egov_budget.reporting.html.plain import named, plain, projects_named
from egov_budget.reporting.html.render import ROOM
from egov_budget.scenario.attainment import MEAN

if TYPE_CHECKING:
    from pathlib import Path

    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario

SOLVER = ("highs.js", "highs.wasm", "LICENSE")  # of the npm package highs, which make what-if brings
NEEDED = "highs 1.15.3"
SECTION = "what_if.js."


def write_what_if(allocation: Allocation, path: Path, lang: str = "en") -> None:
    """Write the page on which the pool and the projects of a plan are moved, whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan; the page is about its requests, common work and rules.
    path : Path
        File to write, replaced if it is there.
    lang : str, optional
        Language of the page: ``en`` or ``fa``.

    Raises
    ------
    ImportError
        If the solver's files are not here.
    RuleError
        If a rule of one's own depends on the pool.
    ValueError
        If there is no such language.
    """
    language, solver = language_of(lang), _solver()
    script = page_file(ROOM, "what-if-solver.js") + page_file(ROOM, "what-if.js")
    style = style_of(ROOM, "report.css", "what-if.css")
    text = pages(ROOM).get_template("what-if.html.jinja").render(
        say=language.say, lang=language, style=style, script=script,
        style_hash=allowed(style), script_hash=allowed(script),
        bands=bands_words(allocation.scenario, language),
        name=plain(allocation.scenario.settings.name),
        currency=plain(language.word("currency", allocation.scenario.settings.currency)),
        parts={"data": _packed(json.dumps(told(allocation, language), ensure_ascii=False).encode())} | solver,
    )  # fmt: skip
    write_whole(text, path)


def told(allocation: Allocation, language: Language) -> dict[str, Any]:
    """Return what the script of the page is told: the program, names, decisions and words."""
    scenario = allocation.scenario
    program = _program(allocation, scenario)
    columns, titles = program.columns, projects_named(scenario, language)
    attainment, agencies = columns.attainment, named(scenario, "agencies")
    place = {name: at for at, name in enumerate(agencies)}
    of = scenario.projects.set_index("id")["agency"]
    weight = scenario.indicators.set_index("id")["weight"]
    names = named(scenario, "indicators")
    return {
        "program": movable(program),
        "pool": columns.pool,
        "quantum": columns.quantum,
        "hurdle": scenario.settings.hurdle,
        "projects": [
            [name, titles[name], place[of[name]], cost]
            for name, cost in zip(columns.projects.tolist(), columns.cost.tolist(), strict=True)
        ],
        "agencies": [
            [row["id"], agencies[row["id"]], row["floor_unit"], row["ceiling_unit"]]
            for row in scenario.agencies.to_dict("records")
        ],
        "indicators": [[name, names[name], float(weight[name])] for name in attainment.indicators.tolist()],
        "reached": attainment.bands_by != MEAN,
        "importance": attainment.importance.tolist(),
        "scores": np.where(np.isnan(attainment.score), -1.0, attainment.score).tolist(),
        "decisions": scenario.decisions.drop(columns="before").to_dict("records"),
        "lang": language.code,
        "words": language.under(SECTION),
    }  # fmt: skip


def _program(allocation: Allocation, scenario: Scenario) -> Program:
    """Return the program of the page; a rule that moves with the pool in a way of its own is a fault."""
    made = partial(formulate, overlaps=allocation.overlaps, rules=allocation.rules, check=False)
    program, near = made(scenario), scenario.settings.pool + scenario.settings.quantum
    if not moves_with_the_pool(program, made(scenario.replace(pool=near)), near):
        fault = "a rule depends on the pool in a way that the page does not know"
        raise RuleError([Fault("what-if", None, "rules", "", fault, "Leave it out")])
    return program


def _solver() -> dict[str, str]:
    """Return the solver's files, packed, by the names of their places in the page."""
    folder = files(ROOM).joinpath("solver")
    if not all(folder.joinpath(name).is_file() for name in SOLVER):
        raise ImportError(f"the page solves with the npm package {NEEDED}, which is not here: make what-if")
    return {name.replace(".", "-"): _packed(folder.joinpath(name).read_bytes()) for name in SOLVER}


def _packed(content: bytes) -> str:
    return b64encode(gzip.compress(content, 9, mtime=0)).decode()
