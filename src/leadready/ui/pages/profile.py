"""The profile: you and around you apart, each score with its interval, level and reasons; never one number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from leadready.cautions import status
from leadready.chart.drawing import Drawing
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
    from leadready.ui.journey import Journey
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting


class ProfilePage(Page):
    """What the answers come to."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting) -> None:
        when = sitting.administration.completed_at or sitting.administration.started_at
        answered = _("{title}, {day}.").format(title=sitting.administration.title, day=day(when.astimezone().date()))
        super().__init__(_("Your profile"), f"{answered} {status()}")
        self.help_text = _("Why? opens the calculation of a score under it. Parts opens the scales that a domain is made of.")
        self._journey = journey
        self._sitting = sitting
        reading = sitting.reading()
        for score_id in reading.rubric.composites or (None,):
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
            self.column.addWidget(ScoreBlock(reading, part, self))
        if composite_id is not None:
            self.column.addWidget(Text(_difference_words(reading, composite_id), "muted", self))
        if composite_id in {None, next(iter(reading.rubric.composites), None)}:
            self.column.addWidget(Text(_CAPTION(), "muted", self))


def _CAPTION() -> str:  # noqa: N802 - a constant that can be translated
    return _("The pale bar shows where a score would probably lie if you answered again; its width is provisional. The lines mark the levels.")


def _caption(reading: Reading, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    grid = _score_grid(holder)
    cuts = [cut.start for cut in reading.profile.plan.cuts]

    def draw(width: float) -> Drawing:
        return scale_caption(cuts, reading.level_titles, width=width)

    grid.addWidget(DrawingView(draw, holder), 0, 1)
    return holder


def _difference_words(reading: Reading, composite_id: str) -> str:
    pairs = reading.real_differences(composite_id)
    if not pairs:
        return _("These scores are similar: their differences are within the noise.")
    names = reading.names
    said = [_("{low} is lower than {high}").format(low=names[low], high=names[high]) for low, high in pairs]
    return _("{differences}. All other differences here are within the noise: take those scores as similar.").format(
        differences="; ".join(said)
    )


def _score_grid(holder: QWidget) -> QGridLayout:
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(2))
    grid.setColumnMinimumWidth(0, theme.px(190))
    grid.setColumnMinimumWidth(2, theme.px(168))
    grid.setColumnMinimumWidth(3, theme.px(66))
    grid.setColumnStretch(1, 1)
    return grid


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
        holder = QWidget(self)
        self._column.addWidget(holder)
        self._fill(_score_grid(holder), holder)

    def _fill(self, grid: QGridLayout, holder: QWidget) -> None:
        reading, score = self._reading, self._reading.profile[self._score_id]
        level = level_words(score, reading.level_titles)
        name = Text(reading.names[self._score_id], "body" if self._inner else "strong", holder)
        name.setFixedWidth(theme.px(190))
        grid.addWidget(name, 0, 0)
        cuts = [cut.start for cut in reading.profile.plan.cuts]
        draw = partial(_track, reading, self._score_id, cuts, level)
        grid.addWidget(DrawingView(draw, holder), 0, 1)
        right = QWidget(holder)
        right.setFixedWidth(theme.px(168))
        line = QVBoxLayout(right)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(Text(level, "chip", right), 0, Qt.AlignmentFlag.AlignLeft)
        if within := level_range(score, reading.level_titles):
            small = Text(within, "muted", right)
            small.setFont(theme.font(theme.SMALL))
            line.addWidget(small)
        grid.addWidget(right, 0, 2)
        grid.addWidget(Text(answered_words(score), "muted", holder, wrap=False), 0, 3)
        descriptor = Text(reading.descriptor(self._score_id), "muted", holder)
        descriptor.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        grid.addLayout(row(*self._buttons(holder), gap=0), 1, 2, 1, 2)
        grid.addWidget(descriptor, 1, 0, 1, 2)

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
                column.addWidget(ScoreBlock(self._reading, part, self._parts, inner=True))
            self._column.addWidget(self._parts)
        else:
            self._parts.setVisible(self._parts.isHidden())
        opened = not self._parts.isHidden()
        self._more.setIcon(icon("down" if opened else "right", "accent"))


def _track(reading: Reading, score_id: str, cuts: list[object], level: str, width: float) -> Drawing:
    return track(reading.profile[score_id], cuts, width=width, name=reading.names[score_id], level=level)  # type: ignore[arg-type]


class Receipt(Card):
    """Why a score is what it is, in sentences."""

    def __init__(self, reading: Reading, score_id: str, parent: QObject) -> None:
        super().__init__("note", parent if isinstance(parent, QWidget) else None, padding=16, gap=4)
        title = _("How “{title}” came about").format(title=reading.names[score_id])
        self.column.addWidget(Text(title, "strong", self))
        for sentence in reading.explanation_in_words(score_id):
            self.column.addWidget(Text(sentence, parent=self))
