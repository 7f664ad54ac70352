from __future__ import annotations

import gc

import pytest

from leadready.workflow.garbage import no_search


def test_the_search_is_off_inside_and_afterwards_as_it_was():
    assert gc.isenabled()
    with no_search():
        assert not gc.isenabled()
        with no_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), no_search():
        raise ZeroDivisionError
    assert gc.isenabled()
