"""The fields of goals and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.fields import offers, shared
from leadready.ui.studio.shapes import Chosen, Field, Group, Identity, Line, Lines, Node, Pick, Prose, Targets, Tick

if TYPE_CHECKING:
    from leadready.ui.studio.shapes import Groups


def goal() -> Groups:
    """A goal."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Goal"), Line()),
                Field(("matters",), _("Why it matters"), Prose(), _("To patients or the service.")),
                Field(("measure",), _("How one sees that it is reached"), Prose()),
                Field(("obstacle",), _("What may be in the way"), Prose()),
                Field(("if_then",), _("If-then line"), Prose(), _("If this happens, then I will …")),
            ),
        ),
    )


def action() -> Groups:
    """An action."""
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity("action"), shared.id_words()),
                Field(("summary",), _("Summary"), Prose()),
                Field(("type",), _("Kind"), Pick(offers.action_types)),
                Field(("steps",), _("Steps"), Lines(_("Add a step"))),
                Field(
                    ("obstacles",),
                    _("What might get in its way"),
                    Node([]),
                    _("Each with an obstacle and an if_then line, offered where a goal is thought through."),
                ),
                Field(("taster",), _("A taster"), Tick(), _("Small, and it commits to nothing.")),
            ),
        ),
        Group(
            _("Whom it suits"),
            (
                Field(("targets",), _("Scales and levels"), Targets()),
                Field(
                    ("profiles",), _("Profile rules that it answers"), Chosen(offers.patterns, _("Add a profile rule"))
                ),
                Field(("settings",), _("Only in these settings"), Chosen(offers.settings, _("Add a setting"))),
                Field(("sizes",), _("Only in workplaces of this size"), Chosen(offers.sizes, _("Add a size"))),
                Field(
                    ("professions",), _("Only for these professions"), Chosen(offers.professions, _("Add a profession"))
                ),
                Field(
                    ("career_stages",),
                    _("Only at these stages of a career"),
                    Chosen(offers.stages_of_career, _("Add a stage")),
                ),
                Field(("prerequisites",), _("Actions that come before"), Chosen(offers.actions, _("Add an action"))),
            ),
        ),
        Group(
            _("What it takes and gives"),
            (
                Field(("effort_hours",), _("Hours"), Line(short=True)),
                Field(("elapsed_weeks",), _("Weeks it takes"), Line(short=True)),
                Field(("review_after_weeks",), _("Review after weeks"), Line(short=True)),
                Field(("cost",), _("Cost"), Pick(offers.costs, _("None"))),
                Field(("support_from",), _("Support from"), Line()),
                Field(("success_measure",), _("How one sees that it worked"), Prose()),
                Field(("evidence",), _("Evidence for an appraisal"), Pick(offers.evidence)),
            ),
        ),
    )
