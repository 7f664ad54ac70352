"""The whole journey without a window: the shipped example respondent answers, reads the profile and leaves with a plan.

It uses the same use cases as the window, on a record of its own in a temporary folder, so that nobody's record is
touched.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets, paths
from leadready.assessment.examples import load_examples
from leadready.language import _
from leadready.scoring.levels import answered_words, level_words
from leadready.scoring.rulings import confidence_words
from leadready.store.database import open_store
from leadready.workflow.export import export_plan, plan_document
from leadready.workflow.plans import open_plan
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import Sitting, begin

if TYPE_CHECKING:
    from leadready.assessment.examples import Example
    from leadready.workflow.reading import Reading

ASSESSMENT = "clinical-leadership"
EXAMPLE = "ready-unsupported"


def journey(output: str | None) -> int:
    """Take it; prints progress to standard error and the place of the PDF to standard output."""
    shipped = assets.assessments()
    assessment = open_package((shipped,), ASSESSMENT)
    example = next(one for one in load_examples(shipped / ASSESSMENT, assessment) if one.id == EXAMPLE)
    with tempfile.TemporaryDirectory(prefix="leadready-") as folder:
        store = open_store(Path(folder), now=_now())
        services = Services(store, (shipped,), _now)
        try:
            _say(example.title)
            sitting = begin(services, assessment)
            _answer(sitting, example)
            sitting.complete()
            again = Sitting(services, sitting.id)
            reading = again.reading()
            _show(reading)
            plan = open_plan(services, again)
            today = _now().astimezone().date()
            document = plan_document(reading, plan, answered_on=today, name="", role=example.title)
        finally:
            store.close()
    for number, goal in enumerate(plan.goals, start=1):
        _say(_("Goal {n}: {title} (because {reason})").format(n=number, title=goal.title, reason=goal.because))
    print(export_plan(document, Path(output) if output else _free_place()))
    return 0


def _answer(sitting: Sitting, example: Example) -> None:
    answers = example.answers
    page: int | None = sitting.nearest_page(0)
    while page is not None:
        for item in sitting.items_on(page):
            if item.id in answers:
                sitting.answer(item.id, answers[item.id])
        following = sitting.page_after(page)
        section = sitting.pages[page][0]
        if following is None or sitting.pages[following][0] is not section:
            done = next(one for one in sitting.progress() if one.section is section)
            _say(_("  {section}: {answered} of {total} answered and saved").format(
                section=section.title, answered=done.answered, total=done.total
            ))  # fmt: skip
        page = following


def _show(reading: Reading) -> None:
    for composite in reading.rubric.outermost:
        _say(reading.names[composite])
        for part in reading.rubric.parts_of(composite):
            score = reading.profile[part]
            level = level_words(score, reading.level_titles(part), plain=not reading.rubric.shows_numbers)
            _say(f"  {reading.names[part]}: {level} ({answered_words(score)})")
    for one in reading.rulings.patterns:
        _say(_("Pattern “{title}”: {confidence}").format(title=one.pattern.title, confidence=confidence_words(one)))


def _free_place() -> Path:
    """Find a name that is not taken: in the documents folder, or here where there is none."""
    folder = paths.documents_folder()
    folder = folder if folder.is_dir() else Path.cwd()
    names = (f"leadready plan{f' {n}' if n else ''}.pdf" for n in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _now() -> datetime:
    return datetime.now(UTC)
