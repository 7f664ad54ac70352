"""The corpus of broken packages: each gives exactly its problems, with place and advice, quickly, and never a traceback."""

from __future__ import annotations

import ast
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import leadready
from leadready.assessment.loading import load_assessment
from leadready.assessment.review.package import review_folder_of
from leadready.assessment.translation import texts
from tests.corpus.cases import CASES, Case
from tests.corpus.sound import ACTIONS, INSTRUMENT, README, RUBRIC, SOUND, WELSH, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.problems import Problem

SOURCE = Path(leadready.__file__).parent
ROOMS = ("instrument", "assessment")
SECOND = 1.0


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int, str, str]]:
    return sorted((one.file, one.line, one.code, one.severity) for one in problems)


def test_nothing_can_be_said_about_the_sound_package(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    translations = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + "".join(
        f'msgid "{text}"\nmsgstr "{text.swapcase() if "{" not in text else text}"\n\n'
        for text in texts(load_assessment(folder))
    )
    write(folder, {WELSH: translations})
    assert review_folder_of(folder) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_package_gives_exactly_its_problems(tmp_path: Path, case: Case):
    folder = write(tmp_path / "sound", case.files)
    begun = time.process_time()
    problems = review_folder_of(folder)
    spent = time.process_time() - begun
    assert found(problems) == case.lines(), "\n".join(map(str, problems))
    assert spent < SECOND
    for problem in problems:
        assert problem.what.endswith(".")
        assert problem.advice.endswith((".", "?", "…."))
        assert str(problem).startswith(problem.place)


def test_the_cases_have_names_of_their_own():
    assert len({case.name for case in CASES}) == len(CASES) >= 60
    assert sum(len(case.expected) == 1 for case in CASES) > 100


def codes(*rooms: str) -> set[str]:
    """Read from the source every code that a problem may have.

    A code is a word in quotes that is handed to something that makes problems, such as `document.problem(...)`.
    """
    return {code for room in rooms for path in sorted((SOURCE / room).rglob("*.py")) for code in _codes(path)}


MAKERS = re.compile(r"(^|_)(problem|Problem|advise|unknown|twice|fault|refused?|pairs)$")


def _codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if MAKERS.search(name):
            for part in node.args:
                if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(part.value)):
                    yield str(part.value)


def test_every_code_there_is_has_a_case():
    """Whoever adds a check adds a broken package for it, in `tests/corpus/cases.py` or below."""
    shown = {one.code for case in CASES for one in case.expected}
    assert codes(*ROOMS) - shown - FILES - STUDIO == set()
    assert (shown | FILES) - codes(*ROOMS) == set()


FILES = {"file-missing", "file-unreadable", "not-a-file", "encoding", "no-rubric", "no-readme"}
"""The codes of the files below, which are more than a text that differs."""
STUDIO = {"file-there", "fixed-file", "half-character", "id-taken"}
"""The codes of a step in the studio that is refused, so that no package ever has them."""


@pytest.mark.parametrize("file", [INSTRUMENT, RUBRIC, ACTIONS])
def test_a_file_that_is_a_folder(tmp_path: Path, file: str):
    folder = write(tmp_path / "sound", {name: text for name, text in SOUND.items() if name != file})
    (folder / file).mkdir(parents=True)
    assert found(review_folder_of(folder)) == [(file, 0, "not-a-file", "fault")]


def test_a_folder_with_nothing_in_it(tmp_path: Path):
    nothing = [(ACTIONS, 0, "file-missing", "fault"), (INSTRUMENT, 0, "file-missing", "fault"), ("rubrics", 0, "no-rubric", "fault")]  # fmt: skip
    assert found(review_folder_of(tmp_path)) == nothing
    assert found(review_folder_of(tmp_path / "nowhere")) == nothing
    (tmp_path / "rubrics").write_text("a file, not a folder")
    assert found(review_folder_of(tmp_path)) == nothing


@pytest.mark.parametrize("file", [INSTRUMENT, RUBRIC, ACTIONS])
def test_a_file_of_no_length(tmp_path: Path, file: str):
    assert found(review_folder_of(write(tmp_path / "sound", SOUND | {file: ""}))) == [(file, 1, "wrong-value", "fault")]


def test_a_package_without_a_readme(tmp_path: Path):
    folder = write(tmp_path / "sound", {name: text for name, text in SOUND.items() if name != README})
    assert found(review_folder_of(folder)) == [(README, 0, "no-readme", "advice")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("title: Café\n".encode("latin-1"), "encoding"),
        ("title: Sound\n".encode("utf-16"), "encoding"),
        (b"\xff" * 100, "encoding"),
        (b"\xc0\x80", "encoding"),
        (b"title: \xed\xa0\x80\n", "encoding"),
    ],
)
def test_a_file_in_another_encoding(tmp_path: Path, written: bytes, code: str):
    folder = write(tmp_path / "sound", SOUND)
    (folder / INSTRUMENT).write_bytes(written)
    assert found(review_folder_of(folder)) == [(INSTRUMENT, 0, code, "fault")]


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    for name in (INSTRUMENT, RUBRIC, ACTIONS):
        text = SOUND[name].replace("\n", "\r\n").encode("utf-8-sig")
        (folder / name).write_bytes(text)
    assert review_folder_of(folder) == ()


posix = pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and modes of a POSIX system")


@posix
@pytest.mark.parametrize("place", [INSTRUMENT, RUBRIC])
def test_a_link_that_leads_to_itself(tmp_path: Path, place: str):
    folder = write(tmp_path / "sound", SOUND)
    (folder / place).unlink()
    (folder / place).symlink_to(folder / place)
    assert found(review_folder_of(folder)) == [(place, 0, "file-unreadable", "fault")]


@posix
def test_a_folder_that_is_a_link_to_itself(tmp_path: Path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    codes_there = {problem.code for problem in review_folder_of(tmp_path / "loop")}
    assert codes_there == {"file-unreadable", "no-rubric"}


@posix
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that never ends")
def test_a_link_to_what_never_ends_is_not_read(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    (folder / INSTRUMENT).unlink()
    (folder / INSTRUMENT).symlink_to("/dev/zero")
    assert found(review_folder_of(folder)) == [(INSTRUMENT, 0, "not-a-file", "fault")]


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    (folder / ACTIONS).unlink()
    os.mkfifo(folder / ACTIONS)
    assert found(review_folder_of(folder)) == [(ACTIONS, 0, "not-a-file", "fault")]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write(tmp_path / "sound", SOUND)
    read = Path.read_text

    def refuse(path: Path, **options: str) -> str:
        if path.name == ACTIONS:
            raise PermissionError(13, "Permission denied")
        return read(path, **options)

    monkeypatch.setattr(Path, "read_text", refuse)
    (problem,) = review_folder_of(folder)
    assert str(problem) == (
        "actions.yaml: The file cannot be read: Permission denied. Check that you may open it. [file-unreadable]"
    )


def test_examples_and_translations_that_are_folders(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    (folder / "examples" / "two.yaml").mkdir()
    (folder / "locales" / "cy.po").mkdir(parents=True)
    assert found(review_folder_of(folder)) == [
        ("examples/two.yaml", 0, "not-a-file", "fault"),
        ("locales/cy.po", 0, "bad-translations", "fault"),
    ]


def test_advice_names_the_near_miss(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND | {RUBRIC: SOUND[RUBRIC].replace("-a2", "-a22")})
    assert [str(problem) for problem in review_folder_of(folder)] == [
        "rubrics/development.yaml:14: There is no item “a22” in the instrument. Did you mean “a2”? [unknown-item]"
    ]


def test_a_misspelt_field_deep_inside_gets_the_nearest_one(tmp_path: Path):
    files = SOUND | {RUBRIC: SOUND[RUBRIC].replace("about: Beginning", "abuot: Beginning")}
    files[INSTRUMENT] = files[INSTRUMENT].replace("response_scale: words}", "respons_scale: words}")
    problems = review_folder_of(write(tmp_path / "sound", files))
    assert {one.advice for one in problems if one.code == "unknown-field"} == {
        "Did you mean “about”?",
        "Did you mean “response_scale”?",
    }
