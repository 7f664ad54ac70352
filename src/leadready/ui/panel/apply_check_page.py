"""The last step: exactly what will be shared and with whom, and then it is sealed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.exchange.submission_file import SUFFIX
from leadready.language import _, ngettext
from leadready.planning.account import word_count
from leadready.ui.panel.apply_answers_page import answers_card
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.applying import gaps, prompts_asked
from leadready.workflow.panel.own_application import prompt_step, step_of, suggested_name
from leadready.workflow.panel.sharing import who_sees

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.exchange.submission_file import Confirmed
    from leadready.ui.panel.applying import Applying
    from leadready.workflow.panel.applying import Gap
    from leadready.workflow.panel.own_application import SealedApplication


class CheckPage(ApplyPage):
    """Nothing that is not on this page is in the file."""

    def __init__(self, applying: Applying) -> None:
        super().__init__(
            applying, "check", _("Check what you share"), _("All that is in the file stands on this page, and no more.")
        )
        self.help_text = _("Change opens the step. Enter on the last button seals the application to a file.")
        self._offer = applying.offer()
        self._application = self.own.application(self._offer.answers if self._offer else {})
        open_ = gaps(self.own.campaign, self._application)
        if open_:
            self.body.addWidget(self._gap_notice(open_))
        self.add_card(_("Who will see it"), *who_sees(self.own.campaign))
        self._about_you()
        for id_, prompt in prompts_asked(self.own.campaign).items():
            self._answer(id_, prompt.title)
        self._conditions()
        if self.own.shares_answers:
            self._answers()
        self._also()
        self.body.addStretch(1)
        self._seal = self.add_footer(_("Seal and save"))
        self._seal.setEnabled(not open_ and not self.own.is_closed)
        self._is_sealing = False

    def first_focus(self) -> QWidget | None:
        """What is still to be done, or else sealing."""
        if self._seal.isEnabled():
            return self._seal
        return next(iter(self.findChildren(Button)), None)

    def _gap_notice(self, open_: tuple[Gap, ...]) -> Notice:
        count = ngettext("{n} thing is still to be done", "{n} things are still to be done", len(open_))
        said = [
            _("Too long: {title}").format(title=gap.title)
            if gap.is_long
            else _("Missing: {title}").format(title=gap.title)
            for gap in open_
        ]
        go = _Jump(self.applying, step_of(open_[0]), self)
        return Notice(count.format(n=len(open_)), *said, action=(_("Go to the first"), go.go), parent=self)

    def _change(self, step: str, title: str) -> Button:
        button = Button(_("Change"), _Jump(self.applying, step, self).go, role="quiet", parent=self)
        button.setAccessibleName(_("Change: {title}").format(title=title))
        return button

    def _about_you(self) -> None:
        heading = _("About you")
        said = self._application
        contact = _("To be reached at: {contact}").format(contact=said.contact) if said.contact else ""
        self.add_card(heading, said.name or _("No name yet"), contact, beside=self._change("details", heading))

    def _answer(self, id_: str, title: str) -> None:
        text = self._application.evidence[id_]
        card = self.add_card(title, text or _("Nothing yet"), beside=self._change(prompt_step(id_), title))
        if not text:
            return
        words = word_count(text)
        count = ngettext("{n} word", "{n} words", words).format(n=words)
        card.column.addWidget(Text(count, "muted", card))

    def _conditions(self) -> None:
        gates = self.own.campaign.gates
        if not gates:
            return
        heading = _("Conditions")
        card = self.add_card(heading, beside=self._change("details", heading))
        for id_, gate in gates.items():
            said = self._application.gates.get(id_)
            card.column.addWidget(Text(gate.title, "strong", card))
            card.column.addWidget(Text(_gate_words(said), parent=card))

    def _answers(self) -> None:
        title = _("Answers to the assessment")
        change = self._change("answers", title)
        if self._offer is not None:
            self.body.addWidget(answers_card(self._offer, self, change))
            return
        words = _("None. What counts of the assessment counts as not answered.")
        self.add_card(title, words, beside=change)

    def _also(self) -> None:
        number = self.own.kept.number + 1
        said = [
            _("Which round it is for, and that it is your application number {n} to it.").format(n=number),
            _("When you seal it, by this computer's clock."),
            _(
                "A signature by a key of this installation, for this round alone. It proves that a later application "
                "comes from the same computer, and says nothing else about you."
            ),
        ]
        if self.own.campaign.equality is not None:
            said.append(
                _(
                    "A sealed ticket that only the holder of the equality key can read. With it your equality answers, "
                    "if you send any, are counted; those who read this application cannot open it."
                )
            )
        self.add_card(_("Also in the file"), *said)

    @Slot()
    def go_on(self) -> None:
        """Ask where the file goes, and seal."""
        if not self._seal.isEnabled() or self._is_sealing:
            return
        folder = self.rounds.journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / suggested_name()
        kinds = _("Applications (*{suffix})").format(suffix=SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the sealed application"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.seal_to(target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX))

    def seal_to(self, target: Path) -> None:
        """Seal in the background, and show the receipt."""
        self._is_sealing = True  # a button that is disabled would lose the keyboard
        run = partial(self.own.seal, self._application, target)
        self.rounds.journey.runner.start(Operation(run, self._on_sealed, self._on_not_sealed))

    def _on_sealed(self, sealed: SealedApplication) -> None:
        self.rounds.journey.preferences.export_folder = sealed.path.parent
        if self.is_shown:
            self.applying.sealed(sealed.path)

    def _on_not_sealed(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._is_sealing = False
            self.say(error_notice(_("Your application is not sealed"), error))


class _Jump(QObject):
    """Goes to one step."""

    def __init__(self, applying: Applying, step: str, parent: QObject) -> None:
        super().__init__(parent)
        self._applying = applying
        self._step = step

    @Slot()
    def go(self) -> None:
        self._applying.step(self._step)


def _gate_words(said: Confirmed | None) -> str:
    if said is None:
        return _("Nothing yet")
    parts = [_("Yes") if said.yes else _("No")]
    if said.share is not None:
        parts.append(_("{n}% of a full post").format(n=f"{said.share * 100:f}".split(".")[0]))
    if said.by:
        parts.append(_("to be confirmed by {name}").format(name=said.by))
    return ", ".join(parts)
