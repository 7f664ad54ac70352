"""Pictures of every page from a real window: `make screenshots` runs this under a virtual screen and writes docs/images."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.exchange.mirror_files import read_request
from leadready.planning.account import Account
from leadready.planning.actions import Evidence
from leadready.planning.dialogue import Step
from leadready.store.database import open_store
from leadready.ui import theme
from leadready.ui.application import application
from leadready.ui.journey import Journey
from leadready.ui.pages.score_block import ScoreBlock
from leadready.ui.preferences import Preferences
from leadready.ui.studio.outline import Place
from leadready.ui.tasks import Runner
from leadready.ui.window import Window
from leadready.workflow.accounts import PlanPlace, attach, criteria_of, keep_account
from leadready.workflow.export import export_plan, plan_document
from leadready.workflow.mirror import close_mirror, save_request, take_replies
from leadready.workflow.observing import open_request
from leadready.workflow.plans import open_plan
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import Sitting, begin
from leadready.workflow.studio import duplicate
from tests.panel_screenshots import take_pictures
from tests.workflow.mirrors import write_reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.pages.preview import PreviewPage
    from leadready.ui.pages.studio_editor import EditorPage

ROUNDS = Account(
    id="a" * 32,
    title="Fewer late ward rounds",
    happened="2026-03",
    situation="Rounds on our ward ended after two on most days. Discharges came late, and families waited.",
    task="The ward sister asked me to look at why. When consultants hold clinics was not mine to change.",
    action="I timed ten rounds with a student, drew a run chart, and tried three orders of patients with the team.",
    result="Rounds end before noon on four days of five, and people go home 70 minutes earlier. Weekends are as they were.",
    evidence=Evidence.IMPROVEMENT,
)
SETBACK = Account(id="b" * 32, title="The handover sheet that nobody used", happened="2025-10", evidence=Evidence.EVENT)
MOMENT = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)
LOOKS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200))


def main(target: Path) -> None:
    """Take every picture in every look."""
    target.mkdir(parents=True, exist_ok=True)
    os.environ["TZ"] = "UTC"
    with tempfile.TemporaryDirectory() as folder:
        app = application(["leadready"])
        preferences = Preferences(Path(folder) / "settings.ini")
        preferences.respondent, preferences.role = "Dr Rhiannon Pugh", "Ward pharmacist"
        preferences.data_folder = Path("/home/rhiannon/.local/share/leadready")
        app.dress(preferences)
        store = open_store(Path(folder), now=MOMENT)
        services = Services(store, (assets.assessments(), Path(folder) / "assessments"), lambda: MOMENT)
        done, half = _sittings(services)
        request = _mirror(services, done, Path(folder))
        for choice, size in LOOKS:
            theme.apply(choice, size)
            window = Window()
            window.resize(1180, 800)
            journey = Journey(window, services, preferences, Runner(window))
            window.show()
            _walk(journey, done, half, target, f"{choice}-{size}")
            _colleague(journey, request, target, f"{choice}-{size}")
            window.close()
            window.deleteLater()
        _studio(services, preferences, target)
        _paper(services, done, target)
        store.close()
        rounds = Path(folder) / "rounds"
        rounds.mkdir()
        take_pictures(rounds, preferences, target)


def _studio(services: Services, preferences: Preferences, target: Path) -> None:
    """Take the pictures of the author's guide: a copy of the flagship in which other weights and a level are tried."""
    theme.apply("light", 100)
    bench = duplicate(services, "clinical-leadership", "our-programme", "Our leadership programme")
    window = Window()
    window.resize(1180, 800)
    journey = Journey(window, services, preferences, Runner(window))
    window.show()

    def take(name: str, until: Callable[[], bool]) -> None:
        _wait(until)
        window.grab().save(str(target / f"studio-{name}.png"))

    journey.studio()
    take("list", lambda: True)
    journey.edit(lambda: bench)
    page = cast("EditorPage", window.page)
    page.preview.tabs.setCurrentIndex(1)
    person = page.preview.profile.person
    person.setCurrentIndex(next(n for n in range(person.count()) if person.itemText(n).startswith("A GP partner")))
    person.activated.emit(person.currentIndex())
    _type(page, ("composites", "person", "weights", "desire"), "0.85")
    take("profile", lambda: bool(page.preview.profile.moves) and bool(page.problems.problems))
    page.desk.undo()
    _wait(lambda: not page.desk.draft.is_changed)
    _type(page, ("levels", 1, "from"), "95")
    take("fault", lambda: bool(page.desk.draft.faults))
    page.desk.undo()
    window.close()
    window.deleteLater()


def _type(page: EditorPage, keys: tuple[str | int, ...], words: str) -> None:
    """Go to a place of the rubric and type there."""
    page.go_to(Place("rubrics/development.yaml", keys))
    cell = page.window().focusWidget()
    cell.selectAll()
    QTest.keyClicks(cell, words)


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is so, and a moment longer for the drawing; it must come within a minute."""
    begun = monotonic()
    while not until():
        QApplication.processEvents()
        if monotonic() > begun + 60:
            raise TimeoutError
    QTest.qWait(500)


def _sittings(services: Services) -> tuple[Sitting, Sitting]:
    assessment = open_package(services.packages, "clinical-leadership")
    examples = {one.id: one for one in load_examples(services.packages[0] / assessment.id, assessment)}
    done = begin(services, assessment)
    for item_id, answer in examples["ready-unsupported"].answers.items():
        done.answer(item_id, answer)
    done.complete()
    half = begin(services, assessment)
    answers = examples["on-the-border"].answers
    for item in assessment.instrument.items[:26]:
        half.answer(item.id, answers[item.id])
    _accounts(services, done)
    return Sitting(services, done.id), Sitting(services, half.id)


def _accounts(services: Services, sitting: Sitting) -> None:
    """Keep two accounts, one of them used in the plan."""
    open_plan(services, sitting)
    measured = next(link for link in criteria_of(sitting.assessment) if link.id == "measured")
    keep_account(services, ROUNDS.model_copy(update={"links": (measured,)}))
    attach(services, PlanPlace(sitting.id, 0), ROUNDS.id)
    keep_account(services, SETBACK)


def _mirror(services: Services, sitting: Sitting, folder: Path) -> Path:
    """Let five colleagues reply who see less resilience and more practice than the person, and close."""
    file = save_request(services, sitting, "Dr Rhiannon Pugh", folder / "ask.lrmirror")
    request = read_request(file)
    seen = {"b2": 2, "b5": 3, "c2": 5}
    turned = sitting.assessment.instrument.reversed
    replies: list[Path] = []
    for number in range(5):
        counts = {item: min(5, seen.get(item[:2], 4) + (number == len(item) % 5)) for item in request.instrument.by_id}
        answers = {item: 6 - count if item in turned else count for item, count in counts.items()}
        replies.append(write_reply(folder, request, {**answers}, number))
    take_replies(services, sitting, replies)
    close_mirror(services, sitting.id)
    return file


def _colleague(journey: Journey, request: Path, target: Path, look: str) -> None:
    """Take the pictures of what a colleague sees who is asked."""
    journey.observe(request)
    QApplication.processEvents()
    journey.window.grab().save(str(target / f"request-{look}.png"))
    journey.turn(open_request(journey.services, request), 0)
    for _round in range(5):
        QApplication.processEvents()
    journey.window.grab().save(str(target / f"observing-{look}.png"))


def _paper(services: Services, sitting: Sitting, target: Path) -> None:
    """Write the plan of the example, and pictures of three of its pages."""
    plan = open_plan(services, sitting)
    names = {"name": "Dr Rhiannon Pugh", "role": "Ward pharmacist"}
    document = plan_document(sitting.reading(), plan, answered_on=MOMENT.date(), **names)
    pdf = export_plan(document, target.parent / "example-plan.pdf")
    for page in (2, 3, 5):
        command = [
            "pdftoppm",
            "-r",
            "60",
            "-png",
            "-f",
            str(page),
            "-singlefile",
            str(pdf),
            str(target / f"pdf-{page}"),
        ]
        subprocess.run(command, check=True)


def _walk(journey: Journey, done: Sitting, half: Sitting, target: Path, look: str) -> None:
    def take(name: str) -> None:
        for _round in range(5):
            QApplication.processEvents()
        journey.window.grab().save(str(target / f"{name}-{look}.png"))

    journey.home()
    take("home")
    journey.choose()
    take("assessments")
    journey.before("clinical-leadership")
    take("before")
    journey.answer(half.id)
    take("items")
    journey.check(done.id)
    take("check")
    journey.profile(done.id)
    take("profile")
    block = journey.window.findChildren(ScoreBlock)[0]
    block._on_why()
    take("why")
    journey.mirror(done.id)
    take("mirror")
    journey.plan(done.id)
    take("plan")
    journey.think(done.id, 0, Step.OBSTACLE)
    take("goal-dialogue")
    journey.document(done.id)
    document = cast("PreviewPage", journey.window.page)
    _wait(lambda: document.pages.page_count > 0)
    document.pages.next()
    _wait(lambda: document.pages.page > 1)
    take("document")
    journey.plan_run()
    take("plan-run")
    journey.history()
    take("history")
    journey.evidence()
    take("evidence")
    journey.account(ROUNDS.id)
    take("account")
    journey.settings()
    take("settings")
    journey.help()
    take("help")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
