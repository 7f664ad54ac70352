"""Loading: a folder becomes a whole assessment, or every problem in it at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from leadready.assessment.checks.actions import check_actions
from leadready.assessment.checks.instrument import UNSETTLED, check_instrument
from leadready.assessment.checks.rubric import check_rubric
from leadready.assessment.model import Assessment
from leadready.instrument.definition import Definition, read_definition
from leadready.instrument.model import Instrument
from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound, more_problems
from leadready.instrument.strict_yaml import LARGEST_FILE, YamlDocument, parse_yaml, read_yaml
from leadready.instrument.text_files import file_missing, too_large
from leadready.language import _
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

D = TypeVar("D", bound=Definition)

INSTRUMENT, ACTIONS, RUBRICS = "instrument.yaml", "actions.yaml", "rubrics"


@dataclass(frozen=True, slots=True)
class Package:
    """An assessment and the files that it was read from, by name."""

    assessment: Assessment
    documents: Mapping[str, YamlDocument]

    def rubric_document(self, rubric_id: str) -> YamlDocument:
        """Find the file of a rubric."""
        return next(
            document
            for document in self.documents.values()
            if isinstance(document.value, dict) and document.value.get("id") == rubric_id and RUBRICS in document.file
        )


def load_assessment(folder: Path) -> Assessment:
    """Load a package: `instrument.yaml`, every file of `rubrics/`, and `actions.yaml`.

    Raises:
        ProblemsFound: everything that is wrong with it, each with file, line and advice.
    """
    return load_package(folder).assessment


def load_package(folder: Path) -> Package:
    """Load a package with the places of everything in it; raises ProblemsFound as `load_assessment` does."""
    names = [INSTRUMENT, *rubric_files(folder), ACTIONS]
    return _Loader(names, lambda name: read_yaml(folder / name, name=name)).load()


def parse_package(texts: Mapping[str, str], *, parse: Callable[[str, str], YamlDocument] = parse_yaml) -> Package:
    """Load a package from the texts of its files, by name; rubrics count in the order given.

    Args:
        texts: The files; those that are no definitions are left alone.
        parse: Reads one text by its name, so that a caller may remember what it has read before.

    Raises:
        ProblemsFound: as `load_assessment` does.
    """

    def read(name: str) -> YamlDocument:
        if name not in texts:
            raise ProblemsFound([file_missing(name)])
        if len(texts[name].encode(errors="replace")) > LARGEST_FILE:
            raise ProblemsFound([too_large(name, LARGEST_FILE)])
        return parse(texts[name], name)

    return _Loader(list(texts), read).load()


def read_rubric(
    path: Path, instrument: Instrument, *, name: str, known: frozenset[str] = frozenset()
) -> tuple[Rubric, YamlDocument]:
    """Read a rubric that stands outside its package, and check it against the instrument.

    Args:
        path: The file.
        instrument: What it judges.
        name: How problems name the file.
        known: Ids of other rubrics, which it must not have.

    Raises:
        ProblemsFound: everything that is wrong with it.
    """
    document = read_yaml(path, name=name)
    rubric = read_definition(Rubric, document)
    problems = list(check_rubric(rubric, document, instrument=instrument, known=known))
    if problems:
        raise ProblemsFound(problems)
    return rubric, document


def with_rubric(package: Package, rubric: Rubric, document: YamlDocument) -> Package:
    """Give a package with one more rubric, after its own."""
    assessment = package.assessment
    rubrics = {**assessment.rubrics, rubric.id: rubric}
    documents = {**package.documents, document.file: document}
    return Package(Assessment(assessment.instrument, rubrics, assessment.actions), documents)


def is_rubric(name: str) -> bool:
    """Whether a file is a rubric, by its name: `rubrics/ours.yaml`, also below the name of another package."""
    *_above, folder, file = ("", *name.split("/"))
    return folder == RUBRICS and file.endswith(".yaml")


def rubric_files(folder: Path) -> list[str]:
    """List the rubrics of a package, by file name."""
    return sorted(f"{RUBRICS}/{path.name}" for path in folder.glob(f"{RUBRICS}/*.yaml"))


@dataclass
class _Loader:
    """Reads and checks the files of one package, and gathers what is wrong with them."""

    names: list[str]
    read: Callable[[str], YamlDocument]
    problems: list[Problem] = field(default_factory=list[Problem])
    documents: dict[str, YamlDocument] = field(default_factory=dict[str, YamlDocument])

    def load(self) -> Package:
        instrument = self._definition(INSTRUMENT, Instrument, check_instrument)
        unsettled = any(problem.code in UNSETTLED for problem in self.problems)
        settled = None if unsettled else instrument
        rubrics = self._rubrics(settled)
        # A rubric that cannot be read may have what the actions name.
        readable = all(name in self.documents for name in self._rubric_names)
        check = partial(check_actions, rubrics=tuple(rubrics.values()) if readable else (), instrument=settled)
        actions = self._definition(ACTIONS, ActionLibrary, check)
        if self.problems or instrument is None or actions is None:
            raise ProblemsFound(self.problems)
        return Package(Assessment(instrument, rubrics, actions), self.documents)

    @property
    def _rubric_names(self) -> list[str]:
        return [name for name in self.names if is_rubric(name)]

    def _rubrics(self, instrument: Instrument | None) -> dict[str, Rubric]:
        if not self._rubric_names:
            what = _("The package has no rubric.")
            advice = _("Add a file such as rubrics/development.yaml.")
            self.problems.append(Problem(RUBRICS, 0, "no-rubric", what, advice))
        rubrics: dict[str, Rubric] = {}
        for name in self._rubric_names:
            check = partial(check_rubric, instrument=instrument, known=frozenset(rubrics))
            rubric = self._definition(name, Rubric, check)
            if rubric is not None:
                rubrics[rubric.id] = rubric
        return rubrics

    def _definition(self, name: str, model: type[D], check: Callable[[D, YamlDocument], Iterable[Problem]]) -> D | None:
        """Read and check one file and note what is wrong; gives None where it cannot be read at all."""
        try:
            document = self.read(name)
            definition = read_definition(model, document)
        except ProblemsFound as fault:
            self.problems.extend(fault.problems)
            return None
        self.documents[name] = document
        found = list(islice(check(definition, document), MOST_PROBLEMS + 1))
        self.problems.extend(found[:MOST_PROBLEMS])
        if len(found) > MOST_PROBLEMS:
            self.problems.append(more_problems(name))
        return definition
