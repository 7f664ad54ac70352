"""A small package that asks different people different things: conditions, pipes, free text, a test, two rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.loading import load_assessment

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment

INSTRUMENT = """\
format: leadready/instrument/1
id: branching
version: 1.0.0
title: Branching
summary: It asks different people different things.
licence: CC-BY-4.0
authors: [Someone]
minutes: 5
provenance: Written for a test.
response_scales:
  agreement:
    options: {1: Disagree, 2: Neither, 3: Agree}
    not_applicable: Cannot say
  action:
    options: {1: Very unhelpful, 2: Somewhat unhelpful, 3: Somewhat helpful, 4: Very helpful}
  words: {text: 40}
sections:
  - id: work
    title: Your work
    pages:
      - items:
          size:
            stem: How many people work in your organisation?
            options: {small: Up to 20 people, large: More than 20 people}
          team:
            stem: Do you lead a team?
            options: {yes-i-do: "Yes", no-i-do-not: "No"}
            when: {answer: {size: [large]}}
          change: {stem: Which change do you work on?, response_scale: words}
  - id: practice
    title: Your practice
    intro: "Answer with “{change}” in mind."
    when: {answer: {size: [small]}}
    pages:
      - lead_in: "In your practice, and for {change}:"
        response_scale: agreement
        items:
          p1: I can decide what to change.
          p2: I have time to lead.
  - id: team
    title: Your team
    pages:
      - when: {answer: {team: [yes-i-do]}}
        response_scale: agreement
        items:
          t1: My team speaks up.
          t2: My team has time.
      - response_scale: agreement
        items:
          c1:
            stem: People around me back {change}.
            wordings:
              - {when: {answer: {size: [small]}}, stem: "My partners back {change}."}
          c2: {stem: My trust backs me., when: {answer: {team: [yes-i-do, no-i-do-not]}}}
  - id: knowledge
    title: Knowledge
    intro: Optional.
    optional: true
    pages:
      - items:
          k1:
            stem: A team has weekly figures for a year. What should it look at first?
            options:
              a: The average of the first six months against the average of the last six months
              b: A run chart, so that shifts and trends stand out from the ordinary ups and downs of a busy service
              c: The best week
              d: The newest figure, compared with the same week of last year & with the national target
          k2:
            stem: Which of these is a balancing measure?
            options: {a: Falls, b: Staff overtime while falls are reduced}
      - response_scale: action
        items:
          k3: A colleague doubts the figures in front of the team. You thank them and look at the figures together.
  - id: end
    title: About you
    optional: true
    pages:
      - items:
          remark: {stem: What else should be said?, response_scale: words}
"""

RUBRIC = """\
format: leadready/rubric/1
id: development
version: 1.0.0
title: Your own development
purpose: To see where you stand and what to do next.
instrument: branching 1.x
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 50, title: High}
scales:
  around:
    title: Around you
    about: What is around you.
    items: [p1, p2, t1, t2, c1, c2]
    missing: prorate when 1 answered
  knowing:
    title: Knowing
    about: What you know.
    items: [k1, k2]
    method: correct
    key: {k1: b, k2: b}
    missing: unanswered counts nothing
"""

SHORT = """\
format: leadready/rubric/1
id: strict
version: 1.0.0
title: A stricter look
purpose: To see only what is above three quarters.
instrument: branching 1.x
uses: [development]
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 75, title: High}
scales:
  around:
    title: Around you
    about: What is around you.
    items: [p1, p2, t1, t2, c1, c2]
    missing: prorate when 1 answered
"""

PANEL = SHORT.replace("id: strict", "id: choosing").replace("A stricter look", "For a panel").replace(
    "uses: [development]", "uses: [panel]"
)  # fmt: skip

FILES = {
    "instrument.yaml": INSTRUMENT,
    "rubrics/choosing.yaml": PANEL,
    "rubrics/development.yaml": RUBRIC,
    "rubrics/strict.yaml": SHORT,
    "actions.yaml": "format: leadready/actions/1\ngoals: {}\nactions: []\n",
}


def write(packages: Path, files: dict[str, str] = FILES, name: str = "branching") -> Path:
    """Write a package into a folder of packages, and give its own folder."""
    folder = packages / name
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def branching(packages: Path, files: dict[str, str] = FILES) -> Assessment:
    """Load the package."""
    return load_assessment(write(packages, files))
