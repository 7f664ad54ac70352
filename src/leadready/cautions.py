"""What must be said with every profile. No template can leave it out; window, documents and command line share it."""

from __future__ import annotations

from leadready.language import _


def status() -> str:
    """Say what kind of tool this is, in one phrase."""
    return _("A structured reflection tool, not a validated psychometric test.")


def cautions() -> tuple[str, ...]:
    """List the fixed warnings."""
    return (
        _(
            "Your answers are your opinion about yourself. They must never be the only or main basis for "
            "selecting anyone."
        ),
        _(
            "No study has shown that these scores predict how someone will lead. Levels, spread and reliability "
            "are provisional."
        ),
        _(
            "Scores about your workplace are one person's view of it. They say nothing against you, and do not "
            "measure the organisation."
        ),
        _(
            "Small differences are not real differences. The bar around a score shows where it would probably lie "
            "if you answered again."
        ),
        _("This is not an assessment of health, fitness to practise or capability."),
        _("You may see, question and correct everything that is kept about you here."),
        _("Please do not write anything by which a patient could be recognised."),
    )


def against_self_report() -> str:
    """Say what speaks against counting what people say of themselves (Davis et al. 2006, JAMA 296, 1094)."""
    return _(
        "The evidence against it: in 13 of 20 comparisons, what physicians thought of themselves had little, no or an "
        "inverse relation to what others measured, and those with the least skill were furthest off (Davis "
        "et al. 2006). People who apply for something also rate themselves higher than they otherwise do."
    )
