"""Files that pretend to be packages, each with the codes of the problems that are told."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tests.workflow.packages import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(document: dict[str, Any]) -> str:
    """Hash a document anew, as whoever makes a hostile file would."""
    for name, entry in document["files"].items():
        if isinstance(entry, dict) and isinstance(entry.get("text"), str):
            document["files"][name] = {**entry, "sha256": sha256(entry["text"])}
    document.pop("sha256", None)
    document["sha256"] = sha256(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return json.dumps(document)


def document(**texts: str) -> dict[str, Any]:
    """A sound document, with some of its files changed or added."""
    names = {"instrument": INSTRUMENT, "rubric": RUBRIC, "actions": ACTIONS}
    files = {**SMALL, **{names.get(name, name): text for name, text in texts.items()}}
    return {
        "format": "leadready/package/1",
        "id": "small",
        "version": "1.0.0",
        "made_with": "leadready 0.2.0",
        "files": {name: {"text": text} for name, text in files.items()},
    }


def with_(**fields: object) -> str:
    return sealed({**document(), **fields})


def with_file(name: str, text: str = "x: y\n") -> str:
    made = document()
    made["files"][name] = {"text": text}
    return sealed(made)


def edited(change: Callable[[dict[str, Any]], object]) -> str:
    """Change a sound document after it was sealed."""
    made = json.loads(sealed(document()))
    change(made)
    return json.dumps(made)


def without(name: str) -> str:
    made = document()
    del made["files"][name]
    return sealed(made)


def deep(levels: int) -> object:
    made: object = "x"
    for _level in range(levels):
        made = {"a": made}
    return made


SOUND = sealed(document())
INSTRUMENT_TEXT, RUBRIC_TEXT = SMALL[INSTRUMENT], SMALL[RUBRIC]

# what it is: the file's text or bytes, and the codes of the problems that are told
HOSTILE: dict[str, tuple[str | bytes, set[str]]] = {
    "empty": ("", {"json-syntax"}),
    "cut short": (SOUND[:-20], {"json-syntax"}),
    "something behind it": (SOUND + "{}", {"json-syntax"}),
    "no UTF-8": (SOUND.encode("utf-16"), {"encoding"}),
    "bytes of a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {"encoding"}),
    "a zip archive": (b"PK\x03\x04" + b"\x00" * 64, {"json-syntax"}),
    "larger than 10 MiB": (" " * (10 * 1024 * 1024 + 1), {"file-too-large"}),
    "a list": ("[]", {"json-form"}),
    "a text": ('"leadready/package/1"', {"json-form"}),
    "another format": (with_(format="leadready/rubric/1"), {"json-form"}),
    "no format": (edited(lambda made: made.pop("format")), {"json-form"}),
    "a format that is an object": (edited(lambda made: made.update(format={})), {"json-form"}),
    "a newer format": (with_(format="leadready/package/2"), {"newer-format"}),
    "a much newer format": (with_(format="leadready/package/999999999"), {"newer-format"}),
    "a key twice": (SOUND[:-1] + ', "id": "other"}', {"json-duplicate-key"}),
    "a file twice": (SOUND.replace('"files": {', '"files": {"actions.yaml": {"text": "", "sha256": ""}, '), {"json-duplicate-key"}),
    "not a number": (edited(lambda made: made.update(id=float("nan"))), {"json-number"}),
    "infinity": (edited(lambda made: made.update(id=float("inf"))), {"json-number"}),
    "a number": (edited(lambda made: made.update(version=1)), {"json-number"}),
    "a number of a million digits": (SOUND.replace('"small"', "9" * 1_000_000, 1), {"json-number"}),
    "lists 100,000 deep": ("[" * 100_000, {"json-depth", "json-syntax"}),
    "objects 100,000 deep": ('{"a":' * 100_000, {"json-depth", "json-syntax"}),
    "objects 500 deep inside": (edited(lambda made: made.update(files=deep(500))), {"json-depth"}),
    "half a character": (SOUND.replace("I lead.", "I \\ud800 lead."), {"half-character"}),
    "half a character in a name": (SOUND.replace('"id": "small"', '"id": "sm\\udfffall"', 1), {"half-character"}),
    "an unknown field": (with_(icon="x"), {"unknown-field"}),
    "a hundred thousand unknown fields": (with_(**{f"f{n}": "x" for n in range(100_000)}), {"unknown-field"}),
    "an unknown field of a file": (edited(lambda made: made["files"][RUBRIC].update(mode="0777")), {"unknown-field"}),
    "a file that is a text": (edited(lambda made: made["files"].update({ACTIONS: "x"})), {"wrong-value"}),
    "a text that is a list": (edited(lambda made: made["files"][ACTIONS].update(text=["x"])), {"wrong-value"}),
    "files that are a list": (edited(lambda made: made.update(files=[])), {"wrong-value"}),
    "no files": (with_(files={}), {"wrong-value"}),
    "no hash": (edited(lambda made: made.pop("sha256")), {"missing-field"}),
    "a hash that is none": (edited(lambda made: made.update(sha256="x" * 64)), {"wrong-value"}),
    "a changed file": (SOUND.replace("I lead.", "I led. ", 1), {"hash-mismatch"}),
    "a changed file with its own hash mended": (
        edited(lambda made: made["files"].update({ACTIONS: {"text": "a: b\n", "sha256": sha256("a: b\n")}})),
        {"hash-mismatch"},
    ),
    "a file taken out": (edited(lambda made: made["files"].pop(ACTIONS)), {"hash-mismatch"}),
    "another program named": (edited(lambda made: made.update(made_with="leadready 0.2.1")), {"hash-mismatch"}),
    "a program that is none": (with_(made_with="leadready 1.0.0\x1b[31m"), {"wrong-value"}),
    "a path upwards": (with_file("../evil.yaml"), {"wrong-file-name"}),
    "a path upwards inside": (with_file("rubrics/../../evil.yaml"), {"wrong-file-name"}),
    "a path from the root": (with_file("/etc/cron.d/evil"), {"wrong-file-name"}),
    "a path of Windows": (with_file("C:\\evil.yaml"), {"wrong-file-name"}),
    "backslashes": (with_file("rubrics\\evil.yaml"), {"wrong-file-name"}),
    "a device of Windows": (with_file("rubrics/CON.yaml"), {"wrong-file-name"}),
    "a hidden file": (with_file(".bashrc"), {"wrong-file-name"}),
    "a stream of Windows": (with_file("rubrics/a.yaml:evil"), {"wrong-file-name"}),
    "a program": (with_file("rubrics/evil.exe"), {"wrong-file-name"}),
    "a name with a line break": (with_file("rubrics/a.yaml\n"), {"wrong-file-name"}),
    "a name with a zero": (with_file("rubrics/a\x00.yaml"), {"wrong-file-name"}),
    "a name of another alphabet": (with_file("rubrics/а.yaml"), {"wrong-file-name"}),
    "a name of 5,000 letters": (with_file(f"rubrics/{'a' * 5000}.yaml"), {"wrong-file-name"}),
    "one name in two cases": (with_file("rubrics/Development.yaml", RUBRIC_TEXT.replace("id: dev", "id: other-dev")), {"wrong-file-name"}),
    "1,000 files": (with_(files={f"examples/a{n}.yaml": {"text": ""} for n in range(1000)}), {"too-many-files"}),
    "a file above 1 MiB": (with_file("README.md", "x" * (1024 * 1024 + 1)), {"wrong-value"}),
    "a file above 1 MiB in bytes": (with_file("README.md", "é" * (600 * 1024)), {"file-too-large"}),
    "more than 2 MiB together": (sealed(document(**{f"examples/a{n}.yaml": "# " + "x" * 500_000 for n in range(5)})), {"file-too-large"}),
    "another id outside": (with_(id="other"), {"other-package"}),
    "another version outside": (with_(version="2.0.0"), {"other-package"}),
    "an id that is a path": (with_(id="../../up"), {"wrong-value"}),
    "no instrument": (without(INSTRUMENT), {"file-missing"}),
    "no rubric": (without(RUBRIC), {"no-rubric"}),
    "aliases that grow": (
        sealed(document(actions="a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")), {"yaml-anchor", "yaml-alias"},
    ),
    "a tag": (sealed(document(actions="!!python/object/apply:os.system [id]\n")), {"yaml-tag"}),
    "YAML 200 deep": (sealed(document(actions="a: " + "[" * 200 + "]" * 200)), {"yaml-too-deep"}),
    "a hundred thousand values": (sealed(document(actions="[" + "a," * 100_000 + "a]")), {"yaml-too-many"}),
    "a hundred thousand double keys": (sealed(document(actions="a:\n" * 100_000)), {"yaml-duplicate-key"}),
    "an example that is no YAML": (with_file("examples/a.yaml", "a: ["), {"yaml-syntax"}),
    "a terminal's escape in a title": (
        sealed(document(instrument=INSTRUMENT_TEXT.replace("title: Small ", 'title: "\\e[31mSmall" '))), {"control-character"},
    ),
    "a line turned round": (
        sealed(document(instrument=INSTRUMENT_TEXT.replace("title: Small ", "title: Small\u202e "))), {"control-character"},
    ),
    "a package that does not load": (
        sealed(document(rubric=RUBRIC_TEXT.replace("[a1, -a2]", "[a1, -a9]").replace("title: Leading", "titel: Leading"))),
        {"missing-field", "unknown-field"},
    ),
    "20,000 unknown fields in a rubric": (
        sealed(document(rubric=RUBRIC_TEXT + "".join(f"k{n}:\n" for n in range(20_000)))), {"unknown-field"},
    ),
    "20,000 items that are not asked": (
        sealed(document(rubric=RUBRIC_TEXT.replace("[a1, -a2]", "[" + ", ".join(f"b{n}" for n in range(20_000)) + "]"))), {"unknown-item"},
    ),
    "composites that double with each step": (
        sealed(document(rubric=RUBRIC_TEXT + "composites:\n" + "".join(
            f"  c{n}: {{title: a, about: a, weights: {{{'leading: 1' if n > 58 else f'c{n + 1}: 1, c{n + 2}: 1'}}}}}\n" for n in range(61)
        ))), {"composites-deep"},
    ),
}  # fmt: skip
