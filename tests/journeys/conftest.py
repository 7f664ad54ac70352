"""The same window as in the tests of the pages."""

from tests.ui.conftest import journey, preferences, qapp_cls

__all__ = ["journey", "preferences", "qapp_cls"]
