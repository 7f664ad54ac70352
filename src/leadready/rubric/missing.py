"""The missing-data rule: how much must be there before a score is given.

Three absences are kept apart. "Not applicable" takes the part out: the rule looks at what is left. "Missing" (seen
and left blank) and "not seen" (never shown) both count as unanswered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from leadready.language import _, ngettext

SENTENCE = (
    r"^(all required|unanswered counts nothing"
    r"|prorate when (\d{1,3}%|\d{1,2}/\d{1,2}|\d{1,3}) (answered|scored)(, at least \d{1,3} (items?|scores?))?)$"
)
_PARTS = re.compile(r"^prorate when (?P<need>\S+) (?P<of>answered|scored)(, at least (?P<least>\d+) \w+)?$")


@dataclass(frozen=True, slots=True)
class MissingRule:
    """How many of the applicable parts must be there.

    Attributes:
        share: The least share of the applicable parts, above 0 and at most 1.
        count: The least number of parts, however few apply.
        counts_nothing: Whether an unanswered item counts as the lowest answer, as in a test of knowledge, instead of
            being left out.
    """

    share: Fraction
    count: int
    counts_nothing: bool = False

    def needed(self, applicable: int) -> int:
        """Say how many of the applicable parts must be answered."""
        return max(self.count, -(-self.share.numerator * applicable // self.share.denominator), 1)

    def allows(self, answered: int, applicable: int) -> bool:
        """Say whether enough parts are answered for a score."""
        return answered >= self.needed(applicable)


def missing_rule(sentence: str) -> MissingRule:
    """Read a rule: `all required`, `prorate when 2/3 scored` and the like.

    With shares, counts or both, as in `prorate when 75% answered, at least 2 items`; or `unanswered counts nothing`.

    Raises:
        ValueError: the sentence is none of these, or asks for nothing or more than everything.
    """
    if sentence == "unanswered counts nothing":
        return MissingRule(Fraction(0), 1, counts_nothing=True)
    if sentence == "all required":
        return MissingRule(Fraction(1), 1)
    parts = _PARTS.match(sentence)
    if parts is None:
        raise ValueError(sentence)
    share, count = _need(parts["need"])
    return MissingRule(share, max(count, int(parts["least"] or 1)))


def rule_words(sentence: str) -> str:
    """Say a rule in the language in use; raises ValueError when it is none."""
    missing_rule(sentence)
    parts = _PARTS.match(sentence)
    if parts is None:
        return {"all required": _("all required")}.get(sentence) or _("unanswered counts nothing")
    of_items = parts["of"] == "answered"
    words = _("prorate when {need} answered") if of_items else _("prorate when {need} scored")
    words = words.format(need=parts["need"])
    if not parts["least"]:
        return words
    least = int(parts["least"])
    if of_items:
        said = ngettext("{rule}, at least {n} item", "{rule}, at least {n} items", least)
    else:
        said = ngettext("{rule}, at least {n} score", "{rule}, at least {n} scores", least)
    return said.format(rule=words, n=least)


def _need(words: str) -> tuple[Fraction, int]:
    if words.isdigit():
        if int(words) < 1:
            raise ValueError(words)
        return Fraction(0), int(words)
    numerator, denominator = (words[:-1], "100") if words.endswith("%") else words.split("/")
    if not 0 < int(numerator) <= int(denominator):
        raise ValueError(words)
    return Fraction(int(numerator), int(denominator)), 1
