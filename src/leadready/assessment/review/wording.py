"""How items are worded: one idea each, said plainly, and what a rule of thumb can tell of it.

The rules are those of item-writing guides (one idea, no negation, no absolutes, short), and the reading age is the
Flesch-Kincaid grade (Kincaid et al. 1975) plus five years. They see words, not sense: each is a reason to read the
item again. They know English only. Items whose wording is fixed by a source are left alone, for nobody may change them.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from leadready.assessment.checks.instrument import pages_with_place
from leadready.instrument.model import ItemDetail
from leadready.instrument.problems import Problem
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.instrument.model import Instrument
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric

OLDEST_READER = 14
LONGEST_STEM = 20
NEARLY_THE_SAME = 0.85
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_NEGATED = re.compile(r"\b(not|never|cannot|nobody|nothing|\w+n['’]t)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(always|all|every|everyone|everything|none|only ever|at all times|completely)\b", re.IGNORECASE
)
_DOUBLE = re.compile(
    r"\b(and|or)\s+(also\s+)?(I|we|they|my|our|it|to|am|is|are|was|can|have|feel|use|get|give|make|take|help|try|seek)\b",
    re.IGNORECASE,
)
_VOWELS = re.compile(r"[aeiouy]+")


def review_wording(instrument: Instrument, rubrics: Iterable[Rubric], document: YamlDocument) -> Iterator[Problem]:
    """Read the stem of every item that is rated for a score, and compare each with every other."""
    if not instrument.language.startswith("en"):
        return
    rated = {
        keyed.item_id
        for rubric in rubrics
        for scale in rubric.scales.values()
        if not scale.key
        for keyed in scale.keyed_items
    }
    stems = [one for one in _stems(instrument) if one[1] in rated]
    fixed = instrument.fixed_items
    for keys, item_id, stem in stems:
        if item_id not in fixed:
            yield from _review_stem(keys, item_id, stem, document)
    for (_keys, one_id, one), (keys, other_id, other) in combinations(stems, 2):
        if not {one_id, other_id} <= fixed and _alike(one, other):
            what = _("“{item}” says nearly the same as “{other}”.").format(item=other_id, other=one_id)
            yield advise(document, keys, "near-duplicate", what, _("Let each item add something of its own."))


def _stems(instrument: Instrument) -> Iterator[tuple[Keys, str, str]]:
    for keys, page in pages_with_place(instrument):
        for item_id, said in page.items.items():
            stem = said.stem if isinstance(said, ItemDetail) else said
            yield (*keys, "items", item_id), item_id, stem


def _review_stem(keys: Keys, item_id: str, stem: str, document: YamlDocument) -> Iterator[Problem]:
    found = _DOUBLE.search(stem)
    if found:
        what = _("“{item}” may ask two things: “{words}”.").format(item=item_id, words=found[0])
        yield advise(document, keys, "double-barrelled", what, _("Ask one thing, or make two items of it."))
    found = _NEGATED.search(stem)
    if found:
        what = _("“{item}” is negated: “{word}”.").format(item=item_id, word=found[0])
        yield advise(document, keys, "negated", what, _("Say what is, and turn the item round in the rubric."))
    found = _ABSOLUTE.search(stem)
    if found:
        what = _("“{item}” leaves no room: “{word}”.").format(item=item_id, word=found[0])
        yield advise(document, keys, "absolute", what, _("Let the response scale say how much or how often."))
    words = _WORD.findall(stem)
    if len(words) > LONGEST_STEM:
        what = _("“{item}” has {n} words.").format(item=item_id, n=len(words))
        yield advise(document, keys, "long-stem", what, _("Use at most {n}.").format(n=LONGEST_STEM))
    age = reading_age(stem)
    if age > OLDEST_READER:
        what = _("“{item}” needs a reading age of about {age}.").format(item=item_id, age=round(age))
        yield advise(document, keys, "reading-age", what, _("Use shorter words, or a shorter sentence."))


def reading_age(text: str) -> float:
    """Estimate a reading age in years: 0.39 words a sentence + 11.8 syllables a word - 15.59, and five years."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?:;]+(?:\s|$)", text)))
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5


def _syllables(word: str) -> int:
    """Count groups of vowels, without a silent e at the end."""
    groups = len(_VOWELS.findall(word))
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or (word.endswith(("ed", "es")) and groups > 1)
    return max(1, groups - silent)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return (
        matcher.real_quick_ratio() > NEARLY_THE_SAME
        and matcher.quick_ratio() > NEARLY_THE_SAME
        and (matcher.ratio() > NEARLY_THE_SAME)
    )


def advise(document: YamlDocument, keys: Keys, code: str, what: str, advice: str) -> Problem:
    """Make a piece of advice with the place of a value."""
    return Problem(document.file, document.line(keys), code, what, advice, severity="advice", keys=keys)
