"""What a lead reads of a round's agreement and of how sure its shortlist is, as sentences, data and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadready.exchange.agreement_report import agreement_document, agreement_lines, agreement_rows
from leadready.exchange.agreement_words import cautions, coefficient_name, coefficient_words
from leadready.language import _, ngettext
from leadready.panel.agreement.rater import LEAST_SHARED
from leadready.panel.redraws import DRAWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.exchange.tables import Cell
    from leadready.panel.agreement.of_round import Beside, RoundAgreement
    from leadready.panel.campaign import Campaign
    from leadready.panel.redraws import Unsure
    from leadready.panel.robustness import WeightChange

_WHOLE = "total"


def round_document(found: RoundAgreement) -> dict[str, Any]:
    """Give everything as data; numbers unrounded."""
    document = agreement_document(found.panel, found.seed)
    document["totals"] = [{"id": one.id, "value": one.value, "low": one.low, "high": one.high} for one in found.totals]
    document["severity"] = [
        {"rater": one.rater, "adds": one.marks, "applicants": one.applicants, "enough": one.is_known_enough}
        for one in found.effects.values()
    ]
    document["beside"] = [
        {"applicant": one.reference, "total": str(one.raw), "adjusted": one.adjusted} for one in found.beside
    ]
    return document


def round_rows(found: RoundAgreement) -> Iterator[tuple[Cell, ...]]:
    """Give one row a coefficient, under `HEADER`; those of the totals stand under `total`."""
    yield from agreement_rows(found.panel)
    for one in found.totals:
        yield _WHOLE, one.id, one.raters, one.value, one.low, one.high, one.applicants, "", ""


def round_text(found: RoundAgreement) -> str:
    """Say everything in lines for a terminal."""
    lines = [*cautions(applicants_of(found)), ""]
    if found.totals:
        lines.append(_("Totals of the evidence, rater by rater"))
        lines += [f"  {coefficient_name(one.id)}: {coefficient_words(one)}" for one in found.totals]
        lines.append("")
    lines += agreement_lines(found.panel)
    lines += ["", *severity_sentences(found)]
    lines += [f"  {one.reference}\t{float(one.raw):.2f}\t{adjusted_words(one)}" for one in found.beside]
    return "\n".join(lines) + "\n"


def applicants_of(found: RoundAgreement) -> int:
    """Count the applicants of the criterion that has the most."""
    return max((one.applicants for one in found.panel.criteria), default=0)


def severity_sentences(found: RoundAgreement) -> tuple[str, ...]:
    """Say what the adjusted totals are, and where there can be none."""
    said = [
        _("Totals as they count, and beside them what they would be with each rater's severity taken out."),
        _("The severity is fitted by median polish (Tukey 1977) over all criteria. It is shown and never counts."),
    ]
    if any(not one.linked for one in found.effects.values()):
        said.append(_("Some raters share no applicants with the others, so nobody can say who is severe."))
    elif any(not one.is_known_enough for one in found.effects.values()) or not found.effects:
        words = _("A rater who shares fewer than {n} applicants with others is too little known: nothing is adjusted.")
        said.append(words.format(n=LEAST_SHARED))
    return tuple(said)


def adjusted_words(one: Beside) -> str:
    """Say an adjusted total, or that there is none."""
    return _("not adjusted") if one.adjusted is None else f"{one.adjusted:.2f}"


def weight_sentence(campaign: Campaign, one: WeightChange) -> str:
    """Say what another weight would change."""
    names = {"objective": _("the exercises"), "self_report": _("self-report")}
    what = campaign.criteria[one.criterion].title if one.criterion else names[one.part]
    more = _("If “{what}” weighed a tenth more: {change}")
    less = _("If “{what}” weighed a tenth less: {change}")
    return (more if one.more else less).format(what=what, change=_change(one.enters, one.leaves))


def _change(enters: frozenset[str], leaves: frozenset[str]) -> str:
    parts: list[str] = []
    if enters:
        words = ngettext("{codes} would enter", "{codes} would enter", len(enters))
        parts.append(words.format(codes=", ".join(sorted(enters))))
    if leaves:
        words = ngettext("{codes} would leave", "{codes} would leave", len(leaves))
        parts.append(words.format(codes=", ".join(sorted(leaves))))
    return (", ".join(parts) if parts else _("nobody would enter or leave")) + "."


def weights_summary(changes: tuple[WeightChange, ...]) -> str:
    """Say in one sentence what hangs on the weights."""
    moved = sum(bool(one.enters or one.leaves) for one in changes)
    if not moved:
        return _("The shortlist stays the same whichever weight is a tenth more or less.")
    words = ngettext(
        "{n} of {all} such changes of one weight would change the shortlist.",
        "{n} of {all} such changes of one weight would change the shortlist.",
        moved,
    )
    return words.format(n=moved, all=len(changes))


def unsure_sentences(found: Unsure) -> tuple[str, ...]:
    """Say who might be on the other side of the line for no other reason than who read them."""
    if not found.leaves and not found.enters:
        words = _("In {n} redraws of the raters nobody comes to the other side of the line in more than one of twenty.")
        return (words.format(n=DRAWS),)
    said: list[str] = []
    for code, share in found.leaves:
        words = _("{code} is on the shortlist and falls off it in {share} of 100 redraws of the raters.")
        said.append(words.format(code=code, share=round(share * 100)))
    for code, share in found.enters:
        words = _("{code} is not on the shortlist and comes onto it in {share} of 100 redraws of the raters.")
        said.append(words.format(code=code, share=round(share * 100)))
    return tuple(said)


def error_sentence(error: float | None, near: int) -> str:
    """Say how far a total is sure, and how many are too near the line to call."""
    if error is None:
        return _("Nobody has two raters yet: nothing is known of the error of a total.")
    words = ngettext(
        "The standard error of a total is {error} points of 100. Within that of the line is {n} application.",
        "The standard error of a total is {error} points of 100. Within that of the line are {n} applications.",
        near,
    )
    return words.format(error=f"{error:.1f}", n=near)
