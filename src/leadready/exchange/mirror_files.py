"""Requests to colleagues and their replies, as files: one JSON document each, in the open.

Both may come from anyone. They are read in this order, and refused at the first step that fails: size, UTF-8, strict
JSON, known format, hidden characters, the model, and last what they say. A request asks plain rated items and nothing
that could depend on an answer; a reply fits the request, to the last item. Nothing of it is a path, markup or code.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from leadready.assessment.checks.instrument import check_instrument
from leadready.assessment.mirror_document import MOST_ITEMS, MirrorReply, MirrorRequest
from leadready.canonical import canonical
from leadready.exchange.responses_json import read_answer
from leadready.exchange.strict_json import hidden_in, places, read_strict, shown
from leadready.instrument.definition import Definition, read_definition
from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.instrument.routing import PIPE
from leadready.instrument.strict_yaml import YamlDocument
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.scoring.responses import answers_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadready.instrument.model import Instrument

D = TypeVar("D", bound=Definition)

REQUEST_SUFFIX, REPLY_SUFFIX = ".lrmirror", ".lrreply"
LARGEST = MEGABYTE
VERSION = 1
_FORMAT = re.compile(r"leadready/(mirror-request|mirror-reply)/(\d{1,9})")


def request_bytes(request: MirrorRequest) -> bytes:
    """Write a request. Its names stay in the author's order, for the order of items and options has a meaning."""
    document = request.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def reply_bytes(reply: MirrorReply) -> bytes:
    """Write a reply; the same answers give the same bytes."""
    return canonical(reply.model_dump(mode="json"))


def read_request(path: Path) -> MirrorRequest:
    """Read what a colleague is asked; raises ProblemsFound with what is wrong with it."""
    text = read_text(path, name=path.name, largest=LARGEST)
    request = _read(text, path.name, MirrorRequest, "mirror-request")
    problems = list(_check_request(request.instrument, path.name))
    if problems:
        raise ProblemsFound(problems)
    return request


def read_reply(path: Path) -> MirrorReply:
    """Read what one colleague answers; raises ProblemsFound with what is wrong with it."""
    return parse_reply(read_text(path, name=path.name, largest=LARGEST), path.name)


def parse_reply(text: str, file: str) -> MirrorReply:
    """Read a reply from its text; raises ProblemsFound with what is wrong with it."""
    return _read(text, file, MirrorReply, "mirror-reply")


def check_reply(reply: MirrorReply, request: MirrorRequest, file: str) -> None:
    """Check that a reply answers a request, all of it and nothing else; raises ProblemsFound."""
    if reply.request != request.id:
        what = _("It answers another request than this one.")
        advice = _("Ask your colleague to answer the file that you sent last.")
        raise ProblemsFound([Problem(file, 0, "other-request", what, advice)])
    if reply.package != request.package.sha256:
        what = _("It was made for another version of the assessment.")
        _refuse(file, "other-package", what, _("Ask your colleague to answer the file that you sent, unchanged."))
    problems = list(_check_answers(reply, request.instrument, file))
    if problems:
        raise ProblemsFound(problems)


def _read(text: str, file: str, model: type[D], kind: str) -> D:
    again = _again()
    raw = read_strict(text, file, advice=again)
    _check_format(raw, file, kind)
    hidden = hidden_in(raw)
    if hidden is not None:
        what = _("There is a hidden control character in “{text}”.").format(text=shown(hidden))
        _refuse(file, "control-character", what, again)
    return read_definition(model, _document(file, raw))


def _document(file: str, raw: dict[str, Any]) -> YamlDocument:
    return YamlDocument(file, raw, dict.fromkeys(places(raw), 1))


def _check_format(raw: dict[str, Any], file: str, kind: str) -> None:
    said = raw.get("format")
    found = _FORMAT.fullmatch(said) if isinstance(said, str) else None
    if found is None:
        _refuse(file, "json-form", _("This is neither a request to colleagues nor a reply."), _choose(kind))
    if found[1] != kind:
        what = {
            "mirror-request": _("This is a reply, not a request."),
            "mirror-reply": _("This is a request, not a reply."),
        }[kind]
        _refuse(file, "json-form", what, _choose(kind))
    if int(found[2]) > VERSION:
        what = _("This file was made by a newer leadready (format {n}).").format(n=found[2])
        _refuse(file, "newer-format", what, _("Install the newest leadready, then try again."))


def _check_request(instrument: Instrument, file: str) -> Iterator[Problem]:
    """Check that only plain rated items are asked: no condition, no words for some, no text, no answer in them."""
    raw = instrument.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    yield from check_instrument(instrument, _document(file, raw))
    if len(instrument.items) > MOST_ITEMS:
        what = _("It asks more than {n} items.").format(n=MOST_ITEMS)
        yield Problem(file, 0, "too-many-items", what, _again())
    texts = [text for section, page in instrument.pages for text in (section.intro, page.lead_in) if text]
    plain = not any(PIPE.search(text) for text in (*texts, *(item.stem for item in instrument.items)))
    for item in instrument.items:
        scale = instrument.scale_by_id.get(item.response_scale_id)
        rated = scale is None or (scale.is_numeric and scale.not_applicable is not None)
        plain = plain and rated and not item.conditions and not item.wordings and not item.optional
    if not plain or instrument.mirror is not None:
        what = _("It asks something that no request to colleagues asks.")
        yield Problem(file, 0, "request-form", what, _("Do not answer it; ask whoever sent it what it is."))


def _check_answers(reply: MirrorReply, instrument: Instrument, file: str) -> Iterator[Problem]:
    missing = [item_id for item_id in instrument.by_id if item_id not in reply.answers]
    if missing:
        what = _("It does not answer everything: “{item}” is missing.").format(item=missing[0])
        yield Problem(file, 0, "missing-answers", what, _("Ask your colleague to finish and save it again."))
    for item_id, value in reply.answers.items():
        if item_id not in instrument.by_id:
            what = _("There is no item “{item}”.").format(item=item_id)
            yield Problem(file, 0, "unknown-item", what, near_miss(item_id, instrument.by_id))
        elif read_answer(instrument, item_id, value) is None:
            what = _("“{value}” is no answer to “{item}”.").format(value=value, item=item_id)
            yield Problem(file, 0, "wrong-answer", what, answers_allowed(instrument, item_id))


def _choose(kind: str) -> str:
    suffix = REQUEST_SUFFIX if kind == "mirror-request" else REPLY_SUFFIX
    return _("Choose a file that ends in {suffix}.").format(suffix=suffix)


def _again() -> str:
    return _("Ask for the file again.")


def _refuse(file: str, code: str, what: str, advice: str) -> NoReturn:
    raise ProblemsFound([Problem(file, 0, code, what, advice)])
