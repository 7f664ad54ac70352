"""A colleague's mirror: ask at least three colleagues, take their replies, close, and see what they say together."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from leadready.assessment.mirror_document import LONGEST_NAME
from leadready.errors import LeadreadyError
from leadready.exchange.mirror_files import REPLY_SUFFIX, REQUEST_SUFFIX
from leadready.language import _, ngettext
from leadready.planning.mirror_words import waiting_words
from leadready.scoring.mirror import LEAST
from leadready.ui.page import Page
from leadready.ui.pages.mirror_card import MirrorCard
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.question import is_sure
from leadready.ui.widgets.text import Text
from leadready.workflow.mirror import (
    close_mirror,
    delete_mirror,
    keep_replies,
    mirror_of,
    mirrored,
    open_request,
    read_replies,
    save_request,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.assessment.mirror_document import MirrorReply, MirrorRequest
    from leadready.ui.journey import Journey
    from leadready.workflow.mirror import Mirror, Refused, Taken
    from leadready.workflow.sitting import Sitting

_REFUSED_SHOWN = 5
_LONGEST_FILE_NAME = 28


class MirrorPage(Page):
    """Three steps, of which the last ends the first two."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting) -> None:
        super().__init__(_("A colleague's mirror"), sitting.instrument.title)
        self.help_text = _(
            "Save the file for your colleagues and send it to them. Open the replies that come back. With three or "
            "more you can close the request and see what they say together."
        )
        self._journey = journey
        self._sitting = sitting
        self._notices = NoticePlace(self.body, 2)
        mirror = mirror_of(journey.services, sitting.id)
        self._first: QWidget | None = None
        if mirror is not None and mirror.closed_on is not None:
            self._show_results(mirror)
        else:
            self._ask(mirror)
            self._take(mirror)
            self._close(mirror)
        self.body.addStretch(1)
        self.set_footer(Button(_("Back to the profile"), self._on_profile))

    def first_focus(self) -> QWidget | None:
        """What comes next."""
        return self._first

    def _show_results(self, mirror: Mirror) -> None:
        reading = self._sitting.reading()
        mirrors = mirrored(self._journey.services, self._sitting.id, reading)
        delete = (_("Delete and ask anew"), self._on_delete)
        self.body.addWidget(MirrorCard(reading, mirror, mirrors, delete, self))

    def _ask(self, mirror: Mirror | None) -> None:
        card = self.add_card(
            _("1. Ask"),
            _(
                "Send one file to people who see you work, at least {least} of them. It asks them the same items, in "
                "words for an observer. None of your answers and scores are in it."
            ).format(least=LEAST),
        )
        self._name = TextLine(mirror.asked_by if mirror else "", self)
        self._name.setMaxLength(LONGEST_NAME)
        help_text = _("Colleagues see it when they open the file. It may stay empty.")
        card.column.addWidget(LabelledField(_("The name that colleagues see"), self._name, card, help_text=help_text))
        words = _("Save it again") if mirror else _("Save the request")
        save = Button(words, self._on_save, role="plain" if mirror else "primary", picture="export", parent=card)
        card.column.addLayout(Flow(save))
        self._first = save

    def _take(self, mirror: Mirror | None) -> None:
        card = self.add_card(
            _("2. Gather"),
            _(
                "Open the replies that come back, as they come. A reply is a file that can be read by whoever has it: "
                "if your colleagues prefer, let somebody you all trust gather the files and hand them over together."
            ),
        )
        if mirror is not None:
            card.column.addWidget(Text(waiting_words(mirror.replies), "strong", card))
        role = "primary" if mirror is not None and not mirror.may_close else "plain"
        self._open = Button(_("Open replies"), self._on_open, role=role, picture="add", parent=card)
        self._open_folder = Button(_("Open a folder"), self._on_open_folder, parent=card)
        for button in (self._open, self._open_folder):
            button.setEnabled(mirror is not None)
        card.column.addLayout(Flow(self._open, self._open_folder))
        if mirror is not None:
            self._first = self._open

    def _close(self, mirror: Mirror | None) -> None:
        card = self.add_card(
            _("3. See"),
            _(
                "With {least} replies or more you can close the request and see what they say together. No reply is "
                "taken after that: else a late one could be worked out from how the figures change. Single replies "
                "are never shown, nor who replied."
            ).format(least=LEAST),
        )
        ready = mirror is not None and mirror.may_close
        close = Button(_("Close and see"), self._on_close, role="primary" if ready else "plain", parent=card)
        close.setEnabled(ready)
        buttons = [close]
        if mirror is not None:
            buttons.append(Button(_("Withdraw the request"), self._on_delete, role="quiet", parent=card))
        card.column.addLayout(Flow(*buttons))
        if ready:
            self._first = close

    @Slot()
    def _on_save(self) -> None:
        suggested = self._folder() / (_("Request to colleagues") + REQUEST_SUFFIX)
        kinds = _("Requests to colleagues (*{suffix})").format(suffix=REQUEST_SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the file for colleagues"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix == REQUEST_SUFFIX else target.with_name(target.name + REQUEST_SUFFIX))

    def save_to(self, target: Path) -> None:
        """Keep the request and write the file for colleagues."""
        try:
            save_request(self._journey.services, self._sitting, self._name.text(), target)
        except LeadreadyError as error:
            self._notices.say(error_notice(_("The file was not written"), error))
            return
        self._journey.preferences.export_folder = target.parent
        again = self._again()
        again.say(
            Notice(_("The file for your colleagues is written"), str(target), _("Send it to them."), parent=again)
        )

    @Slot()
    def _on_open(self) -> None:
        kinds = _("Replies (*{suffix})").format(suffix=REPLY_SUFFIX)
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Open replies"), str(self._folder()), kinds)
        if chosen:
            self.take([Path(name) for name in chosen])

    @Slot()
    def _on_open_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Open a folder of replies"), str(self._folder()))
        if chosen:
            self.take([Path(chosen)])

    def take(self, paths: list[Path]) -> None:
        """Read some replies in the background, and keep those that can be used."""
        try:
            request = open_request(self._journey.services, self._sitting)
        except LeadreadyError as error:
            self._notices.say(error_notice(_("The replies were not taken"), error))
            return
        run = partial(read_replies, request, paths)
        then = partial(self._on_read, request)
        self._journey.runner.start(Operation(run, then, self._on_not_read))

    def _on_read(self, request: MirrorRequest, found: tuple[Sequence[MirrorReply], Sequence[Refused]]) -> None:
        if self._journey.window.page is not self:
            return
        try:
            taken = keep_replies(self._journey.services, request, *found)
        except LeadreadyError as error:
            self._on_not_read(error)
            return
        again = self._again()
        again.say(*_taken_notices(taken, again))

    def _on_not_read(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self:
            self._notices.say(error_notice(_("The replies were not taken"), error))

    @Slot()
    def _on_close(self) -> None:
        words = _("Close the request?")
        if not self._sure(words, _("What they say is shown, and no reply is taken after that."), _("Close and see")):
            return
        self._do(partial(close_mirror, self._journey.services, self._sitting.id), _("The request was not closed"))

    @Slot()
    def _on_delete(self) -> None:
        words = _("Delete the request and every reply to it?")
        if not self._sure(words, _("Replies to it cannot be taken again. You can ask anew."), _("Delete")):
            return
        self._do(partial(delete_mirror, self._journey.services, self._sitting.id), _("The request was not deleted"))

    def _do(self, work: partial[None], failed: str) -> None:
        try:
            work()
        except LeadreadyError as error:
            self._notices.say(error_notice(failed, error))
        else:
            self._again()

    def _sure(self, words: str, more: str, yes: str) -> bool:
        """Ask; not to do it is the safe answer."""
        return is_sure(self, words, more, do=yes, leave=_("Stay here"))

    def say(self, *notices: Notice) -> None:
        """Say something above the steps."""
        self._notices.say(*notices)

    def _again(self) -> MirrorPage:
        """Show how far it has come now."""
        page = MirrorPage(self._journey, self._sitting)
        self._journey.window.show_page(page)
        return page

    def _folder(self) -> Path:
        folder = self._journey.preferences.export_folder
        return folder if folder.is_dir() else Path.home()

    @Slot()
    def _on_profile(self) -> None:
        self._journey.profile(self._sitting.id)


def _taken_notices(taken: Taken, parent: QWidget) -> list[Notice]:
    said: list[str] = []
    if taken.new:
        said.append(ngettext("{n} reply came in.", "{n} replies came in.", taken.new).format(n=taken.new))
    if taken.renewed:
        words = ngettext("{n} took the place of an earlier one.", "{n} took the place of earlier ones.", taken.renewed)
        said.append(words.format(n=taken.renewed))
    if taken.again:
        words = ngettext("{n} file brought nothing new.", "{n} files brought nothing new.", taken.again)
        said.append(words.format(n=taken.again))
    if not said:
        said.append(_("No reply came in."))
    first, *others = said
    notices = [Notice(first, *others, parent=parent)]
    notices += [_refused_notice(one, parent) for one in taken.refused[:_REFUSED_SHOWN]]
    left = len(taken.refused) - _REFUSED_SHOWN
    if left > 0:
        words = ngettext("{n} more file was not taken.", "{n} more files were not taken.", left)
        notices.append(Notice(words.format(n=left), error=True, parent=parent))
    return notices


def _refused_notice(one: Refused, parent: QWidget) -> Notice:
    problems = one.problems.problems
    heading = _("“{file}” was not taken").format(file=_short(one.path.name))
    first = problems[0]
    more = len(problems) - 1
    left = ngettext("There is {n} more problem.", "There are {n} more problems.", more).format(n=more) if more else ""
    return Notice(heading, f"{first.what} {first.advice}", left, error=True, parent=parent)


def _short(name: str) -> str:
    """Shorten a long file name in its middle: a name without blanks would push the page apart."""
    if len(name) <= _LONGEST_FILE_NAME:
        return name
    return f"{name[: _LONGEST_FILE_NAME // 2]}…{name[-_LONGEST_FILE_NAME // 2 + 1 :]}"
