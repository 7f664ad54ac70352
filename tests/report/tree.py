"""Reads the structure of a tagged PDF back, as a screen reader would walk through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

from tests.report.reading import ARTEFACT, STRAY, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

Texts = dict[tuple[int, int], str]
"""The text of each marked content, by page and number."""


@dataclass
class Node:
    """An element, with what stands in it in the order in which it is read."""

    role: str
    kids: list[Node | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    alternative: str = ""
    actual: str = ""
    attributes: dict[str, object] = field(default_factory=dict)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def nodes(self) -> list[Node]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def all(self, *roles: str) -> list[Node]:
        return [node for node in self.walk() if node.role in roles]

    @property
    def own_text(self) -> str:
        """What is said for this element itself: a stated text rather than what is drawn."""
        return self.alternative or self.actual or "".join(kid for kid in self.kids if isinstance(kid, str))

    @property
    def said(self) -> list[str]:
        """Everything in it, in the order in which it is said; marks of list items are not words."""
        texts = [node.own_text for node in self.walk() if node.role != "Lbl"]
        return [text for text in map(one_line, texts) if text]


def one_line(text: str) -> str:
    return " ".join(text.split())


def tree(pdf: bytes) -> Node:
    """Read the structure; every marked content must belong to exactly one element."""
    texts: Texts = {}
    for number, page in enumerate(pages(pdf)):
        for one in page.strings:
            assert one.mark != STRAY or not one.text, f"nothing says whose “{one.text}” is"
            if one.mark != ARTEFACT:
                texts[number, one.mark] = texts.get((number, one.mark), "") + one.text
    with pikepdf.open(BytesIO(pdf)) as opened:
        reader = _Reader(opened, texts)
        found = reader.node(opened.Root.StructTreeRoot.K)
        assert set(texts) <= reader.seen, "text that no element has"
        reader.check_parents()
    return found


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, texts: Texts) -> None:
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts = texts
        self._root = pdf.Root
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}

    @property
    def seen(self) -> set[tuple[int, int]]:
        return set(self._owners)

    def node(self, element: pikepdf.Object) -> Node:
        node = Node(
            str(element.S)[1:], alternative=str(element.get("/Alt", "")), actual=str(element.get("/ActualText", ""))
        )
        if "/A" in element:
            node.attributes = {key: self._plain(value) for key, value in element.A.items()}
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._kid(node, element, kid)
        return node

    def _kid(self, node: Node, element: pikepdf.Object, kid: pikepdf.Object | int) -> None:
        if isinstance(kid, int):
            self._content(node, element, element.Pg, kid)
        elif "/MCID" in kid:
            self._content(node, element, kid.Pg, int(kid.MCID))
        else:
            assert kid.P.objgen == element.objgen
            node.kids.append(self.node(kid))

    def _content(self, node: Node, element: pikepdf.Object, page: pikepdf.Object, number: int) -> None:
        place = self._numbers[page.objgen], number
        assert place not in self._owners
        self._owners[place] = element.objgen
        node.pages.add(place[0])
        node.kids.append(self._texts.get(place, ""))

    def check_parents(self) -> None:
        """The way back, from the content of a page to its element, leads to the same one."""
        numbers = list(self._root.StructTreeRoot.ParentTree.Nums)
        back = {
            (int(page), number): owner.objgen
            for page, owners in zip(numbers[::2], numbers[1::2], strict=True)
            for number, owner in enumerate(owners)
        }
        assert back == self._owners

    @staticmethod
    def _plain(value: pikepdf.Object) -> object:
        if isinstance(value, pikepdf.Array):
            return tuple(float(one) for one in value)
        return str(value)
