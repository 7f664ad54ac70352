"""The cards of the studio: one for each assessment and rubric, and one that asks for a name."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.pages.history import confirmed
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Choice, LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.studio import delete_package, delete_rubric, duplicate, new_rubric, open_own, open_own_rubric

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from leadready.assessment.model import Assessment
    from leadready.ui.pages.studio import StudioPage
    from leadready.workflow.bench import Bench
    from leadready.workflow.shelf import Shelf


_FIELD = 420


class NamingCard(Card):
    """Asks for the title and the id of something new, and makes it."""

    def __init__(
        self,
        page: StudioPage,
        heading: str,
        words: str,
        title: str,
        make: Callable[[str, str], Bench],
    ) -> None:
        super().__init__("current", page, gap=10)
        self._page = page
        self._make = make
        self.column.addWidget(Text(heading, "heading", self))
        self.column.addWidget(Text(words, "muted", self))
        self.title = TextLine(title, self)
        self.title.textEdited.connect(self._on_title)
        self.column.addWidget(LabelledField(_("Title"), self.title, self))
        self.id = TextLine(as_id(title), self)
        self.id.setMaximumWidth(theme.px(_FIELD))
        help_text = _("Small letters, digits and hyphens. It names the folder and does not change later.")
        self.column.addWidget(LabelledField(_("Id"), self.id, self, help_text=help_text))
        self._wrong = Text("", "danger", self)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self._made = Button(_("Make it and edit"), self._on_make, role="primary", parent=self)
        self.column.addLayout(Flow(self._made, Button(_("Cancel"), self._on_cancel, parent=self)))
        for line in (self.title, self.id):
            line.returnPressed.connect(self._on_make)

    def take_focus(self) -> None:
        """Begin with the title, ready to be typed over."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring all of it into view, buttons too, once it has found its height and the page has made room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, partial(self._page.journey.window.reveal, self))

    @Slot(str)
    def _on_title(self, title: str) -> None:
        if not self.id.isModified():
            self.id.setText(as_id(title))

    @Slot()
    def _on_make(self) -> None:
        try:
            bench = self._make(self.id.text().strip(), self.title.text().strip())
        except LeadreadyError as error:
            self._wrong.setText(f"{error.what} {error.advice}".strip())
            self._wrong.show()
            self.id.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._page.journey.edit(lambda: bench)

    @Slot()
    def _on_cancel(self) -> None:
        self._page.stop_asking()


class OwnPackage(Card):
    """A package of one's own."""

    def __init__(self, page: StudioPage, shelf: Shelf, package_id: str) -> None:
        super().__init__("plain", page)
        self._page = page
        self._id = package_id
        assessment = shelf.assessments.get(package_id)
        self._title = assessment.instrument.title if assessment is not None else package_id
        self.column.addWidget(Text(self._title, "heading", self))
        if assessment is not None:
            self.column.addWidget(Text(_size_words(assessment), "muted", self))
        else:
            words = _("It has faults and cannot be used until they are mended: edit it to see them.")
            self.column.addWidget(Text(words, "warm", self))
        _say_kept(self, partial(open_own, page.journey.services, package_id))
        copy = Button(_("Duplicate"), self._on_duplicate, picture="copy", parent=self)
        copy.setEnabled(assessment is not None)
        file = Button(_("Save as one file"), self._on_pack, picture="export", parent=self)
        file.setEnabled(assessment is not None)
        buttons = (
            Button(_("Edit"), self._on_edit, role="primary", picture="edit", parent=self),
            copy,
            file,
            Button(_("Delete"), self._on_delete, role="danger", parent=self),
        )
        _add_buttons(self, self._title, buttons)

    @Slot()
    def _on_edit(self) -> None:
        self._page.journey.edit(partial(open_own, self._page.journey.services, self._id))

    @Slot()
    def _on_pack(self) -> None:
        self._page.ask_target(self._id, self._title)

    @Slot()
    def _on_duplicate(self) -> None:
        self._page.ask_name(_copy_card(self._page, self._id, self._title), self)

    @Slot()
    def _on_delete(self) -> None:
        heading = _("Delete “{title}”?").format(title=self._title)
        if confirmed(self, heading, _DELETED()):
            try:
                delete_package(self._page.journey.services, self._id)
            except LeadreadyError as error:
                self._page.say(_("It was not deleted"), error)
            else:
                self._page.journey.studio()


class OwnRubric(Card):
    """A rubric of one's own for a shipped assessment."""

    def __init__(self, page: StudioPage, shelf: Shelf, package_id: str, file: str) -> None:
        super().__init__("plain", page)
        self._page = page
        self._id = package_id
        self._file = file
        assessment = shelf.assessments.get(package_id)
        name = file.removesuffix(".yaml")
        rubric = assessment.rubrics.get(name) if assessment is not None else None
        self._title = rubric.title if rubric is not None else name
        self.column.addWidget(Text(_("Rubric: {title}").format(title=self._title), "heading", self))
        judged = assessment.instrument.title if assessment is not None else package_id
        self.column.addWidget(Text(_("It judges “{title}”.").format(title=judged), "muted", self))
        if rubric is None:
            words = _("It has faults and cannot be used until they are mended: edit it to see them.")
            self.column.addWidget(Text(words, "warm", self))
        _say_kept(self, partial(open_own_rubric, page.journey.services, package_id, file))
        buttons = (
            Button(_("Edit"), self._on_edit, role="primary", picture="edit", parent=self),
            Button(_("Delete"), self._on_delete, role="danger", parent=self),
        )
        _add_buttons(self, self._title, buttons)

    @Slot()
    def _on_edit(self) -> None:
        self._page.journey.edit(partial(open_own_rubric, self._page.journey.services, self._id, self._file))

    @Slot()
    def _on_delete(self) -> None:
        heading = _("Delete the rubric “{title}”?").format(title=self._title)
        if confirmed(self, heading, _DELETED()):
            try:
                delete_rubric(self._page.journey.services, self._id, self._file)
            except LeadreadyError as error:
                self._page.say(_("It was not deleted"), error)
            else:
                self._page.journey.studio()


class ShippedPackage(Card):
    """A shipped package, to copy or to judge by other rules."""

    def __init__(self, page: StudioPage, assessment: Assessment) -> None:
        super().__init__("plain", page)
        self._page = page
        self._assessment = assessment
        title = assessment.instrument.title
        self.column.addWidget(Text(title, "heading", self))
        self.column.addWidget(Text(_size_words(assessment), "muted", self))
        self._from: Choice | None = None
        if len(assessment.rubrics) > 1:
            self._from = Choice([rubric.title for rubric in assessment.rubrics.values()], 0, self)
            self.column.addWidget(LabelledField(_("A rubric of your own begins as"), self._from, self))
        buttons = (
            Button(_("Duplicate"), self._on_duplicate, picture="copy", parent=self),
            Button(_("Own rubric for it"), self._on_rubric, picture="add", parent=self),
        )
        _add_buttons(self, title, buttons)

    @Slot()
    def _on_duplicate(self) -> None:
        card = _copy_card(self._page, self._assessment.id, self._assessment.instrument.title)
        self._page.ask_name(card, self)

    @Slot()
    def _on_rubric(self) -> None:
        rubrics = list(self._assessment.rubrics.values())
        rubric = rubrics[self._from.currentIndex() if self._from is not None else 0]
        make = partial(new_rubric, self._page.journey.services, self._assessment.id, rubric.id)
        words = _("It begins as a copy of “{title}”. The items stay as they are.").format(title=rubric.title)
        title = _("{title}, our own").format(title=rubric.title)
        self._page.ask_name(NamingCard(self._page, _("A rubric of your own"), words, title, make), self)


def as_id(title: str) -> str:
    """Suggest an id for a title: its letters and digits, small, without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")[:60].rstrip("-")


def _copy_card(page: StudioPage, package_id: str, title: str) -> NamingCard:
    make = partial(duplicate, page.journey.services, package_id)
    words = _("Everything is copied: items, rubrics, actions and examples. The copy says what it was made from.")
    heading = _("A copy of “{title}”").format(title=title)
    return NamingCard(page, heading, words, _("{title}, copy").format(title=title), make)


def _say_kept(card: Card, open_bench: Callable[[], Bench]) -> None:
    """Say that there are changes from last time; a package that cannot be opened says so when it is."""
    try:
        kept = open_bench().kept()
    except LeadreadyError:
        return
    if kept is not None:
        card.column.addWidget(Text(_("Changes from last time are kept and not saved."), "warm", card))


def _add_buttons(card: Card, title: str, buttons: tuple[Button, ...]) -> None:
    card.column.addSpacing(4)
    card.column.addLayout(Flow(*buttons, gap=8))
    for button in buttons:
        button.setAccessibleDescription(title)


def _size_words(assessment: Assessment) -> str:
    count = len(assessment.instrument.items)
    items = ngettext("{n} item", "{n} items", count).format(n=count)
    rubrics = ngettext("{n} rubric", "{n} rubrics", len(assessment.rubrics)).format(n=len(assessment.rubrics))
    version = _("version {version}").format(version=assessment.instrument.version)
    return f"{items}, {rubrics}, {version}"


def _DELETED() -> str:
    return _("It goes from this computer. Sittings that were begun with it keep what they need.")
