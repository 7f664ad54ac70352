"""The form of one thing: its fields as blocks under headings, what can be added to it, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.blocks import Block, LineBlock, PickBlock, ProseBlock, TickBlock, TicksBlock
from leadready.ui.studio.condition import WhenBlock
from leadready.ui.studio.fields.kinds import fields_of
from leadready.ui.studio.identity_block import IdentityBlock
from leadready.ui.studio.keyed import KeyedBlock
from leadready.ui.studio.lists import ChosenBlock, CutsBlock, LinesBlock, PairsBlock
from leadready.ui.studio.missing_block import MissingBlock
from leadready.ui.studio.node_block import NodeBlock
from leadready.ui.studio.outline import Entry, Kind, Place
from leadready.ui.studio.shapes import (
    Chosen,
    Cuts,
    Field,
    Group,
    Identity,
    Keyed,
    Line,
    Lines,
    Missing,
    Node,
    Pairs,
    Pick,
    Prose,
    Targets,
    Tick,
    Ticks,
    When,
)
from leadready.ui.studio.targets import TargetsBlock
from leadready.ui.studio.things import add_words, adds, is_named, new_id, new_thing, place_to_add, taken_ids
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.instrument.problems import Problem
    from leadready.ui.studio.desk import Desk


class Form(QWidget):
    """Shows one entry of the outline.

    Signals:
        opened: The place of a thing inside that is to be shown instead.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.entry = entry
        self._problems: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        edge = theme.px(12)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(theme.px(16))
        self._title = Text(entry.title, "heading", self)
        self._column.addWidget(self._title)
        self._sections = [GroupCard(desk, entry.place, group, self) for group in fields_of(entry.kind)]
        for section in self._sections:
            self._column.addWidget(section)
        self._inside: _Inside | None = None
        if entry.children or adds(entry.kind) is not None:
            self._inside = _Inside(desk, entry, self)
            self._column.addWidget(self._inside)
        if _can_go(entry.kind):
            self._column.addLayout(self._going())
        self._column.addStretch(1)

    def refresh(self, entry: Entry) -> None:
        """Show what the desk says."""
        self.entry = entry
        self._title.setText(entry.title)
        for section in self._sections:
            section.refresh()
        if self._inside is not None:
            self._inside.refresh(entry)

    @property
    def blocks(self) -> list[Block]:
        """Every field that is not folded away."""
        return [block for section in self._sections for block in section.blocks]

    def say(self, problems: Sequence[Problem]) -> None:
        """Show each problem at the field it is about."""
        self._problems = tuple(problems)
        mine: dict[int, list[Problem]] = {}
        for problem in problems:
            place = Place(problem.file, problem.keys)
            if problem.severity == "fault":
                self._unfold(place)
            block = self._nearest(place)
            if block is not None:
                mine.setdefault(id(block), []).append(problem)
        for block in self.blocks:
            block.say(mine.get(id(block), ()))

    def target(self, place: Place) -> QWidget | None:
        """Find the control in which a place is edited; the first there is, where none is about it."""
        self._unfold(place)
        block = self._nearest(place) or next(iter(self.blocks), None)
        if block is not None:
            return block.target(place)
        return self._inside.target() if self._inside is not None else None

    def _unfold(self, place: Place) -> None:
        for section in self._sections:
            if section.is_about(place):
                section.unfold()

    def _nearest(self, place: Place) -> Block | None:
        mine = self.entry.place
        holding = [block for block in self.blocks if block.place.holds(place) and block.place != mine]
        if holding:
            return max(holding, key=lambda block: len(block.place.keys))
        inside = [block for block in self.blocks if place.holds(block.place) and place != mine]
        whole = [block for block in self.blocks if block.place == mine and mine.holds(place)]
        return next(iter((*inside, *whole)), None)

    def _going(self) -> Flow:
        buttons = Flow(gap=6)
        if isinstance(self.entry.place.keys[-1], int) or self.entry.kind in {Kind.SCALE, Kind.ITEM, Kind.DOMAIN}:
            self._up = picture_button("up", _("Move “{title}” up").format(title=self.entry.title), self._on_up, self)
            self._down = picture_button(
                "down", _("Move “{title}” down").format(title=self.entry.title), self._on_down, self
            )
            buttons.addWidget(self._up)
            buttons.addWidget(self._down)
        remove = Button(_("Remove"), self._on_remove, role="danger", parent=self)
        remove.setAccessibleName(_("Remove “{title}”").format(title=self.entry.title))
        buttons.addWidget(remove)
        return buttons

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.entry.place
        key = place.keys[-1]
        held = self._desk.value(place.parent)
        keys: list[str | int] = [*held] if isinstance(held, dict) else [*range(len(held or ()))]
        to = keys.index(key) + by
        if 0 <= to < len(keys) and self._desk.move(place, to):
            self.opened.emit(place.parent.at(to if isinstance(key, int) else key))

    @Slot()
    def _on_remove(self) -> None:
        above = self.entry.place.parent
        if self._desk.remove(self.entry.place):
            self.opened.emit(above)


class GroupCard(Card):
    """Fields under a heading; those that say nothing may be folded away behind it.

    Attributes:
        blocks: The fields, once they are unfolded.
    """

    def __init__(self, desk: Desk, thing: Place, group: Group, parent: QWidget) -> None:
        super().__init__("plain", parent, padding=14, gap=14)
        self._desk = desk
        self._thing = thing
        self._group = group
        self.blocks: list[Block] = []
        self._fold: QWidget | None = None
        if group.folded and not self._says_something():
            self._fold = self._folded(group.heading)
            self.column.addWidget(self._fold)
            return
        self._build()

    def _folded(self, heading: str) -> QWidget:
        """Show the heading only, beside what unfolds it; unlike a button's, its words go on in a new line."""
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        words = _("Show: {heading}").format(heading=heading)
        line.addWidget(picture_button("right", words, self._on_unfold, holder))
        line.addWidget(Text(heading, "heading", holder), 1)
        return holder

    def is_about(self, place: Place) -> bool:
        """Whether a place is edited here."""
        return any(field.keys and self._thing.at(*field.keys).holds(place) for field in self._group.fields)

    def refresh(self) -> None:
        """Show what the desk says."""
        if self._fold is not None and self._says_something():
            self.unfold()
        for block in self.blocks:
            block.refresh()

    def unfold(self) -> None:
        """Show the fields."""
        if self._fold is not None:
            self._fold.hide()
            self._fold.deleteLater()
            self._fold = None
            self._build()

    def _build(self) -> None:
        if self._group.heading:
            self.column.addWidget(Text(self._group.heading, "heading", self))
        for field in self._group.fields:
            block = _block(self._desk, self._thing, field, self)
            self.blocks.append(block)
            self.column.addWidget(block)

    def _says_something(self) -> bool:
        return any(self._desk.value(self._thing.at(*field.keys)) is not None for field in self._group.fields)

    @Slot()
    def _on_unfold(self) -> None:
        self.unfold()
        target = self.blocks[0].target(self.blocks[0].place)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


class _Inside(Card):
    """What a thing holds, each a button that leads to it, and what adds one more."""

    def __init__(self, desk: Desk, entry: Entry, form: Form) -> None:
        super().__init__("plain", form, padding=14, gap=6)
        self._desk = desk
        self._entry = entry
        self._form = form
        self._adds = adds(entry.kind)
        self._buttons: list[_Opener] = []
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self._nothing = Text(_("There is none yet."), "muted", self)
        self.column.addWidget(self._nothing)
        self._id: TextLine | None = None
        if self._adds is not None:
            self._build_add(self._adds)
        self.refresh(entry)

    def refresh(self, entry: Entry) -> None:
        """Show what there is."""
        self._entry = entry
        children = entry.children
        if [one.place for one in children] != [button.place for button in self._buttons]:
            for button in self._buttons:
                self._list.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._buttons = [_Opener(child, self._form, self) for child in children]
            for button in self._buttons:
                self._list.addWidget(button)
        for button, child in zip(self._buttons, children, strict=True):
            button.show_title(child.title)
        self._nothing.setVisible(not children)
        self._suggest()

    def target(self) -> QWidget | None:
        """Where the keyboard goes."""
        return next(iter(self._buttons), None) or self._id or getattr(self, "_add", None)

    def _build_add(self, kind: Kind) -> None:
        self._add = Button(add_words(kind), self._on_add, picture="add", parent=self)
        line = Flow(gap=8)
        if is_named(kind):
            self._id = TextLine(self)
            self._id.setAccessibleName(_("{add}: its id").format(add=add_words(kind)))
            self._id.setMaximumWidth(theme.px(180))
            self._id.returnPressed.connect(self._on_add)
            line.addWidget(self._id)
        line.addWidget(self._add)
        self.column.addLayout(line)

    def _suggest(self) -> None:
        if self._id is not None and self._adds is not None and not self._id.isModified():
            self._id.setText(new_id(self._adds, taken_ids(self._adds, self._entry, self._desk.known)))

    @Slot()
    def _on_add(self) -> None:
        kind = self._adds
        if kind is None:
            return
        known = self._desk.known
        taken = taken_ids(kind, self._entry, known)
        name = self._id.text().strip() if self._id is not None else new_id(kind, taken)
        place = place_to_add(self._entry)
        if self._id is not None:
            self._id.setModified(False)
        self._desk.add(place, new_thing(kind, name, known, place), name if is_named(kind) else None)


class _Opener(Button):
    """Leads to a thing inside."""

    def __init__(self, entry: Entry, form: Form, parent: QWidget) -> None:
        super().__init__("", self._on_open, role="rail", picture="right", parent=parent)
        self.place = entry.place
        self._form = form
        self.setSizePolicy(self.sizePolicy().Policy.Ignored, self.sizePolicy().verticalPolicy())
        self.show_title(entry.title)

    def show_title(self, title: str) -> None:
        """Say what it leads to."""
        if self.accessibleName() != title:
            self.setText(title.replace("&", "&&"))
            self.setAccessibleName(title)
            self.setToolTip(title)

    @Slot()
    def _on_open(self) -> None:
        self._form.opened.emit(self.place)


def _can_go(kind: Kind) -> bool:
    return kind in _GOING


_GOING = frozenset(
    {
        Kind.SECTION,
        Kind.PAGE,
        Kind.ITEM,
        Kind.RESPONSE_SCALE,
        Kind.PROMPT,
        Kind.SCALE,
        Kind.DOMAIN,
        Kind.COMPOSITE,
        Kind.GATE,
        Kind.PROFILE,
        Kind.NORM,
        Kind.CRITERION,
        Kind.GOAL,
        Kind.ACTION,
    }
)


def _block(desk: Desk, thing: Place, field: Field, parent: QWidget) -> Block:  # noqa: C901, PLR0911, PLR0912 - one line a shape
    match field.shape:
        case Line() as shape:
            return LineBlock(desk, thing, field, shape, parent)
        case Prose() as shape:
            return ProseBlock(desk, thing, field, shape, parent)
        case Pick() as shape:
            return PickBlock(desk, thing, field, shape, parent)
        case Tick() as shape:
            return TickBlock(desk, thing, field, shape, parent)
        case Ticks() as shape:
            return TicksBlock(desk, thing, field, shape, parent)
        case Lines() as shape:
            return LinesBlock(desk, thing, field, shape, parent)
        case Chosen() as shape:
            return ChosenBlock(desk, thing, field, shape, parent)
        case Pairs() as shape:
            return PairsBlock(desk, thing, field, shape, parent)
        case Keyed() as shape:
            return KeyedBlock(desk, thing, field, shape, parent)
        case Cuts() as shape:
            return CutsBlock(desk, thing, field, shape, parent)
        case Missing() as shape:
            return MissingBlock(desk, thing, field, shape, parent)
        case Targets() as shape:
            return TargetsBlock(desk, thing, field, shape, parent)
        case When() as shape:
            return WhenBlock(desk, thing, field, shape, parent)
        case Identity() as shape:
            return IdentityBlock(desk, thing, field, shape, parent)
        case Node() as shape:
            return NodeBlock(desk, thing, field, shape, parent)
