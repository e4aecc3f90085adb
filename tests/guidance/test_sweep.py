"""Every letter date covered, recomputed here from the law without the code under test."""

import calendar
from datetime import date, timedelta
from itertools import chain, combinations

import pytest

from bot.guidance import (
    CALENDAR_TO,
    LETTERS_FROM,
    LETTERS_TO,
    RULES,
    Case,
    Decision,
    IncompleteCase,
    Section,
    advise,
    next_question,
)
from bot.guidance.time_limits import ONE_MONTH, RULE_12, TWO_MONTHS, rules_for

DAY = timedelta(days=1)
PROCLAIMED = {
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}
MOVED = {2020: date(2020, 5, 8)}


def easter(year):
    """Easter Sunday, by the anonymous Gregorian reckoning."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday_on_or_after(day):
    return day + timedelta(days=-day.weekday() % 7)


def bank_holidays(year):
    days = {easter(year) - 2 * DAY, easter(year) + DAY}
    days.add(MOVED.get(year, monday_on_or_after(date(year, 5, 1))))
    spring = monday_on_or_after(date(year, 5, 25))
    if year != 2022:
        days.add(spring)
    days.add(monday_on_or_after(date(year, 8, 25)))
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        kept = fixed
        while kept.weekday() > 4 or kept in days:
            kept += DAY
        days.add(kept)
    return days


HOLIDAYS = PROCLAIMED | {day for year in range(2014, 2033) for day in bank_holidays(year)}


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def month_end(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def rule_12(day):
    if day.month == 8:
        day = date(day.year, 8, 31) + DAY
    elif (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1):
        day = date(day.year + (day.month == 12), 1, 2)
    while not works(day):
        day += DAY
    return day


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


ALL_LETTERS = days(date(2014, 9, 1), date(2030, 12, 31))


def test_the_letters_covered_run_from_september_2014_to_the_end_of_2030():
    assert (ALL_LETTERS[0], ALL_LETTERS[-1]) == (LETTERS_FROM, LETTERS_TO)


def test_exactly_one_rule_gives_each_date():
    for day in days(LETTERS_FROM, CALENDAR_TO):
        for table in (TWO_MONTHS, ONE_MONTH, RULE_12):
            assert len(rules_for(day, table)) == 1, day


def test_every_letter_gives_the_dates_that_the_law_gives():
    for letter in ALL_LETTERS:
        advice = advise(Case(decision=Decision.REFUSAL_TO_ISSUE, letter_date=letter), today=letter)
        contact = month_end(letter, 2)
        practical = contact
        while not works(practical):
            practical -= DAY
        assert advice.contact_mediation_by == advice.appeal_by == contact
        assert advice.contact_mediation_practical_by == practical
        assert advice.appeal_by_latest == rule_12(contact)


@pytest.mark.parametrize("waited", [0, 20, 31, 45, 61, 75, 120])
def test_every_letter_with_a_certificate_gives_the_later_date(waited):
    for letter in ALL_LETTERS[waited::3]:
        certificate = letter + timedelta(days=waited)
        case = Case(
            decision=Decision.CEASE_TO_MAINTAIN, letter_date=letter, certificate_date=certificate
        )
        advice = advise(case, today=certificate)
        assert advice.appeal_by == max(month_end(letter, 2), month_end(certificate, 1))
        assert advice.appeal_by_latest == rule_12(advice.appeal_by)
        assert advice.contact_mediation == "done"


def test_every_rule_behind_an_answer_was_in_force_at_the_letters_date():
    for letter in ALL_LETTERS[::7]:
        for case in (
            Case(decision=Decision.REFUSAL_TO_ASSESS, letter_date=letter),
            Case(decision=Decision.PLAN_CONTENTS, sections={"F", "G"}, letter_date=letter),
            Case(decision=Decision.PLAN_CONTENTS, sections={"I", "G"}, letter_date=letter),
            Case(decision=Decision.HEALTH_OR_SOCIAL_CARE, letter_date=letter),
            Case(decision=Decision.PROPOSED_AMENDMENT, letter_date=letter),
        ):
            for reason in advise(case, today=letter).reasons:
                assert RULES[reason.rule].in_force_from <= letter, reason.rule


def test_exactly_one_rule_of_each_kind_is_given_as_the_reason():
    moves = {row.rule for row in RULE_12}
    counts = {row.rule for row in TWO_MONTHS}
    for letter in ALL_LETTERS:
        advice = advise(Case(decision=Decision.REFUSAL_TO_ASSESS, letter_date=letter), today=letter)
        names = [reason.rule for reason in advice.reasons]
        assert len(names) == len(set(names))
        assert len(moves & set(names)) == len(counts & set(names)) == 1, letter


def section_sets():
    return chain.from_iterable(combinations(Section, size) for size in range(len(Section) + 1))


CERTIFICATES = [
    {},
    {"has_certificate": False},
    {"has_certificate": True},
    {"has_certificate": True, "certificate_date_unknown": True},
    {"certificate_date": date(2026, 11, 2)},
    {"certificate_date": date(2026, 9, 1)},
]
LETTERS = [
    {},
    {"letter_date": date(2026, 9, 21)},
    {"letter_date": date(2026, 9, 21), "letter_date_confirmed": False},
    {"letter_date_unknown": True},
    {"letter_date_unknown": True, "arrival_date": date(2026, 9, 24)},
    {"letter_date": date(2012, 9, 21)},
]


def outcome_or_question(case):
    """The advice, or the question; the two never disagree."""
    try:
        advice = advise(case, today=date(2026, 11, 21))
    except IncompleteCase as incomplete:
        assert incomplete.question is next_question(case)
        return incomplete.question
    assert advice.steps
    assert advice.reasons
    assert next_question(case) in (None, "has_certificate", "letter_date")
    return advice


@pytest.mark.parametrize("certificate", CERTIFICATES, ids=str)
def test_every_set_of_sections_reaches_an_outcome_or_a_question(certificate):
    for sections in section_sets():
        case = Case(
            decision=Decision.PLAN_CONTENTS,
            sections=sections,
            letter_date=date(2026, 9, 21),
            **certificate,
        )
        outcome_or_question(case)


@pytest.mark.parametrize("decision", [None, *Decision])
@pytest.mark.parametrize("letter", LETTERS, ids=str)
def test_every_decision_letter_and_certificate_reach_an_outcome_or_a_question(decision, letter):
    for certificate in CERTIFICATES:
        for sections in ((), "B", "I", "IC", "C", "A"):
            for extra in ({}, {"sections_unknown": True}, {"contacted_mediation": True}):
                case = Case(
                    decision=decision, sections=set(sections), **letter, **certificate, **extra
                )
                outcome_or_question(case)


def test_mediation_is_never_waved_away_when_needs_or_support_are_in_dispute():
    """CFA 2014 s.55: only an appeal about section I alone is exempt."""
    for sections in section_sets():
        case = Case(
            decision=Decision.PLAN_CONTENTS, sections=sections, letter_date=date(2026, 10, 1)
        )
        if not sections:
            continue
        advice = advise(case, today=date(2026, 11, 1))
        if {Section.B, Section.F} & set(sections):
            assert advice.contact_mediation == "required"
            assert advice.contact_mediation_by == date(2026, 12, 1)
        assert (advice.contact_mediation == "not_needed") is (set(sections) == {Section.I})
        assert advice.right_of_appeal is bool({Section.B, Section.F, Section.I} & set(sections))
