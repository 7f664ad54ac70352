"""What a colleague sees who is asked: who asks, the items, and the reply that they save. Nothing of it is recorded."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.exchange.mirror_files import REPLY_SUFFIX, REQUEST_SUFFIX
from leadready.language import _, ngettext
from leadready.scoring.mirror import LEAST
from leadready.scoring.responses import Absence
from leadready.ui.desktop import open_path
from leadready.ui.page import Page
from leadready.ui.pages.items import ItemsPage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.question import is_sure
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.ui.journey import Journey
    from leadready.workflow.answering import Answering
    from leadready.workflow.observing import Observing


def choose_request(journey: Journey) -> Path | None:
    """Ask for the file that a colleague sent; None where none was chosen."""
    folder = journey.preferences.export_folder
    folder = folder if folder.is_dir() else Path.home()
    kinds = _("Requests of colleagues (*{suffix})").format(suffix=REQUEST_SUFFIX)
    chosen, _filter = QFileDialog.getOpenFileName(journey.window, _("Open a colleague's request"), str(folder), kinds)
    return Path(chosen) if chosen else None


class RequestPage(Page):
    """Before answering: who asks what, what becomes of the answers, and that one may say no."""

    name = "assessments"

    def __init__(self, journey: Journey, observing: Observing) -> None:
        super().__init__(_("A colleague asks what you see"), observing.instrument.title)
        self.help_text = _(
            "Enter on Start begins. Nothing is kept on this computer until you save your reply as a file."
        )
        self._journey = journey
        self._observing = observing
        items = len(observing.items)
        minutes = observing.instrument.minutes
        takes = ngettext("It takes about {n} minute.", "It takes about {n} minutes.", minutes).format(n=minutes)
        count = ngettext("There is {n} item about how they work.", "There are {n} items about how they work.", items)
        self.add_card(
            _("What is asked"),
            about_words(observing),
            f"{count.format(n=items)} {takes}",
            observing.instrument.sections[0].intro or "",
        )
        self.add_card(
            _("What becomes of your answers"),
            _(
                "You save them as a file and send it yourself. It holds your answers and no name, no time and nothing "
                "of this computer."
            ),
            _(
                "leadready shows the person only what at least {least} colleagues say together, never a single reply. "
                "The file itself can be read by whoever gets it: if that matters to you, hand it to somebody who "
                "gathers the replies."
            ).format(least=LEAST),
            _("Nothing goes into your own record. You are free to say no."),
        )
        self.body.addStretch(1)
        start = Button(_("Start"), self._on_start, role="primary")
        self.set_footer(Button(_("Back"), journey.home), end=(start,))

    @Slot()
    def _on_start(self) -> None:
        self._journey.turn(self._observing, 0)


class ObservingPage(ItemsPage):
    """One page of items about somebody else; the answers are held in memory."""

    _observing: Observing

    def __init__(self, journey: Journey, observing: Observing, number: int, item_id: str | None = None) -> None:
        self._observing = observing
        self._is_turning = False
        super().__init__(journey, observing, number, item_id)
        self.help_text = _(
            "Press a digit to answer the outlined item; 0 says that you have not seen it. Enter goes on, Backspace "
            "goes back. At the end you save your reply as a file."
        )

    @staticmethod
    def subtitle(answering: Answering, number: int) -> str:
        """Say whom it is about, where that is known."""
        part = ItemsPage.subtitle(answering, number)
        name = shown_name(answering)
        return _("{part}. About {name}").format(part=part, name=name) if name else part

    @staticmethod
    def leave_words() -> str:
        """Say what becomes of the answers when one leaves."""
        return _("Your answers are lost unless you save your reply.")

    @staticmethod
    def saved_words(at: datetime | None) -> str:  # noqa: ARG004 - the name is part of the way it is called
        """Say when answers are saved here."""
        return _("You save at the end")

    def may_leave(self) -> bool:
        """Ask before answers are lost; turning a page loses none."""
        return self._is_turning or may_lose(self._observing, self)

    def _go_on(self, page: int | None) -> None:
        self._is_turning = True
        super()._go_on(page)

    @Slot()
    def _on_back(self) -> None:
        self._is_turning = True
        super()._on_back()
        self._is_turning = False


class ReplyPage(Page):
    """The end: what is still open, what the file will hold, and where it goes."""

    name = "assessments"

    def __init__(self, journey: Journey, observing: Observing) -> None:
        super().__init__(_("Save your reply"), about_words(observing))
        self.help_text = _("Save your reply as a file and send it. You can change answers and save it again.")
        self._journey = journey
        self._observing = observing
        self._is_turning = False
        self._notices = NoticePlace(self.body, 2)
        self._target = Path()
        open_items = observing.unanswered()
        if open_items:
            count = ngettext("{n} item is not answered", "{n} items are not answered", len(open_items))
            words = _("Only a whole reply can be saved. Where you have seen nothing, say so.")
            go = (_("Go to the first"), self._on_first)
            self.body.addWidget(Notice(count.format(n=len(open_items)), words, action=go, parent=self))
        self.body.addWidget(self._summary())
        self.body.addStretch(1)
        self._save = Button(_("Save my reply"), self._on_save, role="primary", picture="export")
        self._save.setEnabled(not open_items)
        self.set_footer(
            Button(_("Back to the items"), self._on_items), Button(_("Leave"), journey.home), end=(self._save,)
        )

    def _summary(self) -> Card:
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(_("What the file holds"), "heading", card))
        answers = self._observing.answers.values()
        unseen = sum(answer is Absence.NOT_APPLICABLE for answer in answers)
        rated = sum(isinstance(answer, int) for answer in answers)
        said = ngettext(
            "{n} answer, and {unseen} times “not seen”.", "{n} answers, and {unseen} times “not seen”.", rated
        )
        card.column.addWidget(Text(said.format(n=rated, unseen=unseen), parent=card))
        words = _(
            "Two random numbers say which request it answers, and keep it from being counted twice. It holds no name, "
            "no time and nothing of this computer."
        )
        card.column.addWidget(Text(words, parent=card))
        words = _(
            "Send the file to the person, or to whoever gathers the replies. If you save again, send the last one."
        )
        card.column.addWidget(Text(words, parent=card))
        return card

    def may_leave(self) -> bool:
        """Ask before answers are lost."""
        return self._is_turning or may_lose(self._observing, self)

    @Slot()
    def _on_first(self) -> None:
        self._turn(self._observing.unanswered()[0].page)

    @Slot()
    def _on_items(self) -> None:
        self._turn(0)

    def _turn(self, page: int) -> None:
        self._is_turning = True
        self._journey.turn(self._observing, page)

    @Slot()
    def _on_save(self) -> None:
        folder = self._journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / self._observing.suggested_name
        kinds = _("Replies (*{suffix})").format(suffix=REPLY_SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save my reply"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix == REPLY_SUFFIX else target.with_name(target.name + REPLY_SUFFIX))

    def save_to(self, target: Path) -> None:
        """Write the reply in the background and say where it is."""
        self._save.setEnabled(False)
        run = partial(self._observing.save, target)
        self._journey.runner.start(Operation(run, self._on_saved, self._on_not_saved))

    def _on_saved(self, target: Path) -> None:
        self._target = target
        self._journey.preferences.export_folder = target.parent
        folder = (_("Open the folder"), self._on_open_folder)
        self._say(Notice(_("Your reply is written"), str(target), action=folder, parent=self))

    def _on_not_saved(self, error: LeadreadyError) -> None:
        self._say(error_notice(_("Your reply was not written"), error))

    def _say(self, notice: Notice) -> None:
        if self._journey.window.page is not self:
            notice.deleteLater()
            return
        self._notices.say(notice)
        self._save.setEnabled(True)
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open_folder(self) -> None:
        open_path(self._target.parent)


def shown_name(answering: Answering) -> str:
    """Give the name that the person chose to show, on one line; empty where they chose none."""
    from leadready.workflow.observing import Observing

    name = answering.request.asked_by if isinstance(answering, Observing) else None
    return " ".join((name or "").split())


def about_words(observing: Observing) -> str:
    """Say who asks."""
    name = shown_name(observing)
    return (
        _("{name} asks what you see of how they work.").format(name=name)
        if name
        else _("Somebody you work with asks what you see of how they work. Whoever sent you the file can say who.")
    )


def may_lose(observing: Observing, parent: QWidget) -> bool:
    """Ask whether answers that are in no file may be lost; staying is the safe answer."""
    if observing.is_saved:
        return True
    more = _("Your answers are held only while you are here.")
    return is_sure(parent, _("Your reply is not saved."), more, do=_("Discard"), leave=_("Stay here"))
