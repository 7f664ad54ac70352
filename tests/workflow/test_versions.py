"""One sitting under two versions of its assessment."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError
from leadready.scoring.responses import Absence
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin
from leadready.workflow.versions import PresentVersions, compare_readings, compare_with_present, ruler_sentences
from tests.workflow.packages import SMALL, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.workflow.services import Services

ANSWERS = {"a1": 3, "a2": 2}  # (3 + 1 + 3 - 2) / 2 = 2.5 of 1 to 3: 75


def version(folder: Path, *changes: tuple[str, str]) -> Assessment:
    """The small package with some texts replaced."""
    files = dict(SMALL)
    for old, new in changes:
        assert any(old in text for text in files.values()), old
        files = {name: text.replace(old, new) for name, text in files.items()}
    return load_assessment(write_package(folder, files))


@pytest.fixture
def older(tmp_path: Path) -> Assessment:
    return version(tmp_path / "older")


def only(older: Assessment, newer: Assessment, answers=ANSWERS):
    two = compare_readings(older, newer, "development", answers)
    (one,) = two.scores
    return two, one


def test_what_is_worked_out_alike_is_the_same(older: Assessment, tmp_path: Path):
    two, one = only(older, version(tmp_path / "newer", ("A small one.", "Another small one.")))
    assert one.before is not None
    assert one.before.value == 75
    assert (one.moved, one.is_same, one.comparable) == (0, True, True)
    assert ruler_sentences(two, one) == ("The same in both versions.",)


def test_another_key_is_another_ruler_and_all_of_the_difference(older: Assessment, tmp_path: Path):
    two, one = only(older, version(tmp_path / "newer", ("[a1, -a2]", "[{a1: 3}, -a2]")))
    # (3 x 3 + 2) / 4 = 2.75: 87.5
    assert one.moved == Fraction(25, 2)
    assert ruler_sentences(two, one) == (
        "Moved by +12.5, and all of it is the ruler's. Its keys, weights or counted values changed.",
    )


def test_moved_borders_change_the_level_and_not_the_number(older: Assessment, tmp_path: Path):
    two, one = only(older, version(tmp_path / "newer", ("from: 50", "from: 80")))
    assert (one.level_before, one.level_after, one.moved, one.is_same) == ("High", "Low", 0, False)
    assert ruler_sentences(two, one) == ("The number is the same; the borders of the levels moved.",)


def test_reworded_items_are_named_for_people_to_judge(older: Assessment, tmp_path: Path):
    two, one = only(older, version(tmp_path / "newer", ("a1: I lead.", "a1: I like to lead.")))
    assert one.reworded == ("I like to lead.",)
    assert ruler_sentences(two, one)[1] == (
        "These items have other words now; read whether they still ask the same: “I like to lead.”"
    )


def test_a_changed_rule_that_makes_no_difference_here_may_make_one_elsewhere(older: Assessment, tmp_path: Path):
    newer = version(tmp_path / "newer", ("items: [a1, -a2]", "items: [a1, -a2]\n    missing: prorate when 1 answered"))
    two, one = only(older, newer)
    assert ruler_sentences(two, one) == (
        "The same here, but worked out differently, so other answers may part. Its missing-data rule changed.",
    )
    two, one = only(older, newer, {"a1": 3})
    assert ruler_sentences(two, one) == ("It can be read under one version only. Its missing-data rule changed.",)


def test_answers_without_a_place_are_named_and_count_as_unseen(older: Assessment, tmp_path: Path):
    newer = version(
        tmp_path / "newer",
        ("a2: I follow.", "a3: I follow."),
        ("[a1, -a2]", "[a1, -a3]"),
        ("""{1: "Never", 2: Rarely, 3: 'Often'}""", """{1: "Never", 2: Rarely}"""),
    )
    two, one = only(older, newer)
    assert two.dropped == ("I lead.", "I follow.")  # its answer, 3, is no answer any more; the other item is gone
    assert two.added == ("I follow.",)
    assert two.after.responses == {}
    assert one.after is not None
    assert not one.after.is_scored


def test_not_applicable_needs_its_place_too(older: Assessment, tmp_path: Path):
    kind = """{1: "Never", 2: Rarely, 3: 'Often'}"""
    with_it = version(tmp_path / "with", (kind, f"{kind}\n    not_applicable: Not here"))
    answers = {"a1": Absence.NOT_APPLICABLE, "a2": Absence.MISSING}
    assert compare_readings(with_it, older, "development", answers).after.responses == {"a2": Absence.MISSING}


def test_scores_that_only_one_version_has_are_kept(older: Assessment, tmp_path: Path):
    two = compare_readings(
        older, version(tmp_path / "newer", ("  leading:\n", "  steering:\n")), "development", ANSWERS
    )
    assert [(one.score_id, one.before is None, one.after is None) for one in two.scores] == [
        ("leading", False, True), ("steering", True, False),
    ]  # fmt: skip
    assert ruler_sentences(two, two.scores[0]) == ("It can be read under one version only. Only one version has it.",)


def test_a_rubric_that_is_gone_cannot_be_compared(older: Assessment, tmp_path: Path):
    newer = version(tmp_path / "newer", ("id: development", "id: growth"))
    with pytest.raises(LeadreadyError, match="Version 1.0.0 has no rubric “development”. It has: growth."):
        compare_readings(older, newer, "development", ANSWERS)


class TestPresentVersion:
    """Offered only where the installed package reads the sitting by another ruler or other words."""

    @pytest.fixture
    def sitting(self, services: Services):
        write_package(services.own_packages / "small")
        made = begin(services, open_package(services.packages, "small"))
        for item_id, answer in ANSWERS.items():
            made.answer(item_id, answer)
        made.complete()
        return made

    def change(self, services: Services, old: str, new: str) -> None:
        files = {name: text.replace(old, new) for name, text in SMALL.items()}
        assert files != SMALL
        write_package(services.own_packages / "small", files)

    def offered(self, services: Services, sitting) -> bool:
        return PresentVersions(services).of(sitting.administration) is not None

    def test_nothing_changed(self, services: Services, sitting):
        assert not self.offered(services, sitting)

    def test_another_key(self, services: Services, sitting):
        self.change(services, "[a1, -a2]", "[{a1: 3}, -a2]")
        assert self.offered(services, sitting)
        two = compare_with_present(services, sitting)
        assert two.scores[0].moved == Fraction(25, 2)

    def test_actions_are_no_ruler(self, services: Services, sitting):
        self.change(
            services, "goals: {}", "goals: {leading: {title: T, matters: M, measure: M, obstacle: O, if_then: I}}"
        )
        assert not self.offered(services, sitting)

    def test_not_installed_any_more_or_broken(self, services: Services, sitting):
        self.change(services, "format: leadready/rubric/1", "format: leadready/rubric/9")
        assert not self.offered(services, sitting)
        (services.own_packages / "small" / "instrument.yaml").unlink()
        assert not self.offered(services, sitting)

    def test_the_rubric_is_gone(self, services: Services, sitting):
        self.change(services, "id: development", "id: growth")
        assert not self.offered(services, sitting)
