"""The plan as a document: seen page by page before it is exported or printed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui import theme
from leadready.ui.announcing import announce
from leadready.ui.page import Page
from leadready.ui.pages.exporting import PlanExport
from leadready.ui.printing import ask_how, print_pages, printer_for
from leadready.ui.tasks import Operation, Series
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.document_view import DocumentView
from leadready.ui.widgets.edition_card import EditionCard
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import linked_accounts
from leadready.workflow.export import mappings_of, plan_document, plan_pages
from leadready.workflow.mirror import mirrored
from leadready.workflow.plans import open_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from leadready.report.document import PlanDocument
    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting


_BESIDE = 820  # pixels at 100 %


class PreviewPage(Page):
    """It is written once in the background; until then there is nothing to print."""

    name = "history"
    column_width = 1100

    def __init__(self, journey: Journey, sitting: Sitting) -> None:
        super().__init__(_("Your plan as a document"))
        self.help_text = _(
            "Page down and Page up turn the pages. Ctrl with plus or minus enlarges or reduces them, Ctrl and 0 fits "
            "them to the width. “Read as text” gives the words of the page to a screen reader."
        )
        self._journey = journey
        self._sitting = sitting
        self._document = _document(journey, sitting)
        self._content = b""
        self._notices = NoticePlace(self.body, 2)
        self._is_writing = False
        self.exporting = PlanExport(journey, self._document, self)
        self.exporting.begun.connect(self._on_begun)
        self.exporting.ended.connect(self._on_ended)
        self.pages = DocumentView()  # it joins the page below its tools, and so does the keyboard's way
        self.pages.turned.connect(self._on_turned)
        self._card = EditionCard(journey.preferences)
        self._card.hide()
        self._card.changed.connect(self._write)
        self._edition = self._card.edition
        self.body.addLayout(self._tools())
        self._sheet = QBoxLayout(QBoxLayout.Direction.TopToBottom)  # which needs the least width
        self._sheet.setSpacing(theme.px(16))
        self._sheet.addWidget(self._card)
        self._sheet.addWidget(self.pages)
        self.body.addLayout(self._sheet, 1)
        self._state = Text("", "muted")
        self._print = Button(_("Print"), self.ask_how_to_print, picture="print")
        self._export = Button(_("Export plan"), self.exporting.ask, role="primary", picture="export")
        self.set_footer(Button(_("Plan"), self._on_back), self._state, end=(self._print, self._export))
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choice beside the pages where there is room, and above them where there is not."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        self._sheet.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._sheet.setStretch(0, 3 if beside else 0)
        self._sheet.setStretch(1, 7)

    def first_focus(self) -> QWidget:
        """Begin on the pages, so that the arrows turn them."""
        return self.pages.picture

    def _tools(self) -> Flow:
        pages = self.pages
        self._previous = picture_button("back", _("Previous page"), pages.previous, self)
        self._next = picture_button("next", _("Next page"), pages.next, self)
        self._place = Text("", "strong", self, wrap=False)
        smaller = picture_button("minus", _("Smaller"), pages.smaller, self)
        larger = picture_button("add", _("Larger"), pages.larger, self)
        whole = Button(_("Fit the width"), pages.fit_width, role="quiet", parent=self)
        self._as_text = Button(_("Read as text"), self._on_as_text, role="quiet", parent=self)
        self._choose = Button(_("Choose its parts"), self._on_choose, role="quiet", parent=self)
        sizes, ways = (smaller, larger, whole), (self._as_text, self._choose)
        return Flow(self._previous, self._place, self._next, *sizes, *ways, gap=8)

    @Slot()
    def _write(self) -> None:
        """Write what is chosen; what is chosen while that is under way is written next."""
        self.exporting.edition = self._card.edition
        if self._is_writing:
            return
        self._is_writing = True
        self._edition = self._card.edition
        self._print.setEnabled(False)
        self._state.setText(_("Writing the document…"))
        run = partial(plan_pages, self._document, self._edition)
        self._journey.runner.start(Operation(run, self._on_pages, self._on_no_pages))

    def _on_pages(self, content: bytes) -> None:
        if self._journey.window.page is not self:
            return
        self._is_writing = False
        if self._edition != self._card.edition:
            self._write()
            return
        self._state.setText("")
        try:
            self.pages.show_content(content)
        except LeadreadyError as error:
            self._on_no_pages(error)
        else:
            self._content = content
            self._print.setEnabled(True)

    def _on_no_pages(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self:
            self._is_writing = False
            self._state.setText("")
            self._say(error_notice(_("The document is not shown"), error))

    @Slot()
    def _on_turned(self) -> None:
        self._place.setText(self.pages.place)
        for button, more in (
            (self._previous, self.pages.page > 1),
            (self._next, self.pages.page < self.pages.page_count),
        ):
            if button.hasFocus() and not more:  # else the keyboard would go on to another button
                self.pages.take_focus()
            button.setEnabled(more)

    @Slot()
    def _on_as_text(self) -> None:
        self.pages.show_words(wanted=not self.pages.shows_words)
        self._as_text.setText(_("See the pages") if self.pages.shows_words else _("Read as text"))

    @Slot()
    def _on_choose(self) -> None:
        self._card.setVisible(self._card.isHidden())
        self._choose.setText(_("Choose its parts") if self._card.isHidden() else _("Hide the choice"))

    @Slot()
    def _on_back(self) -> None:
        self._journey.plan(self._sitting.id)

    @Slot()
    def _on_begun(self) -> None:
        self._export.setEnabled(False)
        self._state.setText(_("Writing the file…"))

    @Slot(object)
    def _on_ended(self, notice: Notice) -> None:
        self._say(notice)
        self._state.setText("")
        # A button that is disabled loses the keyboard to whatever comes next.
        self._export.setEnabled(True)
        self._export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, notice: Notice) -> None:
        self._notices.say(notice)

    @Slot()
    def ask_how_to_print(self) -> None:
        """Ask for printer and pages, and print in the background."""
        printer = printer_for(self._content)
        if not ask_how(printer, self.pages.page_count, self):
            return
        self.pages.take_focus()  # from a button that is disabled it would go anywhere
        self._print.setEnabled(False)
        content = self._content

        def run(_is_cancelled: Callable[[], bool]) -> Iterator[tuple[int, int]]:
            """Print to the end: whoever closes the window after asking for a print wants the paper."""
            return print_pages(content, printer)

        self._journey.runner.start_series(Series(run, self._on_page_printed, self._on_printed, self._on_not_printed))

    def _on_page_printed(self, progress: tuple[int, int]) -> None:
        if self._journey.window.page is self:
            done, total = progress
            self._state.setText(_("{n} of {total} pages printed").format(n=done, total=total))

    def _on_printed(self) -> None:
        if self._journey.window.page is self:
            self._back_to_printing(Notice(_("Your plan is with the printer"), parent=self))

    def _on_not_printed(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self:
            self._back_to_printing(error_notice(_("The plan was not printed"), error))

    def _back_to_printing(self, notice: Notice) -> None:
        self._say(notice)
        self._state.setText("")
        self._print.setEnabled(True)
        announce(self, notice.accessibleName())


def _document(journey: Journey, sitting: Sitting) -> PlanDocument:
    administration = sitting.administration
    answered = (administration.completed_at or administration.started_at).astimezone().date()
    reading = sitting.reading()
    plan = open_plan(journey.services, sitting)
    document = plan_document(
        reading,
        plan,
        answered_on=answered,
        name=journey.preferences.respondent,
        role=journey.preferences.role,
        mappings=mappings_of(journey.services.packages, sitting.assessment),
    )
    return replace(
        document,
        accounts=tuple(linked_accounts(journey.services, plan).values()),
        sitting=sitting.id,
        kept_at=journey.services.store.plans.kept_at(sitting.id),
        mirrors=mirrored(journey.services, sitting.id, reading),
    )
