"""Loading: a folder becomes a whole assessment, or every problem in it at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from leadready.assessment.checks.actions import check_actions
from leadready.assessment.checks.instrument import check_instrument
from leadready.assessment.checks.rubric import check_rubric
from leadready.assessment.model import Assessment
from leadready.instrument.definition import Definition, read_definition
from leadready.instrument.model import Instrument
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import YamlDocument, read_yaml
from leadready.language import _
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

D = TypeVar("D", bound=Definition)


def load_assessment(folder: Path) -> Assessment:
    """Load a package: `instrument.yaml`, every file of `rubrics/`, and `actions.yaml`.

    Raises:
        ProblemsFound: everything that is wrong with it, each with file, line and advice.
    """
    problems: list[Problem] = []
    instrument = _read(folder, "instrument.yaml", Instrument, check_instrument, problems)
    rubrics = _rubrics(folder, instrument, problems)
    check = partial(check_actions, rubrics=tuple(rubrics.values()))
    actions = _read(folder, "actions.yaml", ActionLibrary, check, problems)
    if problems or instrument is None or actions is None:
        raise ProblemsFound(problems)
    return Assessment(instrument, rubrics, actions)


def _rubrics(folder: Path, instrument: Instrument | None, problems: list[Problem]) -> dict[str, Rubric]:
    names = sorted(path.name for path in folder.glob("rubrics/*.yaml"))
    if not names:
        what = _("The package has no rubric.")
        problems.append(Problem("rubrics", 0, "no-rubric", what, _("Add a file such as rubrics/development.yaml.")))
    rubrics: dict[str, Rubric] = {}
    for name in names:
        check = partial(check_rubric, instrument=instrument, known=frozenset(rubrics))
        rubric = _read(folder, f"rubrics/{name}", Rubric, check, problems)
        if rubric is not None:
            rubrics[rubric.id] = rubric
    return rubrics


def _read(
    folder: Path,
    name: str,
    model: type[D],
    check: Callable[[D, YamlDocument], Iterable[Problem]],
    problems: list[Problem],
) -> D | None:
    """Read and check one file; adds what is wrong to `problems` and then gives None."""
    try:
        document = read_yaml(folder / name, name=name)
        definition = read_definition(model, document)
    except ProblemsFound as fault:
        problems.extend(fault.problems)
        return None
    found = list(check(definition, document))
    problems.extend(found)
    return None if found else definition
