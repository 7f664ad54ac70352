"""The look: colour roles become one palette and one stylesheet; all sizes follow the text size.

Nothing else names a colour. Roles: canvas (behind everything), surface (cards, rail, footer), sunken (tracks, hover),
hairline (card edges), line (edges of controls, at least 3:1), ink (text), muted (secondary text), accent and on_accent
(chosen, primary, data), accent_soft (current place, chips), warm and warm_soft (hypotheses, advice), danger (deletion,
real errors), focus (the ring).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from leadready import assets

Choice: TypeAlias = Literal["system", "light", "dark", "contrast"]
CHOICES: Final[tuple[Choice, ...]] = ("system", "light", "dark", "contrast")
TEXT_SIZES: Final = (100, 125, 150, 175, 200)
FAMILY: Final = "Atkinson Hyperlegible Next"
_FONTS = ("Regular", "SemiBold", "Bold")

BODY, STEM, HEADING, TITLE, SMALL = 16, 19, 18, 26, 13
"""Text sizes in pixels at 100 %."""


class Theme(NamedTuple):
    """The look in use: colours by role, and the text size in per cent."""

    name: str
    colours: dict[str, str]
    text_size: int = 100

    def px(self, size: float) -> int:
        """Scale a length with the text size."""
        return round(size * self.text_size / 100)


class _Active:
    theme: Theme | None = None


def apply(choice: Choice, text_size: int) -> Theme:
    """Bring a theme into the running application. `system` follows the system's scheme and its wish for contrast."""
    name = _followed() if choice == "system" else choice
    theme = Theme(name, roles(name), text_size)
    _Active.theme = theme
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(font(BODY))
        application.setPalette(_palette(theme))
        application.setStyleSheet(stylesheet(theme))
    return theme


def current() -> Theme:
    """The theme in use; before any was chosen, the light one."""
    if _Active.theme is None:
        _Active.theme = Theme("light", roles("light"))
    return _Active.theme


def colour(role: str) -> QColor:
    """The colour of a role in the theme in use; raises KeyError for an unknown role."""
    return QColor(current().colours[role])


def px(size: float) -> int:
    """Scale a length with the text size in use."""
    return current().px(size)


def font(size: float, weight: int = 400) -> QFont:
    """Make the program's font at a size in pixels at 100 %."""
    return QFont(_font(px(size), weight))  # a copy, which shares everything until somebody changes it


@cache
def _font(pixels: int, weight: int) -> QFont:
    made = QFont([FAMILY, "Noto Sans"])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


def load_fonts() -> None:
    """Make the bundled fonts known to Qt."""
    folder = assets.resources() / "fonts"
    for style in _FONTS:
        QFontDatabase.addApplicationFont(str(folder / f"AtkinsonHyperlegibleNext-{style}.ttf"))


def load_fallback_fonts() -> None:
    """Make the fonts known that only other alphabets need; after the first paint."""
    QFontDatabase.addApplicationFont(str(assets.resources() / "fonts" / "NotoSans-Regular.ttf"))


@cache
def roles(name: str) -> dict[str, str]:
    """Read the colours of a theme."""
    text = (assets.resources() / "themes" / f"{name}.json").read_text(encoding="utf-8")
    return {role: str(value) for role, value in json.loads(text).items()}


def _picture(name: str) -> str:
    """Name a picture for the stylesheet, which cannot recolour one: the arrow is of a grey that stands out everywhere."""
    return (assets.resources() / "icons" / f"{name}.svg").as_posix()


def _followed() -> str:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Link: "accent",
}


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(theme.colours[name]))
    return palette


def stylesheet(theme: Theme) -> str:
    """Write the one stylesheet."""
    # ruff: noqa: E501 - one rule a line reads best in a stylesheet
    c, px_ = theme.colours, theme.px
    tick = "ticked" if theme.name == "light" else "ticked-dark"
    # Borders stay where they are told; alignments turn by themselves with the direction of reading.
    end = "left" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else "right"
    return f"""
    #rail {{ background: {c["surface"]}; border-{end}: 1px solid {c["hairline"]}; }}
    #footer {{ background: {c["surface"]}; border-top: 1px solid {c["hairline"]}; }}
    QScrollArea, #body {{ border: none; background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {c["line"]}; border-radius: 4px; min-height: 40px; }}
    QScrollBar::handle:vertical:disabled {{ background: transparent; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {c["line"]}; border-radius: 4px; min-width: 40px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QLabel[role="title"] {{ font-size: {px_(TITLE)}px; font-weight: 700; }}
    QLabel[role="heading"] {{ font-size: {px_(HEADING)}px; font-weight: 600; }}
    QLabel[role="stem"] {{ font-size: {px_(STEM)}px; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {c["muted"]}; }}
    QLabel[role="small"] {{ color: {c["muted"]}; font-size: {px_(SMALL)}px; }}
    QLabel[role="danger"] {{ color: {c["danger"]}; font-weight: 600; }}
    QLabel[role="warm"] {{ color: {c["warm"]}; font-weight: 600; }}
    QLabel[role="eyebrow"] {{ color: {c["accent"]}; font-weight: 600; font-size: {px_(SMALL)}px; }}
    QLabel[role="chip"] {{ background: {c["accent_soft"]}; color: {c["accent"]}; border: 1px solid {c["accent_soft"]};
        border-radius: {px_(10)}px; padding: {px_(3)}px {px_(10)}px; font-weight: 600; font-size: {px_(SMALL)}px; }}
    QPushButton {{ padding: {px_(8)}px {px_(17)}px; min-height: {px_(22)}px; border: 1px solid {c["line"]};
        border-radius: {px_(8)}px; background: {c["surface"]}; color: {c["ink"]}; }}
    QPushButton:hover {{ background: {c["sunken"]}; }}
    QPushButton:disabled {{ color: {c["muted"]}; border-color: {c["hairline"]}; }}
    QPushButton[role="primary"] {{ background: {c["accent"]}; color: {c["on_accent"]}; border-color: {c["accent"]}; font-weight: 600; }}
    QPushButton[role="quiet"] {{ padding: {px_(8)}px {px_(10)}px; border-color: transparent; background: transparent; color: {c["accent"]}; font-weight: 600; }}
    QPushButton[role="picture"] {{ padding: {px_(5)}px; min-height: {px_(20)}px; min-width: {px_(20)}px; border-color: transparent; background: transparent; }}
    QPushButton[role="danger"] {{ color: {c["danger"]}; border-color: {c["danger"]}; }}
    QPushButton[role="rail"] {{ text-align: left; border-color: transparent; background: transparent; color: {c["muted"]};
        padding: {px_(8)}px {px_(12)}px; }}
    QPushButton[role="rail"]:hover {{ background: {c["sunken"]}; color: {c["ink"]}; }}
    QPushButton[role="rail"]:checked {{ background: {c["accent_soft"]}; color: {c["accent"]}; font-weight: 600; }}
    QPushButton[role="primary"]:disabled {{ background: {c["sunken"]}; color: {c["muted"]}; border-color: {c["hairline"]}; }}
    QPushButton[role="quiet"]:disabled {{ color: {c["muted"]}; font-weight: 400; }}
    QPushButton:focus {{ border: 3px solid {c["focus"]}; padding: {px_(8) - 2}px {px_(17) - 2}px; }}
    QPushButton[role="quiet"]:focus {{ padding: {px_(8) - 2}px {px_(10) - 2}px; }}
    QPushButton[role="rail"]:focus {{ padding: {px_(8) - 2}px {px_(12) - 2}px; }}
    QPushButton[role="picture"]:focus {{ padding: {px_(5) - 2}px; }}
    QRadioButton {{ padding: {px_(9)}px {px_(10)}px; min-height: {px_(22)}px; border: 1px solid {c["line"]}; border-radius: {px_(8)}px;
        background: {c["surface"]}; color: {c["ink"]}; spacing: 0; }}
    QRadioButton:hover {{ background: {c["sunken"]}; }}
    QRadioButton:checked {{ background: {c["accent"]}; color: {c["on_accent"]}; border-color: {c["accent"]}; font-weight: 600; }}
    QRadioButton:focus {{ border: 3px solid {c["focus"]}; padding: {px_(9) - 2}px {px_(10) - 2}px; }}
    QRadioButton::indicator {{ width: 0; height: 0; border: none; image: none; }}
    QCheckBox {{ spacing: {px_(10)}px; padding: {px_(8)}px; border: 3px solid transparent; border-radius: {px_(8)}px; }}
    QCheckBox:focus {{ border-color: {c["focus"]}; }}
    QCheckBox::indicator {{ width: {px_(22)}px; height: {px_(22)}px; border: 2px solid {c["line"]}; border-radius: 4px;
        background: {c["surface"]}; }}
    QCheckBox::indicator:checked {{ background: {c["accent"]}; border-color: {c["accent"]}; image: url("{_picture(tick)}"); }}
    QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{ padding: {px_(7)}px {px_(9)}px; min-height: {px_(22)}px;
        border: 1px solid {c["line"]}; border-radius: {px_(6)}px; background: {c["surface"]}; color: {c["ink"]};
        selection-background-color: {c["accent"]}; selection-color: {c["on_accent"]}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{ border: 3px solid {c["focus"]};
        padding: {px_(7) - 2}px {px_(9) - 2}px; }}
    QAbstractSpinBox QLineEdit {{ padding: 0; border: none; min-height: 0; background: transparent; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {px_(30)}px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_picture("arrow")}"); width: {px_(18)}px; height: {px_(18)}px; }}
    QComboBox QAbstractItemView {{ background: {c["surface"]}; color: {c["ink"]}; selection-background-color: {c["accent"]};
        selection-color: {c["on_accent"]}; border: 1px solid {c["line"]}; }}
    QTreeView, QListView {{ border: 1px solid {c["hairline"]}; border-radius: {px_(8)}px; background: {c["surface"]}; color: {c["ink"]};
        padding: {px_(4)}px; outline: none; show-decoration-selected: 0; }}
    QTreeView:focus, QListView:focus {{ border: 3px solid {c["focus"]}; padding: {px_(4) - 2}px; }}
    QTreeView::item {{ padding: {px_(4)}px {px_(2)}px; min-height: {px_(20)}px; border: 1px solid transparent; }}
    QListView::item {{ padding: {px_(5)}px {px_(4)}px; border: 1px solid transparent; }}
    QTreeView::item:hover, QListView::item:hover {{ background: {c["sunken"]}; color: {c["ink"]}; }}
    QTreeView::item:selected, QListView::item:selected {{ background: {c["accent_soft"]}; color: {c["accent"]}; border-color: {c["accent"]}; }}
    QPdfView {{ border: 1px solid {c["hairline"]}; padding: 2px; }}
    QPdfView:focus {{ border: 3px solid {c["focus"]}; padding: 0; }}
    QTableView {{ border: 1px solid {c["hairline"]}; padding: 2px; background: {c["surface"]}; color: {c["ink"]};
        gridline-color: {c["hairline"]}; }}
    QTableView:focus {{ border: 3px solid {c["focus"]}; padding: 0; }}
    QTableView::item {{ padding: {px_(4)}px {px_(6)}px; }}
    QTableView::item:selected {{ background: {c["accent_soft"]}; color: {c["accent"]}; }}
    QHeaderView::section, QTableCornerButton::section {{ background: {c["sunken"]}; color: {c["ink"]}; border: none; padding: {px_(6)}px; font-weight: 600; }}
    QTabBar::tab {{ padding: {px_(7)}px {px_(14)}px; min-height: {px_(20)}px; margin-right: {px_(6)}px; border: 1px solid {c["line"]};
        border-radius: {px_(8)}px; background: {c["surface"]}; color: {c["muted"]}; }}
    QTabBar::tab:selected {{ background: {c["accent_soft"]}; color: {c["accent"]}; border-color: {c["accent"]}; }}
    QTabBar::tab:focus {{ border: 3px solid {c["focus"]}; padding: {px_(7) - 2}px {px_(14) - 2}px; }}
    QSplitter::handle {{ background: transparent; }}
    QToolTip {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["line"]}; padding: 4px; }}
    """
