"""The builder of conditions: statements under “all of these” or “any of these”.

What is nested deeper than that is edited as text, so that every condition of the format can be written here.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from leadready.instrument.condition import RESERVED
from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.cells import Cell, LineCell, PickCell, words_for
from leadready.ui.studio.node_block import NodeText
from leadready.ui.studio.outline import Place, mapping, sequence
from leadready.ui.studio.shapes import When
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import empty, row
from leadready.ui.widgets.fields import Choice
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.known import Known, Names

_GROUPS = ("all", "any")
_BOUNDS = ("at_least", "below")


def subject_of(statement: Value) -> str:
    """Tell what a statement is about: one of the language's words, `score`, or `text` for what is no statement."""
    said = mapping(statement)
    word = next(iter(said), "")
    if len(said) != 1 or word in _GROUPS or word in {"not", "spread"}:
        return "text"
    return word if word in RESERVED else "score"


def as_statements(condition: Value) -> tuple[str, list[Value]]:
    """Take a condition as a list of statements and how they are joined."""
    said = mapping(condition)
    word = next(iter(said), "")
    if len(said) == 1 and word in _GROUPS and isinstance(said[word], list):
        return word, sequence(said[word])
    return "", [condition] if condition else []


def without_not(statement: Value) -> tuple[bool, Value]:
    """Take a “not” from before a statement."""
    said = mapping(statement)
    if len(said) == 1 and "not" in said:
        return True, said["not"]
    return False, statement


class WhenBlock(Shaped[When]):
    """A condition."""

    def build(self) -> None:
        """Make how statements are joined, the statements, and what adds one."""
        self._joined = Choice([_("All of these hold"), _("Any of these holds")], 0, self)
        self.name(self._joined, _("{label}: how the statements are joined").format(label=self.label))
        self._joined.activated.connect(self._on_joined)
        self.column.addWidget(self._joined)
        self._holder = QWidget(self)
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(8))
        self.column.addWidget(self._holder)
        self._add = Button(_("Add a statement"), self._on_add, picture="add", parent=self)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: list[StatementRow] = []
        self._state: object = None
        self._make()

    def refresh(self) -> None:
        """Show what the desk says."""
        if self._shape_now() != self._state:
            self._make()
        else:
            for line in self.rows:
                line.refresh()
        self._show_joined()

    def target(self, place: Place) -> QWidget | None:
        """Find the statement in which a place is edited; where there is none yet, what adds one."""
        return super().target(place) or self._add

    @property
    def statements(self) -> list[Value]:
        """The statements as they are."""
        return as_statements(self.desk.value(self.place))[1]

    def place_of(self, number: int) -> Place:
        """Give the place of a statement."""
        word = as_statements(self.desk.value(self.place))[0]
        return self.place.at(word, number) if word else self.place

    def take_away(self, number: int) -> None:
        """Take a statement away."""
        left = [one for n, one in enumerate(self.statements) if n != number]
        if left:
            self._write(left)
        else:
            self.desk.clear(self.place, self.thing)
        self._add.setFocus()

    @property
    def removable(self) -> bool:
        """Whether a statement can go: the last one only where there need be no condition."""
        return self.shape.optional or len(self.statements) > 1

    def _write(self, statements: list[Value]) -> None:
        word = _GROUPS[max(self._joined.currentIndex(), 0)]
        self.desk.write(self.place, statements[0] if len(statements) == 1 else {word: statements})

    def _show_joined(self) -> None:
        word, statements = as_statements(self.desk.value(self.place))
        if word:
            self._joined.setCurrentIndex(_GROUPS.index(word))
        self._joined.setVisible(len(statements) > 1)

    def _shape_now(self) -> object:
        word, statements = as_statements(self.desk.value(self.place))
        return word, [self._fingerprint(one) for one in statements]

    def _fingerprint(self, statement: Value) -> object:
        """Tell what decides which controls a statement has."""
        negated, said = without_not(statement)
        subject = subject_of(said)
        key = next(iter(mapping(said)), "")
        if subject == "answer":
            key = next(iter(mapping(mapping(said)["answer"])), "")
            return negated, subject, key, list(self.desk.known.options(key))
        if subject == "score":
            bounds = mapping(mapping(said)[key])
            return negated, subject, key, "level" in bounds, "scored" in bounds
        return negated, subject

    def _make(self) -> None:
        empty(self._lines)
        self._state = self._shape_now()
        self.rows = [StatementRow(self, number) for number in range(len(self.statements))]
        for line in self.rows:
            self._lines.addWidget(line)
            line.show()
        self._holder.setVisible(bool(self.rows))
        self.cells = [cell for line in self.rows for cell in line.cells]
        self._show_joined()

    @Slot(int)
    def _on_joined(self, number: int) -> None:
        self.desk.write(self.place, {_GROUPS[number]: self.statements})

    @Slot()
    def _on_add(self) -> None:
        self._write([*self.statements, first_statement("score", self.desk.known, self.place)])
        self.desk.led_to.emit(self.place_of(len(self.statements) - 1))


def first_statement(subject: str, known: Known, place: Place) -> Value:
    """Give a statement of a kind to begin with."""
    if subject == "answer":
        item = next((one for one in known.items() if known.options(one)), "")
        options: list[Value] = [*islice(known.options(item), 1)]
        return {"answer": {item: options}}
    if subject == "fact":
        return {"fact": next(iter(known.facts(place)), "confirmed")}
    if subject == "score":
        return {next(iter(known.scores(place)), "score"): {"below": "50"}}
    if subject == "flags":
        return {"flags": {"at_least": "1"}}
    if subject == "text":
        return {"all": [first_statement("score", known, place)]}
    return {"answered": {"below": "75"}}


class StatementRow(QWidget):
    """One statement: not or so, what it is about, and what is said of it."""

    def __init__(self, block: WhenBlock, number: int) -> None:
        super().__init__(block)
        self.block = block
        self.desk = block.desk
        self.number = number
        self.place = block.place_of(number)
        self.cells: list[Cell] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        negated, statement = without_not(self.desk.value(self.place))
        self.inner = self.place.at("not") if negated else self.place
        self.subject = subject_of(statement)
        self._heading(negated=negated)
        self._build(statement)

    def refresh(self) -> None:
        """Show what the desk says."""
        for cell in self.cells:
            cell.refresh()

    def _heading(self, *, negated: bool) -> None:
        kinds = {
            "score": _("A score"),
            "answer": _("An answer"),
            "answered": _("The share answered, in percent"),
            "flags": _("Signs of careless answering"),
            "fact": _("A confirmed fact"),
            "text": _("More, as text"),
        }
        self._kinds = list(kinds)
        said = _("statement {n}").format(n=self.number + 1)
        self._kind = Choice(list(kinds.values()), self._kinds.index(self.subject), self)
        self._kind.setAccessibleName(_("What {statement} is about").format(statement=said))
        self._kind.activated.connect(self._on_kind)
        self._not = QCheckBox(_("not"), self)
        self._not.setAccessibleName(_("Turn {statement} into its opposite").format(statement=said))
        self._not.setChecked(negated)
        self._not.clicked.connect(self._on_not)
        line = row(self._not, gap=4, stretch=False)
        line.addWidget(self._kind, 1)
        if self.block.removable:
            words = _("Remove {statement}").format(statement=said)
            line.addWidget(picture_button("delete", words, self._on_remove, self))
        self._column.addLayout(line)

    def _build(self, statement: Value) -> None:
        word = next(iter(mapping(statement)), "")
        if self.subject == "score":
            self._score(word)
        elif self.subject == "answer":
            self._answer(next(iter(mapping(mapping(statement).get("answer"))), ""))
        elif self.subject in {"answered", "flags"}:
            self._bounds(self.inner.at(self.subject))
        elif self.subject == "fact":
            cell = PickCell(self.desk, self.inner.at("fact"), _facts, self)
            cell.setAccessibleName(_("Fact"))
            self._put(cell)
        else:
            unread = Text("", "danger", self)
            unread.hide()
            text = NodeText(self.desk, self.inner, self.block.thing, self, unread)
            text.setAccessibleName(_("Statement {n} as text").format(n=self.number + 1))
            self._put(text)
            self._column.addWidget(unread)

    def _score(self, score_id: str) -> None:
        names = self.desk.known.scores(self.place)
        cell = KeyPick(self, self.inner, score_id, names)
        cell.setAccessibleName(_("Score"))
        self._put(cell)
        said = mapping(self.desk.value(self.inner.at(score_id)))
        if "level" in said:
            level = PickCell(self.desk, self.inner.at(score_id, "level"), _levels, self)
            level.setAccessibleName(_("Level"))
            self._put(level)
        elif "scored" in said:
            scored = PickCell(self.desk, self.inner.at(score_id, "scored"), _scored, self)
            scored.setAccessibleName(_("Whether there is a score"))
            self._put(scored)
        else:
            self._bounds(self.inner.at(score_id))
        self._forms(score_id, said)

    def _forms(self, score_id: str, said: dict[str, Value]) -> None:
        self._score_id = score_id
        forms = [_("is in a range"), _("has a level"), _("is there at all")]
        chosen = 1 if "level" in said else 2 if "scored" in said else 0
        self._form = Choice(forms, chosen, self)
        self._form.setAccessibleName(_("What is said of the score"))
        self._form.activated.connect(self._on_form)
        self._column.insertWidget(2, self._form)

    def _answer(self, item_id: str) -> None:
        names = {one: words for one, words in self.desk.known.items().items() if self.desk.known.options(one)}
        cell = KeyPick(self, self.inner.at("answer"), item_id, names)
        cell.setAccessibleName(_("Item"))
        self._put(cell)
        options = self.desk.known.options(item_id)
        boxes = [AnswerTick(self, item_id, value, label) for value, label in options.items()]
        self.cells.extend(boxes)
        self._column.addLayout(Flow(*boxes, gap=4))

    def _bounds(self, place: Place) -> None:
        words = {"at_least": _("at least"), "below": _("below")}
        widgets: list[QWidget] = []
        for bound in _BOUNDS:
            cell = LineCell(self.desk, place.at(bound), self, thing=place)
            cell.setAccessibleName(words[bound])
            cell.setMaximumWidth(theme.px(72))
            self.cells.append(cell)
            widgets += [Text(words[bound], "muted", self, wrap=False), cell]
        self._column.addLayout(Flow(*widgets, gap=6))

    def _put(self, cell: Cell) -> None:
        self.cells.append(cell)
        self._column.addWidget(cast("QWidget", cell))

    def replace(self, statement: Value) -> None:
        """Say something else."""
        if self.desk.write(self.inner, statement):
            self.desk.led_to.emit(self.inner)

    @Slot(int)
    def _on_kind(self, number: int) -> None:
        if self._kinds[number] != self.subject:
            self.replace(first_statement(self._kinds[number], self.desk.known, self.place))

    @Slot(bool)
    def _on_not(self, negated: bool) -> None:  # noqa: FBT001 - Qt's signature
        statement = self.desk.value(self.inner)
        if self.desk.write(self.place, {"not": statement} if negated else statement):
            self.desk.led_to.emit(self.place)

    @Slot(int)
    def _on_form(self, number: int) -> None:
        level = next(iter(self.desk.known.levels(self.place, self._score_id)), "")
        said: list[dict[str, Value]] = [{"below": "50"}, {"level": level}, {"scored": "false"}]
        self.replace({self._score_id: cast("Value", said[number])})

    @Slot()
    def _on_remove(self) -> None:
        self.block.take_away(self.number)


class KeyPick(Choice):
    """The score or item that a statement is about: the key of what is said of it."""

    def __init__(self, line: StatementRow, holder: Place, key: str, names: Names) -> None:
        names = names if key in names else {key: _("{name} (not known)").format(name=key), **names}
        super().__init__([words_for(one, words) for one, words in names.items()], list(names).index(key), line)
        self.place = holder.at(key)
        self._line = line
        self._holder = holder
        self._key = key
        self._ids = list(names)
        self.activated.connect(self._on_chosen)

    def refresh(self) -> None:
        """Nothing moves here without the statement being made anew, but for another key."""
        key = next(iter(mapping(self._line.desk.value(self._holder))), self._key)
        if key in self._ids:
            self.setCurrentIndex(self._ids.index(key))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        new, desk = self._ids[number], self._line.desk
        if new == self._key:
            return
        said = desk.value(self._holder.at(self._key))
        if self._line.subject == "answer":
            said = cast("Value", list(desk.known.options(new))[:1])
        if desk.write(self._holder, {new: said}):
            desk.led_to.emit(self._holder.at(new))


class AnswerTick(QCheckBox):
    """Whether an option is among the answers."""

    def __init__(self, line: StatementRow, item_id: str, value: str, label: str) -> None:
        super().__init__(label.replace("&", "&&"), line)
        self.place = line.inner.at("answer", item_id)
        self._line = line
        self._value = value
        self.setAccessibleName(_("Answer: {label}").format(label=label))
        self._item_id = item_id
        self.refresh()
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what the desk says."""
        self.setChecked(self._value in self._chosen())

    def _chosen(self) -> list[str]:
        return [str(one) for one in sequence(self._line.desk.value(self.place))]

    @Slot(bool)
    def _on_clicked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        now = self._chosen()
        every = self._line.desk.known.options(self._item_id)
        chosen = [one for one in every if (one in now and one != self._value) or (one == self._value and ticked)]
        self._line.desk.write(self.place, cast("Value", chosen))


def _facts(known: Known, place: Place) -> Names:
    return known.facts(place)


def _levels(known: Known, place: Place) -> Names:
    return known.levels(place, str(place.keys[-2]))


def _scored(_known: Known, _place: Place) -> Names:
    return {"false": _("There is no score"), "true": _("There is a score")}
