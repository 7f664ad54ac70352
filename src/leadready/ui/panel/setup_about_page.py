"""What applicants read about a round before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from leadready.language import _
from leadready.ui.panel.setup_page import SetupPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.workflow.panel.draft import SetupStep


class SetupAboutPage(SetupPage):
    """Five texts."""

    step: ClassVar[SetupStep] = "about"

    def fill(self) -> None:
        """Put the fields on the page."""
        self.help_text = _(
            "Applicants read these words first. They can be corrected after publishing; who is responsible cannot."
        )
        draft, card = self.kept.draft, self.card()
        self._title = self.line(card, "title", _("Title"), draft.title, _("As it stands in the advert."))
        self._about = self.area(card, "about", _("What it is for"), draft.about)
        help_text = _("Where applicants ask questions, and contest a decision.")
        self._contact = self.line(card, "contact", _("Contact"), draft.contact, help_text)
        help_text = _(
            "What becomes of an application: who sees it, on what legal basis, how long it is kept, and whom to ask."
        )
        self._privacy = self.area(card, "privacy", _("Privacy notice"), draft.privacy, help_text, lines=4)
        help_text = _("The qualified person who answers for the assessment, and why it bears on the role.")
        self._responsible = self.area(card, "responsible", _("Who is responsible"), draft.responsible, help_text)

    def first_focus(self) -> QWidget:
        """The title."""
        return self._title

    def gather(self) -> dict[str, object]:
        """Give the five texts."""
        return {
            "title": self._title.text(),
            "about": self._about.toPlainText(),
            "contact": self._contact.text(),
            "privacy": self._privacy.toPlainText(),
            "responsible": self._responsible.toPlainText(),
        }
