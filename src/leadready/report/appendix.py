"""The appendix: the answers, how the scores came about and where their limits are, frameworks, and words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from leadready.cautions import cautions, status
from leadready.instrument.routing import asked
from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import Bullets, Heading, Prose, Row, Section, Table
from leadready.scoring.responses import Absence, answer_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_ITEM_AND_ANSWER = (320, 130)
_DIMENSION_AND_GOALS = (138, 266, 46)
_TERM_AND_MEANING = (110, 340)


def answers(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Give every answer, section by section; a section in which nothing was answered is left out."""
    instrument, responses = document.assessment.instrument, document.rulings.circumstances.responses
    title = _("My answers")
    blocks: list[Block] = [Heading(title, 1, title)]
    titles = {section.id: section.title for section in instrument.sections}
    for section_id, items in groupby(asked(instrument, responses), lambda item: item.section_id):
        given = [(item, responses.get(item.id, Absence.NOT_SEEN)) for item in items]
        if any(isinstance(answer, (int, str)) for _item, answer in given):
            rows = [(item.stem, answer_words(instrument, item.id, answer)) for item, answer in given]
            blocks += [Heading(titles[section_id]), _table((_("Item"), _("Answer")), _ITEM_AND_ANSWER, rows)]
    return (Section(title, tuple(blocks)),) if len(blocks) > 1 else ()


def methods(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Say in a page how the scores came about, and the fixed warnings."""
    title = _("Methods and limits")
    paragraphs = texts.methods(document) if edition.shows_scores else texts.origin(document)
    explained = [block for heading, text in paragraphs for block in (Heading(heading, 3), Prose(text))]
    return (Section(title, (Heading(title, 1, title), *explained, Heading(_("Limits"), 3), _warnings())),)


def limits() -> Section:
    """Give the fixed warnings alone, for a document without the methods."""
    title = _("Limits")
    return Section(title, (Heading(title, 1, title), _warnings()))


def _warnings() -> Bullets:
    return Bullets((status(), *cautions()))


def frameworks(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Show which dimensions of known frameworks the scales and the goals come near; nothing without mappings."""
    seen = [one for one in document.mappings if one.dimensions]
    if not seen:
        return ()
    title = _("Frameworks")
    intro = _(
        "Names of dimensions only, to help you find your way between this plan and a framework that your employer or "
        "college uses. What comes near what is the authors' judgement; the owners have not been asked."
    )
    tables = [block for mapping in seen for block in _framework(document, mapping)]
    return (Section(title, (Heading(title, 1, title), Prose(intro, "muted"), *tables)),)


def _framework(document: PlanDocument, mapping: FrameworkMapping) -> tuple[Block, ...]:
    about = _("{owner}. {edition}. Names compared with the source on {day}.").format(
        owner=mapping.owner, edition=mapping.edition.rstrip("."), day=texts.short_day(mapping.checked_on)
    )
    heads = (_("Dimension"), _("What comes near it here"), _("My goals"))
    rows = [(name, *_near(document, mapping, name)) for name in mapping.dimensions]
    return Heading(mapping.framework), Prose(about, "caption"), _table(heads, _DIMENSION_AND_GOALS, rows)


def _near(document: PlanDocument, mapping: FrameworkMapping, dimension: str) -> tuple[str, str]:
    scored = document.rubric.scored
    near = [scale for scale, names in mapping.scales.items() if dimension in names and scale in scored]
    goals = [str(number) for number, goal in enumerate(document.plan.goals, start=1) if goal.scale_id in near]
    return ", ".join(scored[scale].title for scale in near), ", ".join(goals)


def glossary(document: PlanDocument, edition: Edition) -> tuple[Section, ...]:
    """Explain the words of the document."""
    title = _("Words")
    scores = texts.words_of_scores(document) if edition.shows_scores else ()
    table = _table((_("Word"), _("Meaning")), _TERM_AND_MEANING, (*scores, *texts.words_of_plans()))
    return (Section(title, (Heading(title, 1, title), table)),)


def _table(heads: tuple[str, ...], shares: tuple[int, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """Make a table of texts whose first column names the rows."""
    named = tuple(
        Row(((Prose(name, "cell-strong"),), *((Prose(text, "cell"),) for text in rest))) for name, *rest in rows
    )
    return Table(tuple((Prose(head, "caption"),) for head in heads), shares, named)
