"""Breaks the merge in twelve ways, one after the other, and says which of them the laws notice (M5).

`python -m tests.panel.faults` runs `test_merge_laws.py` and `test_log.py` twelve times, each with one fault put into a copy
of the source; at least eleven must fail. It is no test itself: it takes minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOG, STANDING, VIEW = "leadready/panel/log.py", "leadready/panel/standing.py", "leadready/panel/view.py"
TESTS = ("tests/panel/test_merge_laws.py", "tests/panel/test_log.py", "tests/panel/test_view.py")


FAULTS: dict[str, tuple[str, str, str]] = {
    "a payload that comes later is not taken": (
        LOG,
        "or (known[id_].payload is None and record.payload is not None)",
        "",
    ),
    "what was erased comes back with an old bundle": (
        LOG,
        "if _is_hidden(record, gone) and record.payload is not None",
        "if _is_hidden(record, gone - self.gone) and record.payload is not None",
    ),
    "anybody erases": (LOG, "and record.about and record.author in log.leads", "and record.about"),
    "an unsigned erasure counts": (LOG, "for id_ in wanted if id_ in signed)", "for id_ in wanted)"),
    "a record of another author continues a chain": (
        LOG,
        "if before is None or before.author != record.author:",
        "if before is None:",
    ),
    "a clock may stand still": (LOG, "and record.clock > before.clock", ""),
    "a signature of somebody else counts": (
        LOG,
        "if last not in log.records or log.records[last].author != author:",
        "if last not in log.records:",
    ),
    "the first of two forked records counts": (
        LOG,
        "if record.sequence >= forks.get(record.author, record.sequence + 1):",
        "if record.sequence > forks.get(record.author, record.sequence + 1):",
    ),
    "the last of two that contradict each other wins": (STANDING, "if len(live) == 1:", "if live:"),
    "everybody supersedes everybody's": (STANDING, 'record.author if record.kind in own else ""', '""'),
    "a mark after the lock counts": (VIEW, "record.sequence < ", "record.sequence != "),
    "order hangs on arrival": (
        LOG,
        "accepted = sorted(signed.difference(*forked.values()))",
        "accepted = [id_ for id_ in records if id_ in signed.difference(*forked.values())]",
    ),
}
"""What is broken: the file, what stands there, and what stands there instead."""


def _copy() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="leadready-fault-"))
    shutil.copytree(ROOT / "src" / "leadready", folder / "leadready", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def caught(file: str, old: str, new: str) -> bool:
    """Whether the tests notice that one piece of the source says something else."""
    folder = _copy()
    try:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            message = f"{file} has {text.count(old)} times: {old}"
            raise ValueError(message)
        path.write_text(text.replace(old, new), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            check=False,
        )
        return done.returncode == 1
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Say of each fault whether it was noticed."""
    noticed = 0
    for what, fault in FAULTS.items():
        found = caught(*fault)
        noticed += found
        sys.stdout.write(f"{'caught' if found else 'MISSED'}  {what}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{noticed} of {len(FAULTS)}\n")


if __name__ == "__main__":
    main()
