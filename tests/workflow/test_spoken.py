"""Assessments in other languages: other words, the same in everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready import assets, language
from leadready.assessment.examples import load_examples
from leadready.assessment.translation import texts, translated, with_texts
from leadready.catalogue import Catalogue
from leadready.pseudo import PSEUDO, pseudo
from leadready.scoring.responses import Absence
from leadready.workflow.reading import Reading
from leadready.workflow.sitting import Sitting, begin
from leadready.workflow.spoken import by_title, folder_of, other_language, spoken
from tests.languages import left_in_english, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.workflow.services import Services


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    language.use(language.ENGLISH)


def welsh(folder: Path, **texts: str) -> Path:
    """Write a package's Welsh, by English text with underscores for spaces."""
    (folder / "locales").mkdir(parents=True, exist_ok=True)
    lines = [f'msgid "{english.replace("_", " ")}"\nmsgstr "{said}"\n' for english, said in texts.items()]
    (folder / "locales" / "cy.po").write_text("\n".join(lines), encoding="utf-8")
    language.speak("cy", Catalogue())
    return folder


def outcome(assessment: Assessment, answers: dict[str, object]) -> list[tuple[object, ...]]:
    profile = Reading(assessment, assessment.rubric, answers).profile
    return [
        (step.id, score.points, score.span, score.raw, score.level, score.interval) for step, score in profile.items()
    ]


@given(choice=st.data())
def test_the_same_answers_score_the_same_in_every_language(flagship: Assessment, choice: st.DataObject):
    answers = {
        item.id: choice.draw(
            st.sampled_from(
                [option.value for option in flagship.instrument.response_scale_of(item.id).choices]
                + [Absence.MISSING, Absence.NOT_APPLICABLE, Absence.NOT_SEEN]
            )
        )
        for item in flagship.instrument.items
    }
    wanted = outcome(flagship, answers)
    for made_up in PSEUDO:
        other = with_texts(flagship, pseudo(made_up).text)
        assert outcome(other, answers) == wanted
        assert (other.hash, other.document, other.id) == (flagship.hash, flagship.document, flagship.id)
        assert [one.id for one in other.instrument.items] == [one.id for one in flagship.instrument.items]


@pytest.mark.parametrize("name", [path.parent.name for path in sorted(assets.assessments().glob("*/instrument.yaml"))])
def test_every_example_of_every_package_scores_the_same_in_a_made_up_language(name: str):
    from leadready.assessment.loading import load_assessment

    folder = assets.assessments() / name
    assessment = load_assessment(folder)
    other = with_texts(assessment, pseudo("xx-long").text)
    titles = [scored.title for rubric in other.rubrics.values() for scored in rubric.scored.values()]
    stems = [item.stem for item in other.instrument.items]
    assert left_in_english([*stems, *titles, *(action.title for action in other.actions.actions)]) == []
    for example in load_examples(folder, assessment):
        mine, theirs = (
            Reading(one, one.rubrics[example.rubric], example.answers).profile for one in (assessment, other)
        )
        assert [score.level for _step, score in mine.items()] == [score.level for _step, score in theirs.items()]
        assert not example.differences(theirs)


def test_texts_are_translated_one_by_one_and_the_rest_stays_english(flagship: Assessment, tmp_path: Path):
    title = flagship.instrument.title
    folder = welsh(tmp_path, **{title.replace(" ", "_"): "Parodrwydd i arwain"})
    other = spoken(flagship, folder)
    assert other.instrument.title == "Parodrwydd i arwain"
    assert other.instrument.items[0].stem == flagship.instrument.items[0].stem
    assert other.source is flagship
    assert spoken(other, tmp_path / "nowhere") is flagship  # from one language into another by way of the source
    assert translated(other, Catalogue()).hash == flagship.hash


def test_one_is_told_calmly_when_a_package_lacks_the_language(flagship: Assessment, tmp_path: Path):
    assert other_language(flagship, tmp_path) == ""
    language.speak("cy", Catalogue())
    assert "Saesneg; it has not been translated yet" in other_language(flagship, tmp_path)
    folder = welsh(tmp_path, **{flagship.instrument.title.replace(" ", "_"): "Parodrwydd i arwain"})
    assert other_language(flagship, folder) == "Parts of this assessment are not translated yet; they are in Saesneg."
    lines = [f"msgid {_quoted(text)}\nmsgstr {_quoted('Cymraeg: ' + text)}\n" for text in texts(flagship)]
    (folder / "locales" / "cy.po").write_text("\n".join(lines), encoding="utf-8")
    assert other_language(flagship, folder) == ""


def test_a_spoilt_file_of_a_package_leaves_it_in_english(flagship: Assessment, tmp_path: Path):
    folder = welsh(tmp_path, Anything="Rhywbeth")
    (folder / "locales" / "cy.po").write_bytes(b"msgid \xff")
    assert spoken(flagship, folder) is flagship


def test_a_sitting_keeps_the_source_whatever_was_spoken(services: Services, flagship: Assessment):
    with speaking("xx-long"):
        shown = spoken(flagship, folder_of(services.packages, flagship.id))
        sitting = begin(services, shown)
        sitting.answer("a1-1", 4)
        assert sitting.assessment.instrument.title != flagship.instrument.title
        assert left_in_english([sitting.assessment.instrument.title]) == []
    again = Sitting(services, sitting.id)
    assert again.assessment.instrument == flagship.instrument
    assert again.administration.title == flagship.instrument.title
    assert again.administration.definition_hash == flagship.hash
    assert again.answers == {"a1-1": 4}


def test_assessments_stand_in_the_order_of_their_titles(flagship: Assessment):
    early = with_texts(flagship, lambda text: f"A {text}")
    assert by_title([flagship, early]) == [early, flagship]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
