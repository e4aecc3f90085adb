"""Where each kind of disagreement goes, what is asked of mediation, and what to do next."""

from datetime import date

import pytest

from bot.guidance import Decision, Section
from tests.guidance.advising import LETTER, advice_for, keys, rules, step


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


def test_health_and_care_with_an_appeal_can_be_recommended():
    advice = advice_for(
        decision="plan_contents", sections={Section.F, Section.G}, letter_date=LETTER
    )
    assert "ask_for_recommendations" in advice.notes
    assert "recommendations" in rules(advice)
