"""Where a value goes that a file does not have yet: what is missing on the way is made, in the order of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.examples import Example, is_example
from leadready.assessment.loading import ACTIONS, INSTRUMENT, is_rubric
from leadready.instrument import round_trip
from leadready.instrument.definition import field_names
from leadready.instrument.model import Instrument
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from leadready.instrument.definition import Definition
    from leadready.instrument.strict_yaml import Keys, Value


def with_value(text: str, file: str, keys: Keys, value: Value, *, original: str | None) -> str:
    """Give a place of a file a value.

    Args:
        text: The file's text.
        file: Its name, which says of what format it is.
        keys: The place.
        value: The value.
        original: The text as it was opened (`round_trip.set_value`); None for a new file.

    Raises:
        KeyError: the way leads through something that is no list or mapping.
        ProblemsFound: the file is no YAML.
    """
    said = yaml_text(text, file).value
    depth = _depth(said, keys)
    if depth == len(keys):
        return round_trip.set_value(text, file, keys, value, original=original)
    above, key = keys[:depth], keys[depth]
    for missing in reversed(keys[depth + 1 :]):
        value = [value] if isinstance(missing, int) else {missing: value}
    held = plain(said, above)
    if isinstance(key, int):
        if key != len(held or ()) or isinstance(held, str):
            raise KeyError(keys)
        return round_trip.insert(text, file, above, key, value)
    if isinstance(held, str | list) and held:
        raise KeyError(keys)
    place = _place_for(file, above, key, list(held) if isinstance(held, dict) else [])
    return round_trip.insert(text, file, above, place, value, key=key)


def _depth(value: Value, keys: Keys) -> int:
    """Count how many of the keys lead somewhere."""
    for depth in range(len(keys), 0, -1):
        try:
            plain(value, keys[:depth])
        except KeyError:
            continue
        return depth
    return 0


def _place_for(file: str, above: Keys, key: str, there: list[str]) -> int:
    """Find the position of a new field: behind those that come before it in the format; otherwise at the end."""
    model = _model_of(file)
    order = field_names(model, above) if model else []
    if key not in order:
        return len(there)
    before = set(order[: order.index(key)])
    return max((number for number, name in enumerate(there, start=1) if name in before), default=0)


def _model_of(file: str) -> type[Definition] | None:
    if is_rubric(file):
        return Rubric
    if is_example(file):
        return Example
    models: dict[str, type[Definition]] = {INSTRUMENT: Instrument, ACTIONS: ActionLibrary}
    return models.get(file)
