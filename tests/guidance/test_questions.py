"""Which question comes next, and which of them an answer can do without."""

from datetime import date

import pytest

from bot.guidance import Case, Decision, IncompleteCase, Question, Section, advise, next_question

TODAY = date(2026, 11, 21)
LETTER = date(2026, 10, 1)
DATED = {"letter_date": LETTER}
B_AND_F = {Section.B, Section.F}


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({}, Question.DECISION),
        (DATED, Question.DECISION),
        ({"decision": "plan_contents"}, Question.SECTIONS),
        ({"decision": "plan_contents", "sections": "I"}, Question.LETTER_DATE),
        (
            {"decision": "plan_contents", "sections": "I", "school_only_confirmed": False},
            Question.SCHOOL_ONLY_CONFIRMED,
        ),
        (
            {"decision": "plan_contents", "sections": "IC", "school_only_confirmed": False},
            Question.LETTER_DATE,
        ),
        ({"decision": "plan_contents", "sections_unknown": True}, Question.LETTER_DATE),
        ({"decision": "plan_contents", "sections": "BF"}, Question.LETTER_DATE),
        ({"decision": "plan_contents", "sections": "CG"}, Question.LETTER_DATE),
        ({"decision": "plan_contents", "sections": "AEJK"}, None),
        ({"decision": "refusal_to_assess"}, Question.LETTER_DATE),
        (
            {"decision": "refusal_to_assess", **DATED, "letter_date_confirmed": False},
            Question.LETTER_DATE_CONFIRMED,
        ),
        ({"decision": "refusal_to_assess", **DATED}, Question.HAS_CERTIFICATE),
        ({"decision": "refusal_to_assess", "letter_date_unknown": True}, Question.HAS_CERTIFICATE),
        ({"decision": "refusal_to_assess", **DATED, "has_certificate": False}, None),
        ({"decision": "refusal_to_assess", **DATED, "contacted_mediation": True}, None),
        (
            {"decision": "refusal_to_assess", **DATED, "has_certificate": True},
            Question.CERTIFICATE_DATE,
        ),
        (
            {
                "decision": "refusal_to_assess",
                **DATED,
                "has_certificate": True,
                "certificate_date_unknown": True,
            },
            None,
        ),
        (
            {
                "decision": "refusal_to_assess",
                **DATED,
                "certificate_date": LETTER,
                "certificate_date_confirmed": False,
            },
            Question.CERTIFICATE_DATE_CONFIRMED,
        ),
        ({"decision": "refusal_to_assess", **DATED, "certificate_date": LETTER}, None),
        ({"decision": "plan_contents", "sections": "I", **DATED}, None),
        ({"decision": "plan_contents", "sections": "IH", **DATED}, None),
        ({"decision": "refusal_to_assess", "letter_date": date(2013, 1, 1)}, None),
        ({"decision": "health_or_social_care"}, Question.LETTER_DATE),
        ({"decision": "mediation_unresolved"}, Question.LETTER_DATE),
        ({"decision": "mediation_unresolved", **DATED}, Question.HAS_CERTIFICATE),
        ({"decision": "draft_plan"}, None),
        ({"decision": "draft_plan", **DATED, "letter_date_confirmed": False}, None),
        ({"decision": "other"}, None),
    ],
)
def test_the_next_question_is_the_first_that_matters(facts, question):
    if isinstance(facts.get("sections"), str):
        facts = {**facts, "sections": set(facts["sections"])}
    assert next_question(Case(**facts)) is question


@pytest.mark.parametrize("decision", list(Decision))
def test_answering_each_question_in_turn_reaches_an_answer(decision):
    answers = {
        Question.SECTIONS: {"sections": B_AND_F},
        Question.LETTER_DATE: {"letter_date": LETTER},
        Question.HAS_CERTIFICATE: {"has_certificate": True},
        Question.CERTIFICATE_DATE: {"certificate_date": date(2026, 11, 1)},
    }
    facts = {"decision": decision}
    while (question := next_question(Case(**facts))) is not None:
        facts |= answers.pop(question)
    assert advise(Case(**facts), today=TODAY).steps


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({}, Question.DECISION),
        ({"decision": "plan_contents", **DATED}, Question.SECTIONS),
        (
            {
                "decision": "plan_contents",
                "sections": {"I"},
                "school_only_confirmed": False,
                **DATED,
            },
            Question.SCHOOL_ONLY_CONFIRMED,
        ),
        ({"decision": "cease_to_maintain"}, Question.LETTER_DATE),
        (
            {"decision": "cease_to_maintain", **DATED, "letter_date_confirmed": False},
            Question.LETTER_DATE_CONFIRMED,
        ),
        (
            {"decision": "cease_to_maintain", **DATED, "has_certificate": True},
            Question.CERTIFICATE_DATE,
        ),
        (
            {
                "decision": "cease_to_maintain",
                **DATED,
                "certificate_date": LETTER,
                "certificate_date_confirmed": False,
            },
            Question.CERTIFICATE_DATE_CONFIRMED,
        ),
    ],
)
def test_an_incomplete_case_is_refused_with_the_question_to_ask(facts, question):
    with pytest.raises(IncompleteCase) as raised:
        advise(Case(**facts), today=TODAY)
    assert raised.value.question is question
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    "facts",
    [
        {"decision": "refusal_to_issue", **DATED},
        {"decision": "mediation_unresolved", **DATED},
        {"decision": "health_or_social_care"},
        {"decision": "plan_contents", "sections": {"C", "D"}},
    ],
)
def test_an_answer_can_do_without_the_certificate_and_health_without_a_date(facts):
    assert next_question(Case(**facts)) is not None
    assert advise(Case(**facts), today=TODAY).steps


def test_not_asked_about_a_certificate_is_answered_as_holding_none():
    asked = Case(decision="refusal_to_issue", **DATED, has_certificate=False)
    not_asked = Case(decision="refusal_to_issue", **DATED)
    assert advise(not_asked, today=TODAY) == advise(asked, today=TODAY)


def test_saying_that_no_certificate_is_held_outweighs_a_date_left_over():
    left_over = Case(
        decision="refusal_to_issue",
        **DATED,
        has_certificate=False,
        certificate_date=date(2026, 11, 20),
    )
    advice = advise(left_over, today=TODAY)
    assert advice.contact_mediation == "required"
    assert advice.appeal_by == date(2026, 12, 1)


def test_the_values_of_the_questions_are_the_names_of_slots():
    assert [question.value for question in Question] == [
        "decision",
        "sections",
        "school_only_confirmed",
        "letter_date",
        "letter_date_confirmed",
        "has_certificate",
        "certificate_date",
        "certificate_date_confirmed",
    ]
