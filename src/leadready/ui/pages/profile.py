"""The profile: you and around you apart, each score with its interval, level and reasons; never one number."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leadready.cautions import status
from leadready.chart.track import scale_caption, track
from leadready.language import _
from leadready.planning.findings import Finding, reason_for_priority, reason_for_strength
from leadready.scoring.levels import answered_words, level_range, level_words
from leadready.ui import theme
from leadready.ui.icons import icon
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import day

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from leadready.chart.drawing import Drawing
    from leadready.ui.journey import Journey
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting


class ProfilePage(Page):
    """What the answers come to."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting) -> None:
        when = sitting.administration.completed_at or sitting.administration.started_at
        answered = _("{title}, {day}.").format(
            title=sitting.assessment.instrument.title, day=day(when.astimezone().date())
        )
        super().__init__(_("Your profile"), f"{answered} {status()}")
        self.help_text = _(
            "Why? opens the calculation of a score under it. Parts opens the scales that a domain is made of."
        )
        self._journey = journey
        self._sitting = sitting
        reading = sitting.reading()
        for score_id in reading.rubric.outermost or (None,):
            self.body.addWidget(_GroupCard(reading, score_id, self))
        self._findings(reading)
        self.body.addStretch(1)
        make = Button(_("Make my plan"), self._on_plan, role="primary")
        self.set_footer(Button(_("Check answers"), self._on_check), end=(make,))

    def _findings(self, reading: Reading) -> None:
        findings = reading.findings
        strengths = [(one, reason_for_strength(one)) for one in findings.strengths]
        priorities = [(one, reason_for_priority(one)) for one in findings.priorities]
        none = _("No scale is at one of the two highest levels yet.")
        self.body.addWidget(_finding_card(_("Strengths"), strengths, none, self))
        none = _("No scale is below the highest level.")
        self.body.addWidget(_finding_card(_("Priorities"), priorities, none, self))
        if findings.not_scored:
            names = ", ".join(reading.names[scale_id] for scale_id in findings.not_scored)
            heading = _("Too few answers for a score")
            self.body.addWidget(Notice(heading, names, _("Answer more of their items to see them."), parent=self))

    @Slot()
    def _on_plan(self) -> None:
        self._journey.plan(self._sitting.id)

    @Slot()
    def _on_check(self) -> None:
        self._journey.check(self._sitting.id)


def _finding_card(heading: str, found: list[tuple[Finding, str]], none: str, parent: QWidget) -> Card:
    card = Card(parent=parent, gap=6)
    card.column.addWidget(Text(heading, "heading", card))
    for finding, reason in found:
        card.column.addWidget(Text(finding.title, "strong", card))
        card.column.addWidget(Text(_("Because {reason}.").format(reason=reason), "muted", card))
    if not found:
        card.column.addWidget(Text(none, "muted", card))
    return card


class _GroupCard(Card):
    """One composite with its domains; without composites, everything."""

    def __init__(self, reading: Reading, composite_id: str | None, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        if composite_id is None:
            parts: tuple[str, ...] = tuple(reading.rubric.domains or reading.rubric.scales)
            self.column.addWidget(Text(reading.rubric.title, "heading", self))
        else:
            parts = reading.rubric.parts_of(composite_id)
            composite = reading.rubric.composites[composite_id]
            self.column.addWidget(Text(composite.title, "heading", self))
            self.column.addWidget(Text(composite.about, "muted", self))
        self.column.addWidget(_caption(reading, self))
        for part in parts:
            if part not in reading.findings.left_out:
                self.column.addWidget(ScoreBlock(reading, part, self))
        if composite_id is not None:
            self.column.addWidget(Text(_difference_words(reading, composite_id), "muted", self))
        if composite_id in {None, next(iter(reading.rubric.outermost), None)}:
            self.column.addWidget(Text(_CAPTION(), "muted", self))


def _CAPTION() -> str:
    return _(
        "The pale bar shows where a score would probably lie if you answered again; its width is provisional. The "
        "lines mark the levels."
    )


def _caption(reading: Reading, parent: QWidget) -> QWidget:
    cuts = [Fraction(level.start) for level in reading.rubric.levels]
    titles = [level.title for level in reading.rubric.levels]

    def draw(width: float) -> Drawing:
        return scale_caption(cuts, titles, width=width)

    return _Columns(parent, name=QWidget(), track=DrawingView(draw), right=QWidget(), answered=QWidget())


def _difference_words(reading: Reading, composite_id: str) -> str:
    pairs = reading.real_differences(composite_id)
    if not pairs:
        return _("These scores are similar: their differences are within the noise.")
    names = reading.names
    said = [_("{low} is lower than {high}").format(low=names[low], high=names[high]) for low, high in pairs]
    return _("{differences}. All other differences here are within the noise: take those scores as similar.").format(
        differences="; ".join(said)
    )


class _Columns(QWidget):
    """Name, track, level and count side by side; one under the other where room is short or text is large."""

    _WIDE = 700  # pixels at 100 % text; more than side by side needs, so that shrinking passes it in time

    def __init__(
        self,
        parent: QWidget,
        *,
        name: QWidget,
        track: QWidget,
        right: QWidget,
        answered: QWidget,
        below: tuple[QWidget, QWidget] | None = None,
    ) -> None:
        super().__init__(parent)
        self._cells = (name, track, right, answered)
        self._below = below
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(2))
        self._arrange(wide=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the width."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= theme.px(self._WIDE))

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for column, (least, stretch) in enumerate(_WIDE_COLUMNS if wide else _NARROW_COLUMNS):
            self._grid.setColumnMinimumWidth(column, theme.px(least))
            self._grid.setColumnStretch(column, stretch)
        places = _WIDE_PLACES if wide else _NARROW_PLACES
        for cell, place in zip((*self._cells, *(self._below or ())), places, strict=False):
            self._grid.addWidget(cell, *place)


_WIDE_COLUMNS = ((190, 0), (120, 1), (168, 0), (66, 0))
_NARROW_COLUMNS = ((0, 1), (0, 0), (0, 0), (0, 0))
_WIDE_PLACES = ((0, 0), (0, 1), (0, 2), (0, 3), (1, 0, 1, 2), (1, 2, 1, 2))
_NARROW_PLACES = ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 2), (3, 0, 1, 2), (4, 0, 1, 2), (5, 0, 1, 2))


class ScoreBlock(QWidget):
    """One score in a line; below it its parts and its calculation, when they are opened."""

    def __init__(self, reading: Reading, score_id: str, parent: QWidget, *, inner: bool = False) -> None:
        super().__init__(parent)
        self._reading = reading
        self._score_id = score_id
        self._inner = inner
        self._receipt: Receipt | None = None
        self._parts: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self._line())

    def _line(self) -> QWidget:
        reading, score = self._reading, self._reading.profile[self._score_id]
        titles = reading.level_titles(self._score_id)
        level = level_words(score, titles)
        buttons = QWidget()
        line = row(*self._buttons(buttons), gap=0)
        line.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(line)
        return _Columns(
            self,
            name=Text(reading.names[self._score_id], "body" if self._inner else "strong"),
            track=DrawingView(partial(_track, reading, self._score_id, level)),
            right=_level_cell(level, level_range(score, titles)),
            answered=Text(answered_words(score), "muted", wrap=False),
            below=(Text(reading.descriptor(self._score_id), "muted"), buttons),
        )

    def _buttons(self, holder: QWidget) -> list[Button]:
        title = self._reading.names[self._score_id]
        self._why = Button(_("Why?"), self._on_why, role="quiet", parent=holder)
        self._why.setAccessibleName(_("Why {title}?").format(title=title))
        buttons = [self._why]
        if self._reading.rubric.parts_of(self._score_id):
            self._more = Button(_("Parts"), self._on_parts, role="quiet", picture="right", parent=holder)
            self._more.setAccessibleName(_("Parts of {title}").format(title=title))
            buttons.append(self._more)
        return buttons

    @Slot()
    def _on_why(self) -> None:
        if self._receipt is None:
            self._receipt = Receipt(self._reading, self._score_id, self)
            self._column.insertWidget(1, self._receipt)
        else:
            self._receipt.setVisible(self._receipt.isHidden())

    @Slot()
    def _on_parts(self) -> None:
        if self._parts is None:
            self._parts = QWidget(self)
            column = QVBoxLayout(self._parts)
            column.setContentsMargins(0, theme.px(4), 0, theme.px(8))
            for part in self._reading.rubric.parts_of(self._score_id):
                if part not in self._reading.findings.left_out:
                    column.addWidget(ScoreBlock(self._reading, part, self._parts, inner=True))
            self._column.addWidget(self._parts)
        else:
            self._parts.setVisible(self._parts.isHidden())
        opened = not self._parts.isHidden()
        self._more.setIcon(icon("down" if opened else "right", "accent"))


def _track(reading: Reading, score_id: str, level: str, width: float) -> Drawing:
    name = reading.names[score_id]
    return track(reading.profile[score_id], reading.cuts(score_id), width=width, name=name, level=level)


def _level_cell(level: str, within: str) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(level, "chip", cell), 0, Qt.AlignmentFlag.AlignLeft)
    if within:
        column.addWidget(Text(within, "small", cell))
    return cell


class Receipt(Card):
    """Why a score is what it is, in sentences."""

    def __init__(self, reading: Reading, score_id: str, parent: QObject) -> None:
        super().__init__("note", parent if isinstance(parent, QWidget) else None, padding=16, gap=4)
        title = _("How “{title}” came about").format(title=reading.names[score_id])
        self.column.addWidget(Text(title, "strong", self))
        for sentence in reading.explanation_in_words(score_id):
            self.column.addWidget(Text(sentence, parent=self))
