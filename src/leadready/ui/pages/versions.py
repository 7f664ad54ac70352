"""One sitting under two versions of its assessment, side by side: what the ruler alone has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.versions import ruler_sentences, score_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting
    from leadready.workflow.versions import ScoreVersions, TwoReadings


class VersionsPage(Page):
    """Score by score; the outermost composites have no number anywhere, so only what changed in them is said."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting, two: TwoReadings) -> None:
        super().__init__(_("Two versions side by side"), sitting.administration.title)
        self.help_text = _(
            "Your answers are read as they were when you gave them, and as the present version reads them."
        )
        self._journey = journey
        self._sitting_id = sitting.id
        self.body.addWidget(_about(two, self))
        composites = {*two.before.rubric.outermost, *two.after.rubric.outermost}
        shown = [one for one in two.scores if one.score_id not in composites]
        for one in shown:
            if not one.is_same or not one.comparable or one.reworded:
                self.body.addWidget(_score_card(two, one, self))
        self._alike([one for one in shown if one.is_same and one.comparable and not one.reworded])
        changed = [one for one in two.scores if one.score_id in composites and not one.comparable]
        if changed:
            self.body.addWidget(_composites(changed, self))
        self.body.addWidget(_read_from_them(two, self))
        self.body.addStretch(1)
        self.set_footer(end=(Button(_("Back to the profile"), self._on_profile, role="primary"),))

    def _alike(self, alike: list[ScoreVersions]) -> None:
        if alike:
            names = ", ".join(one.title for one in alike)
            card = Card(parent=self, gap=6)
            card.column.addWidget(Text(_("The same in both versions"), "heading", card))
            card.column.addWidget(Text(names, parent=card))
            self.body.addWidget(card)

    @Slot()
    def _on_profile(self) -> None:
        self._journey.profile(self._sitting_id)


def _version(reading: Reading) -> str:
    instrument, rubric = reading.assessment.instrument, reading.rubric
    return _("version {version}, rubric {rubric_version}").format(
        version=instrument.version, rubric_version=rubric.version
    )


def _about(two: TwoReadings, parent: QWidget) -> Notice:
    sentences = [
        _("When you answered: {version}. Now: {present}.").format(
            version=_version(two.before), present=_version(two.after)
        ),
        _("The answers are the same for both, so every difference here comes from the ruler and not from you."),
    ]
    if any(one.reworded for one in two.scores):
        sentences.append(_("You answered the old words. What new words would have changed cannot be seen here."))
    for stems, words in (
        (two.dropped, _("Answers without a place in the present version: {items}")),
        (two.added, _("Items that only the present version asks: {items}")),
    ):
        if stems:
            sentences.append(words.format(items=" ".join(f"“{stem}”" for stem in stems)))
    return Notice(_("Two rulers, one set of answers"), *sentences, parent=parent)


def _score_card(two: TwoReadings, one: ScoreVersions, parent: QWidget) -> Card:
    card = Card(parent=parent, gap=6)
    card.column.addWidget(Text(one.title, "heading", card))
    then = score_words(two.before, one.before, one.level_before)
    now = score_words(two.after, one.after, one.level_after)
    card.column.addWidget(Text(_("When you answered: {score}").format(score=then), parent=card))
    card.column.addWidget(Text(_("Now: {score}").format(score=now), "strong", card))
    for sentence in ruler_sentences(two, one):
        card.column.addWidget(Text(sentence, "muted", card))
    return card


def _composites(changed: list[ScoreVersions], parent: QWidget) -> Card:
    card = Card(parent=parent, gap=6)
    card.column.addWidget(Text(_("What groups of scores are made of"), "heading", card))
    for one in changed:
        card.column.addWidget(Text(f"{one.title}: {one.why_not}", parent=card))
    return card


def _read_from_them(two: TwoReadings, parent: QWidget) -> Card:
    card = Card(parent=parent, gap=6)
    card.column.addWidget(Text(_("What is read from them"), "heading", card))
    for reading, words in ((two.before, _("When you answered: {found}")), (two.after, _("Now: {found}"))):
        found = [one.pattern.title for one in reading.rulings.patterns]
        found += [one.gate.title for one in reading.rulings.closed]
        listed = "; ".join(found) or _("no pattern, and nothing to do first")
        card.column.addWidget(Text(words.format(found=listed), parent=card))
    return card
