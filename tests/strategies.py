"""Generated instruments, rubrics and responses, valid by construction and nasty on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from leadready.instrument.model import Instrument
from leadready.rubric.model import Rubric
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from leadready.scoring.responses import Answer

RANGES = [(1, 5), (0, 3), (-2, 2), (1, 7), (0, 1), (10, 90)]
RULES = [
    "all required",
    "prorate when 75% answered, at least 2 items",
    "prorate when 50% answered",
    "prorate when 1 answered",
    "prorate when 2/3 answered",
    "prorate when 1% answered",
    "unanswered counts nothing",
]
METHODS = ["mean", "mean", "sum", "min", "max", "correct", "close"]
COUNTS = ["0", "1", "-2", "0.5", "3.333333", "100"]
BLEND_RULES = [
    "all required",
    "prorate when 2/3 scored",
    "prorate when 1 scored",
    "prorate when 50% scored, at least 2 scores",
]
WEIGHTS = ["1", "2", "0.35", "0.000001", "1000000", "333.333333", "0.1"]
WORDS = {"title": "T", "about": "A"}


@dataclass(frozen=True)
class Case:
    instrument: Instrument
    rubric: Rubric
    responses: dict[str, Answer]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One instrument with a rubric for it and one person's responses."""
    scale_ids = [f"r{number}" for number in range(draw(st.integers(1, 3)))]
    ranges = {scale_id: draw(st.sampled_from(RANGES)) for scale_id in scale_ids}
    items = {f"i{number}": draw(st.sampled_from(scale_ids)) for number in range(draw(st.integers(2, 9)))}
    instrument = _instrument(ranges, items)
    rubric = _rubric(draw, {item: _options(ranges[scale]) for item, scale in items.items()})
    responses = {item: draw(_answers(ranges[scale])) for item, scale in items.items()}
    seen = {item: answer for item, answer in responses.items() if answer is not Absence.NOT_SEEN}
    return Case(instrument, rubric, draw(st.sampled_from([responses, seen])))


def _answers(bounds: tuple[int, int]) -> st.SearchStrategy[Answer]:
    low, high = bounds
    numbers = st.sampled_from([low, high, (low + high) // 2, low + 1])
    return st.one_of(numbers, numbers, numbers, st.sampled_from(list(Absence)))


def _options(bounds: tuple[int, int]) -> list[str]:
    low, high = bounds
    return [str(value) for value in sorted({low, high, (low + high) // 2, low + 1})]


def _instrument(ranges: dict[str, tuple[int, int]], items: dict[str, str]) -> Instrument:
    scales = {
        name: {
            "options": {option: f"v{option}" for option in _options(bounds)},
            "not_applicable": "N/A",
        }
        for name, bounds in ranges.items()
    }
    pages = [{"items": {item: {"stem": item, "response_scale": scale}}} for item, scale in items.items()]
    return Instrument.model_validate({
        "format": "leadready/instrument/1", "id": "made", "version": "1.0.0", "title": "T", "summary": "S", "licence": "L",
        "authors": ["A"], "minutes": 1, "provenance": "P", "response_scales": scales,
        "sections": [{"id": "s", "title": "S", "pages": pages}],
    })  # fmt: skip


def _rubric(draw: st.DrawFn, items: dict[str, list[str]]) -> Rubric:
    scales = {f"s{number}": _scale(draw, items) for number in range(draw(st.integers(1, 4)))}
    domains = {f"d{number}": _domain(draw, list(scales)) for number in range(draw(st.integers(0, 2)))}
    composites: dict[str, Any] = {}
    for number in range(draw(st.integers(0, 3))):
        composites[f"c{number}"] = _composite(draw, [*scales, *domains, *composites])
    # The file may name a composite before those it is made of.
    composites = dict(reversed(composites.items())) if draw(st.booleans()) else composites
    cuts = sorted(
        draw(st.sets(st.sampled_from(["12.5", "25", "33.333333", "40", "50", "60", "75", "80", "100"]), max_size=4)),
        key=Decimal,
    )
    levels = [{"id": f"l{place}", "from": cut, "title": cut} for place, cut in enumerate(["0", *cuts])]
    return Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "made", "version": "1.0.0", "title": "T", "purpose": "P", "instrument": "made 1.x",
        "levels": levels, "scales": scales, "domains": domains, "composites": composites,
        "every_scale": {"missing": draw(st.sampled_from(RULES))},
    })  # fmt: skip


def _scale(draw: st.DrawFn, items: dict[str, list[str]]) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(list(items)), min_size=1, max_size=6, unique=True))
    keyed: list[Any] = []
    for item in chosen:
        signed = draw(st.sampled_from(["", "-"])) + item
        keyed.append(draw(st.sampled_from([signed, signed, {signed: draw(st.sampled_from(WEIGHTS))}])))
    method = draw(st.sampled_from(METHODS))
    scale: dict[str, Any] = {**WORDS, "items": keyed, "method": method}
    if method in {"correct", "close"}:
        scale["key"] = {item: draw(st.sampled_from(items[item])) for item in chosen}
    elif draw(st.integers(0, 3)) == 0:
        scale["value_map"] = {item: _map(draw, items[item]) for item in chosen if draw(st.booleans())}
    if draw(st.integers(0, 3)) == 0:
        scale |= _own_levels(draw)
    if draw(st.integers(0, 3)) == 0:
        scale["shown_as"] = {"from": "10", "to": "-2.5"}
    if draw(st.booleans()):
        scale["missing"] = draw(st.sampled_from(RULES))
    if draw(st.booleans()):
        scale["precision"] = _precision(draw)
    return scale


def _map(draw: st.DrawFn, options: list[str]) -> dict[str, str]:
    counts = {option: draw(st.sampled_from(COUNTS)) for option in options}
    return counts if len(set(counts.values())) > 1 else counts | {options[0]: "7"}


def _own_levels(draw: st.DrawFn) -> dict[str, Any]:
    cuts = draw(st.sampled_from([["0", "50"], ["0", "3", "4.5"], ["-2", "0", "2", "12", "20"]]))
    levels = [{"id": f"own{place}", "from": cut, "title": cut} for place, cut in enumerate(cuts)]
    on_raw = cuts[0] != "0" or draw(st.booleans())
    return {"levels": levels, "levels_on": "raw" if on_raw else "scaled"}


def _domain(draw: st.DrawFn, parts: list[str]) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=4, unique=True))
    domain: dict[str, Any] = {**WORDS, "mean_of": chosen, "missing": draw(st.sampled_from(BLEND_RULES))}
    if draw(st.booleans()):
        domain["precision"] = _precision(draw)
    return domain


def _composite(draw: st.DrawFn, parts: list[str]) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=4, unique=True))
    weights = {part: draw(st.sampled_from(WEIGHTS)) for part in chosen}
    return {**WORDS, "weights": weights, "missing": draw(st.sampled_from(BLEND_RULES))}


def _precision(draw: st.DrawFn) -> dict[str, str]:
    # 18.75 and 0.75 give an error of 9.375, so that ends of intervals fall exactly on cuts.
    return {
        "sd": draw(st.sampled_from(["18", "14", "12.5", "25"])),
        "reliability": draw(st.sampled_from(["0.70", "0.75", "0.84", "0.96"])),
        "basis": "provisional",
    }


def on_a_cut(value: Fraction, rubric: Rubric) -> bool:
    """Whether a score lies exactly on a cut."""
    return any(value == Fraction(level.start) for level in rubric.levels)
