"""What is said of time: near and past, letters and certificates with and without dates."""

from datetime import date, timedelta

import pytest

from bot.guidance import Case, advise
from tests.guidance.advising import LETTER, TODAY, advice_for, keys, rules, step


@pytest.mark.parametrize(
    ("today", "timing", "first", "appeal"),
    [
        (date(2026, 10, 2), "in_time", "contact_mediation", "appeal"),
        (date(2026, 11, 21), "in_time", "contact_mediation", "appeal"),
        (date(2026, 11, 23), "in_time", "contact_mediation", "appeal"),
        (date(2026, 11, 24), "soon", "contact_mediation", "appeal"),
        (date(2026, 11, 28), "soon", "email_mediation_today", "appeal"),
        (date(2026, 12, 1), "today", "contact_mediation_today", "appeal_today"),
        (date(2026, 12, 2), "passed", "contact_mediation_late", "appeal_late"),
        (date(2026, 12, 5), "passed", "email_mediation_today", "appeal_late"),
    ],
)
def test_the_first_steps_change_as_the_date_comes_near(today, timing, first, appeal):
    advice = advice_for(today, decision="refusal_to_assess", letter_date=LETTER)
    assert advice.timing == timing
    assert keys(advice)[0] == first
    assert appeal in keys(advice)
    assert ("ask_for_more_time" in keys(advice)) is (timing == "passed")


def test_on_a_saturday_the_last_day_the_first_step_is_an_email():
    """Letter 21 September 2026, asked on Saturday 21 November 2026."""
    advice = advice_for(
        date(2026, 11, 21), decision="refusal_to_assess", letter_date=date(2026, 9, 21)
    )
    assert advice.timing == "today"
    assert keys(advice)[:2] == ["email_mediation_today", "contact_mediation_today"]
    assert "contact_date_not_moved" in advice.notes


@pytest.mark.parametrize(
    ("today", "timing", "appeal"),
    [
        (date(2026, 12, 1), "in_time", "appeal"),
        (date(2026, 12, 22), "soon", "appeal"),
        (date(2026, 12, 29), "today", "appeal_today"),
        (date(2026, 12, 30), "soon", "appeal_still_in_time"),
        (date(2027, 1, 3), "soon", "appeal_still_in_time"),
        (date(2027, 1, 4), "today", "appeal_still_in_time"),
        (date(2027, 1, 5), "passed", "appeal_late"),
    ],
)
def test_with_a_certificate_the_timing_is_the_appeals(today, timing, appeal):
    advice = advice_for(
        today,
        decision="refusal_to_assess",
        letter_date=LETTER,
        certificate_date=date(2026, 11, 29),
    )
    assert (advice.contact_mediation, advice.timing) == ("done", timing)
    assert appeal in keys(advice)
    if appeal == "appeal_still_in_time":
        assert step(advice, appeal).by == date(2027, 1, 4)


def test_late_for_mediation_but_not_for_the_appeal_says_so():
    """Two months end on Monday 10 August 2026: reg 33 is not moved, rule 12(3) moves the appeal."""
    advice = advice_for(
        date(2026, 8, 20), decision="refusal_to_issue", letter_date=date(2026, 6, 10)
    )
    assert advice.timing == "passed"
    assert advice.appeal_by_latest == date(2026, 9, 1)
    assert "contact_late_appeal_open" in advice.notes
    assert "month_from_certificate_if_later" not in advice.notes
    assert step(advice, "appeal_still_in_time").by == date(2026, 9, 1)


def test_only_the_arrival_is_known_so_no_date_is_given_as_safe():
    advice = advice_for(
        decision="refusal_to_assess", letter_date_unknown=True, arrival_date=date(2026, 11, 4)
    )
    assert advice.contact_mediation == "required"
    assert advice.timing == "not_timed"
    assert advice.contact_mediation_by is advice.contact_mediation_practical_by is None
    assert advice.appeal_by is advice.appeal_by_latest is None
    assert keys(advice)[:2] == ["contact_mediation_urgent", "ask_for_letter_date"]
    assert "true_date_is_earlier" in advice.notes


@pytest.mark.parametrize(("days", "timing"), [(0, "not_timed"), (1, "passed")])
def test_two_months_gone_even_from_the_arrival_is_passed(days, timing):
    today = date(2026, 11, 4) + timedelta(days=days)
    for decision in ("refusal_to_assess", "health_or_social_care"):
        advice = advice_for(
            today, decision=decision, letter_date_unknown=True, arrival_date=date(2026, 9, 4)
        )
        assert advice.timing == timing


def test_passed_even_from_the_arrival_asks_for_more_time():
    advice = advice_for(
        decision="refusal_to_assess", letter_date_unknown=True, arrival_date=date(2026, 5, 4)
    )
    assert keys(advice)[0] == "contact_mediation_late"
    assert "ask_for_more_time" in keys(advice)


def test_a_letter_without_a_date_is_urgent_and_has_no_date():
    advice = advice_for(decision="refusal_to_assess", letter_date_unknown=True)
    assert (advice.timing, advice.contact_mediation_by) == ("not_timed", None)
    assert "letter_date_unknown" in advice.notes


def test_without_the_letters_date_a_month_from_the_certificate_is_safe():
    """Rule 20(1)(c) gives the later of the two, so never a day before this one."""
    facts = {"letter_date_unknown": True, "certificate_date": date(2026, 11, 2)}
    advice = advice_for(decision="refusal_to_assess", **facts)
    assert (advice.contact_mediation, advice.appeal_by) == ("done", date(2026, 12, 2))
    assert advice.contact_mediation_by is None
    for sections in ({"sections": {"I"}}, {"sections_unknown": True}):
        assert advice_for(decision="plan_contents", **facts, **sections).appeal_by is None


def test_a_letter_that_came_before_its_printed_date_counts_from_its_coming():
    advice = advice_for(
        decision="refusal_to_assess", letter_date=LETTER, arrival_date=date(2026, 9, 29)
    )
    assert advice.contact_mediation_by == date(2026, 11, 29)
    assert "arrived_before_its_date" in advice.notes


def test_a_letter_that_came_late_still_counts_from_its_own_date():
    advice = advice_for(
        decision="refusal_to_assess", letter_date=LETTER, arrival_date=date(2026, 10, 22)
    )
    assert advice.contact_mediation_by == date(2026, 12, 1)


def test_a_certificate_without_a_known_date_leaves_the_earlier_appeal_date():
    advice = advice_for(
        decision="refusal_to_assess",
        letter_date=LETTER,
        has_certificate=True,
        certificate_date_unknown=True,
    )
    assert (advice.contact_mediation, advice.appeal_by) == ("done", date(2026, 12, 1))
    assert "certificate_date_unknown" in advice.notes


def test_a_certificate_older_than_the_letter_is_not_for_this_decision():
    advice = advice_for(
        decision="refusal_to_assess", letter_date=LETTER, certificate_date=date(2026, 9, 30)
    )
    assert (advice.contact_mediation, advice.appeal_by) == ("required", date(2026, 12, 1))
    assert "certificate_before_letter" in advice.notes
    assert keys(advice)[0] == "contact_mediation"


def test_a_certificate_after_the_two_months_counts_and_is_remarked_on():
    advice = advice_for(
        date(2027, 1, 4),
        decision="refusal_to_assess",
        letter_date=LETTER,
        certificate_date=date(2026, 12, 20),
    )
    assert advice.appeal_by == date(2027, 1, 20)
    assert "certificate_after_two_months" in advice.notes
    assert "first_contact_late" in rules(advice)


@pytest.mark.parametrize(
    ("letter", "certificate", "note"),
    [
        (date(2014, 8, 31), None, "outside_rules_before_2014"),
        (date(1999, 1, 1), None, "outside_rules_before_2014"),
        (date(2031, 1, 1), None, "outside_rules_after_2030"),
        (date(2030, 12, 31), date(2031, 12, 20), "outside_calendar"),
        (date(2030, 12, 31), date(2031, 11, 30), "outside_calendar"),
        (date(2030, 12, 31), date(9999, 12, 31), "outside_calendar"),
    ],
)
def test_outside_the_rules_nothing_is_guessed(letter, certificate, note):
    advice = advice_for(
        decision="refusal_to_assess", letter_date=letter, certificate_date=certificate
    )
    assert (advice.route, advice.contact_mediation) == ("cannot_say", "cannot_say")
    assert advice.right_of_appeal is False
    assert advice.appeal_by is advice.appeal_by_latest is advice.contact_mediation_by is None
    assert advice.timing == "not_timed"
    assert note in advice.notes
    assert keys(advice)[0] == "check_the_date"


def test_the_last_date_the_calendar_is_trusted_with_is_in_december_2031():
    facts = {"decision": "refusal_to_assess", "letter_date": date(2030, 12, 31)}
    advice = advice_for(**facts, certificate_date=date(2031, 11, 24))
    assert advice.appeal_by == advice.appeal_by_latest == date(2031, 12, 24)
    beyond = advice_for(**facts, certificate_date=date(2031, 11, 25))
    assert beyond.route == "cannot_say"


def test_a_date_still_to_come_is_remarked_on():
    advice = advice_for(
        decision="refusal_to_assess",
        letter_date=date(2026, 11, 20),
        certificate_date=date(2026, 11, 25),
        date_of_birth=date(2030, 1, 1),
    )
    assert {"letter_date_in_future", "certificate_date_in_future"} <= set(advice.notes)
    assert not {"parent_decides", "young_person_decides"} & set(advice.notes)


@pytest.mark.parametrize("today", ["2026-11-21", None, 3])
def test_today_must_be_a_plain_date(today):
    with pytest.raises(TypeError, match="today must be a date"):
        advise(Case(decision="other"), today=today)


def test_what_is_not_a_case_is_refused():
    with pytest.raises(TypeError, match="case must be a Case"):
        advise({"decision": "other"}, today=TODAY)
