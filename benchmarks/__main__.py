"""`make bench`: every figure beside its bare baseline from the same run. Ratios are what counts; machines differ."""

from __future__ import annotations

import importlib
import sys

PARTS = ("scoring", "report", "answering", "window", "panel", "letters", "applicants")


def main() -> None:
    """Run all parts, or those that are named."""
    for name in sys.argv[1:] or PARTS:
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            print(figure, flush=True)


if __name__ == "__main__":
    main()
