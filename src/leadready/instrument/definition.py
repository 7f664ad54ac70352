"""What every model of a definition file shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.language import _

if TYPE_CHECKING:
    from leadready.instrument.strict_yaml import Keys, YamlDocument

LONGEST_TEXT = 4000

Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
Version: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,4}$")]


Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""


class Definition(BaseModel):
    """A frozen value that refuses keys it does not know. Building is deferred: start-up must not pay for it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)


D = TypeVar("D", bound=Definition)


def read_definition(model: type[D], document: YamlDocument) -> D:
    """Turn a document into a model.

    Raises:
        ProblemsFound: every field that is missing, unknown or has a wrong value, each with its line.
    """
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        raise ProblemsFound(_problems(model, document, error)) from None


def _problems(model: type[Definition], document: YamlDocument, error: ValidationError) -> list[Problem]:
    found: dict[tuple[Keys, str], Problem] = {}
    for fault in error.errors(include_url=False, include_input=True):
        keys = _keys_in(document, fault["loc"])
        problem = _problem(model, document, keys, fault["type"], fault["loc"], fault["msg"])
        found.setdefault((keys, problem.code), problem)
    return list(found.values())


def _problem(model: type[Definition], document: YamlDocument, keys: Keys, kind: str, loc: Keys, reason: str) -> Problem:
    name = str(loc[-1]) if loc else document.file
    if kind == "missing":
        return document.problem(keys, "missing-field", _("“{name}” is missing.").format(name=name), _("Add it."))
    if kind == "extra_forbidden":
        what = _("“{name}” is not known here.").format(name=name)
        return document.problem((*keys, name), "unknown-field", what, near_miss(name, _fields(model, loc[:-1])))
    path = ".".join(str(key) for key in keys) or document.file
    what = _("“{path}” has a wrong value: {reason}.").format(path=path, reason=_plain(reason))
    return document.problem(keys, "wrong-value", what, _("Compare it with the format's description in docs/formats."))


def _plain(reason: str) -> str:
    reason = reason.removeprefix("Value error, ").rstrip(".")
    return reason[:1].lower() + reason[1:]


def _keys_in(document: YamlDocument, loc: Keys) -> Keys:
    """Keep of pydantic's location only the keys that the file has: unions and key checks add names of their own."""
    keys: Keys = ()
    for key in loc:
        if (*keys, key) in document.lines:
            keys = (*keys, key)
    return keys


def _fields(model: type[Definition], loc: Keys) -> list[str]:
    """List the field names that the model has at a location, following nested models by their schema."""
    schema: Schema = model.model_json_schema()
    node = schema
    for key in loc:
        node = _inside(_resolve(schema, node), str(key))
    return list(_resolve(schema, node).get("properties", {}))


def _inside(node: Schema, key: str) -> Schema:
    properties: dict[str, Schema] = node.get("properties", {})
    items: Schema = node.get("items", {})
    values: Schema = node.get("additionalProperties", {})
    return properties.get(key) or items or values


def _resolve(schema: Schema, node: Schema) -> Schema:
    """Follow a reference, and of alternatives take the one that is an object."""
    while True:
        if "$ref" in node:
            node = schema["$defs"][str(node["$ref"]).rpartition("/")[2]]
        elif "anyOf" in node:
            alternatives: list[Schema] = node["anyOf"]
            nothing: Schema = {}
            node = next((one for one in alternatives if "$ref" in one or "properties" in one), nothing)
        else:
            return node
