from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontDatabase

from leadready.ui import theme

# foreground, background, least contrast (WCAG 2.2: 4.5 for text, 3 for edges and focus)
PAIRS = [
    ("ink", "canvas", 4.5), ("ink", "surface", 4.5), ("ink", "sunken", 4.5), ("ink", "warm_soft", 4.5),
    ("muted", "canvas", 4.5), ("muted", "surface", 4.5), ("muted", "warm_soft", 4.5), ("muted", "sunken", 4.5),
    ("accent", "surface", 4.5), ("accent", "canvas", 4.5), ("accent", "accent_soft", 4.5), ("on_accent", "accent", 4.5),
    ("warm", "surface", 4.5), ("danger", "surface", 4.5),
    ("line", "surface", 3), ("line", "canvas", 3), ("focus", "surface", 3), ("focus", "canvas", 3), ("accent", "hairline", 3),
]  # fmt: skip


def luminance(name: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(name: str, front: str, back: str, least: float):
    if name == "contrast" and back == "hairline":
        back = "sunken"  # in high contrast the track is drawn sunken
    roles = theme.roles(name)
    lighter, darker = sorted((luminance(roles[front]), luminance(roles[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_all_themes_have_the_same_roles():
    assert set(theme.roles("light")) == set(theme.roles("dark")) == set(theme.roles("contrast"))


def test_sizes_follow_the_text_size(qapp):
    theme.apply("light", 200)
    assert theme.px(16) == 32
    assert theme.font(theme.BODY).pixelSize() == 32
    assert "font-size: 52px" in theme.stylesheet(theme.current())
    theme.apply("light", 100)


def test_the_bundled_font_has_its_weights(qapp):
    theme.load_fonts()
    assert {"Regular", "SemiBold", "Bold"} <= set(QFontDatabase.styles(theme.FAMILY))
