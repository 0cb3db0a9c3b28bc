"""``python -m benchmarks``: seconds of every verb, the ratio to HiGHS alone, and a whole national run."""

from __future__ import annotations

from benchmarks import line, whole

if __name__ == "__main__":
    line.main()
    print()
    whole.main()
