"""Where each kind of disagreement goes, what is asked of mediation, and what to do next."""

from datetime import date, timedelta

import pytest

from bot.guidance import Case, Decision, Section, advise

LETTER = date(2026, 10, 1)  # two months end on Tuesday 1 December 2026
TODAY = date(2026, 11, 18)


def advice_for(today=TODAY, **facts):
    return advise(Case(**facts), today=today)


def keys(advice):
    return [step.key for step in advice.steps]


def step(advice, key):
    return next(step for step in advice.steps if step.key == key)


def rules(advice):
    return {reason.rule for reason in advice.reasons}


@pytest.mark.parametrize(
    ("decision", "sections", "route", "right", "contact"),
    [
        ("refusal_to_assess", "", "mediation_then_tribunal", True, "required"),
        ("refusal_to_reassess", "", "mediation_then_tribunal", True, "required"),
        ("refusal_to_issue", "", "mediation_then_tribunal", True, "required"),
        ("refusal_to_amend", "", "mediation_then_tribunal", True, "required"),
        ("cease_to_maintain", "", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "B", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "F", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "BFI", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "FI", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "FCH", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "BA", "mediation_then_tribunal", True, "required"),
        ("plan_contents", "I", "tribunal_direct", True, "not_needed"),
        ("plan_contents", "IG", "tribunal_direct", True, "optional"),
        ("plan_contents", "IE", "tribunal_direct", True, "optional"),
        ("plan_contents", "CDGH", "mediation_only", False, "optional"),
        ("plan_contents", "CA", "mediation_only", False, "optional"),
        ("plan_contents", "AEJK", "disagreement_resolution", False, "not_available"),
        ("health_or_social_care", "", "mediation_only", False, "optional"),
        ("draft_plan", "", "wait_for_final_plan", False, "not_available"),
        ("proposed_amendment", "", "wait_for_final_plan", False, "not_available"),
        ("no_decision_yet", "", "complaint", False, "not_available"),
        ("provision_not_delivered", "", "complaint", False, "not_available"),
        ("agreement_not_kept", "", "complaint", False, "not_available"),
        ("sen_support", "", "disagreement_resolution", False, "not_available"),
        ("personal_budget", "", "other_route", False, "not_available"),
        ("transport", "", "other_route", False, "not_available"),
        ("exclusion", "", "other_route", False, "not_available"),
        ("school_discrimination", "", "other_route", False, "not_needed"),
        ("mediation_unresolved", "", "after_mediation", True, "required"),
        ("mediation_unresolved", "CD", "after_mediation", False, "not_available"),
        ("other", "", "cannot_say", False, "cannot_say"),
    ],
)
def test_each_decision_takes_its_route(decision, sections, route, right, contact):
    advice = advice_for(decision=decision, sections=set(sections), letter_date=LETTER)
    assert (advice.route, advice.right_of_appeal, advice.contact_mediation) == (
        route,
        right,
        contact,
    )
    assert keys(advice)[-1] == "get_advice"
    assert advice.reasons


def test_every_decision_is_in_the_table_above():
    marks = test_each_decision_takes_its_route.pytestmark[0].args[1]
    assert {row[0] for row in marks} == {decision.value for decision in Decision}


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


def test_having_rung_kids_already_asks_for_the_certificate_instead():
    advice = advice_for(decision="refusal_to_assess", letter_date=LETTER, contacted_mediation=True)
    assert advice.contact_mediation == "required"
    assert keys(advice)[0] == "ask_for_certificate"
    assert not any(key.startswith("contact_mediation") for key in keys(advice))


def test_sections_not_known_are_treated_as_needing_mediation_and_the_earlier_date():
    advice = advice_for(
        decision="plan_contents",
        sections_unknown=True,
        letter_date=LETTER,
        certificate_date=date(2026, 11, 15),
    )
    assert (advice.route, advice.appeal_by) == ("mediation_then_tribunal", date(2026, 12, 1))
    named_too = advice_for(
        decision="plan_contents", sections={"I"}, sections_unknown=True, letter_date=LETTER
    )
    assert named_too.contact_mediation == "required"
    assert "sections_unknown" in named_too.notes


def test_the_school_alone_is_told_about_needs_and_support():
    advice = advice_for(decision="plan_contents", sections={"I"}, letter_date=LETTER)
    assert "check_needs_and_support" in advice.notes
    assert advice.contact_mediation_by is None
    assert advice.appeal_by == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("facts", "form"),
    [
        ({"decision": "refusal_to_assess"}, "SEND35A"),
        ({"decision": "refusal_to_issue"}, "SEND35"),
        ({"decision": "refusal_to_reassess"}, "SEND35"),
        ({"decision": "cease_to_maintain"}, "SEND35"),
        ({"decision": "plan_contents", "sections": {"I"}}, "SEND35"),
        ({"decision": "plan_contents", "sections": {"C"}}, None),
        ({"decision": "draft_plan"}, None),
    ],
)
def test_the_tribunals_form_belongs_to_the_decision(facts, form):
    assert advice_for(letter_date=LETTER, **facts).form == form


@pytest.mark.parametrize(
    ("certificate", "contact", "appeal_by", "first"),
    [
        (None, "required", date(2026, 12, 1), "ask_for_certificate"),
        (date(2026, 11, 16), "done", date(2026, 12, 16), "prepare_appeal"),
        (date(2026, 10, 20), "done", date(2026, 12, 1), "prepare_appeal"),
    ],
)
def test_after_mediation_the_certificate_is_next_then_the_appeal(
    certificate, contact, appeal_by, first
):
    advice = advice_for(
        decision="mediation_unresolved", letter_date=LETTER, certificate_date=certificate
    )
    assert (advice.contact_mediation, advice.appeal_by) == (contact, appeal_by)
    assert advice.contact_mediation_by is None
    assert keys(advice)[0] == first


@pytest.mark.parametrize(
    ("decision", "key"),
    [("draft_plan", "comment_on_draft"), ("proposed_amendment", "comment_on_changes")],
)
def test_a_draft_has_fifteen_days_counting_the_day_of_the_letter(decision, key):
    """SEND Regs 2014 regs 13(1)(a) and 22(2)(c): beginning with the day of service."""
    advice = advice_for(date(2026, 10, 2), decision=decision, letter_date=LETTER)
    assert step(advice, key).by == date(2026, 10, 15)
    assert advice.timing == "not_timed"
    undated = advice_for(decision=decision)
    assert step(undated, f"{key}_undated").by is None
    unconfirmed = advice_for(decision=decision, letter_date=LETTER, letter_date_confirmed=False)
    assert unconfirmed == undated
    late = advice_for(date(2026, 10, 16), decision=decision, letter_date=LETTER)
    assert keys(late)[0] == "comment_late"


def test_the_final_plan_is_chased_once_eight_weeks_have_gone():
    advice = advice_for(decision="proposed_amendment", letter_date=LETTER)
    assert step(advice, "chase_final_plan").not_before == date(2026, 11, 27)


def test_a_claim_of_discrimination_ends_the_day_before_six_months():
    """Equality Act 2010 Sch 17 para 4: six months starting with the day of the act."""
    advice = advice_for(decision="school_discrimination", event_date=date(2026, 9, 10))
    assert step(advice, "claim_discrimination").by == date(2027, 3, 9)
    assert advice.timing == "in_time"
    late = advice_for(decision="school_discrimination", event_date=date(2026, 5, 18))
    assert (late.timing, keys(late)[0]) == ("passed", "claim_discrimination_late")
    assert keys(advice_for(decision="school_discrimination"))[0] == "claim_discrimination_undated"


def test_an_agreement_not_kept_carries_the_councils_limits():
    """SEND Regs 2014 regs 42 and 44, in weeks from the agreement."""
    advice = advice_for(decision="agreement_not_kept", event_date=date(2026, 10, 1))
    assert {key: step(advice, key).by for key in keys(advice) if key.startswith("agreement_")} == {
        "agreement_school_or_other": date(2026, 10, 15),
        "agreement_needs_or_support": date(2026, 11, 5),
        "agreement_new_plan": date(2026, 12, 17),
        "agreement_assessment": date(2027, 1, 7),
    }
    undated = advice_for(decision="agreement_not_kept")
    assert keys(undated)[:2] == ["write_about_agreement", "agreement_times"]


@pytest.mark.parametrize(
    ("decision", "first"),
    [
        ("no_decision_yet", "write_about_delay"),
        ("provision_not_delivered", "write_about_support"),
        ("agreement_not_kept", "write_about_agreement"),
        ("sen_support", "talk_to_senco"),
        ("personal_budget", "ask_for_budget_review"),
        ("transport", "ask_for_transport_review"),
        ("exclusion", "write_to_governors"),
        ("other", "contact_send_team"),
        ("health_or_social_care", "ask_for_mediation_undated"),
    ],
)
def test_a_matter_without_an_appeal_begins_with_its_own_step(decision, first):
    assert keys(advice_for(decision=decision))[0] == first


def test_health_or_care_asked_late_is_still_told_to_ask():
    advice = advice_for(date(2026, 12, 2), decision="health_or_social_care", letter_date=LETTER)
    assert (advice.timing, keys(advice)[0]) == ("passed", "ask_for_mediation_late")


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


@pytest.mark.parametrize(
    ("born", "note"),
    [
        (date(2011, 1, 5), "parent_decides"),
        (date(2010, 8, 31), "young_person_decides"),
        (date(2010, 9, 1), "parent_decides"),
        (date(2001, 11, 18), "aged_25_or_over"),
        (date(2001, 11, 19), "young_person_decides"),
    ],
)
def test_a_date_of_birth_says_whose_right_it_is(born, note):
    advice = advice_for(decision="refusal_to_assess", letter_date=LETTER, date_of_birth=born)
    assert note in advice.notes
    assert "young_person" in rules(advice)


def test_a_date_still_to_come_is_remarked_on():
    advice = advice_for(
        decision="refusal_to_assess",
        letter_date=date(2026, 11, 20),
        certificate_date=date(2026, 11, 25),
        date_of_birth=date(2030, 1, 1),
    )
    assert {"letter_date_in_future", "certificate_date_in_future"} <= set(advice.notes)
    assert not {"parent_decides", "young_person_decides"} & set(advice.notes)


def test_health_and_care_with_an_appeal_can_be_recommended():
    advice = advice_for(
        decision="plan_contents", sections={Section.F, Section.G}, letter_date=LETTER
    )
    assert "ask_for_recommendations" in advice.notes
    assert "recommendations" in rules(advice)


@pytest.mark.parametrize("today", ["2026-11-21", None, 3])
def test_today_must_be_a_plain_date(today):
    with pytest.raises(TypeError, match="today must be a date"):
        advise(Case(decision="other"), today=today)


def test_what_is_not_a_case_is_refused():
    with pytest.raises(TypeError, match="case must be a Case"):
        advise({"decision": "other"}, today=TODAY)
