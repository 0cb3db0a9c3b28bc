"""``python -m benchmarks``: every verb, its ratio to HiGHS, a whole national run, what defends a plan."""

from __future__ import annotations

from benchmarks import defence, line, what_if, whole

if __name__ == "__main__":
    line.main()
    print()
    whole.main()
    print()
    defence.main()
    print()
    what_if.main()
