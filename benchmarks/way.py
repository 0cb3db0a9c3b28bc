"""The way of a scenario through ``allocate``: the rooms whose functions are handed a noun, in order.

Printed for one source tree; ``benchmarks.house`` asks for it of several. What ``allocate`` loads late is
loaded by a first run; the second one is followed with ``sys.setprofile``. A call from one file into another
is a stop of the way if one of its arguments, ``self`` included, is a noun of the line or its columns. Calls
into the rooms that hold the scenario itself and exact money are reading, not stops. Stops of one room in a
row are one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

NOUNS = {"Scenario", "SimilarityGraph", "Overlaps", "Columns", "Program", "Outcome", "Allocation"}
READ = {"scenario", "money"}
UNSEEN = {"<module>", "__getattribute__"}  # importing is no stop, nor is reading an attribute


@dataclass(frozen=True)
class Way:
    """What following ``allocate`` on the four projects shows.

    Parameters
    ----------
    stops : list of str
        Rooms in the order in which nouns came to them; neighbours differ.
    files : int
        Files of the package in which anything at all was called.
    classes, names : list of str
        Classes of rules, and the names that rules have in rows and audits.
    """

    stops: list[str]
    files: int
    classes: list[str]
    names: list[str]

    @classmethod
    def followed(cls) -> Way:
        """Allocate the four projects twice, and follow the second run."""
        from egov_budget import allocate, rules, worlds

        root = Path(rules.__file__).parents[1]
        scenario = worlds.four_projects()
        allocate(scenario)
        stops: list[str] = []
        files: set[str] = set()

        def follow(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if event != "call" or code.co_name in UNSEEN or not code.co_filename.startswith(f"{root}/"):
                return
            files.add(code.co_filename)
            room = Path(code.co_filename).relative_to(root).parts[0].removesuffix(".py")
            if room not in READ and stops[-1:] != [room] and _is_handed_a_noun(frame):
                stops.append(room)

        sys.setprofile(follow)
        allocate(scenario)
        sys.setprofile(None)
        shelf = [value for value in vars(rules).values() if isinstance(value, type) and hasattr(value, "say")]
        named = {rule.name for rule in rules.STANDARD} | {vars(rule).get("name") for rule in shelf}
        return cls(
            stops=stops,
            files=len(files),
            classes=sorted({rule.__name__ for rule in shelf}),
            names=sorted(name for name in named if isinstance(name, str)),
        )


def _is_handed_a_noun(frame: FrameType) -> bool:
    """Tell whether a call comes from another file and has a noun among its arguments."""
    code, caller = frame.f_code, frame.f_back
    if caller is not None and caller.f_code.co_filename == code.co_filename:
        return False
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return any(type(frame.f_locals.get(name)).__name__ in NOUNS for name in names)


if __name__ == "__main__":
    way = Way.followed()
    print(json.dumps(asdict(way)) if "--json" in sys.argv else " > ".join(way.stops))
