"""The profile: you and around you apart, each score with its interval, level and reasons; never one number."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from leadready.cautions import status
from leadready.chart.track import crowded, scale_caption
from leadready.language import _
from leadready.planning.findings import Finding, reason_for_priority, reason_for_strength
from leadready.ui.page import Page
from leadready.ui.pages.mirror_card import MirrorCard
from leadready.ui.pages.quadrant_card import QuadrantCard
from leadready.ui.pages.ruling_cards import GatesCard, PatternCard, caution_note
from leadready.ui.pages.score_block import Columns, ScoreBlock
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import day
from leadready.workflow.mirror import mirror_of, mirrored, mirrored_scales
from leadready.workflow.versions import PresentVersions

if TYPE_CHECKING:
    from leadready.chart.drawing import Drawing
    from leadready.planning.move_words import MovesTold
    from leadready.ui.journey import Journey
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting

_NARROW_TRACK = 260.0
"""Width of the tracks in a small window at which names of levels must not touch, in pixels at 100 %."""


class ProfilePage(Page):
    """What the answers come to."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting, rubric_id: str | None = None) -> None:
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
        reading = sitting.reading(rubric_id)
        self._other_readings(reading)
        caution = caution_note(reading, self)
        if caution is not None:
            self.body.addWidget(caution)
        for score_id in reading.rubric.outermost or (None,):
            self.body.addWidget(_GroupCard(reading, score_id, self))
        if reading.rulings.placement is not None:
            self.body.addWidget(QuadrantCard(reading, reading.rulings.placement, self))
        for result in reading.rulings.patterns:
            self.body.addWidget(PatternCard(reading, result, self))
        if reading.rulings.closed or reading.rulings.undecided:
            self.body.addWidget(GatesCard(reading, self))
        self._findings(reading)
        self._mirror(reading)
        self.body.addStretch(1)
        make = Button(_("Make my plan"), self._on_plan, role="primary")
        self.set_footer(Button(_("Check answers"), self._on_check), end=(make,))

    def _other_readings(self, reading: Reading) -> None:
        """Offer the other rubrics for a person's own development, and the present version of the assessment."""
        others = [one for one in self._sitting.rubrics_on_offer if one.id != reading.rubric.id]
        newer = PresentVersions(self._journey.services).of(self._sitting.administration)
        if not others and newer is None:
            return
        card = Card(parent=self, gap=8)
        begun = self._sitting.administration.rubric_id
        if others:
            card.column.addWidget(Text(_("Read with “{rubric}”").format(rubric=reading.rubric.title), "strong", card))
            if reading.rubric.id != begun:
                kept = self._sitting.assessment.rubrics[begun].title
                words = _("Your answers are the same. Your plan follows “{rubric}”, with which you began.")
                card.column.addWidget(Text(words.format(rubric=kept), "muted", card))
        buttons = [_Reader(self._journey, self._sitting.id, one.id, one.title, self).button(card) for one in others]
        if newer is not None:
            words = _("You answered version {old}; installed is version {new}.")
            old, new = self._sitting.assessment.instrument.version, newer.instrument.version
            if old == new:
                words = _("The assessment has been changed since you answered it.")
            card.column.addWidget(Text(words.format(old=old, new=new), "muted", card))
            buttons.append(Button(_("Compare with the present version"), self._on_versions, parent=card))
        card.column.addLayout(Flow(*buttons, gap=8))
        self.body.addWidget(card)

    def _mirror(self, reading: Reading) -> None:
        """Show what colleagues see, or offer to ask them, where they can be asked."""
        if not mirrored_scales(reading.assessment, reading.rubric):
            return
        services = self._journey.services
        mirror = mirror_of(services, self._sitting.id)
        mirrors = mirrored(services, self._sitting.id, reading)
        words = _("Ask colleagues") if mirror is None else _("Open the mirror")
        self.body.addWidget(MirrorCard(reading, mirror, mirrors, (words, self._on_mirror), self))

    @Slot()
    def _on_mirror(self) -> None:
        self._journey.mirror(self._sitting.id)

    @Slot()
    def _on_versions(self) -> None:
        self._journey.versions(self._sitting.id)

    def _findings(self, reading: Reading) -> None:
        findings = reading.findings
        strengths = [(one, reason_for_strength(one)) for one in findings.strengths]
        priorities = [(one, reason_for_priority(one)) for one in findings.priorities]
        none = _("No scale is in the upper half of its levels yet.")
        self.body.addWidget(_finding_card(_("Strengths"), strengths, none, self))
        none = _("No scale is below the highest level.")
        self.body.addWidget(_finding_card(_("Priorities"), priorities, none, self))
        if reading.moves_told is not None:
            self.body.addWidget(_moves_card(reading.moves_told, self))
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


class _Reader(QObject):
    """Reads the same answers with another rubric."""

    def __init__(self, journey: Journey, sitting_id: str, rubric_id: str, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._journey = journey
        self._sitting_id = sitting_id
        self._rubric_id = rubric_id
        self._title = title

    def button(self, parent: QWidget) -> Button:
        """Make the button that does it."""
        return Button(_("Read with “{rubric}”").format(rubric=self._title), self.read, parent=parent)

    @Slot()
    def read(self) -> None:
        self._journey.profile(self._sitting_id, self._rubric_id)


def _moves_card(told: MovesTold, parent: QWidget) -> Card:
    card = Card(parent=parent, gap=8)
    card.column.addWidget(Text(_("What moves me"), "heading", card))
    card.column.addWidget(Text(told.meaning, "muted", card))
    for line in told.lines:
        card.column.addWidget(Text(line, parent=card))
    return card


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
        if reading.rubric.shows_numbers:
            self.column.addWidget(_caption(reading, self))
        for part in parts:
            if part not in reading.findings.left_out:
                self.column.addWidget(ScoreBlock(reading, part, self))
        if composite_id is not None and reading.rubric.shows_numbers:
            self.column.addWidget(Text(_difference_words(reading, composite_id), "muted", self))
        if composite_id in {None, next(iter(reading.rubric.composites), None)}:
            self.column.addWidget(Text(_how_to_read(reading), "muted", self))


def _how_to_read(reading: Reading) -> str:
    if not reading.rubric.shows_numbers:
        return _(
            "The lamps go from the lowest level to the highest; the large one is yours. There are no numbers, for so "
            "few items could not bear them."
        )
    return _(
        "The pale bar shows where a score would probably lie if you answered again; its width is provisional. The "
        "lines mark the levels."
    )


def _caption(reading: Reading, parent: QWidget) -> QWidget:
    cuts = [Fraction(level.start) for level in reading.rubric.levels]
    titles = [level.title for level in reading.rubric.levels]

    lines = 2 if crowded(cuts, titles, width=_NARROW_TRACK) else 1

    def draw(width: float) -> Drawing:
        return scale_caption(cuts, titles, width=width, lines=lines)

    return Columns(parent, name=QWidget(), track=DrawingView(draw), right=QWidget(), answered=QWidget())


def _difference_words(reading: Reading, composite_id: str) -> str:
    pairs = reading.real_differences(composite_id)
    if not pairs:
        return _("These scores are similar: their differences are within the noise.")
    names = reading.names
    said = [_("{low} is lower than {high}").format(low=names[low], high=names[high]) for low, high in pairs]
    return _("{differences}. All other differences here are within the noise: take those scores as similar.").format(
        differences="; ".join(said)
    )
