"""Messages inside a page: what happened and what to do, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from leadready.errors import LeadreadyError


class Notice(Card):
    """A heading, a sentence or more, and perhaps one thing or two to do."""

    def __init__(
        self,
        heading: str,
        *sentences: str,
        error: bool = False,
        action: tuple[str, Callable[[], object]] | None = None,
        also: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("error" if error else "note", parent, padding=16, gap=4)
        self.column.addWidget(Text(heading, "heading", self))
        for sentence in sentences:
            if sentence:
                self.column.addWidget(Text(sentence, parent=self))
        buttons = [Button(*one, parent=self) for one in (action, also) if one is not None]
        if buttons:
            self.column.addSpacing(6)
            self.column.addLayout(Flow(*buttons))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(sentences))


class NoticePlace:
    """A place in a column where it is said what happened, in place of what was said there before."""

    def __init__(self, column: QVBoxLayout, place: int) -> None:
        """Say things there.

        Args:
            column: A column of a page or card.
            place: How many widgets of it stand above.
        """
        self._column = column
        self._place = place
        self._said: tuple[QWidget, ...] = ()

    def say(self, *notices: QWidget | None) -> None:
        """Say something, one below the other; None says nothing."""
        for old in self._said:
            old.hide()
            old.deleteLater()
        self._said = tuple(notice for notice in notices if notice is not None)
        for place, notice in enumerate(self._said, start=self._place):
            self._column.insertWidget(place, notice)


def error_notice(heading: str, error: LeadreadyError, action: tuple[str, Callable[[], object]] | None = None) -> Notice:
    """Say an error in its own words."""
    from leadready.instrument.problems import in_words  # not before something is wrong

    where = error.where and f"({error.where})"
    return Notice(heading, *in_words(error), where, error=True, action=action)
