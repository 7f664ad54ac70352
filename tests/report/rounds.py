"""A round for reports: twelve applications, three raters, a tie, a moderation, decisions, and names in what was typed."""

from __future__ import annotations

from decimal import Decimal

from leadready.panel.campaign import Eligibility, Weights
from tests.panel.rounds import Round, campaign

MARKS = {
    "A2K7QX": ((5, 4), (5, 5), None),
    "B3M8RW": ((4, 4), (4, 5), None),
    "C4N9TV": ((4, 3), None, (2, 3)),
    "D5P2YU": ((3, 3), None, (3, 4)),
    "E6Q3ZJ": (None, (3, 3), (3, 4)),
    "F7R4AH": (None, (3, 3), (3, 3)),
    "G8S5BG": ((3, 2), (3, 3), None),
    "H9T6CF": ((2, 3), None, (1, 2)),
    "J2U7DE": (None, (2, 2), (2, 3)),
    "K3V8ED": ((2, 2), (1, 1), None),
    "L4W9FC": ((4, 4), None, (3, 3)),
}
OUTCOMES = {
    "A2K7QX": "offered",
    "B3M8RW": "offered",
    "C4N9TV": "reserve",
    "E6Q3ZJ": "offered",
    "K3V8ED": "not-appointed",
}


def whole_round(name="Name of {code}", typed="What was said."):
    """Marks in the order ann, bob, cat; M5X2GB was never marked; C4N9TV was moderated."""
    made = Round(
        campaign(
            weights=Weights(evidence=Decimal(90), self_report=Decimal(10), reason=typed),
            self_report_score=("selection", "x"),
            gates={"sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Who backs you?")},
            title="Fellowship 2027" if typed == "What was said." else typed,
        )
    )
    for code in (*MARKS, "M5X2GB"):
        made.receive(code, name=name.format(code=code), contact=f"{code.lower()}@example.org", fields={"led": typed})
        made.write("lea", "answer", {"text": typed, "hidden": 1}, about=code, part="led")
        made.write("lea", "gate", {"passed": code != "M5X2GB", "why": typed}, about=code, part="sponsor")
        made.write("lea", "exercises", {"objective": None, "self_report": "60"}, about=code)
    for code, by_rater in MARKS.items():
        for rater, marks in zip(("ann", "bob", "cat"), by_rater, strict=True):
            if marks:
                made.rate(rater, code, *marks)
    settled = {"mark": 3, "why": f"{typed} {name.format(code='C4N9TV')} was discussed.", "people": ["Lea", "Ann"]}
    made.write("lea", "moderated", settled, about="C4N9TV", part="led")
    for code, outcome in OUTCOMES.items():
        said = {"outcome": outcome, "person": "Dr Lea Lead", "why": f"{typed} {name.format(code=code)} was best."}
        made.write("lea", "decided", said, about=code)
    return made
