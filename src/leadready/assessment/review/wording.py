"""How items are worded: one idea each, said plainly, and what a rule of thumb can tell of it.

The rules are those of item-writing guides (one idea, no negation, no absolutes, short), and the reading age is the
Flesch-Kincaid grade (Kincaid et al. 1975) plus five years. They see words, not sense: each is a reason to read the
item again. They know English only. Items whose wording is fixed by a source are left alone, for nobody may change them.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from leadready.assessment.checks.instrument import pages_with_place
from leadready.instrument.model import ItemDetail
from leadready.instrument.problems import Problem
from leadready.instrument.routing import PIPE
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.instrument.model import Instrument
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric

OLDEST_READER = 14
LONGEST_STEM = 20
NEARLY_THE_SAME = 0.85
MOST_COMPARED, NEAR = 300, 50
SHOWN = 60
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_NEGATED = re.compile(r"\b(not|no|never|cannot|nobody|nothing|\w+n['’]t)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(always|all|every|everyone|everything|none|only ever|at all times|completely)\b", re.IGNORECASE
)
_DOUBLE = re.compile(
    r"\band/or\b|\b(and|or)\s+(also\s+)?(I|we|they|my|our|it|to|am|is|are|was|can|have|feel|use|get|give|make|take|help|try|seek)\b",
    re.IGNORECASE,
)
_VOWELS = re.compile(r"[aeiouy]+")


_Stem: TypeAlias = "tuple[Keys, str, str]"
"""Where a stem stands, the id of its item, and its words."""


def review_wording(instrument: Instrument, rubrics: Iterable[Rubric], document: YamlDocument) -> Iterator[Problem]:
    """Read the stem of every item that is rated for a score, and compare each with every other."""
    yield from _stray_braces(instrument, document)
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
    for (_keys, one_id, one), (keys, other_id, other) in _neighbourhood(stems):
        if one_id != other_id and not {one_id, other_id} <= fixed and _alike(one, other):
            what = _("“{item}” says nearly the same as “{other}”.").format(item=other_id, other=one_id)
            yield advise(document, keys, "near-duplicate", what, _("Let each item add something of its own."))


def _stems(instrument: Instrument) -> Iterator[tuple[Keys, str, str]]:
    for keys, page in pages_with_place(instrument):
        for item_id, said in page.items.items():
            place: Keys = (*keys, "items", item_id)
            if not isinstance(said, ItemDetail):
                yield place, item_id, said
                continue
            yield (*place, "stem"), item_id, said.stem
            for number, wording in enumerate(said.wordings):
                yield (*place, "wordings", number, "stem"), item_id, wording.stem
    for number, seen in enumerate(instrument.mirror.pages if instrument.mirror else ()):
        for item_id, stem in seen.items.items():
            yield ("mirror", "pages", number, "items", item_id), item_id, stem


def _neighbourhood(stems: Sequence[_Stem]) -> Iterator[tuple[_Stem, _Stem]]:
    """Pair every stem with every other; of very many, each with those soon after it."""
    if len(stems) <= MOST_COMPARED:
        return combinations(stems, 2)
    return ((one, other) for place, one in enumerate(stems) for other in stems[place + 1 : place + 1 + NEAR])


def _stray_braces(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Find braces that take in nothing: what stands in them is no item id."""
    texts: list[tuple[Keys, str]] = [
        (("sections", number, "intro"), section.intro or "") for number, section in enumerate(instrument.sections)
    ]
    texts += [((*keys, "lead_in"), page.lead_in or "") for keys, page in pages_with_place(instrument)]
    texts += [(keys, stem) for keys, _item_id, stem in _stems(instrument)]
    for keys, text in texts:
        if set("{}") & set(PIPE.sub("", text)):
            what = _("The braces in “{text}” take in no answer.").format(text=text[:SHOWN])
            advice = _("Write the id of an item in them, such as {example}, or leave them out.").format(
                example="{item}"
            )
            yield advise(document, keys, "stray-brace", what, advice)


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
        what = _("“{item}” needs a reading age of about {age}.").format(item=item_id, age=ceil(age))
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


@lru_cache(maxsize=1 << 15)
def _alike(one: str, other: str) -> bool:
    """Whether two stems are nearly the same; remembered, for a draft is looked at after every edit."""
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return (
        matcher.real_quick_ratio() > NEARLY_THE_SAME
        and matcher.quick_ratio() > NEARLY_THE_SAME
        and (matcher.ratio() > NEARLY_THE_SAME)
    )


def advise(document: YamlDocument, keys: Keys, code: str, what: str, advice: str) -> Problem:
    """Make a piece of advice with the place of a value."""
    return Problem(document.file, document.line(keys), code, what, advice, severity="advice", keys=keys)
