"""What several people's answers say together, as text for the terminal, as JSON, and as one HTML page.

Agreement comes first everywhere, then the spread, and a mean only where there may be one. Nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from leadready.chart.people import people
from leadready.chart.svg import svg
from leadready.chart.track import scale_caption
from leadready.language import _, ngettext
from leadready.locales import locale
from leadready.rubric.model import Group
from leadready.scoring.display import exact, half_up
from leadready.scoring.group import agreement_words, mean_words, people_words, spread_words
from leadready.scoring.plan import cuts_on_track

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from leadready.assessment.model import Assessment
    from leadready.chart.drawing import Drawing
    from leadready.rubric.model import Rubric
    from leadready.scoring.group import ItemSpread, ScaleGroup
    from leadready.scoring.plan import ScoringPlan

COLOURS = {
    "accent": "#1e6470",
    "line": "#8a949c",
    "sunken": "#e6eaed",
    "surface": "#ffffff",
    "ink": "#1d2730",
    "muted": "#566069",
}
_WIDTH = 560


@dataclass(frozen=True, slots=True)
class GroupReport:
    """Several people's answers, put together.

    Attributes:
        about: What they are about, as it was named; empty where nothing need be named.
        asked: How many people answered.
    """

    assessment: Assessment
    rubric: Rubric
    plan: ScoringPlan
    about: str
    asked: int
    scales: tuple[ScaleGroup, ...]

    @property
    def group(self) -> Group:
        """How many people and how much agreement a mean needs."""
        return self.rubric.group or Group()

    @property
    def title(self) -> str:
        """What it is about, or else the assessment."""
        return self.about or self.assessment.instrument.title

    def stem(self, item_id: str) -> str:
        """The words of an item."""
        return self.assessment.instrument.by_id[item_id].stem

    def cuts(self, scale_id: str) -> tuple[Fraction, ...]:
        """Where the levels of a scale begin, on 0 to 100."""
        return cuts_on_track(self.plan.step(scale_id))

    def option_labels(self, scale_id: str, item: ItemSpread) -> tuple[str, ...]:
        """The labels of an item's options, in the order of its counts: the way the scale counts them."""
        options = self.assessment.instrument.response_scale_of(item.item_id)
        low, high = options.range
        labels = [options.label(value) for value in range(low, high + 1)]
        keyed = self.rubric.scales[scale_id].keyed_items
        turned = any(one.reverse for one in keyed if one.item_id == item.item_id)
        return tuple(reversed(labels) if turned else labels)


def asked_words(report: GroupReport) -> str:
    """Say how many people answered, what about, and with which assessment."""
    count = ngettext("{n} person answered.", "{n} people answered.", report.asked).format(n=report.asked)
    instrument = report.assessment.instrument
    which = _("{title}, version {version}.").format(title=instrument.title, version=instrument.version)
    return f"{count} {which}"


def group_cautions() -> tuple[str, ...]:
    """List what must be said with every such report."""
    return (
        _("The dots are people's scores. No name belongs to a dot, and nobody should try to find one."),
        _("Agreement is no merit: people may agree because they see the same, or because nobody dares to differ."),
        _("Where people differ, ask what each of them may have seen. That tells more than a mean."),
    )


def scale_words(report: GroupReport, one: ScaleGroup) -> tuple[str, ...]:
    """Say everything about one scale, agreement first."""
    said = (
        *agreement_words(one, report.group),
        people_words(one),
        spread_words(one),
        mean_words(one, report.group),
    )
    return tuple(sentence for sentence in said if sentence)


def scale_drawing(report: GroupReport, one: ScaleGroup, width: float) -> Drawing:
    """Draw people's scores on one scale."""
    title = report.rubric.scales[one.scale_id].title
    words = " ".join((f"{title}:", *scale_words(report, one)))
    return people(one.scores, report.cuts(one.scale_id), width=width, description=words, mean=one.mean)


def levels_drawing(report: GroupReport, one: ScaleGroup, width: float) -> Drawing:
    """Name the levels over the stretches that they take of the drawing of people's scores."""
    return scale_caption(report.cuts(one.scale_id), report.rubric.level_titles(one.scale_id), width=width)


def group_document(report: GroupReport) -> dict[str, Any]:
    """Put a report into plain values: exact values as text, rounded ones as numbers."""
    return {
        "assessment": report.assessment.id,
        "version": report.assessment.instrument.version,
        "rubric": report.rubric.id,
        "rubric_version": report.rubric.version,
        "definition_hash": report.assessment.hash,
        "about": report.about or None,
        "people": report.asked,
        "least_people": report.group.least,
        "agreement_needed": float(report.group.agreement),
        "scales": {one.scale_id: _scale_document(report, one) for one in report.scales},
    }


def _scale_document(report: GroupReport, one: ScaleGroup) -> dict[str, Any]:
    return {
        "title": report.rubric.scales[one.scale_id].title,
        "people": one.people,
        "agreement": None if one.agreement is None else float(half_up(one.agreement, 4)),
        "agreement_exact": None if one.agreement is None else exact(one.agreement),
        "average_deviation": None if one.deviation is None else float(half_up(one.deviation, 4)),
        "average_deviation_limit": float(half_up(one.deviation_limit, 4)),
        "scores": [float(half_up(score, 4)) for score in one.scores],
        "sd": None if one.sd is None else round(one.sd, 4),
        "mean": None if one.mean is None else float(half_up(one.mean, 4)),
        "no_mean": [reason.value for reason in one.no_mean],
        "words": list(scale_words(report, one)),
        "items": {
            item.item_id: dict(zip(report.option_labels(one.scale_id, item), item.counts, strict=True))
            for item in one.items
        },
    }


def group_text(report: GroupReport) -> str:
    """Write a report for a terminal."""
    return "\n".join([report.title, asked_words(report), "", *_scales_text(report), *group_cautions(), ""])


def _scales_text(report: GroupReport) -> Iterator[str]:
    for one in report.scales:
        yield report.rubric.scales[one.scale_id].title
        yield from (f"  {sentence}" for sentence in scale_words(report, one))
        if one.scores:
            yield "  " + _("Scores: {scores}").format(scores=", ".join(half_up(score) for score in one.scores))
        for item in one.items:
            yield f"    {' '.join(str(count) for count in item.counts)}  {report.stem(item.item_id)}"
        yield ""


def group_page(report: GroupReport) -> str:
    """Write a report as one HTML page, without scripts and without anything from elsewhere."""
    told = locale()
    return _PAGE.format(
        tag=told.tag,
        direction="rtl" if told.from_right else "ltr",
        heading=escape(report.title),
        asked=escape(asked_words(report)),
        scales="".join(_section(report, one) for one in report.scales),
        cautions_heading=escape(_("Please remember")),
        cautions="".join(f"<li>{escape(caution)}</li>" for caution in group_cautions()),
        source=escape(report.assessment.instrument.provenance),
    )


_PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}"><head><meta charset="utf-8"><title>{heading}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2730}}
table{{border-collapse:collapse;width:100%}}
th,td{{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #d5dbe0;font-weight:400}}
thead th{{font-weight:600}}td{{text-align:end}}
svg{{display:block;max-width:100%}}footer{{color:#566069;font-size:.9rem}}</style></head>
<body><main><h1>{heading}</h1><p>{asked}</p>{scales}
<h2>{cautions_heading}</h2><ul>{cautions}</ul></main><footer><p>{source}</p></footer></body></html>
"""


def _section(report: GroupReport, one: ScaleGroup) -> str:
    scale = report.rubric.scales[one.scale_id]
    first, *others = scale_words(report, one)
    chart = "".join(svg(draw(report, one, _WIDTH), COLOURS) for draw in (levels_drawing, scale_drawing))
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in others)
    head = f"<h2>{escape(scale.title)}</h2><p>{escape(scale.about)}</p><p><strong>{escape(first)}</strong></p>"
    return f"{head}{chart}{said}{_table(report, one)}"


def _table(report: GroupReport, one: ScaleGroup) -> str:
    """Write how many chose each option of each item; items with the same options share a head."""
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for item in one.items:
        labels = report.option_labels(one.scale_id, item)
        if labels != before:
            heads = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
            parts.append(f'<thead><tr><th scope="col">{escape(_("Item"))}</th>{heads}</tr></thead>')
            before = labels
        counts = "".join(f"<td>{count}</td>" for count in item.counts)
        parts.append(f'<tr><th scope="row">{escape(report.stem(item.item_id))}</th>{counts}</tr>')
    return f"<table>{''.join(parts)}</table>"
