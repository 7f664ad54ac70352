"""Home: the one thing to continue, then start, plans, and what leaves this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.page import Page
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import day, moment
from leadready.workflow.spoken import spoken_title

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from leadready.planning.progress import Progress
    from leadready.store.administrations import Summary
    from leadready.ui.journey import Journey

_SIDE_BY_SIDE = 640
_SECONDS_AN_ITEM = 9


class HomePage(Page):
    """Everything one would do next."""

    name = "home"

    def __init__(self, journey: Journey) -> None:
        name = journey.preferences.respondent
        super().__init__(_("Welcome back, {name}").format(name=name) if name else _("Welcome"))
        self.help_text = _(
            "Continue where you left off, start an assessment, or open a plan. Ctrl and a digit opens an entry at "
            "the left."
        )
        self._journey = journey
        latest = journey.services.store.administrations.latest()
        self._open, self._done = latest.open, latest.done
        self._first: QWidget | None = None
        if self._open is not None:
            self.body.addWidget(self._continue_card(self._open))
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._cards.setSpacing(theme.px(16))
        self._cards.addWidget(self._start_card(), 1)
        self._cards.addWidget(self._plan_card(latest.kept), 1)
        self.body.addLayout(self._cards)
        self.body.addWidget(self._privacy())
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """What the person most likely came for."""
        return self._first

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two cards side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_SIDE_BY_SIDE)
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _continue_card(self, summary: Summary) -> Card:
        from leadready.ui.widgets.bar import Bar

        card = Card("current")
        total = max(summary.administration.items, 1)
        left = max(round((total - summary.answered) * _SECONDS_AN_ITEM / 60), 1)
        card.column.addWidget(Text(_("Continue").upper(), "eyebrow", card))
        card.column.addWidget(Text(self._title(summary), "heading", card))
        counted = _("{n} of {total} answered").format(n=summary.answered, total=total)
        card.column.addWidget(Bar(summary.answered / total, counted, card))
        minutes = ngettext("about {n} minute left", "about {n} minutes left", left).format(n=left)
        saved = _("Nothing is answered yet.")
        if summary.last_saved_at is not None:
            when = moment(summary.last_saved_at, self._journey.services.clock())
            saved = _("Last answer saved {when}.").format(when=when)
        card.column.addWidget(Text(f"{counted}, {minutes}. {saved}", "muted", card))
        proceed = Button(_("Continue"), self._on_continue, role="primary", parent=card)
        self._first = proceed
        card.column.addLayout(Flow(proceed, Button(_("Check answers so far"), self._on_check, parent=card)))
        return card

    def _title(self, summary: Summary) -> str:
        return spoken_title(summary.administration, self._journey.services.packages)

    def _start_card(self) -> Card:
        card = Card()
        card.column.addWidget(Text(_("Start an assessment"), "heading", card))
        card.column.addWidget(
            Text(_("Answer in private, at your own pace. You can stop and go on at any time."), "muted", card)
        )
        card.column.addStretch(1)
        role = "plain" if self._open else "primary"
        button = Button(_("Choose"), self._journey.choose, role=role, parent=card)
        button.setAccessibleName(_("Choose an assessment"))
        self._first = self._first or button
        colleague = Button(_("A colleague's request"), self._journey.open_request, role="quiet", parent=card)
        colleague.setAccessibleDescription(_("Open the file in which a colleague asks what you see."))
        card.column.addLayout(Flow(button, colleague))
        return card

    def _plan_card(self, count: int) -> Card:
        card = Card()
        card.column.addWidget(Text(_("Your plan"), "heading", card))
        if self._done is None:
            words = _("Your profile and development plan will be here once you have finished an assessment.")
            card.column.addWidget(Text(words, "muted", card))
            card.column.addStretch(1)
            return card
        done = self._done
        finished = done.administration.completed_at or done.administration.started_at
        words = _("From the sitting you finished on {day}.").format(day=day(finished.astimezone().date()))
        sittings = ngettext("{n} sitting is kept.", "{n} sittings are kept.", count).format(n=count)
        card.column.addWidget(Text(f"{words} {sittings}", "muted", card))
        self._progress = Text("", parent=card)
        self._review = Text("", "warm", card)
        for line in (self._progress, self._review):
            line.hide()
            card.column.addWidget(line)
        if done.plan_kept_at:
            self._journey.window.when_painted(self._read_plan)
        card.column.addStretch(1)
        label = _("Open plan") if done.plan_kept_at else _("Make my plan")
        plan = Button(label, self._on_plan, parent=card)
        card.column.addLayout(Flow(plan, Button(_("See profile"), self._on_profile, parent=card)))
        return card

    @Slot()
    def _read_plan(self) -> None:
        """Look at how far the plan has come, beside the window: reading it loads much that home does not need."""
        if self._done is None:
            return
        try:
            document = self._journey.services.store.plans.get(self._done.administration.id)
        except LeadreadyError:
            return  # the plan's own page says so, where something can be done about it
        if document is not None:
            work = partial(_progress, document, self._journey.services.clock().date())
            self._journey.runner.start(Operation(work, self._show_progress, _leave_out))

    def _show_progress(self, progress: Progress) -> None:
        if self._journey.window.page is not self:
            return
        words = ngettext("{n} of {total} action done.", "{n} of {total} actions done.", progress.total)
        said = [words.format(n=progress.done, total=progress.total)] if progress.total else []
        if progress.next is not None:
            title, by = progress.next.title, progress.next.by
            following = _("Next: {title}, by {day}.") if by else _("Next: {title}.")
            said.append(following.format(title=title, day=day(by) if by else ""))
        due = len(progress.reviews_due)
        words = ngettext("{n} goal is due to be looked at again.", "{n} goals are due to be looked at again.", due)
        review = words.format(n=due) if due else ""
        look = progress.look_again_on
        if look is not None:
            said.append(_("Not now: you look again on {day}.").format(day=day(look)))
            if look <= self._journey.services.clock().date():
                review = _("The day on which you wanted to look again has come. Take it or leave it.")
        for line, text in ((self._progress, " ".join(said)), (self._review, review)):
            line.setText(text)
            line.setVisible(bool(text))

    def _privacy(self) -> Notice:
        place = _("They are kept in {folder}.").format(folder=self._journey.preferences.data_folder)
        return Notice(
            _("Nothing leaves this computer"),
            _("Answers, plans and notes stay in one file here. leadready never connects to a network."),
            place,
            parent=self,
        )

    @Slot()
    def _on_continue(self) -> None:
        if self._open is not None:
            self._journey.answer(self._open.administration.id)

    @Slot()
    def _on_check(self) -> None:
        if self._open is not None:
            self._journey.check(self._open.administration.id)

    @Slot()
    def _on_plan(self) -> None:
        if self._done is not None:
            self._journey.plan(self._done.administration.id)

    @Slot()
    def _on_profile(self) -> None:
        if self._done is not None:
            self._journey.profile(self._done.administration.id)


def _progress(document: str, today: date) -> Progress:
    from leadready.workflow.plans import read_progress

    return read_progress(document, today)


def _leave_out(_error: LeadreadyError) -> None:
    """Say nothing on home of a plan that cannot be read: its own page says it, with what to do."""
