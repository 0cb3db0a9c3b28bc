"""``python -m benchmarks``: every verb against HiGHS, a national run, defence, several years, the report."""

from __future__ import annotations

from benchmarks import defence, line, report, what_if, whole, years

if __name__ == "__main__":
    line.main()
    print()
    whole.main()
    print()
    defence.main()
    print()
    what_if.main()
    print()
    years.main()
    print()
    report.main()
