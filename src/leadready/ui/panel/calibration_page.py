"""The lead's sight of the calibration round: how severe each rater is, and what each gave and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.panel.calibration import compared, is_marked, severity, severity_beside_others
from leadready.panel.severity_words import against_agreed_words, against_others_words
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.panel.benchmark import Benchmark
    from leadready.panel.campaign import Member
    from leadready.ui.panel.rounds import Rounds


class CalibrationPage(PanelPage):
    """A card for each rater, then one for each benchmark answer."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("The calibration round"),
            _("How each rater marked the benchmark answers. It is something to talk about; it changes no mark."),
        )
        self.help_text = _(
            "A rater's distance from the agreed marks, and from the mean of the other raters', on a few answers says "
            "little: use it to talk about what a mark means."
        )
        view = self.panel.view
        self._raters = [one for one in view.members.values() if "rater" in one.roles and one.id not in view.left]
        if not any(member in {one.id for one in self._raters} for _benchmark, member, _criterion in view.calibrated):
            words = _("They come with the files that raters hand in.")
            self.body.addWidget(Notice(_("No benchmark marks are here yet"), words, parent=self))
        for member in self._raters:
            self.body.addWidget(self._rater(member))
        for id_, benchmark in sorted(view.benchmarks.items()):
            self.body.addWidget(self._benchmark(id_, benchmark))
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk())

    def _rater(self, member: Member) -> Card:
        view = self.panel.view
        card = Card(parent=self, gap=6)
        card.column.addWidget(Text(member.name, "heading", card))
        done = sum(is_marked(view, member.id, id_) for id_ in view.benchmarks)
        words = _("{n} of {total} are marked.").format(n=done, total=len(view.campaign.benchmarks))
        card.column.addWidget(Text(words, "muted", card))
        marks = compared(view, member.id)
        agreed, others = severity(marks), severity_beside_others(marks)
        if agreed is not None:
            card.column.addWidget(Text(against_agreed_words(agreed), parent=card))
        if others is not None:
            card.column.addWidget(Text(against_others_words(others), parent=card))
        return card

    def _benchmark(self, id_: str, benchmark: Benchmark) -> Card:
        view, campaign = self.panel.view, self.panel.campaign
        card = Card(parent=self, gap=6)
        card.column.addWidget(Text(f"{campaign.prompts[benchmark.evidence].title} ({id_})", "heading", card))
        card.column.addWidget(Text(benchmark.text, "muted", card))
        for criterion in (one for one in campaign.order if one in benchmark.agreed):
            of = benchmark.agreed[criterion]
            card.column.addWidget(Text(campaign.criteria[criterion].title, "strong", card))
            card.column.addWidget(Text(_("Agreed: {mark}. {why}").format(mark=of.mark, why=of.why), parent=card))
            for member in self._raters:
                given = view.calibrated.get((id_, member.id, criterion))
                if given is not None:
                    card.column.addWidget(Text(f"{member.name}: {given.mark}. {given.why}".strip(), parent=card))
        for member in self._raters:
            note = view.discussed.get((id_, member.id))
            if note:
                words = _("{name} takes from it: {note}").format(name=member.name, note=note)
                card.column.addWidget(Text(words, parent=card))
        return card
