"""Modules of PySide6 that wait until they are used.

PySide6 carries some of its Python modules as source in its library, and loads them all with its first import: at every
start they are unpacked and translated anew, and bring half a dozen more in. They say what a function takes, for its
help and for the words of an error about wrong arguments; a start needs none of them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any, SupportsIndex

if TYPE_CHECKING:
    from collections.abc import Generator

# Not `mapping`: the library itself looks into that one, and past `__getattr__`.
WAITING = frozenset({"layout", "parser", "errorhandler", "enum_sig", "pyi_generator", "tool"})


@contextmanager
def waiting() -> Generator[None]:
    """While this lasts, what PySide6 loads from its library may wait; where it does that otherwise, nothing differs."""
    finders = sys.meta_path
    sys.meta_path = _Finders(finders)
    try:
        yield
    finally:
        sys.meta_path = finders


class _Finders(list[Any]):
    """The finders of modules, to which PySide6 adds its own for a while."""

    def insert(self, place: SupportsIndex, finder: Any) -> None:  # noqa: ANN401 - there is no type for all finders
        super().insert(place, _Finder(finder) if hasattr(finder, "zfile") else finder)

    def remove(self, finder: Any) -> None:  # noqa: ANN401 - there is no type for all finders
        self[:] = [one for one in self if getattr(one, "other", one) is not finder]


class _Finder:
    """Finds what another one finds, and lets it load some of that later."""

    def __init__(self, other: Any) -> None:  # noqa: ANN401 - it is PySide6's, and has no type
        self.other = other

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        found: ModuleSpec | None = self.other.find_spec(name, path, target)
        if found is None or name.rpartition(".")[2] not in WAITING:
            return found
        return ModuleSpec(name, self)  # type: ignore[arg-type] # it loads nothing, so it is not wholly a loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return LaterModule(spec.name, self.other)

    def exec_module(self, module: ModuleType) -> None:
        """Load nothing yet."""


class LaterModule(ModuleType):
    """A module that is loaded when something in it is asked for."""

    def __init__(self, name: str, loader: Any) -> None:  # noqa: ANN401 - it is PySide6's, and has no type
        super().__init__(name)
        self.__dict__["_loading"] = name, loader

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        # What import itself looks for, such as `__file__`, is no use of it.
        if name.startswith("__"):
            raise AttributeError(name)
        full_name, loader = self.__dict__.pop("_loading")
        known = self.__spec__
        self.__class__ = ModuleType  # type: ignore[assignment] # from now on it is one like others
        self.__spec__ = ModuleSpec(full_name, loader)
        loader.exec_module(self)
        self.__spec__ = known
        return getattr(self, name)
