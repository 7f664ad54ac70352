"""What every model of a definition file shares."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError, ValidationInfo

from leadready.instrument.problems import MOST_PROBLEMS, Problem, ProblemsFound, more_problems, near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic_core import ErrorDetails

    from leadready.instrument.strict_yaml import Keys, YamlDocument

LONGEST_TEXT = 4000

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id: TypeAlias = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Name: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
"""Words that are the same in every language: names of people, licences, sources."""


def _in_language(text: str, info: ValidationInfo) -> str:
    context: Mapping[str, Callable[[str], str]] = info.context or {}
    return context[TRANSLATE](text) if TRANSLATE in context else text


TRANSLATE = "translate"
"""Key of the validation context under which a function stands that turns each text into another language."""

Text: TypeAlias = Annotated[Name, AfterValidator(_in_language)]
"""Words for people, which a package may have in several languages."""

VERSION_PATTERN = r"^\d{1,4}\.\d{1,4}\.\d{1,4}$"
Version: TypeAlias = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]


Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""


Forms: TypeAlias = "Mapping[str, Callable[[], str]]"
"""By pattern, what a text must be, in words for the person who wrote it."""

FORMS: Forms = {
    ID_PATTERN: lambda: _("it must be small letters, digits and hyphens, such as “self-awareness”"),
    VERSION_PATTERN: lambda: _("it must be three numbers with points between them, such as 1.0.0"),
}


class Definition(BaseModel):
    """A frozen value that refuses keys it does not know. Building is deferred: start-up must not pay for it.

    Attributes:
        forms: What texts with a pattern must be, for every pattern in a file of this kind.
    """

    forms: ClassVar[Forms] = FORMS
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
    faults = error.errors(include_url=False, include_input=False)
    for fault in faults[:MOST_PROBLEMS]:
        keys = _keys_in(document, fault["loc"])
        problem = _problem(model, document, keys, fault)
        found.setdefault((keys, problem.what), problem)
    # Of a value that may have one of several forms each form complains; the one that goes deepest is useful.
    places = [keys for keys, _what in found]
    problems = [
        problem
        for (keys, _what), problem in found.items()
        if problem.code != "wrong-value" or not any(other[: len(keys)] == keys != other for other in places)
    ]
    if len(faults) > MOST_PROBLEMS:
        problems.append(more_problems(document.file))
    return problems


def _problem(model: type[Definition], document: YamlDocument, keys: Keys, fault: ErrorDetails) -> Problem:
    loc = fault["loc"]
    name = str(loc[-1]) if loc else document.file
    if fault["type"] == "missing":
        return document.problem(
            (*keys, name), "missing-field", _("“{name}” is missing.").format(name=name), _("Add it.")
        )
    if fault["type"] == "extra_forbidden":
        what = _("“{name}” is not known here.").format(name=name)
        advice = near_miss(name, field_names(model, loc[:-1]))
        if name.isdecimal():
            advice = _("If it is a part of a number, write the number with a point: 0.75, not 0,75.")
        return document.problem(keys, "unknown-field", what, advice)
    what = _("“{name}” has a wrong value: {reason}.").format(name=_name(document, keys), reason=reason_of(model, fault))
    return document.problem(keys, "wrong-value", what, _("Compare it with the format's description in docs/formats."))


def _name(document: YamlDocument, keys: Keys) -> str:
    """Name a place by its last word; entries of lists are counted from 1, as people count."""
    if not keys:
        return document.file
    last = keys[-1]
    return _("{list}, entry {n}").format(list=_name(document, keys[:-1]), n=last + 1) if isinstance(last, int) else last


def reason_of(model: type[Definition], fault: ErrorDetails) -> str:
    """Say what is wrong with a value in the words of someone who writes files, not programs; a sentence's end."""
    limits = fault.get("ctx", {})
    form = model.forms.get(limits.get("pattern", ""))
    if form is not None:
        return form()
    words = {
        "string_pattern_mismatch": _("it does not have the expected form"),
        "string_type": _("it must be text"),
        "string_too_short": _("it must not be empty"),
        "string_too_long": _("it is longer than {max_length} characters"),
        "int_parsing": _("it must be a whole number"),
        "int_type": _("it must be a whole number"),
        "decimal_parsing": _("it must be a number, with a point where it has decimals"),
        "decimal_type": _("it must be a number"),
        "finite_number": _("it must be a number"),
        "greater_than": _("it must be more than {gt}"),
        "greater_than_equal": _("it must be at least {ge}"),
        "less_than": _("it must be less than {lt}"),
        "less_than_equal": _("it must be at most {le}"),
        "too_short": _("it needs at least {min_length} entries"),
        "too_long": _("it has more than {max_length} entries"),
        "literal_error": _("it must be {expected}"),
        "enum": _("it must be {expected}"),
        "bool_parsing": _("it must be true or false"),
        "dict_type": _("it must have named entries"),
        "model_type": _("it must have named entries"),
        "tuple_type": _("it must be a list, in square brackets: [a, b]"),
    }
    known = words.get(fault["type"])
    if known is not None:
        return known.format_map(limits)
    reason = fault["msg"].removeprefix("Value error, ").rstrip(".")
    return reason[:1].lower() + reason[1:]


def _keys_in(document: YamlDocument, loc: Keys) -> Keys:
    """Keep of pydantic's location only the keys that the file has: unions and key checks add names of their own."""
    keys: Keys = ()
    for key in loc:
        if (*keys, key) in document.lines:
            keys = (*keys, key)
    return keys


def field_names(model: type[Definition], loc: Keys) -> list[str]:
    """List the field names that the model has at a location, following nested models by their schema."""
    schema = _schema(model)
    node = schema
    for key in loc:
        resolved = _resolve(schema, node)
        node = _tagged(schema, resolved["oneOf"], str(key)) if "oneOf" in resolved else _inside(resolved, str(key))
    return list(_resolve(schema, node).get("properties", {}))


@cache
def _schema(model: type[Definition]) -> Schema:
    return model.model_json_schema()


def _tagged(schema: Schema, forms: list[Schema], tag: str) -> Schema:
    """Of the forms of a condition take the one with this word, or the one that begins with the id of a score."""
    fields: list[Schema] = [_resolve(schema, form).get("properties", {}) for form in forms]
    nothing: Schema = {}
    found = next((form for form, named in zip(forms, fields, strict=True) if tag in named), None)
    return found or next((form for form, named in zip(forms, fields, strict=True) if not named), nothing)


def _inside(node: Schema, key: str) -> Schema:
    if node.get("title") == key:
        # Of a value that may have several forms, pydantic names the form as well.
        return node
    properties: dict[str, Schema] = node.get("properties", {})
    items: Schema = node.get("items", {})
    # Named entries stand under the pattern of their names where those are ids.
    patterns: dict[str, Schema] = node.get("patternProperties", {})
    others: Schema | bool = node.get("additionalProperties", {})
    values = next(iter(patterns.values()), others if isinstance(others, dict) else {})
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
