"""The plan as a PDF: cover, one-page summary, profile, a goal a page, dates, questions for the supervisor, methods.

The same document gives the same bytes: no clock, no randomness, nothing of this computer.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from leadready.cautions import cautions, status
from leadready.chart.timeline import Moment, timeline
from leadready.chart.track import scale_caption, track
from leadready.language import _, ngettext
from leadready.planning.findings import Finding, reason_for_priority, reason_for_strength
from leadready.report import paper, texts
from leadready.report.drawing import Picture
from leadready.report.pages import Bookmark, CountedCanvas, NotesSpace, PlanTemplate, Running, WritingLines
from leadready.report.paper import COLUMN, flowing
from leadready.scoring.levels import answered_words, level_range, level_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.planning.plan import Goal, PlannedAction
    from leadready.report.document import PlanDocument

_NAME, _TRACK, _LEVEL, _COUNT = 53 * mm, 52 * mm, 38 * mm, 17 * mm
_GAP = 6


def plan_pdf(document: PlanDocument) -> bytes:
    """Write the document; gives the bytes of the file."""
    paper.prepare()
    target = BytesIO()
    title = _("Development plan")
    template = PlanTemplate(
        target,
        title=f"{title}: {document.name}" if document.name else title,
        author=document.name or "leadready",
        subject=document.assessment.instrument.title,
        lang="en-GB",
        invariant=1,
        creator="leadready",
    )
    template.build(story(document), canvasmaker=partial(CountedCanvas, running=_running(document)))
    return target.getvalue()


def _running(document: PlanDocument) -> Running:
    private = _("Private until you share it")
    instrument, rubric = document.assessment.instrument, document.rubric
    versions = _("{title} {version}, rubric {rubric} {rubric_version}").format(
        title=instrument.title, version=instrument.version, rubric=rubric.id, rubric_version=rubric.version
    )
    owner = f"{document.name}. {private}" if document.name else private
    return Running(_("Development plan"), owner, versions)


def story(document: PlanDocument) -> list[Flowable]:
    """Lay out the document as flowables, each with its role."""
    return [
        *_cover(document),
        *_summary(document),
        *_profile(document),
        *(flowable for number, goal in enumerate(document.plan.goals) for flowable in _goal(number, goal)),
        *_dates(document),
        *_supervisor(),
        *_methods(document),
    ]


def _cover(document: PlanDocument) -> list[Flowable]:
    lines = [document.name, document.role]
    answered = _("{title}, answered on {day}").format(
        title=document.assessment.instrument.title, day=texts.day(document.answered_on)
    )
    return [
        Spacer(1, 70 * mm),
        Bookmark(_("Cover")),
        flowing(_("Development plan"), "cover"),
        *(flowing(line, "heading") for line in lines if line.strip()),
        Spacer(1, 6 * mm),
        flowing(_("Plan of {day}").format(day=texts.day(document.plan.created_on))),
        flowing(answered, "muted"),
        Spacer(1, 14 * mm),
        flowing(texts.what_this_is()),
        flowing(status(), "muted"),
        flowing(_("Private until you share it"), "strong"),
        PageBreak(),
    ]


def _section(title: str) -> list[Flowable]:
    return [Bookmark(title), flowing(title, "title")]


def _summary(document: PlanDocument) -> list[Flowable]:
    groups = [_summary_group(document, composite_id) for composite_id in document.rubric.composites]
    side_by_side: list[Flowable] = []
    if groups:
        width = COLUMN / len(groups)
        side_by_side = [_table([groups], [width] * len(groups), rule=False)]
    findings = document.findings
    return [
        *_section(_("Summary")),
        *side_by_side,
        flowing(_("Strengths"), "heading"),
        *_findings(
            [(one, reason_for_strength(one)) for one in findings.strengths],
            _("None stands at one of the two highest levels yet."),
        ),
        flowing(_("Priorities"), "heading"),
        *_findings(
            [(one, reason_for_priority(one)) for one in findings.priorities], _("None is below the highest level.")
        ),
        flowing(_("Goals"), "heading"),
        *(
            [
                flowing(f"{number}. {goal.title.strip() or _('Not yet named')}")
                for number, goal in enumerate(document.plan.goals, 1)
            ]
            or [flowing(_("No goal is set yet."), "muted")]
        ),
        *_not_scored(document),
        PageBreak(),
    ]


def _summary_group(document: PlanDocument, composite_id: str) -> list[Flowable]:
    composite = document.rubric.composites[composite_id]
    lines: list[Flowable] = [flowing(composite.title, "heading"), flowing(composite.about, "caption")]
    for part in document.rubric.parts_of(composite_id):
        lines.append(flowing(document.rubric.scored[part].title, "strong"))
        lines.append(flowing(level_words(document.profile[part], document.level_titles), "level"))
    return lines


def _findings(found: Sequence[tuple[Finding, str]], none: str) -> list[Flowable]:
    if not found:
        return [flowing(none, "muted")]
    return [
        KeepTogether([flowing(finding.title, "strong"), flowing(_("Because {reason}.").format(reason=reason), "muted")])
        for finding, reason in found
    ]


def _not_scored(document: PlanDocument) -> list[Flowable]:
    missing = document.findings.not_scored
    if not missing:
        return []
    names = ", ".join(document.rubric.scored[scale_id].title for scale_id in missing)
    count = ngettext(
        "{n} scale has too few answers for a score", "{n} scales have too few answers for a score", len(missing)
    )
    return [flowing(_("{count}: {names}.").format(count=count.format(n=len(missing)), names=names), "caption")]


def _profile(document: PlanDocument) -> list[Flowable]:
    story = _section(_("Profile"))
    caption = _(
        "The bar shows where a score would probably lie if the items were answered again (95 % interval, "
        "provisional). Lines mark where levels begin."
    )
    story.append(flowing(caption, "caption"))
    rubric = document.rubric
    groups = [(composite.title, composite.about, rubric.parts_of(key)) for key, composite in rubric.composites.items()]
    for title, about, parts in groups or [(rubric.title, rubric.purpose, tuple(rubric.domains or rubric.scales))]:
        story += [flowing(title, "heading"), flowing(about, "muted"), *_tracks(document, parts)]
    story.append(PageBreak())
    return story


def _tracks(document: PlanDocument, parts: Sequence[str]) -> list[Flowable]:
    cuts = [cut.start for cut in document.profile.plan.cuts]
    head = Picture(scale_caption(cuts, document.level_titles, width=_TRACK - _GAP, size=7.5, lines=2))
    rows: list[list[object]] = [["", head, "", flowing(_("Items"), "caption")]]
    for part in parts:
        rows.append(_track_row(document, part, "cell-strong"))
        rows.extend(_track_row(document, inner, "cell") for inner in document.rubric.parts_of(part))
    return [_table(rows, [_NAME, _TRACK, _LEVEL, _COUNT], header=1)]


def _track_row(document: PlanDocument, score_id: str, role: str) -> list[object]:
    score = document.profile[score_id]
    name, level = document.rubric.scored[score_id].title, level_words(score, document.level_titles)
    cuts = [cut.start for cut in document.profile.plan.cuts]
    about: list[Flowable] = [flowing(name, role)]
    if descriptor := document.descriptor(score_id):
        about.append(flowing(descriptor, "caption"))
    said: list[Flowable] = [flowing(level, "level")]
    if within := level_range(score, document.level_titles):
        said.append(flowing(within, "caption"))
    return [
        about,
        Picture(track(score, cuts, width=_TRACK - _GAP, name=name, level=level, thin=True)),
        said,
        flowing(answered_words(score), "cell"),
    ]


def _goal(number: int, goal: Goal) -> list[Flowable]:
    title = goal.title.strip()
    heading = _("Goal {n}").format(n=number + 1)
    story: list[Flowable] = [
        Bookmark(f"{heading}: {title}" if title else heading),
        flowing(heading, "level"),
        flowing(title, "title") if title else WritingLines(1),
    ]
    if goal.because:
        story.append(flowing(_("Because {reason}.").format(reason=goal.because), "muted"))
    story += _said(_("Why it matters to patients or the service"), goal.matters)
    story.append(flowing(_("Actions"), "label"))
    story.append(_actions(goal.actions) if goal.actions else WritingLines(3))
    story += _said(_("How I shall know"), goal.measure)
    story += _said(_("What might get in the way"), goal.obstacle)
    story += _if_then(goal.if_then)
    story += _said(_("Support I need, and from whom"), goal.support)
    review = texts.day(goal.review_on) if goal.review_on else ""
    story += _said(_("Review on"), review)
    story.append(NotesSpace(flowing(_("Notes"), "label")))
    story.append(PageBreak())
    return story


def _said(label: str, text: str) -> list[Flowable]:
    if not text.strip():
        return [KeepTogether([flowing(label, "label"), WritingLines(1)])]
    return [flowing(label, "label"), flowing(text)]


def _if_then(text: str) -> list[Flowable]:
    label = flowing(_("If that happens, then I will …"), "label")
    if not text.strip():
        return [KeepTogether([label, WritingLines(2)])]
    box = Table([[flowing(text)]], colWidths=[COLUMN], splitInRow=1)
    box.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), paper.REGULAR),
            ("BACKGROUND", (0, 0), (-1, -1), paper.colour("warm_soft")),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            *_ROOMY,
        ]
    )
    return [label, box]


_ROOMY = [("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]


def _actions(actions: Sequence[PlannedAction]) -> Table:
    words = {"experience": _("Experience"), "exposure": _("Exposure"), "education": _("Education")}
    head = [flowing(label, "cell-strong") for label in (_("Type"), _("What"), _("Support"), _("Hours"), _("By"))]
    rows: list[list[object]] = [list(head)]
    for action in actions:
        kind: list[Flowable] = [flowing(words[action.type.value], "cell")]
        if action.evidence:
            kind.append(flowing(_("Evidence: {kind}").format(kind=action.evidence.value), "caption"))
        what = [
            flowing(action.title.strip() or "…", "cell-strong"),
            *(flowing(f"• {step}", "cell") for step in action.steps),
        ]
        by = texts.short_day(action.by) if action.by else ""
        rows.append(
            [
                kind,
                what,
                flowing(action.support, "cell"),
                flowing(str(action.effort_hours), "cell"),
                flowing(by, "cell"),
            ]
        )
    return _table(rows, [28 * mm, 68 * mm, 30 * mm, 13 * mm, 21 * mm], header=1)


def _table(rows: Sequence[Sequence[object]], widths: Sequence[float], *, header: int = 0, rule: bool = True) -> Table:
    table = Table([list(row) for row in rows], colWidths=list(widths), repeatRows=header, splitInRow=1)
    look: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), paper.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if rule:
        look.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, paper.colour("hairline")))
    table.setStyle(look)
    return table


def _dates(document: PlanDocument) -> list[Flowable]:
    plan = document.plan
    moments = [Moment(one.by, one.title) for goal in plan.goals for one in goal.actions if one.by]
    moments += [
        Moment(goal.review_on, _("Review: {goal}").format(goal=goal.title), strong=True)
        for goal in plan.goals
        if goal.review_on
    ]
    if not moments:
        return []
    described = _("{n} dates from {day} on; the table below names them.").format(
        n=len(moments), day=texts.day(plan.created_on)
    )
    ordered = sorted(moments, key=lambda one: (one.day, one.label))
    rows = [_date_row(moment) for moment in ordered]
    return [
        *_section(_("Dates")),
        Picture(timeline(plan.created_on, moments, width=COLUMN, description=described)),
        flowing(_("Filled marks are reviews, open ones are actions."), "caption"),
        _table(rows, [45 * mm, 115 * mm]),
        PageBreak(),
    ]


def _date_row(moment: Moment) -> list[Flowable]:
    role = "cell-strong" if moment.strong else "cell"
    return [flowing(texts.day(moment.day), role), flowing(moment.label or "…", role)]


def _supervisor() -> list[Flowable]:
    story: list[Flowable] = [*_section(_("For the talk with my supervisor or sponsor"))]
    story.append(
        flowing(_("Share only what you want to share. These five questions help to use half an hour well."), "muted")
    )
    for number, question in enumerate(texts.questions(), start=1):
        story.append(KeepTogether([flowing(f"{number}. {question}", "strong"), WritingLines(3), Spacer(1, 6)]))
    story.append(PageBreak())
    return story


def _methods(document: PlanDocument) -> list[Flowable]:
    story = _section(_("Methods and limits"))
    for heading, text in texts.methods(document):
        story += [flowing(heading, "label"), flowing(text, "cell")]
    story.append(flowing(_("Limits"), "label"))
    story += [flowing(f"• {caution}", "cell") for caution in cautions()]
    return story
