"""A small package that uses nearly everything a package may have, and about which nothing can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"
EXAMPLE, README, WELSH, PANEL = "examples/one.yaml", "README.md", "locales/cy.po", "rubrics/panel.yaml"
MAPPING = "mappings/model.yaml"

SOUND = {
    INSTRUMENT: """\
format: leadready/instrument/1
id: sound
version: 1.0.0
title: Sound
summary: A package without a fault.
licence: CC-BY-4.0
authors: [Someone]
minutes: 3
provenance: Written for the tests of this program, and from no other source.
response_scales:
  often:
    options: {1: Never, 2: Rarely, 3: Sometimes, 4: Often}
    not_applicable: No chance
  words:
    text: 80
sections:
  - id: about
    title: About you
    pages:
      - items:
          size: {stem: How large is your team?, options: {small: Small, large: Large}}
          change: {stem: Which change is this about?, response_scale: words}
  - id: leading
    title: Leading
    pages:
      - lead_in: Think of {change}.
        response_scale: often
        items:
          a1: I begin before I am told.
          a2: I wait for others to begin.
          b1: I thank people by name.
          b2:
            stem: I visit the other teams.
            when: {answer: {size: [large]}}
      - items:
          k1: {stem: What comes first?, options: {a: Measuring, b: Changing, c: Telling}}
          k2: {stem: Which chart shows change?, options: {a: A pie, b: A run chart, c: A map}}
          hours: {stem: How many hours a month do you have?, options: {2: Two, 5: Five}}
reversed: [a2]
evidence:
  story: {title: A change, prompt: Tell us of a change that you led., words: 200}
""",
    RUBRIC: """\
format: leadready/rubric/1
id: development
version: 1.0.0
title: Development
purpose: To test.
instrument: sound 1.x
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 50, title: High}
scales:
  starting:
    title: Starting
    about: Beginning by yourself.
    items: [a1, -a2]
    descriptors: {low: You wait for others., high: You begin by yourself.}
  thanking:
    title: Thanking
    about: Seeing what people do.
    items: [b1, b2]
    missing: prorate when 50% answered
  knowing:
    title: Knowing
    about: Knowing the basics.
    method: correct
    items: [k1, k2]
    key: {k1: a, k2: b}
    missing: unanswered counts nothing
    levels_on: raw
    levels:
      - {id: none, from: 0, title: None yet}
      - {id: some, from: 1, title: Some}
domains:
  doing:
    title: Doing
    about: What you do.
    mean_of: [starting, thanking]
composites:
  whole:
    title: Whole
    about: All of it.
    surroundings_weak_below: 40
    weights: {doing: 0.6, knowing: 0.4}
hours_a_month: hours
background: {size: size}
facts:
  backed: A sponsor backs you.
gates:
  - id: basics-first
    title: Basics first
    when: {any: [{knowing: {below: 1, on: raw}}, {not: {fact: backed}}]}
    outcome: Learn the basics first.
profiles:
  - id: doer
    title: Doer
    when:
      all:
        - {doing: {at_least: 75}}
        - {knowing: {below: 50}}
    says: You may act before you look.
    response: Measure first.
norms:
  pilot:
    title: Pilot
    source: Pilot of the tests, unpublished
    collected: 2026-03
    people: 240
    population: People who test
    mode: development
    scores:
      doing: {mean: 55, sd: 12, percentiles: {40: 10, 60: 60}}
criteria:
  impact:
    title: Impact
    evidence: story
    anchors: {1: Nothing changed., 2: Patients noticed the change.}
tie_breaks: [impact]
cut_score: {method: fixed, at: 60, decided: By the testers in March 2026}
""",
    ACTIONS: """\
format: leadready/actions/1
goals:
  starting: {title: Begin, matters: It helps., measure: One start a week, obstacle: Time, if_then: If it is Monday I begin.}
strengths:
  starting: {title: Lend a start, matters: It helps others., measure: One start lent, obstacle: Time, if_then: If somebody is stuck I ask.}
actions:
  - id: begin
    title: Begin one thing
    summary: Choose one thing and begin it.
    type: experience
    targets: {starting: [low]}
    sizes: [small, large]
    steps: [Choose., Begin.]
    effort_hours: 2
    elapsed_weeks: 2
    support_from: A colleague
    success_measure: It has begun.
    evidence: quality improvement
    review_after_weeks: 4
  - id: measure
    title: Measure first
    summary: Count before you change.
    type: education
    profiles: [doer]
    prerequisites: [begin]
    steps: [Count.]
    effort_hours: 1
    elapsed_weeks: 1
    support_from: A colleague
    success_measure: There is a count.
    evidence: CPD
    review_after_weeks: 2
""",
    EXAMPLE: """\
format: leadready/example/1
id: one
title: One
rubric: development
responses: {size: small, a1: 4, a2: 1, b1: 1, k1: a, k2: a}
working: Starting 100; thanking (1 - 1) / 3 = 0, b2 is not asked; knowing 1 of 2; doing 50; whole 0.6 x 50 + 0.4 x 50.
expected:
  starting: {score: 100, answered: 2 of 2, level: high}
  thanking: {score: 0, answered: 1 of 1, level: low}
  knowing: {score: 50, answered: 2 of 2, level: some, raw: 1}
  doing: {score: 50, answered: 3 of 3, level: high}
  whole: {score: 50, answered: 5 of 5, level: high}
""",
    MAPPING: """\
format: leadready/mapping/1
id: model
framework: A Model
owner: Its owner
edition: "2020"
checked_on: 2026-11-25
source: The owner's page
licence: All rights reserved.
seen: names
dimensions: [Leading, Following]
scales:
  starting: [Leading]
""",
    README: "# Sound\n\nFor tests only.\n",
}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a package."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
