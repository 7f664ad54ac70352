"""Kill the writer at any moment: every answer that was shown as saved is there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from leadready.store.database import open_store
from tests.conftest import NOW
from tests.store.test_store import begin

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 200

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from leadready.store.database import open_store
store = open_store(Path(sys.argv[1]), now=datetime.now(UTC))
number = int(sys.argv[2])
while True:
    number += 1
    store.administrations.record("one", f"item-{number % 97}", number, datetime.now(UTC))
    print(number, flush=True)
"""


def test_no_acknowledged_answer_is_lost(tmp_path: Path):
    store = open_store(tmp_path, now=NOW)
    begin(store)
    store.close()
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    last, acknowledged = 0, 0
    for _kill in range(KILLS):
        writer = subprocess.Popen(
            [
                sys.executable,
                "-S",
                "-c",
                f"import sys; sys.path[:0] = {sys.path!r}\n" + WRITER,
                str(tmp_path),
                str(last),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.random() * 0.02)  # the moment of death; nothing waits for it
        writer.kill()
        rest = writer.stdout.read()
        writer.wait()
        writer.stdout.close()
        # The last line may have been cut off by the kill; it was not acknowledged then.
        shown = [int(line) for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
        acknowledged += len(shown)
        store = open_store(tmp_path, now=NOW)
        kept = store.administrations.answers("one")
        for number in shown[-97:]:
            assert kept[f"item-{number % 97}"] >= number
        store.check()
        store.close()
        last = max([last, *kept.values()])
    assert acknowledged > KILLS
