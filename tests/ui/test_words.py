from __future__ import annotations

from leadready.ui.words import apart


def test_only_names_that_run_the_other_way_are_set_apart():
    assert apart("Łukasz Żółć") == "Łukasz Żółć"
    assert apart("ליאה") == "\u2068ליאה\u2069"
    assert apart("د. Leila") == "\u2068د. Leila\u2069"
