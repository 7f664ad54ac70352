"""The preview: the page that people will see, and what the rubric makes of somebody's answers, as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from leadready.assessment.loading import INSTRUMENT
from leadready.language import _, ngettext
from leadready.scoring.responses import Absence
from leadready.ui import theme
from leadready.ui.pages.score_block import ScoreBlock
from leadready.ui.studio.cells import show_entries
from leadready.ui.studio.outline import mapping, sequence
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.fields import Choice, LabelledField
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.widgets.scroll import Scrolled
from leadready.ui.widgets.text import Text
from leadready.ui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.assessment.model import Assessment
    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.effect import Effect, Person
    from leadready.ui.studio.outline import Place
    from leadready.workflow.reading import Reading

ITEMS, PROFILE = 0, 1
_MOST_MOVES = 12


class Preview(QWidget):
    """Two tabs: an item page, and a profile.

    Signals:
        wanted: Another person or rubric was chosen, or the profile came into view: it must be scored.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("Preview"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(_("Item page"))
        self.tabs.addTab(_("Profile"))
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self.stale = Text(_("Shown as it was when it last loaded: there are faults to mend."), "warm", self)
        self.stale.hide()
        column.addWidget(self.stale)
        self._items = ItemPreview(self)
        self.profile = ProfilePreview(self)
        self.profile.chosen.connect(self.wanted)
        for part in (self._items, self.profile):
            column.addWidget(part, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self._on_tab(ITEMS)

    def minimumSizeHint(self) -> QSize:
        """Stay usable where room is short."""
        return QSize(theme.px(200), theme.px(200))

    @property
    def shows_profile(self) -> bool:
        """Whether the profile is in view."""
        return self.tabs.currentIndex() == PROFILE

    def show_page_of(self, assessment: Assessment | None, place: Place | None) -> None:
        """Show the page on which the thing at a place is asked."""
        self._items.show_page(assessment, place)

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self._items.setVisible(number == ITEMS)
        self.profile.setVisible(number == PROFILE)
        if number == PROFILE:
            self.wanted.emit()


class _Column(Scrolled):
    """A column that scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        holder = QWidget()
        holder.setObjectName("body")
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, theme.px(6), 0)
        self.column.setSpacing(theme.px(10))
        self.setWidget(holder)


class ItemPreview(_Column):
    """One page of the instrument, with the same widgets that people answer with."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[object, int] = (None, 0)

    def show_page(self, assessment: Assessment | None, place: Place | None) -> None:
        """Show the page on which the thing at a place is asked; without one, the page that was shown."""
        if assessment is None:
            return
        number = page_number(assessment, place)
        if number is None:
            number = self._shown[1]
        number = min(number, len(assessment.instrument.pages) - 1)
        instrument = assessment.instrument
        state = (instrument, number)
        if state == self._shown:
            return
        self._shown = state
        empty(self.column)
        section, page = instrument.pages[number]
        self.column.addWidget(Text(section.title, "heading"))
        pages = ngettext("Page {n} of {total}", "Page {n} of {total}", len(instrument.pages))
        self.column.addWidget(Text(pages.format(n=number + 1, total=len(instrument.pages)), "muted"))
        for words, role in ((section.intro, "muted"), (page.lead_in, "strong")):
            if words:
                self.column.addWidget(Text(words, role))
        for item_id in page.items:
            scale = instrument.response_scale_of(item_id)
            kind = ResponseRow if scale.text is None else TextRow
            self.column.addWidget(kind(instrument.by_id[item_id], scale, Absence.NOT_SEEN))
        self.column.addStretch(1)


def page_number(assessment: Assessment, place: Place | None) -> int | None:
    """Find the page of the instrument on which something is asked, from 0; None for what is on no page."""
    if place is None or place.file != INSTRUMENT or place.keys[:1] != ("sections",):
        return None
    numbers = [key for key in place.keys[1:4] if isinstance(key, int)]
    section = numbers[0] if numbers else 0
    inside = numbers[1] if len(numbers) > 1 else 0
    before = sum(len(one.pages) for one in assessment.instrument.sections[:section])
    return before + inside


class ProfilePreview(_Column):
    """What a rubric makes of somebody's answers.

    Signals:
        chosen: Another person or rubric was chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._people: list[str] = []
        self._rubrics: list[str] = []
        self._shown: object = None
        self.person = Choice((), -1, self)
        self.person.activated.connect(self._on_chosen)
        self.column.addWidget(LabelledField(_("Whose profile"), self.person, self))
        self.rubric = Choice((), -1, self)
        self.rubric.activated.connect(self._on_chosen)
        self._rubric_field = LabelledField(_("Under which rubric"), self.rubric, self)
        self.column.addWidget(self._rubric_field)
        self._moves = Card("note", padding=12, gap=2)
        self._moves.hide()
        self.column.addWidget(self._moves)
        self._profile = QVBoxLayout()
        self._profile.setSpacing(theme.px(10))
        self.column.addLayout(self._profile)
        self.column.addStretch(1)

    def offer(self, people: Mapping[str, Person], assessment: Assessment | None) -> None:
        """Offer these people and the rubrics of the assessment."""
        rubrics = {one: rubric.title for one, rubric in assessment.rubrics.items()} if assessment else {}
        person, rubric = self.person_id, self.rubric_id
        self._people, self._rubrics = list(people), list(rubrics)
        show_entries(self.person, [one.title for one in people.values()])
        show_entries(self.rubric, list(rubrics.values()))
        self.person.setCurrentIndex(self._people.index(person) if person in self._people else 0)
        self.rubric.setCurrentIndex(self._rubrics.index(rubric) if rubric in self._rubrics else 0)
        self._rubric_field.setVisible(len(rubrics) > 1)

    @property
    def person_id(self) -> str:
        """Whose profile is wanted."""
        return _chosen(self._people, self.person)

    @property
    def rubric_id(self) -> str:
        """Under which rubric."""
        return _chosen(self._rubrics, self.rubric)

    def choose_rubric(self, rubric_id: str) -> None:
        """Choose the rubric that is being edited."""
        if rubric_id in self._rubrics:
            self.rubric.setCurrentIndex(self._rubrics.index(rubric_id))

    def show_effect(self, effect: Effect) -> None:
        """Show a profile and what moved."""
        self._show_moves(effect)
        state = _state(effect.reading)
        if state == self._shown:
            return
        self._shown = state
        empty(self._profile)
        reading = effect.reading
        for composite_id in reading.rubric.composites or (None,):
            self._profile.addWidget(_group(reading, composite_id))

    def _show_moves(self, effect: Effect) -> None:
        empty(self._moves.column)
        moves = effect.moves
        self._moves.setVisible(bool(moves))
        if not moves:
            return
        words = ngettext(
            "{n} score moved since you opened this", "{n} scores moved since you opened this", len(moves)
        ).format(n=len(moves))
        self._moves.column.addWidget(Text(words, "strong"))
        for move in moves[:_MOST_MOVES]:
            self._moves.column.addWidget(Text(str(move)))
        self._moves.setAccessibleName(words)
        self._moves.setAccessibleDescription("; ".join(str(move) for move in moves))

    @property
    def moves(self) -> list[str]:
        """The moves that are shown, in words."""
        return [label.text() for label in self._moves.findChildren(Text) if not label.isHidden()][1:]

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit()


def _group(reading: Reading, composite_id: str | None) -> Card:
    """Show a composite's parts as the profile page does; without composites, everything."""
    card = Card(padding=14, gap=8)
    if composite_id is None:
        parts: tuple[str, ...] = tuple(reading.rubric.domains or reading.rubric.scales)
        card.column.addWidget(Text(reading.rubric.title, "heading", card))
    else:
        parts = reading.rubric.parts_of(composite_id)
        card.column.addWidget(Text(reading.rubric.composites[composite_id].title, "heading", card))
    for part in parts:
        card.column.addWidget(ScoreBlock(reading, part, card))
    return card


def _state(reading: Reading) -> object:
    """Tell what decides how a profile looks."""
    return reading.rubric, reading.profile.scores


def _chosen(ids: list[str], choice: Choice) -> str:
    number = choice.currentIndex()
    return ids[number] if 0 <= number < len(ids) else ""


def rubric_id_of(values: Mapping[str, Value], file: str) -> str:
    """Give the id of the rubric that a file holds; empty for any other file."""
    said = mapping(values.get(file))
    return str(said.get("id") or "") if sequence(said.get("levels")) else ""
