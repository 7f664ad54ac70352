from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.exchange.agreement_report import study_sentence
from leadready.panel.agreement.ratings import Ratings
from leadready.panel.agreement.study import Components, components

# Brennan 2001, Generalizability Theory, synthetic data set no. 3 (table 3.1): ten persons, two occasions, four items.
# Here its occasions are raters and its items criteria.
BRENNAN = {
    "o1": ([2, 4, 5, 5, 4, 4, 2, 3, 0, 6], [6, 5, 5, 9, 3, 4, 6, 4, 5, 8], [7, 6, 4, 8, 5, 4, 6, 4, 4, 7], [5, 7, 6, 6, 6, 7, 5, 5, 5, 6]),
    "o2": ([2, 6, 5, 5, 4, 6, 2, 6, 5, 6], [5, 7, 4, 7, 5, 4, 7, 6, 5, 8], [5, 5, 5, 7, 6, 7, 7, 6, 5, 8], [5, 7, 5, 6, 4, 8, 5, 4, 3, 6]),
}  # fmt: skip


def brennan(rater=lambda _person, occasion: occasion):
    return {
        f"i{item}": Ratings.of({
            (f"p{person:02}", rater(person, occasion)): BRENNAN[occasion][item][person]
            for occasion in BRENNAN
            for person in range(10)
        })
        for item in range(4)
    }  # fmt: skip


def test_the_worked_example_of_brennan():
    """His estimates of the variances, and for two occasions and four items the coefficients .64 and .55."""
    found = components(brennan())
    assert (found.design, found.applicants, found.raters) == ("crossed", 10, 2)
    published = {
        "applicant": 0.5528, "criterion": 0.4417, "rater": 0.0074, "applicant_criterion": 0.5750,
        "applicant_rater": 0.1009, "rater_criterion": 0.1565, "residual": 0.9352,
    }  # fmt: skip
    assert {name: round(getattr(found, name), 4) for name in published} == published
    assert round(found.relative(2, 4), 2) == 0.64
    assert round(found.absolute(2, 4), 2) == 0.55


def test_its_decision_study_by_hand():
    """Four raters, eight criteria: error .1009/4 + .5750/8 + .9352/32 = .1263; and .0074/4 + .4417/8 + .1565/32 = .0620."""
    found = components(brennan())
    assert found.relative(4, 8) == pytest.approx(0.5528 / (0.5528 + 0.1263), abs=1e-3)
    assert found.absolute(4, 8) == pytest.approx(0.5528 / (0.5528 + 0.1263 + 0.0620), abs=1e-3)
    assert study_sentence(found, 4, 8) == (
        "With 4 raters and 8 questions the expected reliability is 0.81 for the order of applicants and 0.75 for the "
        "score itself, as a fixed line uses it."
    )


def test_the_same_marks_by_raters_of_ones_own():
    """Raters within applicants: what was the raters' and theirs with applicants is one (.0074 + .1009), and so is what
    was theirs with criteria, and left over (.1565 + .9352). Expected mean squares of (r:p) x c: see `study`.
    """
    found = components(brennan(lambda person, occasion: f"{occasion}-of-{person}"))
    crossed = components(brennan())
    assert (found.design, found.rater, found.rater_criterion) == ("nested", 0, 0)
    # Sums of squares of the crossed analysis put together: 3.20 + 12.05 over 10, and 7.50 + 25.25 over 30.
    within, rest = (3.20 + 12.05) / 10, (7.50 + 25.25) / 30
    assert found.residual == pytest.approx(rest)
    assert found.applicant_rater == pytest.approx((within - rest) / 4)
    assert found.applicant_criterion == pytest.approx((56.30 / 27 - rest) / 2, abs=1e-4)
    assert found.applicant == pytest.approx((62.20 / 9 - 56.30 / 27 - within + rest) / 8, abs=1e-4)
    assert found.criterion == pytest.approx((37.45 / 3 - 56.30 / 27) / 20, abs=1e-4)
    assert found.absolute(2, 4) < crossed.relative(2, 4)


def test_a_third_rater_of_some_leaves_nobody_out():
    marks = brennan(lambda person, occasion: f"{occasion}-of-{person}")
    more = {item: Ratings.of({**ratings.marks, ("p03", "z-third"): 9}) for item, ratings in marks.items()}
    assert components(more) == components(marks)


def test_variance_components_of_a_made_up_panel_are_found_again():
    """Marks that are sums of known effects: nothing is left over, and each component is the effects' own variance."""
    people, raters, criteria = {"a": -1, "b": 0, "c": 1}, {"r": -0.5, "s": 0.5}, {"led": -1, "why": 1}
    marks = {
        name: Ratings.of({(p, r): 3 + own + strict + hard for p, own in people.items() for r, strict in raters.items()})
        for name, hard in criteria.items()
    }
    found = components(marks)
    assert isclose(found.applicant, 1.0)  # sample variance of -1, 0, 1
    assert isclose(found.rater, 0.5)
    assert isclose(found.criterion, 2.0)
    for rest in (found.applicant_rater, found.applicant_criterion, found.rater_criterion, found.residual):
        assert isclose(rest, 0, abs_tol=1e-12)
    assert isclose(found.relative(2, 2), 1)
    assert isclose(found.absolute(2, 2), 1 / (1 + 0.5 / 2 + 2 / 2))
    assert isclose(found.absolute(4, 8), 1 / (1 + 0.5 / 4 + 2 / 8))


def test_relative_reliability_with_one_criterion_effect_out_is_the_consistency_of_raters():
    """Two identical criteria: Eρ² for k raters and one criterion is ICC(3,k) of that criterion."""
    from leadready.panel.agreement.intraclass import intraclass

    rows = {"a": (1, 2, 2), "b": (3, 3, 5), "c": (4, 5, 4), "d": (2, 2, 3)}
    one = Ratings.of({(p, r): mark for p, row in rows.items() for r, mark in zip("rst", row, strict=True)})
    found = components({"led": one, "why": one})
    icc = {coefficient.id: coefficient.value for coefficient in intraclass(one)}
    assert isclose(found.relative(1, 1), icc["icc-3-1"])
    assert isclose(found.relative(3, 1), icc["icc-3-k"])
    assert isclose(found.absolute(1, 1), icc["icc-2-1"])
    assert isclose(found.absolute(3, 1), icc["icc-2-k"])


def test_a_study_needs_two_of_everything():
    def criterion(**marks):
        return Ratings.of({(who, rater): mark for rater, row in marks.items() for who, mark in row.items()})

    whole = criterion(ann={"a": 1, "b": 2}, bob={"a": 2, "b": 4})
    assert components({"led": whole}) is None
    assert components({"led": whole, "why": criterion(ann={"a": 1}, bob={"a": 2})}) is None
    assert components({"led": whole, "why": whole}) is not None
    assert components({}) is None


@given(st.lists(st.floats(0, 4), min_size=7, max_size=7), st.integers(1, 9), st.integers(1, 19))
def test_more_raters_and_more_questions_never_make_it_worse(variances, raters, criteria):
    found = Components(*variances)
    for reliability in (found.relative, found.absolute):
        now, more, wider = (
            reliability(raters, criteria),
            reliability(raters + 1, criteria),
            reliability(raters, criteria + 1),
        )
        if now is None:
            continue
        assert 0 <= now <= more + 1e-12 <= 1 + 2e-12
        assert now <= wider + 1e-12


def test_where_nothing_parts_applicants_it_is_said():
    assert isclose(Components(0, 0, 0, 0, 0, 0, 1).relative(2, 2), 0)
    nothing = Components(*[0.0] * 7)
    assert study_sentence(nothing, 2, 2) == "Nothing parts these applicants: no reliability can be expected."
