"""Requests and replies from anyone: what is sound comes back, everything else is refused by name, quickly."""

from __future__ import annotations

import copy
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.assessment.mirror_document import MirrorRequest
from leadready.exchange.mirror_files import LARGEST, check_reply, parse_reply, read_reply, read_request, reply_bytes
from leadready.instrument.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECOND = 2.0
TOKEN, OTHER, HASH = "0123456789abcdef" * 2, "f" * 32, "ab" * 32
REQUEST: dict[str, Any] = {
    "format": "leadready/mirror-request/1",
    "id": TOKEN,
    "package": {"id": "small", "version": "1.0.0", "sha256": HASH},
    "asked_by": "Dr <b>Rhiannon</b> Pugh",
    "instrument": {
        "format": "leadready/instrument/1", "id": "small", "version": "1.0.0", "title": "Small", "summary": "S", "licence": "L",
        "authors": ["A"], "minutes": 1, "provenance": "P",
        "response_scales": {"often": {"options": {"1": "Never", "3": "Often"}, "not_applicable": "Not seen"}},
        "sections": [{"id": "mirror", "title": "Seen", "pages": [
            {"lead_in": "Think.", "items": {"a": {"stem": "They ask.", "response_scale": "often"}, "b": {"stem": "They wait.", "response_scale": "often"}}},
        ]}],
    },
}  # fmt: skip
REPLY: dict[str, Any] = {
    "format": "leadready/mirror-reply/1",
    "request": TOKEN,
    "package": HASH,
    "reply": OTHER,
    "revision": 1,
    "answers": {"a": 3, "b": "n/a"},
}


def edited(document: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> str:
    made = copy.deepcopy(document)
    change(made)
    return json.dumps(made)


def page(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["instrument"]["sections"][0]["pages"][0]
    return found


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "from-a-stranger"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return path


def codes(read: Callable[[], object]) -> list[str]:
    begun = time.process_time()
    with pytest.raises(ProblemsFound) as refused:
        read()
    assert time.process_time() - begun < SECOND
    for problem in refused.value.problems:
        assert problem.what.endswith((".", "…."))
        assert problem.advice
        assert str(problem).isprintable()
    return [problem.code for problem in refused.value.problems]


EITHER: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "json-syntax"),
    "no text": (b"\xff\xfe\x00\x00", "encoding"),
    "half a file": ('{"format": "leadready/mirror-re', "json-syntax"),
    "a list": ("[]", "json-form"),
    "a word": ('"leadready/mirror-reply/1"', "json-form"),
    "no format": ("{}", "json-form"),
    "another format": ('{"format": "leadready/package/1"}', "json-form"),
    "format as a list": ('{"format": ["leadready/mirror-reply/1"]}', "json-form"),
    "deep lists": ("[" * 100_000, "json-depth"),
    "deep objects": ('{"a":' * 40 + "1" + "}" * 40, "json-depth"),
    "not a number": ('{"format": NaN}', "json-number"),
    "endless": ('{"format": Infinity}', "json-number"),
    "a fraction": ('{"format": 1.5}', "json-number"),
    "a number of many digits": ('{"format": ' + "9" * 5000 + "}", "json-number"),
    "an exponent": ('{"format": 1e999}', "json-number"),
    "half a character": ('{"format": "\\ud800"}', "half-character"),
    "too large": (b" " * (LARGEST + 1), "file-too-large"),
}


@pytest.mark.parametrize("name", EITHER)
@pytest.mark.parametrize("read", [read_request, read_reply])
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str, read: Callable[[Path], object]):
    text, code = EITHER[name]
    path = write(tmp_path, text)
    assert codes(lambda: read(path)) == [code]


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path):
    assert codes(lambda: read_reply(tmp_path / "gone")) == ["file-missing"]
    assert codes(lambda: read_request(tmp_path)) == ["not-a-file"]


REPLIES: dict[str, tuple[str, str]] = {
    "a request": (json.dumps(REQUEST), "json-form"),
    "a newer format": (edited(REPLY, lambda it: it.update(format="leadready/mirror-reply/2")), "newer-format"),
    "a name twice": (json.dumps(REPLY).replace('"a": 3', '"a": 3, "a": 1'), "json-duplicate-key"),
    "a name": (edited(REPLY, lambda it: it.update(name="Sam")), "unknown-field"),
    "no answers": (edited(REPLY, lambda it: it.pop("answers")), "missing-field"),
    "an empty list of answers": (edited(REPLY, lambda it: it.update(answers={})), "wrong-value"),
    "answers as a list": (edited(REPLY, lambda it: it.update(answers=[3])), "wrong-value"),
    "an id that can be guessed": (edited(REPLY, lambda it: it.update(reply="1")), "wrong-value"),
    "a way to a file": (edited(REPLY, lambda it: it.update(reply="../" * 10 + "ab")), "wrong-value"),
    "true for an answer": (edited(REPLY, lambda it: it["answers"].update(a=True)), "wrong-value"),
    "a number in words": (edited(REPLY, lambda it: it["answers"].update(a="3")), "wrong-value"),
    "nothing for an answer": (edited(REPLY, lambda it: it["answers"].update(a=None)), "wrong-value"),
    "a list for an answer": (edited(REPLY, lambda it: it["answers"].update(a=[3])), "wrong-value"),
    "an item by a strange name": (edited(REPLY, lambda it: it["answers"].update({"../a": 3})), "wrong-value"),
    "too many answers": (edited(REPLY, lambda it: it.update(answers={f"i{n}": 1 for n in range(301)})), "wrong-value"),
    "revision nought": (edited(REPLY, lambda it: it.update(revision=0)), "wrong-value"),
    "an endless revision": (edited(REPLY, lambda it: it.update(revision=10**6)), "wrong-value"),
    "a hidden character": (edited(REPLY, lambda it: it["answers"].update({"a\u202e": 3})), "control-character"),
}


@pytest.mark.parametrize("name", REPLIES)
def test_a_hostile_reply_is_refused(tmp_path: Path, name: str):
    text, code = REPLIES[name]
    path = write(tmp_path, text)
    assert set(codes(lambda: read_reply(path))) == {code}


UNFIT: dict[str, tuple[str, list[str]]] = {
    "another request": (edited(REPLY, lambda it: it.update(request=OTHER)), ["other-request"]),
    "another package": (edited(REPLY, lambda it: it.update(package="cd" * 32)), ["other-package"]),
    "an item short": (edited(REPLY, lambda it: it["answers"].pop("b")), ["missing-answers"]),
    "an item too many": (edited(REPLY, lambda it: it["answers"].update(c=3)), ["unknown-item"]),
    "out of range": (edited(REPLY, lambda it: it["answers"].update(a=4)), ["wrong-answer"]),
    "between two options": (edited(REPLY, lambda it: it["answers"].update(a=2)), ["wrong-answer"]),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_reply_that_does_not_fit_the_request_is_refused(name: str):
    text, expected = UNFIT[name]
    request = MirrorRequest.model_validate(REQUEST)
    reply = parse_reply(text, "reply")
    assert codes(lambda: check_reply(reply, request, "reply")) == expected


REQUESTS: dict[str, tuple[str, list[str]]] = {
    "a reply": (json.dumps(REPLY), ["json-form"]),
    "a newer format": (edited(REQUEST, lambda it: it.update(format="leadready/mirror-request/2")), ["newer-format"]),
    "scores": (edited(REQUEST, lambda it: it.update(scores={})), ["unknown-field"]),
    "no package": (edited(REQUEST, lambda it: it.pop("package")), ["missing-field"]),
    "a long name": (edited(REQUEST, lambda it: it.update(asked_by="x" * 81)), ["wrong-value"]),
    "a name that turns the line round": (edited(REQUEST, lambda it: it.update(asked_by="\u202etxt")), ["control-character"]),
    "a text to write": (
        edited(REQUEST, lambda it: it["instrument"].update(response_scales={"often": {"text": 80}})), ["request-form"]),
    "words for options": (
        edited(REQUEST, lambda it: it["instrument"]["response_scales"]["often"].update(options={"x": "X", "y": "Y"})), ["request-form"]),
    "no way to say not seen": (
        edited(REQUEST, lambda it: it["instrument"]["response_scales"]["often"].pop("not_applicable")), ["request-form"]),
    "an item for some": (
        edited(REQUEST, lambda it: page(it)["items"]["b"].update(when={"answer": {"a": ["3"]}})), ["request-form"]),
    "other words for some": (
        edited(REQUEST, lambda it: page(it)["items"]["b"].update(wordings=[{"when": {"answer": {"a": ["3"]}}, "stem": "X."}])), ["request-form"]),
    "an answer taken in": (edited(REQUEST, lambda it: page(it)["items"]["b"].update(stem="They {a}.")), ["request-form"]),
    "a section to leave out": (
        edited(REQUEST, lambda it: it["instrument"]["sections"][0].update(optional=True)), ["request-form"]),
    "a mirror within": (
        edited(REQUEST, lambda it: it["instrument"].update(mirror={"title": "T", "not_seen": "N", "pages": [{"items": {"a": "X."}}]})), ["request-form"]),
    "an unknown response scale": (
        edited(REQUEST, lambda it: page(it)["items"]["b"].update(response_scale="seldom")), ["unknown-response-scale"]),
    "too many items on a page": (
        edited(REQUEST, lambda it: page(it).update(items={f"i{n}": {"stem": "X.", "response_scale": "often"} for n in range(7)})), ["wrong-value"]),
    "too many items": (
        edited(REQUEST, lambda it: it["instrument"]["sections"][0].update(
            pages=[{"response_scale": "often", "items": {f"i{n}-{m}": "X." for m in range(6)}} for n in range(51)])), ["too-many-items"]),
    "an item twice": (
        edited(REQUEST, lambda it: it["instrument"]["sections"][0]["pages"].append(page(it))), ["duplicate-item"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_a_hostile_request_is_refused(tmp_path: Path, name: str):
    text, expected = REQUESTS[name]
    path = write(tmp_path, text)
    assert sorted(set(codes(lambda: read_request(path)))) == sorted(set(expected))


def test_a_sound_request_is_read_and_its_text_stays_text(tmp_path: Path):
    request = read_request(write(tmp_path, json.dumps(REQUEST)))
    assert request.asked_by == "Dr <b>Rhiannon</b> Pugh"
    assert [item.stem for item in request.instrument.items] == ["They ask.", "They wait."]


ANSWERS = st.fixed_dictionaries({name: st.sampled_from([1, 3, "n/a"]) for name in ("a", "b")})


@given(ANSWERS, st.integers(1, 9999))
def test_a_reply_reads_back_to_the_byte(answers: dict[str, object], revision: int):
    reply = parse_reply(json.dumps({**REPLY, "answers": answers, "revision": revision}, indent=3), "reply")
    check_reply(reply, MirrorRequest.model_validate(REQUEST), "reply")
    assert reply_bytes(parse_reply(reply_bytes(reply).decode(), "again")) == reply_bytes(reply)


def test_no_changed_byte_of_a_reply_ends_in_anything_but_a_problem_or_another_reply(tmp_path: Path):
    content = reply_bytes(parse_reply(json.dumps(REPLY), "reply"))
    path = tmp_path / "flipped"
    for place in range(len(content)):
        flipped = bytearray(content)
        flipped[place] ^= 1 << (place % 7)
        path.write_bytes(bytes(flipped))
        try:
            read_reply(path)
        except ProblemsFound:
            continue
