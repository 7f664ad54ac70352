"""The desk: the draft that is being edited, for all widgets that show a part of it.

Widgets write here and nowhere else, and show again what is here when it says `changed`. So undo, a change in the
file's text and a change in a field are one and the same to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leadready.errors import LeadreadyError
from leadready.instrument.yaml_nodes import plain
from leadready.ui.studio.known import Known
from leadready.ui.studio.outline import Place, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadready.assessment.draft import Draft
    from leadready.instrument.strict_yaml import Value

PAUSE = 150
"""Milliseconds without a keystroke before what was typed is taken in: every state of the draft is judged whole."""


class Desk(QObject):
    """Holds one draft.

    Signals:
        changed: Something in the draft is not as it was.
        led_to: The place of something that was added, or brought back by undo, where the keyboard should go.
        refused: Why something could not be done, for people.

    Attributes:
        draft: What is edited.
    """

    changed = Signal()
    led_to = Signal(object)
    refused = Signal(object)

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._known: Known | None = None
        self._typed: tuple[Place, Value] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.settle)

    @property
    def values(self) -> Mapping[str, Value]:
        """What each file says, the shipped ones too that an own rubric is for; None for one that cannot be read."""
        return self.known.values

    @property
    def known(self) -> Known:
        """The names to choose from."""
        if self._known is None:
            self._known = Known({file: self._file(file) for file in (*self.draft.files, *self.draft.fixed)})
        return self._known

    def value(self, place: Place) -> Value:
        """Give what stands at a place; None where nothing does. An item is shown as if it always named its stem."""
        value: Value = self.values.get(place.file)
        for number, key in enumerate(place.keys):
            if isinstance(value, str) and key == "stem" and number == len(place.keys) - 1:
                return value
            try:
                value = plain(value, (key,))
            except KeyError:
                return None
        return value

    def text(self, file: str) -> str:
        """Give the text of a file."""
        return self.draft.files[file] if file in self.draft.files else self.draft.fixed[file]

    def write(self, place: Place, value: Value) -> bool:
        """Let a place say something, whether it did before or not."""
        self.settle()
        if self.value(place) == value:
            return True
        return self._change(lambda: self._write(place, value, typing=False))

    def type(self, place: Place, value: Value) -> None:
        """Let a place say what is being typed: after a short pause, and as one step to undo."""
        if self._typed is not None and self._typed[0] != place:
            self.settle()
        self._typed = (place, value)
        self._pause.start()

    def forget(self, place: Place) -> None:
        """Leave what was being typed in a place a moment ago: it is no longer what stands there."""
        if self._typed is not None and self._typed[0] == place:
            self._typed = None
            self._pause.stop()

    @Slot()
    def settle(self) -> None:
        """Take what was typed a moment ago into the draft."""
        self._pause.stop()
        if self._typed is None:
            return
        (place, value), self._typed = self._typed, None
        if place.keys and self.value(place) != value:
            self._change(lambda: self._write(place, value, typing=True))
        elif not place.keys and isinstance(value, str):
            self._change(lambda: self.draft.replace_text(place.file, value, typed=True))

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was last saved, what is being typed included."""
        self.settle()
        return self.draft.is_changed

    def clear(self, place: Place, thing: Place) -> bool:
        """Take away what stands at a place, and what holds only that, up to the thing that it belongs to."""
        self.settle()
        while len(place.keys) - 1 > len(thing.keys) and len(mapping(self.value(place.parent))) == 1:
            place = place.parent
        if self.value(place) is None and not self._is_written(place):
            return True
        return self._change(lambda: self.draft.remove(place.file, place.keys))

    def add(self, place: Place, value: Value, key: str | None = None, *, at: int | None = None) -> bool:
        """Add an entry to a list or to named things, which are begun where there are none; go there."""
        self.settle()
        held = self.value(place)
        count = len(held) if isinstance(held, list | dict) else 0
        position = count if at is None else at
        there = place.at(key if key is not None else position)

        def change() -> None:
            if isinstance(held, list | dict):
                self.draft.insert(place.file, place.keys, position, value, key=key)
            else:
                self.draft.set(place.file, place.keys, [value] if key is None else {key: value})

        done = self._change(change)
        if done:
            self.led_to.emit(there)
        return done

    def remove(self, place: Place) -> bool:
        """Take away an entry."""
        self.settle()
        return self._change(lambda: self.draft.remove(place.file, place.keys))

    def move(self, place: Place, to: int) -> bool:
        """Move an entry to another position among its like."""
        self.settle()
        return self._change(lambda: self.draft.move(place.file, place.keys, to))

    def rename_item(self, old: str, new: str) -> bool:
        """Give an item another id, wherever it is used."""
        self.settle()
        return self._change(lambda: self.draft.rename_item(old, new))

    def rename_score(self, file: str, old: str, new: str) -> bool:
        """Give a scale, domain or composite of a rubric another id, wherever it is used."""
        self.settle()
        return self._change(lambda: self.draft.rename_score(file, old, new))

    def undo(self) -> None:
        """Take back the last step, and go where it was."""
        self.settle()
        if self.draft.can_undo:
            self._step(self.draft.undo)

    def redo(self) -> None:
        """Do again what was taken back, and go there."""
        self.settle()
        if self.draft.can_redo:
            self._step(self.draft.redo)

    def take(self, draft: Draft) -> None:
        """Go on with another draft."""
        self.draft = draft
        self.reread()

    def reread(self) -> None:
        """Show the draft as it is, after it was changed as a whole."""
        self._known = None
        self.changed.emit()

    def _step(self, step: Callable[[], object]) -> None:
        before = dict(self.values)
        if self._change(step):
            place = first_difference(before, self.values)
            if place is not None:
                self.led_to.emit(place)

    def _change(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except LeadreadyError as error:
            self.refused.emit(error)
            return False
        self._known = None
        self.changed.emit()
        return True

    def _write(self, place: Place, value: Value, *, typing: bool) -> None:
        held = self.value(place.parent) if place.keys else None
        if isinstance(held, str) and place.keys[-1] == "stem":
            place = place.parent
        elif isinstance(held, str) and held:
            # An item that was its stem alone says more from now on.
            self.draft.set(place.file, place.parent.keys, {"stem": held, str(place.keys[-1]): value})
            return
        self.draft.set(place.file, place.keys, value, typed=typing)

    def _is_written(self, place: Place) -> bool:
        try:
            plain(self.values.get(place.file), place.keys)
        except KeyError:
            return False
        return True

    def _file(self, file: str) -> Value:
        if not file.endswith(".yaml"):
            return None
        try:
            return self.draft.value(file, ())
        except LeadreadyError:
            return None


def first_difference(before: Mapping[str, Value], after: Mapping[str, Value]) -> Place | None:
    """Find the first place at which two states of a package differ; None where they say the same."""
    for file in (*after, *(one for one in before if one not in after)):
        old, new = before.get(file), after.get(file)
        if str(old) != str(new):
            return _descend(Place(file), old, new)
    return None


def _descend(place: Place, old: Value, new: Value) -> Place:
    before, after = _entries(old), _entries(new)
    if type(old) is type(new) and (before or after):
        for key in (*after, *(one for one in before if one not in after)):
            if key not in before or key not in after:
                return place.at(key)
            if str(before[key]) != str(after[key]):  # as text: the order of entries counts
                return _descend(place.at(key), before[key], after[key])
    return place


def _entries(value: Value) -> Mapping[str | int, Value]:
    """Take the entries of a list or mapping by their keys."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items()}  # noqa: C416 - for the type of its keys
    return dict(enumerate(value)) if isinstance(value, list) else {}
