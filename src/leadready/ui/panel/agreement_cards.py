"""Cards of the page on agreement: coefficients with their intervals drawn over the field's bands, and raters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.chart.coefficient import bands_caption, coefficient_track
from leadready.chart.severity import severity_track
from leadready.exchange.agreement_words import band_title, coefficient_name, coefficient_words, formula
from leadready.language import _, ngettext
from leadready.panel.agreement.bands import KOO_LI, KRIPPENDORFF
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.chart.drawing import Drawing
    from leadready.panel.agreement.bands import Band
    from leadready.panel.agreement.interval import Coefficient
    from leadready.panel.agreement.of_round import RoundAgreement
    from leadready.panel.agreement.rater import RaterPicture
    from leadready.panel.agreement.report import CriterionAgreement

_PLACES = 2
_ICC_BANDS: tuple[Band, ...] = ("poor", "moderate", "good", "excellent")
_FIRST = ("icc-2-k", "icc-2-1", "alpha-ordinal")
"""What is shown first where the same raters marked everybody; else the forms for raters of one's own."""
_INSTEAD = ("icc-1-k", "icc-1-1", "alpha-ordinal")


class CoefficientsCard(Card):
    """Coefficients of one thing, each in words and as a track."""

    def __init__(self, title: str, coefficients: Sequence[Coefficient], parent: QWidget) -> None:
        super().__init__(parent=parent, gap=6)
        self.column.addWidget(Text(title, "heading", self))
        self.column.addWidget(DrawingView(_bands, self))
        for one in coefficients:
            add_coefficient(self.column, one, self)


class CriterionCard(Card):
    """One criterion: what matters first, everything else on request."""

    def __init__(self, title: str, one: CriterionAgreement, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent=parent, gap=6)
        self._one = one
        self._names = names
        self.column.addWidget(Text(title, "heading", self))
        people = ngettext("{n} applicant", "{n} applicants", one.applicants).format(n=one.applicants)
        words = _("{people}. Of {n} pairs of marks {exact} are equal and {near} at most one apart.")
        said = words.format(people=people, n=one.compared, exact=one.exact, near=one.within_one)
        self.column.addWidget(Text(said, "muted", self))
        self.column.addWidget(DrawingView(_bands, self))
        by_id = {coefficient.id: coefficient for coefficient in one.coefficients}
        self._first = _FIRST if _FIRST[0] in by_id else _INSTEAD
        for id_ in self._first:
            add_coefficient(self.column, by_id[id_], self)
        self._rest: QWidget | None = None
        self.more = Button(_("Show all figures"), self._on_more, role="quiet", parent=self)
        self.more.setAccessibleDescription(title)
        self.column.addLayout(Flow(self.more))

    @Slot()
    def _on_more(self) -> None:
        if self._rest is None:
            self._rest = QWidget(self)
            column = QVBoxLayout(self._rest)
            column.setContentsMargins(0, 0, 0, 0)
            for one in self._one.coefficients:
                if one.id not in self._first:
                    add_coefficient(column, one, self._rest)
            for pair in self._one.pairs:
                two = ", ".join(self._names.get(name, name) for name in (pair.one, pair.other))
                add_coefficient(column, pair.kappa, self._rest, of=two)
            self.column.addWidget(self._rest)
            self._rest.show()
        else:
            self._rest.setVisible(self._rest.isHidden())
        self.more.setText(_("Show all figures") if self._rest.isHidden() else _("Show fewer figures"))


def add_coefficient(column: QVBoxLayout, one: Coefficient, parent: QWidget, of: str = "") -> None:
    """Add a coefficient: its name, its value with interval and what that is called, its track, its source."""
    name = coefficient_name(one.id)
    if of:
        name = _("{name}: {what}").format(name=name, what=of)
    column.addWidget(Text(name, "strong", parent))
    column.addWidget(Text(coefficient_words(one, _PLACES), parent=parent))
    if one.value is not None:
        column.addWidget(DrawingView(partial(_track, name, one), parent))
    column.addWidget(Text(formula(one.id), "muted", parent))


def _track(name: str, one: Coefficient, width: float) -> Drawing:
    cuts = KOO_LI if one.id.startswith("icc") else KRIPPENDORFF if one.id.startswith("alpha") else ()
    ends = None if one.low is None or one.high is None else (one.low, one.high)
    words = _("{name}: {what}").format(name=name, what=coefficient_words(one, _PLACES))
    return coefficient_track(one.value, ends, cuts, width=width, description=words)


def _bands(width: float) -> Drawing:
    return bands_caption(KOO_LI, [band_title(one) for one in _ICC_BANDS], width=width)


class RatersCard(Card):
    """Raters side by side: severity as a bar from the middle, spread and halo in words. Nobody is the right one."""

    def __init__(self, found: RoundAgreement, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent=parent, gap=6)
        self.column.addWidget(Text(_("Raters side by side"), "heading", self))
        about = _(
            "The bar shows what a rater adds to every mark: to the left severe, to the right mild. Nobody of them is "
            "the right one. Spread below 1 is narrow; halo is how alike a rater's marks of different criteria are."
        )
        self.column.addWidget(Text(about, "muted", self))
        reach = max([1.0, *(abs(one.marks) for one in found.effects.values())])
        for one in found.panel.raters:
            self._add(one, found, names.get(one.rater, one.rater), reach)

    def _add(self, one: RaterPicture, found: RoundAgreement, name: str, reach: float) -> None:
        self.column.addWidget(Text(name, "strong", self))
        self.column.addWidget(Text(rater_words(one), parent=self))
        effect = found.effects.get(one.rater)
        if effect is None:
            return
        words = _("{name} adds {x} to every mark.").format(name=name, x=f"{effect.marks:+.2f}")
        self.column.addWidget(Text(words, parent=self))
        self.column.addWidget(DrawingView(partial(_severity, effect.marks, reach, words), self))


def _severity(added: float, reach: float, words: str, width: float) -> Drawing:
    return severity_track(added, reach, width=width, description=words)


def rater_words(one: RaterPicture) -> str:
    """Say what is known of a rater in one line."""
    parts = [ngettext("{n} mark", "{n} marks", one.marks).format(n=one.marks)]
    if one.severity is not None:
        parts.append(_("on the middle {x} from the others").format(x=f"{one.severity:+.2f}"))
    if one.spread is not None:
        parts.append(_("spread {x} of the others'").format(x=f"{one.spread:.2f}"))
    if one.halo is not None:
        parts.append(_("halo {x}").format(x=f"{one.halo:.2f}"))
    if not one.is_known_enough:
        parts.append(_("too little is shared with others to judge"))
    return ", ".join(parts)
