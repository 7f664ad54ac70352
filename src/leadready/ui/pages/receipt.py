"""The receipt of a score: how it came about, item by item where items have a best answer, and norm groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.locales import numbers
from leadready.scoring.display import exact, half_up
from leadready.scoring.keyed import answer_sentence, best_sentence, result_sentence
from leadready.scoring.rulings import comparison_sentences
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.scoring.keyed import KeyedAnswer
    from leadready.workflow.reading import Reading


class Receipt(Card):
    """Why a score is what it is, in sentences."""

    def __init__(self, reading: Reading, score_id: str, parent: QWidget) -> None:
        super().__init__("note", parent, padding=16, gap=4)
        title = _("How “{title}” came about").format(title=reading.names[score_id])
        self._say(title, "strong")
        if reading.has_key(score_id):
            self._test(reading, score_id)
        for sentence in reading.explanation_in_words(score_id):
            self._say(sentence)
        for sentence in _shown_as(reading, score_id):
            self._say(sentence)
        for comparison in reading.rulings.comparisons(score_id):
            self.column.addSpacing(6)
            for sentence in comparison_sentences(comparison):
                self._say(sentence)

    def _test(self, reading: Reading, score_id: str) -> None:
        """Show the result of a test, and each item with its best answer once the sitting is over."""
        scale, profile = reading.rubric.scales[score_id], reading.profile
        if reading.rubric.shows_numbers and profile[score_id].is_scored:
            self._say(result_sentence(reading.explanation(score_id), scale))
        self._say(scale.about)
        answers = reading.keyed_answers(score_id)
        if not answers:
            self._say(_("The best answers are shown once you have finished the sitting."), "muted")
        scene = ""
        for one in answers:
            if one.scene and one.scene != scene:
                self.column.addSpacing(6)
                self._say(one.scene, "muted")
            scene = one.scene
            self._keyed(one, numbers_shown=reading.rubric.shows_numbers)
        self.column.addSpacing(6)

    def _keyed(self, one: KeyedAnswer, *, numbers_shown: bool) -> None:
        self.column.addSpacing(6)
        self._say(one.stem, "strong")
        self._say(answer_sentence(one, numbers_shown=numbers_shown), "warm" if one.is_omitted else "body")
        best = best_sentence(one)
        if best:
            self._say(best)

    def _say(self, text: str, role: str = "body") -> None:
        self.column.addWidget(Text(text, role, self))


def _shown_as(reading: Reading, score_id: str) -> tuple[str, ...]:
    """Say a score on the author's own range, where the rubric states one."""
    score, shown = reading.profile[score_id], reading.profile.plan.step(score_id).shown_as
    if shown is None or not score.is_scored or not reading.rubric.shows_numbers:
        return ()
    words = _("On a range from {start} to {end} this is {value}.")
    value = numbers(half_up(shown.value(score.value), 1))
    return (words.format(start=numbers(exact(shown.start)), end=numbers(exact(shown.end)), value=value),)
