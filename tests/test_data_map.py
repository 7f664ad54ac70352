"""The data map lists every field that is stored (G1): whoever adds one says on that page about whom it is and who sees it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadready.exchange.submission_file import Submission
from leadready.panel.kinds import KINDS
from leadready.store.database import open_store
from leadready.store.panel_store import open_panel_store

PAGE = (Path(__file__).parents[1] / "docs" / "data-map.md").read_text(encoding="utf-8")


def row(name):
    found = re.findall(rf"^\| `{name}` \|.*$", PAGE, re.MULTILINE)
    return found and " ".join(found)


@pytest.mark.parametrize("kind", ["submission", *KINDS])
def test_every_field_of_a_record_is_listed(kind):
    model = Submission if kind == "submission" else KINDS[kind]
    said = row(kind)
    assert said, f"docs/data-map.md has no row for {kind}"
    assert [field for field in model.model_fields if f"`{field}`" not in said] == []
    assert "?" not in said


@pytest.mark.parametrize("opened", [open_store, open_panel_store])
def test_every_column_of_a_store_is_listed(opened, tmp_path):
    store = opened(tmp_path, now=datetime(2027, 1, 1, tzinfo=UTC))
    try:
        names = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in names:
            said = row(table)
            assert said, f"docs/data-map.md has no row for {table}"
            columns = [one[1] for one in store.connection.execute(f"PRAGMA table_info({table})")]
            assert [column for column in columns if f"`{column}`" not in said] == [], table
    finally:
        store.close()
