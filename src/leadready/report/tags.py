"""The structure of a document, as a screen reader walks through it: elements, and the marked content of each.

It knows no file and no paper. Roles are standard ones of PDF (ISO 32000-1, 14.8.4), so none needs a map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "Figure",
]  # fmt: skip
Scope: TypeAlias = Literal["Column", "Row"]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points from the lower left corner of a page."""

HEADINGS: tuple[Role, ...] = ("H1", "H2", "H3", "H4")
_CELLS = {"TH", "TD"}


class Mark(NamedTuple):
    """Marked content: its page, from 1, and its number there, from 0."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document. One that goes over several pages has a mark on each, and stays one.

    Attributes:
        alternative: What a picture shows, in words.
        actual: What is really written here, where no font can show it all; otherwise empty.
        scope: Of which cells a head of a table is the head.
        box: Where a picture stands on its page.
    """

    role: Role
    alternative: str = ""
    actual: str = ""
    scope: Scope | None = None
    box: Box | None = None
    kids: list[Element | Mark] = field(default_factory=list)

    def add(self, role: Role, *, alternative: str = "", actual: str = "", scope: Scope | None = None) -> Element:
        """Add a part at the end."""
        added = Element(role, alternative, actual, scope)
        self.kids.append(added)
        return added

    def add_item(self) -> Element:
        """Add an item to the list that stands at the end; where none does, one begins."""
        last = self.kids[-1] if self.kids else None
        items = last if isinstance(last, Element) and last.role == "L" else self.add("L")
        return items.add("LI")

    @property
    def is_read(self) -> bool:
        """Whether there is anything in it; a cell counts without, for its row would lose its place."""
        return self.role in _CELLS or any(isinstance(kid, Mark) or kid.is_read for kid in self.kids)


class Structure:
    """The whole of a document.

    Attributes:
        document: The element that holds all others.
        owners: By page, from 1: the element of each marked content, in order of its number.
    """

    def __init__(self) -> None:
        self.document = Element("Document")
        self.owners: dict[int, list[Element]] = {}

    def mark(self, element: Element, page: int) -> int:
        """Give an element the next marked content of a page; returns its number."""
        owners = self.owners.setdefault(page, [])
        mark = Mark(page, len(owners))
        element.kids.append(mark)
        owners.append(element)
        return mark.number
