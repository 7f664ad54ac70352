"""One respondent's answers as JSON: `{"assessment": id, "responses": {item: value}}`.

A value is a number or a word of the item's response scale, `"n/a"` where it does not apply, or `null` for an item
that was seen and left blank. An item that is not in the file was not seen. The data in the PDF of a plan has this form
too, and the plan beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from leadready.exchange.strict_json import shown
from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.scoring.responses import Absence, answers_allowed, as_json

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.instrument.model import Instrument
    from leadready.planning.plan import DevelopmentPlan
    from leadready.scoring.responses import Answer, ResponseSet

LARGEST = 10 * MEGABYTE
MOST_DIGITS = 18
_FIELDS = ("assessment", "responses", "name", "role", "answered_on", "sitting")
_OF_A_PLAN = ("format", "version", "definition_hash", "rubric", "rubric_version", "plan")


@dataclass(frozen=True, slots=True)
class RespondentFile:
    """What such a file says. `name` and `role` may be empty, `answered_on` open.

    Attributes:
        sitting: The sitting it was saved from, so that the same answers are not taken twice; may be empty.
        rubric: The rubric that they were read by; may be empty.
        plan: The plan that was made of them; None where there is none.
        has_answers: Whether there are answers; a plan may come without.
    """

    assessment: str
    responses: dict[str, Answer]
    name: str
    role: str
    answered_on: date | None
    sitting: str = ""
    rubric: str = ""
    plan: DevelopmentPlan | None = None
    has_answers: bool = True


def respondent_text(assessment: str, responses: ResponseSet, *, answered_on: date, sitting: str) -> str:
    """Write a respondent's answers, without a name, as a file that `read_respondent` reads."""
    document = {
        "assessment": assessment,
        "answered_on": answered_on.isoformat(),
        "sitting": sitting,
        "responses": as_json(responses),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def read_respondent(path: Path, instrument: Instrument) -> RespondentFile:
    """Read one respondent's file for an instrument.

    Raises:
        ProblemsFound: everything that is wrong with it, each with line and advice.
    """
    return respondent_from(read_text(path, name=path.name, largest=LARGEST), path.name, instrument)


def respondent_from(text: str, file: str, instrument: Instrument) -> RespondentFile:
    """Read what one respondent's file says; `file` is how problems name it. Raises ProblemsFound."""
    reader = _Reader(file, text.splitlines(), instrument)
    try:
        document = json.loads(
            text, object_pairs_hook=reader.pairs, parse_constant=reader.constant, parse_int=reader.whole
        )
    except json.JSONDecodeError as error:
        what = _("This is not valid JSON: {reason}.").format(reason=error.msg)
        raise ProblemsFound(
            [Problem(file, error.lineno, "json-syntax", what, _("Check commas, quotes and brackets here."))]
        ) from None
    except RecursionError:
        raise ProblemsFound(
            [Problem(file, 0, "json-depth", _("It is nested too deeply."), _("Use the documented form."))]
        ) from None
    _refuse_half_characters(document, file)
    found = reader.read(document)
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return found


def _refuse_half_characters(document: object, file: str) -> None:
    r"""Refuse what JSON can write as `\ud800` and no file can hold."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        what = _("There is half of a character in it, which is no text.")
        raise ProblemsFound([Problem(file, 0, "half-character", what, _("Type the character again."))]) from None


def _has_form(document: object) -> TypeGuard[dict[str, Any]]:
    """Whether it has answers, or a plan instead of them."""
    if not isinstance(document, dict):
        return False
    said = cast("dict[str, Any]", document)
    if "responses" not in said:
        return "format" in said and "plan" in said
    return isinstance(said["responses"], dict)


class _Reader:
    """Checks one document and collects its problems."""

    def __init__(self, file: str, lines: list[str], instrument: Instrument) -> None:
        self._file = file
        self._lines = lines
        self._instrument = instrument
        self.problems: list[Problem] = []

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object; a name that stands twice is a problem."""
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                self._fault(
                    key, "json-duplicate-key", _("“{key}” stands here twice.").format(key=key), _("Keep one of them.")
                )
            made[key] = value
        return made

    def constant(self, name: str) -> None:
        """Refuse NaN and the infinities."""
        self._fault(
            name, "json-constant", _("{name} is no answer.").format(name=name), _("Write a number, null or “n/a”.")
        )

    def whole(self, digits: str) -> int | None:
        """Read a whole number; one of endless digits is no answer, and only costs time."""
        if len(digits) <= MOST_DIGITS:
            return int(digits)
        self.constant(digits[:MOST_DIGITS] + "…")
        return None

    def read(self, document: object) -> RespondentFile:
        """Read the whole document; what has a problem is left out."""
        if not _has_form(document):
            what = _("The file does not have the form {form}.").format(form='{"assessment": …, "responses": {…}}')
            self.problems.append(
                Problem(self._file, 1, "json-form", what, _("Compare it with docs/formats/README.md."))
            )
            return RespondentFile("", {}, "", "", None)
        known = (*_FIELDS, *_OF_A_PLAN) if "format" in document else _FIELDS
        for key in document:
            if key not in known:
                self._fault(
                    key, "unknown-field", _("“{key}” is not known here.").format(key=key), near_miss(key, known)
                )
        named = document.get("assessment")
        if named != self._instrument.id:
            what = _("The file is for “{named}”, not for “{wanted}”.").format(named=named, wanted=self._instrument.id)
            self._fault("assessment", "other-assessment", what, _("Name the assessment it was answered for."))
        return RespondentFile(
            self._instrument.id,
            self._responses(document.get("responses", {})),
            self._word(document, "name"),
            self._word(document, "role"),
            self._day(document.get("answered_on")),
            self._word(document, "sitting"),
            self._word(document, "rubric"),
            self._plan(document),
            "responses" in document,
        )

    def _plan(self, document: dict[str, Any]) -> DevelopmentPlan | None:
        """Read the plan, in the one version that there is."""
        if "format" not in document:
            return None
        from pydantic import ValidationError

        from leadready.planning.plan import DOCUMENT_FORMAT, DevelopmentPlan

        if document["format"] != DOCUMENT_FORMAT:
            what = _("This format is not known: “{format}”.").format(format=shown(str(document["format"])))
            self._fault("format", "wrong-value", what, _("Read it with a newer leadready."))
        elif document.get("plan") is not None:
            try:
                return DevelopmentPlan.model_validate_json(json.dumps(document["plan"]))
            except ValidationError as error:
                place = shown(".".join(str(part) for part in error.errors()[0]["loc"]))
                what = _("The plan in it is not as it must be, at “{place}”.").format(place=place)
                self._fault("plan", "wrong-plan", what, _("Compare it with docs/formats/plan.schema.json."))
        return None

    def _responses(self, said: dict[str, Any]) -> dict[str, Answer]:
        responses: dict[str, Answer] = {}
        for item_id, value in said.items():
            if item_id not in self._instrument.by_id:
                what = _("There is no item “{item}”.").format(item=item_id)
                self._fault(item_id, "unknown-item", what, near_miss(item_id, self._instrument.by_id))
            elif (answer := read_answer(self._instrument, item_id, value)) is None:
                what = _("“{value}” is no answer to “{item}”.").format(value=value, item=item_id)
                self._fault(item_id, "wrong-answer", what, answers_allowed(self._instrument, item_id))
            else:
                responses[item_id] = answer
        return responses

    def _word(self, document: dict[str, Any], key: str) -> str:
        value = document.get(key, "")
        if not isinstance(value, str):
            self._fault(key, "wrong-value", _("“{key}” must be text.").format(key=key), _("Put it in quotes."))
            return ""
        return value

    def _day(self, value: object) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            what = _("“{value}” is no date.").format(value=value)
            self._fault("answered_on", "wrong-value", what, _("Write it as 2026-11-24."))
            return None

    def _fault(self, key: str, code: str, what: str, advice: str) -> None:
        line = next((number for number, line in enumerate(self._lines, 1) if f'"{key}"' in line), 0)
        self.problems.append(Problem(self._file, line, code, what, advice))


def read_answer(instrument: Instrument, item_id: str, value: object) -> Answer | None:
    """Turn a value of a file into an answer; None where it is none."""
    scale = instrument.response_scale_of(item_id)
    if value is None:
        return Absence.MISSING
    if value == Absence.NOT_APPLICABLE.value:
        return Absence.NOT_APPLICABLE if scale.not_applicable else None
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return value if scale.allows(value) else None
