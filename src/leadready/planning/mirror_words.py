"""What colleagues have seen, in words: respectful, plain, and never more than the figures bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import half_up
from leadready.scoring.mirror import LEAST, Agreement, Sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.scoring.mirror import ScaleMirror


def figures_words(one: ScaleMirror) -> str:
    """Say both scores, or why one is missing."""
    if one.mean is None:
        return _("Fewer than three colleagues have seen enough of this for a score.")
    theirs = half_up(one.mean)
    if not one.own.is_scored:
        return _("Your colleagues: {theirs} of 100. You have no score of your own here.").format(theirs=theirs)
    own = half_up(one.own.value)
    return _("You: {own} of 100. Your colleagues: {theirs} of 100.").format(own=own, theirs=theirs)


def agreement_words(one: ScaleMirror) -> str:
    """Say how far colleagues agree with each other; empty where there is no mean."""
    if one.agreement is None:
        return ""
    words = {
        Agreement.STRONG: _("They largely agree with each other."),
        Agreement.MODERATE: _("They agree with each other in part."),
        Agreement.WEAK: _("They see it differently from each other, so take their mean lightly."),
    }[one.agreement]
    if one.index is None:
        return words
    index = _("Agreement r_wg(j): {value}.").format(value=numbers(half_up(one.index, 2)))
    return f"{words} {index}"


def sight_words(one: ScaleMirror) -> str:
    """Say what may be said of the difference; empty where nothing may."""
    return {
        Sight.SIMILAR: _("You and they see this similarly: the difference is within the noise."),
        Sight.HIGHER: _("They see more of this than you do. You may be better at it than you think."),
        Sight.LOWER: _(
            "They see less of this than you do. It may show less than you think: ask somebody you trust for an example."
        ),
        Sight.APART: "",
        Sight.UNKNOWN: "",
    }[one.sight]


def blind_spots(mirrors: Sequence[ScaleMirror], names: Mapping[str, str]) -> tuple[str, ...]:
    """Say in which scales colleagues see clearly more, and clearly less, than the person; one sentence if in none."""
    groups = (
        (Sight.HIGHER, _("Colleagues see clearly more than you do in: {names}.")),
        (Sight.LOWER, _("Colleagues see clearly less than you do in: {names}.")),
    )
    said: list[str] = []
    for sight, words in groups:
        found = [names[one.scale_id] for one in mirrors if one.sight is sight]
        if found:
            said.append(words.format(names=", ".join(found)))
    if said:
        return tuple(said)
    if all(one.mean is None for one in mirrors):
        return ()
    return (_("Nowhere do colleagues see clearly more or clearly less than you do."),)


def waiting_words(replies: int) -> str:
    """Say how many replies are in, and how many are needed before anything is shown."""
    if not replies:
        return _("No reply is in yet; at least {least} are needed.").format(least=LEAST)
    if replies < LEAST:
        return ngettext("{n} of {least} replies is in.", "{n} of {least} replies are in.", replies).format(
            n=replies, least=LEAST
        )
    return ngettext("{n} reply is in.", "{n} replies are in.", replies).format(n=replies)


def method_words() -> tuple[str, ...]:
    """Say how agreement and differences are judged, with their sources."""
    return (
        _(
            "Agreement among colleagues is r_wg(j) (James, Demaree and Wolf 1984), put into words by the bands of "
            "LeBreton and Senter (2008). From five replies on its value is shown as well; with fewer it could give "
            "single answers away."
        ),
        _(
            "A difference is named only where it exceeds 1.96 standard errors. The square of that error is "
            "SEM² + max(s², SEM²) / n, with SEM the error of one score, s² the variance of colleagues' scores and n "
            "their number."
        ),
    )
