"""Many plans in one run: on every core, each file whole, and one bad record stops no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.instrument.problems import in_words
from leadready.language import _
from leadready.workflow.in_processes import ended_words, in_processes, unexpected_words
from leadready.workflow.respondents import write_plan
from leadready.workflow.shelf import read_shelf
from leadready.workflow.sitting import rubrics_on_offer
from leadready.workflow.spoken import by_title, folder_of, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric
    from leadready.workflow.respondents import PlanOrder
    from leadready.workflow.services import Services


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one respondent's file: the plan that was written, or why there is none.

    Attributes:
        why: Why there is none, in sentences.
        trouble: The same as a command says it, with its place.
    """

    source: Path
    plan: Path | None
    why: str = ""
    trouble: str = ""

    @property
    def name(self) -> str:
        """The name of the respondent's file."""
        return self.source.name

    @property
    def is_written(self) -> bool:
        """Whether there is a plan."""
        return self.plan is not None


@dataclass(frozen=True, slots=True)
class RunOffer:
    """An assessment and a rubric that plans can be made with, and what a person calls them."""

    title: str
    assessment: Assessment
    rubric: Rubric


def runs_on_offer(services: Services) -> tuple[RunOffer, ...]:
    """List what plans can be made with, by title, in the language in use."""
    packages = services.packages
    found = read_shelf(packages).assessments.values()
    offers: list[RunOffer] = []
    for assessment in by_title([spoken(one, folder_of(packages, one.id)) for one in found]):
        title, rubrics = assessment.instrument.title, rubrics_on_offer(assessment)
        for rubric in rubrics:
            named = title if len(rubrics) == 1 else _("{title}: {part}").format(title=title, part=rubric.title)
            offers.append(RunOffer(named, assessment, rubric))
    return tuple(offers)


def records_in(folder: Path) -> list[Path]:
    """List the files in a folder that may be respondents', by name."""
    return sorted(file for file in folder.glob("*.json") if file.is_file())


def plans_there(sources: Iterable[Path], folder: Path) -> int:
    """Count the files in a folder whose place plans would take."""
    return sum((folder / name).exists() for name in {_name(source) for source in sources})


def write_plans(
    order: PlanOrder,
    sources: Sequence[Path],
    folder: Path,
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Write the plan of every respondent into a folder, named as their file; gives each outcome as it comes.

    Once it is cancelled, or whoever takes the outcomes stops taking them, what is being written is finished and nothing
    else is begun.

    Args:
        order: What they have in common.
        sources: The respondents' files. Of several with one name all are refused: one would take the other's place.
        folder: An existing folder.
        is_cancelled: Asked after each outcome.
        workers: How many processes; by default one a core.
    """
    names = Counter(_name(source) for source in sources)
    good = [source for source in sources if names[_name(source)] == 1]
    for source in sources:
        if names[_name(source)] > 1:
            yield _refused(source, _("Several files have this name, and so would their plans."))
    jobs = [(source, folder / _name(source)) for source in good]
    for (source, _target), outcome in in_processes(partial(_write, order), jobs, is_cancelled, workers=workers):
        yield outcome or _refused(source, ended_words())


def _refused(source: Path, why: str) -> Outcome:
    return Outcome(source, None, why, f"{source}: {why}")


def _name(source: Path) -> str:
    return f"{source.stem}.pdf"


def _write(order: PlanOrder, job: tuple[Path, Path]) -> Outcome:
    source, target = job
    try:
        return Outcome(source, write_plan(order, source, target))
    except LeadreadyError as error:
        return Outcome(source, None, " ".join(in_words(error)), str(error))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one record or with us, the others get their plans
        return _refused(source, unexpected_words(fault))
