"""A Case says plainly what is wrong with it, and never changes."""

from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest

from bot.guidance import Case, Decision, Section


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({Section.B, Section.F}, {Section.B, Section.F}),
        (["B", "f"], {Section.B, Section.F}),
        ({"H"}, {Section.H1, Section.H2}),
        (("h1", " I "), {Section.H1, Section.I}),
        (Section.I, {Section.I}),
        ("H2", {Section.H2}),
        ((letter for letter in "AK"), {Section.A, Section.K}),
        ((), set()),
    ],
)
def test_sections_may_be_given_as_members_or_letters(given, meant):
    assert Case(sections=given).sections == frozenset(meant)


def test_the_sections_are_a_to_k_with_h1_and_h2():
    assert [section.value for section in Section] == [
        *("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")
    ]


def test_a_decision_may_be_given_by_its_name():
    assert Case(decision="transport").decision is Decision.TRANSPORT


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"decision": "refused"}, ValueError, "no decision called 'refused'"),
        ({"decision": 3}, TypeError, "decision must be"),
        ({"sections": {"L"}}, ValueError, "no section 'L'"),
        ({"sections": {"BF"}}, ValueError, "no section 'BF'"),
        ({"sections": {2}}, TypeError, "sections must be"),
        ({"sections": 2}, TypeError, "sections must be"),
        ({"letter_date": "2026-10-01"}, TypeError, "letter_date must be a date"),
        ({"letter_date": datetime(2026, 10, 1)}, TypeError, "letter_date must be a date"),
        ({"certificate_date": 5}, TypeError, "certificate_date must be a date"),
        ({"arrival_date": datetime(2026, 10, 1)}, TypeError, "arrival_date must be a date"),
        ({"event_date": ""}, TypeError, "event_date must be a date"),
        ({"date_of_birth": "2010"}, TypeError, "date_of_birth must be a date"),
        ({"has_certificate": "yes"}, TypeError, "has_certificate must be True, False or None"),
        ({"letter_date_confirmed": None}, TypeError, "letter_date_confirmed must be True"),
        ({"sections_unknown": 1}, TypeError, "sections_unknown must be True or False"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_in_one_clear_sentence(fields, error, words):
    with pytest.raises(error, match=words) as raised:
        Case(**fields)
    assert str(raised.value).endswith(".")


def test_a_case_is_frozen_and_equal_by_value():
    case = Case(decision=Decision.OTHER, letter_date=date(2026, 1, 1))
    with pytest.raises(FrozenInstanceError):
        case.decision = None
    assert case == Case(decision="other", letter_date=date(2026, 1, 1))
    assert len({case, Case(decision="other", letter_date=date(2026, 1, 1))}) == 1
