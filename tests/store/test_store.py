"""The record: what was kept comes back, what is altered is noticed, and every failure has its own plain message."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from leadready.errors import StoreDamaged, StoreError, StoreFull, StoreLocked, StoreNewer, StoreReadOnly
from leadready.scoring.responses import Absence
from leadready.store.administrations import Administration, Latest
from leadready.store.database import APPLICATION_ID, FILE_NAME, open_store
from leadready.store.migrations import MIGRATIONS, Migration, pending
from leadready.store.sqlite_file import backups
from tests.conftest import NOW

if TYPE_CHECKING:
    from leadready.store.database import Store

DOCUMENT = '{"an": "assessment"}'
HASH = hashlib.sha256(DOCUMENT.encode()).hexdigest()


def begin(store: Store, name: str = "one", **more) -> Administration:
    administration = Administration(name, HASH, "small", "1.0.0", "Small", "development", 4, NOW, **more)
    store.definitions.keep(HASH, DOCUMENT)
    store.administrations.start(administration)
    return administration


def test_what_was_kept_comes_back(store: Store):
    begun = begin(store)
    answers = {"a1": 4, "a2": Absence.NOT_APPLICABLE, "a3": Absence.MISSING, "b1": "doctor"}
    for item_id, answer in answers.items():
        store.administrations.record("one", item_id, answer, NOW)
    store.administrations.record("one", "a1", 5, NOW + timedelta(minutes=1))
    assert store.administrations.get("one") == begun
    assert store.administrations.answers("one") == answers | {"a1": 5}
    assert store.definitions.get(HASH) == DOCUMENT
    (summary,) = store.administrations.summaries()
    assert (summary.answered, summary.is_complete, summary.last_saved_at) == (3, False, NOW + timedelta(minutes=1))
    store.administrations.complete("one", NOW)
    store.plans.save("one", "{}", NOW)
    (summary,) = store.administrations.summaries()
    assert (summary.is_complete, summary.plan_kept_at) == (True, NOW)
    assert store.plans.get("one") == "{}"
    assert (store.plans.kept_at("one"), store.plans.kept_at("two")) == (NOW, None)


def test_summaries_are_newest_first_and_few(store: Store):
    store.definitions.keep(HASH, DOCUMENT)
    for number in range(5):
        started = NOW + timedelta(days=number)
        store.administrations.start(Administration(str(number), HASH, "s", "1.0.0", "S", "d", 4, started))
    assert [one.administration.id for one in store.administrations.summaries(3)] == ["4", "3", "2"]


def test_home_gets_the_newest_of_each_kind_and_counts_all(store: Store):
    assert store.administrations.latest() == Latest(None, None, 0)
    store.definitions.keep(HASH, DOCUMENT)
    for number in range(60):
        started = NOW + timedelta(days=number)
        store.administrations.start(Administration(str(number), HASH, "s", "1.0.0", "S", "d", 4, started))
        if number < 57:
            store.administrations.complete(str(number), started)
    latest = store.administrations.latest()
    assert latest.open is not None
    assert latest.done is not None
    assert (latest.open.administration.id, latest.done.administration.id, latest.kept) == ("59", "56", 60)


def test_deleting_leaves_no_trace_in_the_file(store: Store):
    begin(store)
    store.administrations.record("one", "a1", "canary-in-the-answer", NOW)
    store.plans.save("one", '"canary-in-the-plan"', NOW)
    store.administrations.delete("one")
    assert store.administrations.summaries() == ()
    assert store.plans.get("one") is None
    content = store.file.read_bytes()
    for canary in (b"canary-in-the-answer", b"canary-in-the-plan", DOCUMENT.encode()):
        assert canary not in content


def test_accounts_come_back_the_last_changed_first(store: Store):
    store.accounts.save("a", '{"title": "A"}', NOW)
    store.accounts.save("b", '{"title": "B"}', NOW + timedelta(minutes=1))
    assert list(store.accounts.salvage().documents.items()) == [("b", '{"title": "B"}'), ("a", '{"title": "A"}')]
    store.accounts.save("a", '{"title": "Z"}', NOW + timedelta(minutes=2))
    assert store.accounts.get("a") == '{"title": "Z"}'
    assert list(store.accounts.salvage().documents) == ["a", "b"]
    with pytest.raises(StoreError, match="This account is not in the record"):
        store.accounts.get("c")


def test_deleting_an_account_leaves_no_trace_in_the_file(store: Store):
    begin(store)
    store.plans.save("one", '["canary-of-the-link"]', NOW)
    store.accounts.save("a", '"canary-in-the-account"', NOW)
    store.accounts.save("b", '"another"', NOW)
    store.accounts.delete("a", {"one": "[]"}, NOW)
    assert (list(store.accounts.salvage().documents), store.plans.get("one")) == (["b"], "[]")
    content = store.file.read_bytes()
    assert b"canary-in-the-account" not in content
    assert b"canary-of-the-link" not in content


def test_an_account_goes_with_its_place_in_plans_or_not_at_all(store: Store):
    begin(store)
    store.plans.save("one", '["a"]', NOW)
    store.accounts.save("a", '"kept"', NOW)
    with pytest.raises(StoreError):
        store.accounts.delete("a", {"one": "[]", "no such sitting": "[]"}, NOW)
    assert (store.accounts.get("a"), store.plans.get("one")) == ('"kept"', '["a"]')


def test_good_accounts_and_plans_can_be_saved_from_damaged_ones(store: Store):
    begin(store)
    begin(store, "two")
    for name in ("one", "two"):
        store.accounts.save(name, "{}", NOW)
        store.plans.save(name, "{}", NOW)
    store.connection.execute("UPDATE account SET document = '[]' WHERE id = 'two'")
    store.connection.execute("UPDATE plan SET document = '[]' WHERE administration_id = 'two'")
    kept = store.accounts.salvage()
    assert (kept.documents, kept.damaged) == ({"one": "{}"}, ("two",))
    assert store.plans.salvage() == {"one": "{}"}


def test_a_definition_must_be_what_its_hash_says(store: Store):
    with pytest.raises(ValueError, match=HASH):
        store.definitions.keep(HASH, DOCUMENT + " ")


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE response SET answer = '1'", lambda store: store.administrations.answers("one")),
        ("UPDATE response SET answer = 'not json'", lambda store: store.administrations.answers("one")),
        ("UPDATE response SET item_id = 'a9'", lambda store: store.administrations.answers("one")),
        ("UPDATE administration SET title = 'Other'", lambda store: store.administrations.get("one")),
        ("UPDATE administration SET completed_at = '2020'", lambda store: store.administrations.summaries()),
        ("UPDATE plan SET document = '[]'", lambda store: store.plans.get("one")),
        ("UPDATE account SET document = '[]'", lambda store: store.accounts.get("a")),
        ("UPDATE account SET kept_at = '2020'", lambda store: store.accounts.get("a")),
        ("UPDATE account SET id = 'b'", lambda store: store.accounts.get("b")),
        ("UPDATE definition SET document = '{}'", lambda store: store.definitions.get(HASH)),
    ],
)
def test_altered_text_is_never_shown_as_good(store: Store, statement, read):
    begin(store)
    store.administrations.record("one", "a1", 4, NOW)
    store.plans.save("one", "{}", NOW)
    store.accounts.save("a", "{}", NOW)
    store.connection.execute(statement)
    with pytest.raises(StoreDamaged, match="damaged") as caught:
        read(store)
    assert "backups" in caught.value.advice


def test_what_is_good_can_be_saved_from_a_damaged_sitting(store: Store):
    begin(store)
    for item_id in ("a1", "a2"):
        store.administrations.record("one", item_id, 4, NOW)
    store.connection.execute("UPDATE response SET answer = '5' WHERE item_id = 'a2'")
    assert store.administrations.salvage("one") == ({"a1": 4}, ("a2",))


def test_the_settings_that_survive_a_power_cut(store: Store):
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "application_id": APPLICATION_ID,
    }
    for name, value in wanted.items():
        assert store.connection.execute(f"PRAGMA {name}").fetchone()[0] == value, name
    store.check()


def test_a_newer_record_is_left_alone(tmp_path: Path):
    open_store(tmp_path, now=NOW).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(
        StoreNewer, match="newer leadready .its shape is 99; this program knows up to 3.. Install the newer version"
    ):
        open_store(tmp_path, now=NOW)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, only text", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path, content: bytes):
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_store(tmp_path, now=NOW)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(StoreDamaged, match="not a record of leadready"):
        open_store(tmp_path, now=NOW)


def test_a_locked_record_says_so_and_loses_nothing(store: Store):
    begin(store)
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.connection.execute("PRAGMA busy_timeout=50")
    with pytest.raises(StoreLocked, match="Another program is using the record"):
        store.administrations.record("one", "a1", 4, NOW)
    other.execute("ROLLBACK")
    other.close()
    store.administrations.record("one", "a1", 4, NOW)
    assert store.administrations.answers("one") == {"a1": 4}


def test_a_full_disk_says_so_and_loses_nothing(store: Store):
    begin(store)
    store.administrations.record("one", "a1", 4, NOW)
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(
        StoreFull, match="The disk is full, so the last answer could not be kept. All earlier ones are safe"
    ):
        for number in range(2000):
            store.administrations.record("one", f"b{number}", "x" * 500, NOW)
    assert store.administrations.answers("one")["a1"] == 4
    store.connection.execute("PRAGMA max_page_count=100000")
    store.administrations.record("one", "a2", 3, NOW)
    store.check()


def test_a_read_only_record_says_so(store: Store):
    begin(store)
    store.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(StoreReadOnly, match="read-only"):
        store.administrations.record("one", "a1", 4, NOW)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="dropping rights needs a process that has them"
)
def test_a_read_only_folder_says_so(tmp_path: Path):
    open_store(tmp_path / "record", now=NOW).close()
    for path in (tmp_path / "record" / FILE_NAME, tmp_path / "record"):
        path.chmod(0o555)
    code = (
        "import os, sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from leadready.store.database import open_store; from leadready.errors import StoreError\n"
        "store = None\n"
        "os.setuid(65534)\n"
        "try:\n"
        "    store = open_store(Path(sys.argv[1]), now=datetime.now(UTC))\n"
        "    store.plans.delete('x')\n"
        "except StoreError as error: print(type(error).__name__)\n"
    )
    for parent in tmp_path.parents:
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o005 and parent != parent.parent:
            parent.chmod(parent.stat().st_mode | 0o055)
    tmp_path.chmod(0o755)
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "record")], capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() in {"StoreReadOnly", "StoreError"}, ended.stderr


def test_a_thousand_damaged_files_never_give_a_traceback_or_altered_text(tmp_path: Path):
    """Bits flipped, ends cut off, stretches of zeros: every answer that comes back is one that was written."""
    source = open_store(tmp_path / "source", now=NOW)
    begin(source)
    written = {f"item-{number}": number for number in range(40)}
    for item_id, answer in written.items():
        source.administrations.record("one", item_id, answer, NOW)
    source.close()
    good = (tmp_path / "source" / FILE_NAME).read_bytes()
    chance = random.Random(7)  # noqa: S311 - damage, not secrets
    folder = tmp_path / "damaged"
    folder.mkdir()
    noticed = 0
    for _case in range(1000):
        (folder / FILE_NAME).write_bytes(_damage(bytearray(good), chance))
        try:
            store = open_store(folder, now=NOW)
        except StoreError:
            noticed += 1
            continue
        try:
            answers, bad = store.administrations.salvage("one")
            noticed += bool(bad)
            for item_id, answer in answers.items():
                assert written[item_id] == answer
            store.administrations.summaries()
        except StoreError:
            noticed += 1
        finally:
            store.close()
    assert noticed > 300


def _damage(content: bytearray, chance: random.Random) -> bytes:
    kind = chance.randrange(3)
    place = chance.randrange(len(content))
    if kind == 0:
        for _flip in range(chance.choice([1, 8])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del content[place:]
    else:
        content[place : place + 700] = bytes(len(content[place : place + 700]))
    return bytes(content)


class Sittings(RuleBasedStateMachine):
    """Anything a person can do, in any order, against a plain dict."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        # Neither an id nor a random number will do: ids come again, and the tests' chance has a seed.
        self.path = Path(tempfile.mkdtemp(dir=self.folder))
        self.store = open_store(self.path, now=NOW)
        self.model: dict[str, dict[str, object]] = {}

    @rule()
    def start(self) -> None:
        self.number += 1
        begin(self.store, f"s{self.number}")
        self.model[f"s{self.number}"] = {}

    @rule(
        item=st.sampled_from(["a", "b", "c"]),
        answer=st.sampled_from([1, 5, "doctor", Absence.MISSING, Absence.NOT_APPLICABLE]),
        data=st.data(),
    )
    def answer(self, item, answer, data) -> None:
        if self.model:
            sitting = data.draw(st.sampled_from(sorted(self.model)))
            self.store.administrations.record(sitting, item, answer, NOW)
            self.model[sitting][item] = answer

    @rule(data=st.data())
    def delete(self, data) -> None:
        if self.model:
            sitting = data.draw(st.sampled_from(sorted(self.model)))
            self.store.administrations.delete(sitting)
            del self.model[sitting]

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path, now=NOW)

    @invariant()
    def same(self) -> None:
        assert {one.administration.id for one in self.store.administrations.summaries()} == set(self.model)
        for sitting, answers in self.model.items():
            assert self.store.administrations.answers(sitting) == answers

    def teardown(self) -> None:
        self.store.close()


def test_any_order_of_doings_keeps_exactly_what_was_done(tmp_path: Path):
    Sittings.folder = tmp_path
    run_state_machine_as_test(Sittings, settings=settings(max_examples=40, stateful_step_count=25))


def _second(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE extra (x TEXT) STRICT")


def _broken(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (x TEXT) STRICT")
    connection.execute("no such statement")


def test_a_migration_is_backed_up_first_and_all_or_nothing(tmp_path: Path):
    store = open_store(tmp_path, now=NOW)
    begin(store)
    store.close()
    with pytest.raises(StoreError):
        open_store(tmp_path, now=NOW, migrations=(*MIGRATIONS, Migration("broken", _broken)))
    store = open_store(tmp_path, now=NOW)
    tables = {name for (name,) in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "half" not in tables
    assert len(store.administrations.summaries()) == 1
    store.close()
    store = open_store(tmp_path, now=NOW + timedelta(seconds=1), migrations=(*MIGRATIONS, Migration("second", _second)))
    assert [name for (name,) in store.connection.execute("SELECT name FROM migration ORDER BY rowid")][-1] == "second"
    assert store.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
    store.close()
    kept = backups(tmp_path)
    assert len(kept) == 2
    with sqlite3.connect(kept[0]) as copy:
        assert copy.execute("SELECT count(*) FROM administration").fetchone() == (1,)
    copy.close()


def test_pending_is_what_is_left():
    assert pending(0) == MIGRATIONS
    assert pending(len(MIGRATIONS)) == ()


@pytest.mark.parametrize(
    ("version", "expected"), [(1, "2d16e76a77950a4d"), (2, "b03cfe08b32abdd1"), (3, "65794611b788b79c")]
)
def test_a_released_shape_never_changes(tmp_path: Path, version: int, expected: str):
    store = open_store(tmp_path, now=NOW, migrations=MIGRATIONS[:version])
    shape = "\n".join(
        sql for (sql,) in store.connection.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name")
    )
    store.close()
    assert hashlib.sha256(" ".join(shape.split()).encode()).hexdigest()[:16] == expected


def test_a_backup_is_a_whole_record(store: Store, tmp_path: Path):
    begin(store)
    store.backup_to(tmp_path / FILE_NAME)
    copy = open_store(tmp_path, now=NOW)
    assert len(copy.administrations.summaries()) == 1
    copy.close()
