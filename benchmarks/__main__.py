"""``python -m benchmarks``: every verb against HiGHS, a national run, defence, several years, the report."""

from __future__ import annotations

from benchmarks import defence, line, report, what_if, whole, years
from benchmarks.results import KEPT, keep

if __name__ == "__main__":
    ratios = line.main()
    print()
    whole.main()
    print()
    defence.main()
    print()
    ratios |= what_if.main()
    print()
    years.main()
    print()
    report.main()
    slower = keep(ratios)
    print(f"\nA tenth slower than in the {KEPT.name} before, or more: {'; '.join(slower) or 'nothing'}")
