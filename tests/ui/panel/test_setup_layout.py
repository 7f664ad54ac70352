"""Every page of setting a round up in a made-up language with long words: nothing is left in English, nothing cut off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from leadready.exchange.keys import Keys, card_file
from leadready.panel.campaign import Member
from leadready.pseudo import LONG
from leadready.workflow.panel.publishing import Published, begin_draft, rounds_on_offer
from leadready.workflow.panel.shelf import keep_keys
from tests.accessibility import audit
from tests.languages import left_in_english
from tests.ui.test_languages import cut_off, given_words, said, tell
from tests.ui.test_pages import settle

__all__ = ["tell"]

LEA = Keys.new("Lea Lead")
NAME = "Professor Bartholomew Featherstonehaugh"
OTHER = Keys.new(NAME)
SIX = "abacus balcony candle dolphin elephant fortune"


def _members():
    return tuple(
        Member(id=id_, name=keys.name, roles=(role,), signs=keys.signing.public, seals=keys.card.seals)
        for id_, keys, role in (("lea", LEA, "lead"), ("bart", OTHER, "rater"))
    )


@pytest.fixture
def kept(journey):
    """A draft with one of everything, of which some is wrong."""
    keep_keys(journey.rounds.shelf, LEA, SIX)
    journey.rounds.keys = LEA
    packages = journey.services.packages
    made = begin_draft(journey.rounds.shelf, packages, rounds_on_offer(packages)[0], LEA)
    made.change(
        members=_members(),
        gates={"a": {"kind": "time"}, "b": {"kind": "sponsor"}},
        benchmarks={"one": {"evidence": "setback"}},
        weights={"evidence": 60, "objective": 25, "self_report": 15},
        objective_scores=("knowledge",),
        dates={"opens": date(2027, 1, 1), "closes": datetime(2026, 12, 1, tzinfo=UTC)},
        tie_breaks=("measured", "led-change"),
        recovery=Keys.new("r").card.seals,
    )
    return made


def _tests(journey, kept):
    journey.rounds.setting_up.tests(kept)


PAGES = {
    "rounds": lambda journey, _kept: journey.open_rounds(),
    "keys": lambda journey, _kept: journey.rounds.setting_up.keys(),
    "lost": lambda journey, _kept: journey.rounds.setting_up.lost(),
    "rescue": lambda journey, _kept: journey.rounds.setting_up.rescue(),
    "backup": lambda journey, _kept: journey.rounds.setting_up.backup(),
    "words": lambda journey, _kept: journey.rounds.setting_up.words(LEA, SIX, journey.home),
    "new": lambda journey, _kept: journey.rounds.setting_up.begin(),
    **{
        step: lambda journey, kept, step=step: journey.rounds.setting_up.step(kept, step)
        for step in ("about", "judged", "counts", "line", "gates", "people", "dates", "check")
    },
    "criterion": lambda journey, kept: journey.rounds.setting_up.criterion(kept, "led-change"),
    "benchmark": lambda journey, kept: journey.rounds.setting_up.benchmark(kept, "one"),
    "recovery": lambda journey, kept: journey.rounds.setting_up.recovery(kept),
    "tests": _tests,
    "published": lambda journey, kept: journey.rounds.setting_up.published(
        Published(NAME, SIX, kept.folder / "a.lrcampaign")
    ),
    "open a test": lambda journey, kept: journey.rounds.setting_up.open_test(kept.folder / "a.lrtrial"),
}


def _texts(value):
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) and value.strip() else []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_left_in_english_and_nothing_cut_off(journey, tell, kept, name):
    tell(LONG, 200)
    journey.window.resize(900, 600)
    journey.rounds.setting_up.seen |= {(kept.draft.id, step) for step in ("about", "judged", "gates", "people")}
    PAGES[name](journey, kept)
    settle()
    draft = kept.draft.model_dump(mode="json")
    lines = [line for text in _texts(draft) for line in (text, *text.splitlines(), " ".join(text.split()))]
    from leadready.workflow.shelf import open_package

    assessment = open_package(journey.services.packages, kept.draft.assessment)
    titles = [assessment.instrument.title]
    for rubric in assessment.rubrics.values():
        titles += [rubric.title, *(one.title for one in rubric.scored.values())]
    own = [*given_words(journey), *lines, *titles, NAME, LEA.name, SIX, *SIX.split(), LEA.card.words, OTHER.card.words]
    own += [str(kept.folder / "a.lrcampaign"), "a.lrtrial", "UTC", "led-change"]
    own += [" ".join(text.split())[:80] for one in kept.draft.criteria.values() for text in one.anchors.values()]
    assert left_in_english(said(journey.window), sorted(own, key=len, reverse=True)) == []
    assert audit(journey.window) == []
    assert cut_off(journey.window) == []


def test_a_card_is_taken_by_dropping_it(journey, kept, tmp_path):
    card = tmp_path / "new.lrcard"
    card.write_bytes(card_file(Keys.new("Ann Rater")))
    journey.rounds.setting_up.step(kept, "people")
    journey.take_dropped([card])
    assert [member.name for member in kept.draft.members] == [LEA.name, NAME, "Ann Rater"]
    card.write_text(card.read_text().replace("Ann", "Eve"), encoding="utf-8")
    journey.take_dropped([card])
    settle()
    assert "A card was not added" in " ".join(said(journey.window))
    assert len(kept.draft.members) == 3
