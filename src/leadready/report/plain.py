"""Texts as every kind of file can hold them."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Leave out control characters, for which no file has a place; line ends all become a line feed, tabs stay."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in ends if letter in "\n\t" or unicodedata.category(letter) != "Cc")


def one_line(text: str) -> str:
    """Write a text in one line, with one space wherever there was a gap."""
    return " ".join(plain(text).split())
