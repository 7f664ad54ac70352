"""The order by the declared ladder, ties as ties, the line with its error, and how sure all that is."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from leadready.chart.line_band import line_band
from leadready.exchange.decision_words import outcome_words, some_codes
from leadready.exchange.round_report import error_sentence, unsure_sentences, weight_sentence, weights_summary
from leadready.language import _, ngettext
from leadready.panel.merit import merits
from leadready.panel.redraws import DRAWS, rank_intervals, unsure
from leadready.panel.robustness import under_other_weights
from leadready.panel.stopping import Stopped, until
from leadready.ui.page import tab_through
from leadready.ui.panel.rows_table import Row, RowsTable
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.tasks import Series
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QWidget

    from leadready.chart.drawing import Drawing
    from leadready.errors import LeadreadyError
    from leadready.panel.order import Order
    from leadready.panel.ranking import Place
    from leadready.panel.redraws import RankInterval, Unsure
    from leadready.panel.robustness import WeightChange
    from leadready.panel.view import PanelView
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.tasks import Running

_SENTENCES = 8
_HUNDRED = 100


class Sureness(NamedTuple):
    """What takes a while to work out."""

    weights: tuple[WeightChange, ...]
    ranks: Mapping[str, RankInterval]
    unsure: Unsure


def sureness(view: PanelView, is_cancelled: Callable[[], bool]) -> Iterator[Sureness]:
    """Work out what other weights and other raters would change; pure, for the worker. Nothing once it is cancelled."""
    go_on = until(is_cancelled)
    with suppress(Stopped):
        found = merits(view)
        ranks = rank_intervals(view.campaign, found, go_on)
        yield Sureness(under_other_weights(view, go_on), ranks, unsure(view.campaign, found, ranks))


class RankingPage(StandingsPage):
    """The order stands at once; how sure it is comes a moment later."""

    column_width = 1100

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Ranking"), _("By the ladder that the campaign declared. Nothing here decides."))
        self.help_text = _(
            "Equal places are ties: the panel parts them with a reason, or as a last resort by the lot, which anyone "
            "can draw again from the public seed. Whoever stands near the line could stand on its other side."
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(self.body.spacing())
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.table: RowsTable | None = None
        self._running: Running[Sureness] | None = None
        if self.may_see:
            self._begin()

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        return self.table or super().first_focus()

    def leaving(self) -> None:
        """Stop working out how sure the order is."""
        if self._running is not None:
            self._running.cancel()

    def _begin(self) -> None:
        view, order = self.panel.view, self.panel.order
        self._found, self._places = order.merits, order.places
        if not self._places:
            words = _("No application has a total yet.")
            more = _("The order will stand here once every criterion of some application has a locked mark.")
            self._list.addWidget(Notice(words, more, parent=self))
            return
        self._list.addWidget(LineCard(order, self))
        header = (
            _("Rank"), _("Total"), _("Rank, 95 of 100"), _("Shortlisted"), _("Tied with"), _("By lot"), _("Parted by"),
            _("Outcome"),
        )  # fmt: skip
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(self._said_of_order(), parent=card))
        self.table = RowsTable(header, _("Ranking"), card)
        self.table.set_rows([self._row(place, None) for place in self._places])
        card.column.addWidget(self.table)
        self._list.addWidget(card)
        self._waiting = Text(_("Working out how sure this order is…"), "muted", self)
        self._list.addWidget(self._waiting)
        run: Callable[[Callable[[], bool]], Iterator[Sureness]] = partial(sureness, view)
        series = Series(run, self._on_sure, self._on_end, self._on_not_sure)
        self._running = self.rounds.journey.runner.start_series(series)

    def _said_of_order(self) -> str:
        inside = len(self.panel.order.shortlist)
        words = ngettext(
            "{n} application is ranked; {inside} at or above the line.",
            "{n} applications are ranked; {inside} at or above the line.",
            len(self._places),
        ).format(n=len(self._places), inside=inside)
        left = sum(merit.total is None for merit in self._found.values())
        if not left:
            return words
        more = ngettext("{n} has no total yet.", "{n} have no total yet.", left).format(n=left)
        return f"{words} {more}"

    def _row(self, place: Place, interval: RankInterval | None) -> Row:
        view = self.panel.view
        total = self._found[place.reference].total
        outcome = view.applicants[place.reference].outcome
        tied = len(place.tied)
        parted = "" if place.parted_by is None else view.campaign.criteria[place.parted_by].title
        ranks = "" if interval is None else _ranks(interval)
        share = "" if interval is None else _("{n} of 100").format(n=round(interval.shortlisted * _HUNDRED))
        said = "" if outcome is None else outcome_words(outcome.outcome)
        rank = _("{rank} =").format(rank=place.rank) if tied else str(place.rank)
        return Row(
            place.reference,
            (rank, f"{float(total or 0):.2f}", ranks, share, some_codes(place.tied), str(place.lot) if tied else "",
             parted, said),
            (place.rank, total, None if interval is None else interval.low,
             None if interval is None else interval.shortlisted, tied, place.lot if tied else None, parted, said),
        )  # fmt: skip

    def _on_sure(self, found: Sureness) -> None:
        if not self.is_shown or self.table is None:
            return
        here = self.table.current
        self.table.set_rows([self._row(place, found.ranks.get(place.reference)) for place in self._places])
        self.table.go_to(here)
        self._waiting.hide()
        card = SureCard(self.panel.view, found, self)
        self._list.addWidget(card)
        tab_through((self.table, card.table))

    def _on_end(self) -> None:
        self._running = None

    def _on_not_sure(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._waiting.hide()
            self.failed(_("It was not worked out how sure this order is"), error)


def _ranks(one: RankInterval) -> str:
    if one.low == one.high:
        return str(one.low)
    return _("{low} to {high}").format(low=one.low, high=one.high)


class LineCard(Card):
    """Every total as a dot, the line, and one standard error to both sides."""

    def __init__(self, order: Order, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        totals = [float(merit.total) for merit in order.merits.values() if merit.total is not None]
        at, error, near = order.line, order.error, len(order.near)
        self.column.addWidget(Text(_("The line"), "heading", self))
        said = self._line_words(None if at is None else float(at))
        self.column.addWidget(Text(said, parent=self))
        sentence = error_sentence(error, near)
        self.column.addWidget(Text(sentence, parent=self))
        draw = partial(_drawn, totals, None if at is None else float(at), error, f"{said} {sentence}")
        self.column.addWidget(DrawingView(draw, self))

    @staticmethod
    def _line_words(at: float | None) -> str:
        if at is None:
            return _("Everybody who has a total has a place: there is no line.")
        return _("The line lies at {points} of 100.").format(points=f"{at:.2f}")


def _drawn(totals: list[float], at: float | None, error: float | None, words: str, width: float) -> Drawing:
    return line_band(totals, at, error, width=width, description=words)


class SureCard(Card):
    """How robust the shortlist is: sentences first, then a table of each weight.

    Attributes:
        table: What other weights would change.
    """

    def __init__(self, view: PanelView, found: Sureness, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self.column.addWidget(Text(_("How sure is this shortlist?"), "heading", self))
        self.column.addWidget(Text(weights_summary(found.weights), "strong", self))
        for one in found.weights:
            if one.enters or one.leaves:
                self.column.addWidget(Text(weight_sentence(view.campaign, one), parent=self))
        said = unsure_sentences(found.unsure) if found.ranks else ()
        for sentence in said[:_SENTENCES]:
            self.column.addWidget(Text(sentence, parent=self))
        left = len(said) - _SENTENCES
        if left > 0:
            words = ngettext("{n} more stands in the table.", "{n} more stand in the table.", left)
            self.column.addWidget(Text(words.format(n=left), parent=self))
        how = _("From {n} redraws of the raters by the campaign’s public seed: anyone gets the same again.")
        self.column.addWidget(Text(how.format(n=DRAWS), "muted", self))
        self._add_table(view, found.weights)

    def _add_table(self, view: PanelView, changes: tuple[WeightChange, ...]) -> None:
        header = (_("Change"), _("Would enter"), _("Would leave"))
        self.table = RowsTable(header, _("What other weights would change"), self)
        titles = {"objective": _("Exercises"), "self_report": _("Self-report")}
        rows: list[Row] = []
        for one in changes:
            title = view.campaign.criteria[one.criterion].title if one.criterion else titles[one.part]
            change = _("a tenth more") if one.more else _("a tenth less")
            cells = (change, some_codes(sorted(one.enters)), some_codes(sorted(one.leaves)))
            rows.append(Row(title, cells, (change, len(one.enters), len(one.leaves))))
        self.table.set_rows(rows)
        self.column.addWidget(self.table)
