from __future__ import annotations

import json
import os
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadready.errors import StoreDamaged, StoreError, StoreNewer
from leadready.panel.log import Growth, Log
from leadready.panel.record import record_id, texts
from leadready.store.database import open_store
from leadready.store.panel_store import FILE_NAME, MIGRATIONS, PanelStore, SeenFile, open_panel_store
from leadready.store.sqlite_file import open_file
from tests.panel.rounds import KEYS, Round

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def log():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 4, 3)
    return made.log()


def kept(folder, log, seen=()):
    store = open_panel_store(folder, now=NOW)
    store.keep(Growth(log.records, log.heads), seen)
    store.close()


def test_a_log_is_read_again_as_it_was_kept(tmp_path, log):
    seen = SeenFile("d" * 64, "jo.lrsub", "2027-01-01T00:00:00Z", "taken", "A1", "lea")
    kept(tmp_path, log, [seen])
    store = open_panel_store(tmp_path, now=NOW)
    records, heads = store.load()
    assert Log(log.leads).merged(records, heads) == log
    assert store.seen() == {"d" * 64: seen}
    assert store.campaign() is None
    store.keep_campaign("one")
    store.keep_campaign("two")
    assert store.campaign() == "two"
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has lists of rights, which a folder hands down")
def test_only_its_owner_may_read_a_round_its_journal_and_its_copies(tmp_path, log):
    """With the usual mask of 022 everybody of a shared computer could read names, answers and marks."""
    before = os.umask(0o022)
    try:
        folder = tmp_path / "rounds" / "one"
        kept(folder, log)
        store = open_panel_store(folder, now=NOW)
        store.backup_to(folder / "copy.db")
        store.close()
    finally:
        os.umask(before)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())} == {
        "one": "0o700",
        FILE_NAME: "0o600",
        f"{FILE_NAME}-journal": "0o600",
        "copy.db": "0o600",
    }


def test_what_is_erased_is_gone_from_the_file(tmp_path, log):
    kept(tmp_path, log)
    assert b"Name of A1" in (tmp_path / FILE_NAME).read_bytes()
    gone = {id_: replace(record, payload=None) for id_, record in log.records.items()}
    store = open_panel_store(tmp_path, now=NOW)
    store.keep(Growth(gone, frozenset()))
    store.close()
    assert b"Name of A1" not in b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET payload = replace(payload, '4', '5') WHERE payload LIKE '%mark%'",
        "UPDATE record SET header = replace(header, 'A1', 'B2')",
        "UPDATE record SET header = '{'",
        "UPDATE record SET header = '{}'",
    ],
)
def test_a_damaged_record_is_noticed(tmp_path, log, damage):
    kept(tmp_path, log)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(damage)
    connection.commit()
    connection.close()
    store = open_panel_store(tmp_path, now=NOW)
    with pytest.raises(StoreDamaged):
        store.load()
    store.close()


def test_all_or_nothing_is_kept(tmp_path, log):
    store = open_panel_store(tmp_path, now=NOW)
    with pytest.raises(StoreError):
        store.keep(Growth(log.records, frozenset([("too", "few")])))
    assert store.load() == ({}, [])
    store.close()


def test_the_persons_own_record_is_no_campaign_and_a_newer_one_is_refused(tmp_path):
    open_store(tmp_path, now=NOW).close()
    (tmp_path / "leadready.db").rename(tmp_path / FILE_NAME)
    with pytest.raises(StoreDamaged):
        open_panel_store(tmp_path, now=NOW)
    (tmp_path / FILE_NAME).unlink()
    open_panel_store(tmp_path, now=NOW).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version=9")
    connection.close()
    with pytest.raises(StoreNewer):
        open_panel_store(tmp_path, now=NOW)


def test_a_file_of_an_earlier_leadready_keeps_all_it_holds(tmp_path, log):
    """In the shape of then, and with payloads as they were written then, with spaces."""
    old = open_file(PanelStore, tmp_path / FILE_NAME, now=NOW, migrations=MIGRATIONS[:1])
    with old.transaction() as connection:
        for id_, record in log.records.items():
            row = id_, texts(record).header, json.dumps(record.payload, ensure_ascii=False)
            connection.execute("INSERT INTO record VALUES (?, ?, ?)", row)
        connection.executemany("INSERT INTO head VALUES (?, ?, ?)", log.heads)
    old.close()
    store = open_panel_store(tmp_path, now=NOW)
    records, heads = store.load()
    assert Log(log.leads).merged(records, heads) == log
    store.keep(Growth(log.records, log.heads))
    assert store.load()[0] == log.records
    store.close()


def test_the_key_of_a_record_is_its_id(tmp_path, log):
    kept(tmp_path, log)
    store = open_panel_store(tmp_path, now=NOW)
    records, _heads = store.load()
    store.close()
    assert all(record_id(record) == id_ for id_, record in records.items())
    assert {record.author for record in records.values()} == {KEYS["lea"], KEYS["ann"]}
