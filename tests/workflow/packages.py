"""A small sound package to write into folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INSTRUMENT = """\
# What is asked.
format: leadready/instrument/1
id: small
version: 1.0.0
title: Small   # a short name
summary: A small one.
licence: CC-BY-4.0
authors: [Someone]
minutes: 1
provenance: Written for a test of the shelf, and of nothing else.

response_scales:
  agreement:
    options: {1: "Never", 2: Rarely, 3: 'Often'}

sections:
  - id: first
    title: First
    pages:
      - response_scale: agreement
        items:
          a1: I lead.
          a2: I follow.   # turned round
"""

RUBRIC = """\
format: leadready/rubric/1
id: development
version: 1.0.0
title: Development
purpose: To test.
instrument: small 1.x
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 50, title: High}
scales:
  leading:
    title: Leading
    about: Leading.
    items: [a1, -a2]
"""

ACTIONS = "format: leadready/actions/1\ngoals: {}\nactions: []\n"

SMALL = {"instrument.yaml": INSTRUMENT, "rubrics/development.yaml": RUBRIC, "actions.yaml": ACTIONS}


def write_package(folder: Path, files: Mapping[str, str] = SMALL) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def small(package_id: str) -> dict[str, str]:
    return {
        name: text.replace("id: small", f"id: {package_id}").replace("small 1.x", f"{package_id} 1.x")
        for name, text in SMALL.items()
    }
