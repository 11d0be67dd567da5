"""Run the benchmarks that are named, or all of them."""

from __future__ import annotations

import importlib
import sys

NAMES = ("setup", "check", "save", "build", "nbval", "cohort", "overhead", "scale", "cluster", "otter", "report")


def main(names: list[str]) -> int:
    """Print each named benchmark's figures; exit 2 when there is none of that name."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in names or NAMES:
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


raise SystemExit(main(sys.argv[1:]))
