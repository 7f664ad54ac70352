"""What applicants may say of themselves for equality monitoring: the questions, and their options.

Nothing of it is ever part of an application, and nothing is chosen beforehand. Who passes a question over, and who
would rather not say, count alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_SAID = "not-said"
"""The option “prefer not to say”, which every question has; a question without an answer counts as this."""


class EqualityQuestion(NamedTuple):
    """One question.

    Attributes:
        asks: The question in words.
        options: The words of each option by its id, in the order in which they are shown; `NOT_SAID` comes last.
    """

    asks: str
    options: Mapping[str, str]


def questions() -> dict[str, EqualityQuestion]:
    """Give every question by its id, in the language in use."""
    asked = {
        "age": (
            _("How old are you?"),
            {
                "under-30": _("Under 30"),
                "from-30": _("30 to 39"),
                "from-40": _("40 to 49"),
                "from-50": _("50 to 59"),
                "from-60": _("60 or over"),
            },
        ),
        "sex": (_("What is your sex?"), {"female": _("Female"), "male": _("Male")}),
        "gender": (
            _("Is the gender you live in the same as the sex you were registered with at birth?"),
            {"same": _("Yes"), "other": _("No")},
        ),
        "ethnicity": (
            _("Which of these comes nearest to your ethnic group?"),
            {
                "asian": _("Asian or Asian British"),
                "black": _("Black, Black British, African or Caribbean"),
                "mixed": _("Mixed, or several of these"),
                "white": _("White"),
                "other": _("Another ethnic group"),
            },
        ),
        "disability": (
            _("Do you live with a disability or a health condition that has lasted a year, or is likely to?"),
            {"yes": _("Yes"), "no": _("No")},
        ),
        "religion": (
            _("Which religion or belief do you hold?"),
            {
                "none": _("None"),
                "buddhist": _("Buddhist"),
                "christian": _("Christian"),
                "hindu": _("Hindu"),
                "jewish": _("Jewish"),
                "muslim": _("Muslim"),
                "sikh": _("Sikh"),
                "other": _("Another religion or belief"),
            },
        ),
        "orientation": (
            _("Which word describes your sexual orientation?"),
            {
                "bisexual": _("Bisexual"),
                "gay-lesbian": _("Gay or lesbian"),
                "straight": _("Straight or heterosexual"),
                "other": _("Another word"),
            },
        ),
        "caring": (
            _("Do you care, without being paid for it, for children or for somebody who needs help?"),
            {"yes": _("Yes"), "no": _("No")},
        ),
    }
    last = {NOT_SAID: _("Prefer not to say")}
    return {id_: EqualityQuestion(asks, options | last) for id_, (asks, options) in asked.items()}
