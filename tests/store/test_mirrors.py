"""What colleagues said: it comes back as it was kept, an altered word is noticed, and it goes with its sitting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leadready.errors import StoreDamaged, StoreError
from leadready.store.mirrors import MirrorRecord
from tests.store.test_store import begin

if TYPE_CHECKING:
    from leadready.store.database import Store


def ask(store: Store, name: str = "one") -> MirrorRecord:
    begin(store, name)
    mirror = MirrorRecord(f"{name}-mirror", name, "Dr Pugh")
    store.mirrors.start(mirror)
    return mirror


def test_a_mirror_and_its_replies_come_back(store: Store):
    mirror = ask(store)
    assert store.mirrors.of("one") == mirror
    assert store.mirrors.of("another") is None
    store.mirrors.take(mirror.id, {"b": "two", "a": "one"})
    store.mirrors.take(mirror.id, {"b": "three"})
    assert store.mirrors.replies(mirror.id) == {"a": "one", "b": "three"}
    closed = mirror._replace(asked_by="", closed_on=date(2026, 11, 24))
    store.mirrors.replace(closed)
    assert store.mirrors.of("one") == closed


def test_a_sitting_has_one_mirror_and_a_mirror_has_a_sitting(store: Store):
    ask(store)
    for mirror in (MirrorRecord("other", "one", ""), MirrorRecord("other", "nobody", "")):
        with pytest.raises(StoreError):
            store.mirrors.start(mirror)
    with pytest.raises(StoreError):
        store.mirrors.take("nothing", {"a": "one"})


def test_replies_are_taken_all_or_none(store: Store):
    mirror = ask(store)
    with pytest.raises(StoreError):
        store.mirrors.take(mirror.id, {"a": "one", "b": None})  # type: ignore[dict-item]
    assert store.mirrors.replies(mirror.id) == {}


def test_neither_time_nor_order_of_replies_is_kept(store: Store):
    mirror = ask(store)
    for reply_id in "cab":
        store.mirrors.take(mirror.id, {reply_id: reply_id})
    columns = [name for (_n, name, *_more) in store.connection.execute("PRAGMA table_info(mirror_reply)")]
    assert columns == ["mirror_id", "reply_id", "document", "hash"]
    assert [row[0] for row in store.connection.execute("SELECT reply_id FROM mirror_reply")] == ["a", "b", "c"]


def test_it_goes_with_its_sitting_and_by_itself(store: Store):
    first, second = ask(store), ask(store, "two")
    for mirror in (first, second):
        store.mirrors.take(mirror.id, {"a": f"canary-{mirror.id}"})
    store.administrations.delete("one")
    store.mirrors.delete(second.id)
    assert store.mirrors.of("two") is None
    assert store.connection.execute("SELECT count(*) FROM mirror_reply").fetchone() == (0,)
    assert b"canary" not in store.file.read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mirror SET asked_by = 'Dr Hugh'",
        "UPDATE mirror SET closed_on = '2026-11-24'",
        "UPDATE mirror_reply SET document = 'other'",
        "UPDATE mirror_reply SET reply_id = 'z'",
    ],
)
def test_an_altered_word_is_noticed(store: Store, damage: str):
    mirror = ask(store)
    store.mirrors.take(mirror.id, {"a": "one"})
    store.connection.execute(damage)
    with pytest.raises(StoreDamaged, match="What colleagues said"):
        store.mirrors.replies(mirror.id) if "reply" in damage else store.mirrors.of("one")
