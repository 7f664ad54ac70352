from __future__ import annotations

from leadready.ui import theme
from leadready.ui.widgets.buttons import Button


def colour_of(button):
    image = button.icon().pixmap(64, 64).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return next(one.name() for one in pixels if one.alpha() == 255)


def test_the_picture_of_a_button_that_cannot_be_pressed_has_the_colour_of_its_words(qapp):
    theme.apply("light", 100)
    button = Button("Open", qapp.aboutQt, role="primary", picture="lock")
    assert colour_of(button) == theme.colour("on_accent").name()
    button.setEnabled(False)
    assert colour_of(button) == theme.colour("muted").name()
    button.setEnabled(True)
    assert colour_of(button) == theme.colour("on_accent").name()
