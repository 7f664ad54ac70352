"""Third raters: whoever is within one standard error of the line is read by somebody more before anyone decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.assignment import NotEnoughRaters, assignment
from leadready.panel.kinds import Assigned
from leadready.workflow.panel.office import raters, statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

_NAMED = 10


@dataclass(frozen=True, slots=True)
class NearLine:
    """An application near the line.

    Attributes:
        reference: Its code.
        from_line: Its total less the line, in points of 100.
        raters: Who rates it, by id.
        is_given: Whether it has a further rater already.
        is_read: Whether everyone who rates it has locked.
        free: Who could be the further rater: declared without a conflict, and not rating it.
    """

    reference: str
    from_line: Fraction
    raters: tuple[str, ...]
    is_given: bool
    is_read: bool
    free: tuple[str, ...]


def near_line(panel: Panel) -> tuple[NearLine, ...]:
    """List the applications near the line, the nearest first."""
    view, order = panel.view, panel.order
    at = order.line
    if at is None:
        return ()
    given: defaultdict[str, list[str]] = defaultdict(list)
    for reference, member in sorted(view.assigned):
        given[reference].append(member)
    listed = [
        _near(view, reference, (order.merits[reference].total or 0) - at, tuple(given[reference]))
        for reference in order.near
    ]
    return tuple(sorted(listed, key=lambda one: (abs(one.from_line), one.reference)))


def _near(view: PanelView, reference: str, from_line: Fraction, given: tuple[str, ...]) -> NearLine:
    return NearLine(
        reference,
        from_line,
        given,
        len(given) > view.campaign.raters_each,
        all((reference, member) in view.locked for member in given),
        tuple(one.id for one in raters(view) if one.id not in given and view.may_be_assigned(reference, one.id)),
    )


def third_rater(panel: Panel, reference: str, member: str) -> None:
    """Give an application near the line one more rater.

    Raises:
        LeadreadyError: it is not near the line, or that rater has a conflict, has not declared or rates it already.
    """
    one = next((one for one in near_line(panel) if one.reference == reference), None)
    if one is None:
        raise LeadreadyError(
            _("{code} is not within one standard error of the line.").format(code=reference),
            advice=_("Third raters read those that are. See the list."),
        )
    if member not in one.free:
        raise LeadreadyError(
            _("{name} has a conflict with {code}, has not declared yet, or rates it already.").format(
                name=member, code=reference
            ),
            advice=_("Choose another rater."),
        )
    _say(panel, [(reference, member)])


def third_raters(panel: Panel) -> tuple[tuple[str, str], ...]:
    """Give everyone near the line who has none yet a further rater, loads as even as can be, by the campaign's seed.

    Gives the pairs (application, rater).

    Raises:
        LeadreadyError: for some there is nobody without a conflict; then nobody is assigned.
    """
    view = panel.view
    open_ = {one.reference for one in near_line(panel) if not one.is_given}
    if not open_:
        return ()
    able = [one.id for one in raters(view)]
    kept: dict[str, list[str]] = {code: [] for code, one in view.applicants.items() if not one.is_erased}
    for reference, member in sorted(view.assigned):
        if reference in kept:
            kept[reference].append(member)
    wanted = {code: len(members) + (code in open_) for code, members in kept.items()}
    barred = [(code, member) for code in open_ for member in able if not view.may_be_assigned(code, member)]
    try:
        given = assignment(kept, able, wanted, panel.campaign.seed, barred=barred, kept=kept)
    except NotEnoughRaters as short:
        raise LeadreadyError(
            _("Nobody is free to be the third rater of: {codes}.").format(codes=", ".join(short.references[:_NAMED])),
            advice=_("Send the names out and take the declarations in, or add a rater."),
        ) from None
    new = tuple((code, member) for code in sorted(open_) for member in given[code] if member not in kept[code])
    _say(panel, new)
    return new


def _say(panel: Panel, pairs: Iterable[tuple[str, str]]) -> None:
    # The rater is given these words: they must not tell how near the line an application is.
    said = Assigned(on=True, why=_("One more rater reads it."))
    panel.say([statement(panel.view, said, *pair) for pair in pairs])
