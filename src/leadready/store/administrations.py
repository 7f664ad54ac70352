"""Administrations and their responses.

An answer is kept as JSON: a number, a word, `null` (left blank) or `["n/a"]`.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import StoreError
from leadready.language import _
from leadready.scoring.responses import Absence
from leadready.store.faults import damaged
from leadready.store.hashing import record_hash

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from typing import Any

    from leadready.scoring.responses import Answer
    from leadready.store.database import Store

_NOT_APPLICABLE = '["n/a"]'
_BLANK = "null"


class Administration(NamedTuple):
    """One sitting.

    Attributes:
        definition_hash: Which kept assessment it was begun with.
        items: How many items this person should answer: those of optional sections are not counted, nor those that are
            not for them. It changes when an answer decides what else is asked.
        completed_at: None while it goes on.
    """

    id: str
    definition_hash: str
    assessment_id: str
    assessment_version: str
    title: str
    rubric_id: str
    items: int
    started_at: datetime
    completed_at: datetime | None = None

    def hash(self) -> str:
        """Hash everything that was written."""
        return record_hash(*_row(self))


class Recount(NamedTuple):
    """What counts towards a sitting's total once an answer has decided what else is asked.

    Attributes:
        items: How many items the person should answer now.
        required: Of the answers kept before, which count from now on, and which no longer do.
    """

    items: int
    required: Mapping[str, bool]


class Summary(NamedTuple):
    """What home and history show of a sitting, without opening it.

    Attributes:
        answered: How many of `administration.items` are answered or do not apply.
        last_saved_at: When the last answer was kept; None before the first.
        plan_kept_at: When its plan was last kept; None where there is none.
    """

    administration: Administration
    answered: int
    last_saved_at: datetime | None
    plan_kept_at: datetime | None

    @property
    def is_complete(self) -> bool:
        """Whether the person has finished it."""
        return self.administration.completed_at is not None


class Latest(NamedTuple):
    """What home shows: the newest sitting that goes on, the newest finished one, and how many are kept."""

    open: Summary | None
    done: Summary | None
    kept: int


class Administrations:
    """All sittings of the record."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(self, administration: Administration) -> None:
        """Begin a sitting; its assessment must have been kept before."""
        with self._store.transaction() as connection:
            row = (*_row(administration), administration.hash())
            connection.execute("INSERT INTO administration VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def get(self, administration_id: str) -> Administration:
        """Give one sitting; raises StoreError when there is none, StoreDamaged when it was altered."""
        with self._store.reading() as connection:
            row = connection.execute("SELECT * FROM administration WHERE id = ?", (administration_id,)).fetchone()
        if row is None:
            raise StoreError(_("This sitting is not in the record."), where=str(self._store.file))
        return self._read(row)

    def record(
        self,
        administration_id: str,
        item_id: str,
        answer: Answer,
        at: datetime,
        *,
        required: bool = True,
        recount: Recount | None = None,
    ) -> None:
        """Keep one answer in the place of an earlier one. When this returns, it is on disk.

        Args:
            administration_id: Which sitting.
            item_id: Which item.
            answer: A value, or `Absence.MISSING` or `Absence.NOT_APPLICABLE`; "not seen" is the lack of a record.
            at: When.
            required: Whether the item counts towards `Administration.items`.
            recount: What else counts from now on; kept with the answer or not at all.
        """
        with self._store.transaction() as connection:
            _write(connection, administration_id, item_id, _written(answer), required=required, at=at.isoformat())
            if recount is not None:
                self._recount(connection, administration_id, recount)

    def _recount(self, connection: sqlite3.Connection, administration_id: str, recount: Recount) -> None:
        self._replace(connection, self.get(administration_id)._replace(items=recount.items))
        for item_id, required in recount.required.items():
            row = connection.execute(_RESPONSE, (administration_id, item_id)).fetchone()
            # A damaged answer stays as it is, to be found by whoever reads it.
            if row is not None and record_hash(administration_id, item_id, *row[:3]) == row[3]:
                _write(connection, administration_id, item_id, row[0], required=required, at=row[2])

    def answers(self, administration_id: str) -> dict[str, Answer]:
        """Give all answers of a sitting by item; raises StoreDamaged when one was altered."""
        good, bad = self.salvage(administration_id)
        if bad:
            what = _("The answers to these items are damaged: {items}.").format(items=", ".join(bad))
            raise damaged(self._store.file, what)
        return good

    def salvage(self, administration_id: str) -> tuple[dict[str, Answer], tuple[str, ...]]:
        """Give the answers that are as they were written, and the items whose answers are not."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT item_id, answer, required, answered_at, hash FROM response WHERE administration_id = ?",
                (administration_id,),
            ).fetchall()
        good: dict[str, Answer] = {}
        bad: list[str] = []
        for item_id, text, required, answered_at, kept_hash in rows:
            if record_hash(administration_id, item_id, text, required, answered_at) == kept_hash:
                good[item_id] = _read_answer(text)
            else:
                bad.append(str(item_id))
        return good, tuple(bad)

    def complete(self, administration_id: str, at: datetime) -> None:
        """Mark a sitting as finished."""
        done = self.get(administration_id)._replace(completed_at=at)
        with self._store.transaction() as connection:
            self._replace(connection, done)

    @staticmethod
    def _replace(connection: sqlite3.Connection, administration: Administration) -> None:
        """Write what may change of a sitting."""
        completed = administration.completed_at.isoformat() if administration.completed_at else None
        connection.execute(
            "UPDATE administration SET items = ?, completed_at = ?, hash = ? WHERE id = ?",
            (administration.items, completed, administration.hash(), administration.id),
        )

    def delete(self, administration_id: str) -> None:
        """Delete a sitting with its answers and plan, and its assessment if no other sitting needs it."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM administration WHERE id = ?", (administration_id,))
            connection.execute("DELETE FROM definition WHERE hash NOT IN (SELECT definition_hash FROM administration)")

    def summaries(self, limit: int = -1) -> tuple[Summary, ...]:
        """List sittings, the newest first, at most `limit` of them; raises StoreDamaged when one was altered."""
        with self._store.reading() as connection:
            rows = connection.execute(_SUMMARIES.format(which="1"), (_BLANK, limit)).fetchall()
        return tuple(map(self._summary, rows))

    def latest(self) -> Latest:
        """Give what home shows; raises StoreDamaged when one of the two was altered."""
        with self._store.reading() as connection:
            found = (connection.execute(_SUMMARIES.format(which=which), (_BLANK, 1)).fetchone() for which in _LATEST)
            going_on, done = (row and self._summary(row) for row in found)
            (count,) = connection.execute("SELECT count(*) FROM administration").fetchone()
        return Latest(going_on, done, count)

    def _summary(self, row: Sequence[Any]) -> Summary:
        return Summary(self._read(row[:10]), row[10], self._time(row[11]), self._time(row[12]))

    def _time(self, text: str | None) -> datetime | None:
        try:
            return _time(text)
        except (TypeError, ValueError):  # a flipped byte can give it another type
            raise damaged(self._store.file, _("The time of one answer is damaged.")) from None

    def _read(self, row: Sequence[Any]) -> Administration:
        if record_hash(*row[:9]) != row[9]:
            raise damaged(self._store.file, _("The entry of one sitting is damaged."))
        fields: list[Any] = [*row[:7], datetime.fromisoformat(row[7]), _time(row[8])]
        return Administration(*fields)


_SUMMARIES = """
    SELECT administration.*,
        (SELECT count(*) FROM response WHERE administration_id = administration.id AND required = 1 AND answer <> ?),
        (SELECT max(answered_at) FROM response WHERE administration_id = administration.id),
        plan.kept_at
    FROM administration LEFT JOIN plan ON plan.administration_id = administration.id
    WHERE {which}
    ORDER BY administration.started_at DESC, administration.id LIMIT ?
"""

_LATEST = ("completed_at IS NULL", "completed_at IS NOT NULL")


_RESPONSE = "SELECT answer, required, answered_at, hash FROM response WHERE administration_id = ? AND item_id = ?"


def _write(
    connection: sqlite3.Connection, administration_id: str, item_id: str, text: str, *, required: bool, at: str
) -> None:
    kept_hash = record_hash(administration_id, item_id, text, int(required), at)
    connection.execute(
        "INSERT OR REPLACE INTO response VALUES (?, ?, ?, ?, ?, ?)",
        (administration_id, item_id, text, int(required), at, kept_hash),
    )


def _row(administration: Administration) -> tuple[str | int | None, ...]:
    return (
        administration.id,
        administration.definition_hash,
        administration.assessment_id,
        administration.assessment_version,
        administration.title,
        administration.rubric_id,
        administration.items,
        administration.started_at.isoformat(),
        administration.completed_at.isoformat() if administration.completed_at else None,
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _written(answer: Answer) -> str:
    if answer is Absence.NOT_APPLICABLE:
        return _NOT_APPLICABLE
    if isinstance(answer, Absence):
        return _BLANK
    return json.dumps(answer)


def _read_answer(text: str) -> Answer:
    if text == _NOT_APPLICABLE:
        return Absence.NOT_APPLICABLE
    value: Answer | None = json.loads(text)
    return Absence.MISSING if value is None else value
