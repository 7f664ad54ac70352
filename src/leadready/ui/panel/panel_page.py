"""The base of the pages of a round that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from leadready.language import _
from leadready.ui.announcing import announce
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice, NoticePlace
from leadready.ui.widgets.question import is_sure

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.panel import Panel


class RoundsPart(Page):
    """A page about rounds: what happened is said at its top.

    Attributes:
        rounds: What leads to the other pages.
    """

    name = "rounds"

    def __init__(self, rounds: Rounds, title: str, subtitle: str = "") -> None:
        super().__init__(title, subtitle)
        self.rounds = rounds
        self._notices = NoticePlace(self.body, self.body.count())  # under title and subtitle

    @property
    def is_shown(self) -> bool:
        """Whether the person is still here; what comes back later finds the page gone."""
        return self.rounds.journey.window.page is self

    def say(self, notice: Notice | None) -> None:
        """Say what happened, in place of what was said before."""
        self._notices.say(notice)
        if notice is not None:
            QTimer.singleShot(0, notice, partial(self.rounds.journey.window.reveal, notice))
            announce(notice, notice.accessibleName())

    def take_files(self, _files: list[Path]) -> bool:
        """Take files that were dropped on the page; whether it had a use for them."""
        return False

    def sure(self, words: str, more: str, yes: str) -> bool:
        """Ask before something that cannot be taken back; not to do it is the safe answer, and the one of Enter."""
        return is_sure(self, words, more, do=yes, leave=_("Stay here"))


class PanelPage(RoundsPart):
    """A page of the round that is open."""

    @property
    def panel(self) -> Panel:
        """The round that is open.

        Raises:
            RuntimeError: none is; such a page is only made with one.
        """
        if self.rounds.panel is None:
            message = "a page of a round needs an open round"
            raise RuntimeError(message)
        return self.rounds.panel

    def back_to_desk(self) -> Button:
        """Make the button that leads back to the round's home."""
        return Button(_("Back to the round"), self.rounds.desk)


def no_applications(then: str, rounds: Rounds, parent: QWidget) -> Notice:
    """Say that no application has come in yet and what will stand here then; lead to where they are taken in."""
    action = (_("Take applications in"), rounds.office.receive)
    return Notice(_("No application has come in yet."), then, action=action, parent=parent)
