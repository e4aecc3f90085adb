"""What holds for every case."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.guidance import CALENDAR_TO, Case, Decision, IncompleteCase, Section, advise
from bot.guidance.working_days import is_working_day

LETTERS = st.dates(date(2014, 9, 1), date(2030, 12, 31))
ANY_DAY = st.dates(date(2014, 1, 1), date(2033, 12, 31))
APPEALABLE = st.sampled_from(
    [
        Decision.REFUSAL_TO_ASSESS,
        Decision.REFUSAL_TO_REASSESS,
        Decision.REFUSAL_TO_ISSUE,
        Decision.REFUSAL_TO_AMEND,
        Decision.CEASE_TO_MAINTAIN,
    ]
)
MAYBE_DAY = st.none() | ANY_DAY
CASES = st.builds(
    Case,
    decision=st.sampled_from(Decision),
    sections=st.frozensets(st.sampled_from(Section)),
    sections_unknown=st.booleans(),
    letter_date=MAYBE_DAY,
    letter_date_unknown=st.booleans(),
    arrival_date=MAYBE_DAY,
    has_certificate=st.none() | st.booleans(),
    certificate_date=MAYBE_DAY,
    certificate_date_unknown=st.booleans(),
    contacted_mediation=st.booleans(),
    event_date=MAYBE_DAY,
    date_of_birth=MAYBE_DAY,
)


def advice_or_none(case, today):
    try:
        return advise(case, today=today)
    except IncompleteCase:
        return None


@given(APPEALABLE, LETTERS, LETTERS, ANY_DAY)
def test_a_later_letter_never_gives_an_earlier_date(decision, one, other, today):
    first, second = (
        advise(Case(decision=decision, letter_date=letter), today=today)
        for letter in sorted((one, other))
    )
    assert first.contact_mediation_by <= second.contact_mediation_by
    assert first.contact_mediation_practical_by <= second.contact_mediation_practical_by
    assert first.appeal_by <= second.appeal_by
    assert first.appeal_by_latest <= second.appeal_by_latest


@given(APPEALABLE, LETTERS, st.dates(date(2014, 9, 1), date(2031, 11, 1)))
def test_a_certificate_never_shortens_the_time(decision, letter, certificate):
    without = advise(Case(decision=decision, letter_date=letter), today=letter)
    case = Case(decision=decision, letter_date=letter, certificate_date=certificate)
    held = advise(case, today=letter)
    assert held.appeal_by >= without.appeal_by
    assert held.appeal_by_latest >= without.appeal_by_latest


@given(CASES, ANY_DAY)
def test_every_answer_has_a_next_step_a_reason_and_dates_in_order(case, today):
    advice = advice_or_none(case, today)
    if advice is None:
        return
    assert advice.steps
    assert advice.reasons
    contact, practical = advice.contact_mediation_by, advice.contact_mediation_practical_by
    assert (contact is None) is (practical is None)
    if contact and practical:
        assert practical <= contact
        assert is_working_day(practical)
    assert (advice.appeal_by is None) is (advice.appeal_by_latest is None)
    if advice.appeal_by and advice.appeal_by_latest:
        assert advice.appeal_by <= advice.appeal_by_latest <= CALENDAR_TO
        assert is_working_day(advice.appeal_by_latest)
        assert advice.right_of_appeal


@given(CASES, ANY_DAY)
def test_required_contact_is_never_lost(case, today):
    """With a right of appeal, mediation is waved away only for section I alone."""
    advice = advice_or_none(case, today)
    if advice is None or not advice.right_of_appeal:
        return
    if advice.contact_mediation in ("not_needed", "optional"):
        assert case.decision is Decision.PLAN_CONTENTS
        assert Section.I in case.sections
        assert not {Section.B, Section.F} & case.sections
    if advice.contact_mediation == "required":
        assert any("mediation" in step.key or "certificate" in step.key for step in advice.steps)


@given(CASES, ANY_DAY)
def test_the_same_case_gives_the_same_answer_and_sections_have_no_order(case, today):
    advice = advice_or_none(case, today)
    again = Case(**{**vars(case), "sections": sorted(case.sections, reverse=True)})
    assert advice_or_none(again, today) == advice


@given(APPEALABLE, LETTERS, ANY_DAY, ANY_DAY)
def test_the_dates_do_not_depend_on_the_day_of_asking(decision, letter, today, other_day):
    case = Case(decision=decision, letter_date=letter)
    one, two = advise(case, today=today), advise(case, today=other_day)
    assert one.contact_mediation_by == two.contact_mediation_by
    assert one.appeal_by == two.appeal_by
    assert one.appeal_by_latest == two.appeal_by_latest


@given(CASES, ANY_DAY)
def test_json_holds_plain_values_and_the_contracts_names(case, today):
    advice = advice_or_none(case, today)
    if advice is None:
        return
    answer = advice.as_json()
    assert {"route", "right_of_appeal", "contact_mediation", "timing", "steps", "reasons"} <= set(
        answer
    )
    assert type(answer["route"]) is str
    for name in ("contact_mediation_by", "appeal_by", "appeal_by_latest"):
        day = getattr(advice, name)
        assert answer[name] == (day.isoformat() if day else None)
    for step in answer["steps"]:
        assert set(step) == {"key", "by", "not_before", "text_key"}
        assert step["text_key"] == f"utter_step_{step['key']}"
    for reason in answer["reasons"]:
        assert set(reason) == {"rule", "provision", "checked_on"}
