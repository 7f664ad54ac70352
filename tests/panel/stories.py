"""Rounds as they may go, for laws that must hold of any: two leads, three raters, and what of it arrives where."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from leadready.panel.log import Log
from leadready.panel.record import record_id
from tests.panel.logs import Desk, head
from tests.panel.rounds import KEYS, RATERS, Round, campaign, member

REFERENCES = ("A1", "B2", "C3")
LEADS = ("lea", "dan")
CAMPAIGN = campaign(
    members=(
        member("lea", "lead", letter="2"),
        member("dan", "lead", letter="6"),
        *(member(name, "rater", letter=letter) for name, letter in zip(RATERS, "345", strict=True)),
    )
)
LEAD_KEYS = frozenset(KEYS[name] for name in LEADS)


def log_of(records=(), heads=()):
    return Log(LEAD_KEYS).merged({record_id(record): record for record in records}, heads)


class Story(Round):
    """A round in which everybody has seen what was written so far, or not."""

    def __init__(self):
        super().__init__(CAMPAIGN)
        self.twins = []

    def records(self):
        return [record for desk in [*self.desks.values(), *self.twins] for record in desk.chain]

    def heads(self):
        return [head(desk.chain[-1]) for desk in [*self.desks.values(), *self.twins] if desk.chain]

    def log(self):
        return log_of(self.records(), self.heads())

    def earlier(self, kind, about, part="", author=None):
        """Ids of what stands of a topic by the order of writing: the last one."""
        found = [
            record_id(record)
            for record in self.records()
            if (record.kind, record.about, record.part) == (kind, about, part)
            and (author is None or record.author == KEYS[author])
        ]
        return found[-1:]


def _assign(draw, story):
    about, rater = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(RATERS))
    lead = draw(st.sampled_from(LEADS))
    corrects = story.earlier("assigned", about, rater) if draw(st.booleans()) else ()
    story.write(lead, "assigned", {"on": draw(st.booleans())}, about=about, part=rater, supersedes=corrects)


def _declare(draw, story):
    about, rater = f"N-{draw(st.sampled_from(REFERENCES))}", draw(st.sampled_from(RATERS))
    relation = draw(st.sampled_from(("none", "none", "none", "managed", "co-author")))
    corrects = story.earlier("declared", about, author=rater) if draw(st.booleans()) else ()
    story.write(rater, "declared", {"relation": relation}, about=about, supersedes=corrects)


def _rate(draw, story):
    about, rater = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(RATERS))
    part = draw(st.sampled_from(("led", "why")))
    corrects = story.earlier("rated", about, part, rater) if draw(st.integers(0, 3)) else ()
    story.write(rater, "rated", {"mark": draw(st.integers(1, 5))}, about=about, part=part, supersedes=corrects)


def _whole(draw, story):
    about, rater = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(RATERS))
    story.rate(rater, about, draw(st.integers(1, 5)), draw(st.integers(1, 5)), lock=draw(st.booleans()))


def _moderate(draw, story):
    about, lead = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(LEADS))
    payload = {"mark": draw(st.integers(1, 5)), "why": "Read again.", "people": ["Lea"]}
    corrects = story.earlier("moderated", about, "led") if draw(st.booleans()) else ()
    story.write(lead, "moderated", payload, about=about, part="led", supersedes=corrects)


def _decide(draw, story):
    about, lead = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(LEADS))
    outcome = draw(st.sampled_from(("offered", "reserve", "not-appointed")))
    corrects = story.earlier("decided", about) if draw(st.booleans()) else ()
    story.write(lead, "decided", {"outcome": outcome, "person": "Lea", "why": "So."}, about=about, supersedes=corrects)


def _erase(draw, story):
    about, author = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(("lea", "dan", "ann")))
    story.write(author, "erase", {"why": "Asked for.", "person": "Lea"}, about=about)


def _leave(draw, story):
    part = draw(st.sampled_from(RATERS))
    corrects = story.earlier("member", "", part)
    story.write("lea", "member", {"active": draw(st.booleans())}, part=part, supersedes=corrects)


def _from_the_future(draw, story):
    author = draw(st.sampled_from((*LEADS, *RATERS)))
    story.write(author, "from-the-future", {"more": [1, {"deep": "yes"}]}, about=draw(st.sampled_from(REFERENCES)))


def _fork(draw, story):
    name = draw(st.sampled_from(RATERS))
    twin = story.desks[name].forked()
    twin.chain = twin.chain[: draw(st.integers(0, len(twin.chain)))]
    twin.write("rated", {"mark": 5}, about="A1", part="led", seen=draw(st.integers(0, 50)))
    story.twins.append(twin)


ACTS = (_assign, _declare, _declare, _rate, _rate, _whole, _whole, _moderate, _decide, _erase, _leave, _from_the_future)


@st.composite
def stories(draw, *, forks=True, erasing=True):
    """A round after up to 14 acts."""
    story = Story()
    story.receive(*REFERENCES)
    acts = [act for act in ACTS if erasing or act is not _erase]
    for act in draw(st.lists(st.sampled_from(acts), min_size=1, max_size=14)):
        act(draw, story)
    if forks and draw(st.integers(0, 4)) == 0:
        _fork(draw, story)
    return story


@st.composite
def arrivals(draw, parts=3):
    """A round, and what several people have of it: some records, some heads, some payloads withheld; all of it last."""
    story = draw(stories())
    records, heads = story.records(), story.heads()
    found = []
    for _person in range(parts):
        some = draw(st.lists(st.sampled_from(records), max_size=len(records)))
        bare = draw(st.booleans())
        signed = draw(st.lists(st.sampled_from(records), max_size=3))
        found.append(
            (
                [replace(record, payload=None) if bare and record.kind == "private" else record for record in some],
                [head(record) for record in signed],
            )
        )
    return story, [*found, (records, heads)]


__all__ = ["CAMPAIGN", "LEAD_KEYS", "REFERENCES", "Desk", "Story", "arrivals", "log_of", "stories"]
