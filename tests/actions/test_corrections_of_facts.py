"""Facts that are taken back, supposed, or told beside a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.facts import facts_told
from bot.guidance import Question
from tests.actions.test_facts import TODAY, message

LETTER = {
    "decision": "refusal_to_assess",
    "letter_date": "2026-10-22",
    "letter_date_confirmed": True,
}


def told(said: Any, asked: Question | None, slots: dict[str, Any]) -> dict[str, Any]:
    """What a message changes."""
    return facts_told(said, asked, slots, today=TODAY)


def test_a_supposed_date_is_read_back_and_a_no_goes_back_to_the_one_known_before() -> None:
    """ "What if it was dated the 1st of September?" loses nothing."""
    supposed = message(
        "what if the letter was dated 1 September 2026", dates=[("letter", "2026-09-01", True)]
    )
    changes = told(supposed, None, LETTER)
    assert changes == {
        "letter_date": "2026-09-01",
        "letter_date_confirmed": None,
        "letter_date_before": "2026-10-22",
    }
    slots = {**LETTER, **changes}
    back = told(message("no", intent="deny"), Question.LETTER_DATE_CONFIRMED, slots)
    assert back == {
        "letter_date": "2026-10-22",
        "letter_date_confirmed": True,
        "letter_date_before": None,
    }
    yes = told(message("yes", intent="affirm"), Question.LETTER_DATE_CONFIRMED, slots)
    assert yes == {"letter_date_confirmed": True, "letter_date_before": None}


def test_a_date_that_was_called_wrong_does_not_come_back() -> None:
    """ "No, the 5th", read back and denied, asks again rather than going back to the 22nd."""
    changes = told(
        message("no, the 5th", intent="correct", dates=[("unknown", "2026-11-05", False)]),
        Question.HAS_CERTIFICATE,
        LETTER,
    )
    assert changes["letter_date"] == "2026-10-05"
    assert changes.get("letter_date_before") is None
    slots = {**LETTER, **changes}
    denied = told(message("no", intent="deny"), Question.LETTER_DATE_CONFIRMED, slots)
    assert denied == {"letter_date": None}


def test_a_bare_day_is_of_the_month_that_was_told_before_it() -> None:
    """ "About the middle of October", then "it's the 14th": read back, as two turns may mislead."""
    asked = Question.LETTER_DATE
    changes = told(message("about the middle of October", months=["2026-10-01"]), asked, {})
    assert changes["month_told"] == "2026-10-01"
    day = message("it's the 14th", dates=[("unknown", "2026-11-14", False)])
    changes = told(day, asked, {"month_told": "2026-10-01"})
    assert changes == {"letter_date": "2026-10-14", "month_told": None}
    assert told(day, asked, {})["letter_date"] == "2026-11-14"


def test_a_bare_day_still_to_come_in_that_month_is_asked_again() -> None:
    """ "It was this month", then "the 30th", told on the 21st."""
    slots = {"month_told": "2026-11-01"}
    day = message("the 30th", dates=[("unknown", "2026-10-30", False)])
    changes = told(day, Question.LETTER_DATE, slots)
    assert changes.get("letter_date") is None
    assert changes["date_trouble"] == "future"


def test_a_letter_that_came_weeks_before_its_date_is_read_back() -> None:
    """Whichever of the two days is told last; a yes settles it. A few days ahead, by email, is
    nothing to ask about: the time runs from then.
    """
    dated = message("it says 2 November 2026 on it", dates=[("letter", "2026-11-02", True)])
    changes = told(dated, Question.LETTER_DATE, {"arrival_date": "2026-10-05"})
    assert changes == {"letter_date": "2026-11-02"}
    came = message("it came on 5 October", dates=[("arrival", "2026-10-05", True)])
    changes = told(came, Question.HAS_CERTIFICATE, LETTER)
    assert changes == {"arrival_date": "2026-10-05", "letter_date_confirmed": None}
    emailed = message("it was emailed on 19 October", dates=[("arrival", "2026-10-19", True)])
    assert told(emailed, Question.HAS_CERTIFICATE, LETTER) == {"arrival_date": "2026-10-19"}
    yes = message("yes", intent="affirm")
    slots = {**LETTER, **changes}
    assert told(yes, Question.LETTER_DATE_CONFIRMED, slots) == {"letter_date_confirmed": True}


def test_of_two_dates_that_nothing_tells_apart_neither_is_taken() -> None:
    """ "The october one ... 7 October 2026" is asked again."""
    changes = told(
        message(
            "october one then. 7 October 2026",
            decision="plan_contents",
            dates=[("unknown", "2026-10-01", False), ("unknown", "2026-10-07", False)],
        ),
        Question.DECISION,
        {},
    )
    assert changes == {"decision": "plan_contents", "date_trouble": "ambiguous"}


@pytest.mark.parametrize(
    "text, held",
    [
        ("no, do they charge for it?", False),
        ("right. no.", False),
        ("haven't had one", False),
        ("yes, is that enough?", True),
        ("I very much doubt it", False),
        ("i don't think so", False),
        ("I'm afraid not", False),
        ("what is certificate? I dont have", False),
        ("what's it for? no, I haven't got one", False),
        ("i have no idea what that is so no", False),
        ("never heard of it so i haven't got one", False),
        ("I dont have this", False),
        ("no?", None),
        ("is that so? now I see", None),
        ("is there no charge?", None),
        ("is it free? I don't have much money", None),
    ],
)
def test_a_yes_or_no_beside_a_question_is_taken(text: str, held: bool | None) -> None:
    """The question may be what the rest of the message is."""
    changes = told(message(text, intent="faq/cost"), Question.HAS_CERTIFICATE, LETTER)
    assert changes.get("has_certificate") is held


@pytest.mark.parametrize(
    "text",
    [
        "yes from her paediatrician",
        "yes it's on its way",
        "yes I've asked for one",
        "yeah we've got the meeting next week",
        "yes, coming soon",
    ],
)
def test_a_yes_to_another_certificate_or_to_one_still_to_come_is_asked_again(text: str) -> None:
    """Nobody is spared the service for a certificate that is not in hand."""
    assert "has_certificate" not in told(message(text), Question.HAS_CERTIFICATE, LETTER)


@pytest.mark.parametrize(
    "text, intent, unknown",
    [
        ("no there isnt one anywhere", "deny", True),
        ("nope, not one date on it", "deny", True),
        ("no, none", "deny", True),
        ("no", "deny", None),
        ("no that's not right", "deny", None),
    ],
)
def test_a_letter_that_is_said_to_have_no_date_is_not_asked_about_again(
    text: str, intent: str, unknown: bool | None
) -> None:
    """A bare no to "what date?" may be about something else."""
    changes = told(message(text, intent=intent), Question.LETTER_DATE, {"decision": "x"})
    assert changes.get("letter_date_unknown") is unknown


@pytest.mark.parametrize(
    "text, asked, known, contacted, taken",
    [
        ("I've emailed Kids but they've not come back to me yet", "has_certificate", 1, 1, False),
        ("I've emailed Kids but they've not come back to me yet", "decision", 0, 1, False),
        ("emailed them on monday and not heard anything at all", "has_certificate", 1, 0, False),
        ("sorry, wrong, I am still waiting to hear about it", "has_certificate", 1, 0, True),
        ("the council still hasn't answered our request at all", "has_certificate", 1, 0, True),
        ("we are still waiting for them to write to us", "letter_date", 1, 0, True),
        ("we asked in june and they've not come back to us", "decision", 0, 0, True),
    ],
)
def test_waiting_for_the_service_is_not_waiting_for_the_council(
    text: str, asked: str, known: int, contacted: int, taken: bool
) -> None:
    """It must not turn a refusal, which can be appealed, into a late answer, which cannot."""
    told_too: dict[str, Any] = {"certificate": "contacted"} if contacted else {}
    said = message(text, intent="certificate", decision="no_decision_yet", **told_too)
    slots = {"decision": "refusal_to_issue"} if known else {}
    assert (told(said, Question(asked), slots).get("decision") == "no_decision_yet") is taken


def test_why_a_letters_date_was_not_taken_is_kept_when_it_was_not_asked_for() -> None:
    """ "Letter dated last Tuesday" may be one of two: the question after it says so."""
    unsure = {"entity": "date", "role": "letter", "value": None, "reason": "ambiguous"}
    said = replace(message("refused, letter dated last tuesday"), entities=(unsure,))
    assert told(said, Question.DECISION, {})["date_trouble"] == "ambiguous"
    assert told(said, Question.HAS_CERTIFICATE, LETTER).get("date_trouble") is None


def test_none_of_those_does_not_take_back_a_decision_that_was_told() -> None:
    """What else they say of schools and admissions is beside the point by then."""
    said = message("the admissions team said that they have no room for him", decision="other")
    known = {"decision": "plan_contents", "sections": ["I"]}
    assert "decision" not in told(said, Question.LETTER_DATE, known)
    assert told(said, Question.DECISION, {})["decision"] == "other"


CONTACTED = {"entity": "certificate", "value": "contacted", "extractor": "IntentClassifier"}


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("I rang them on Tuesday", {"has_certificate": False, "contacted_mediation": True}),
        ("did the phone thing with them", {"has_certificate": False, "contacted_mediation": True}),
        ("a lady from kids phoned me but I missed the call", {"has_certificate": False}),
        ("I tried to ring but couldn't get through", {"has_certificate": False}),
        ("yeah they emailed it last week", {"has_certificate": True}),
        ("yes, they are nice people", {}),
    ],
)
def test_a_likeness_to_having_been_in_touch_is_worth_what_its_words_bear_out(
    text: str, wanted: dict[str, Any]
) -> None:
    """Nobody is told that they made the first contact who only missed a call."""
    said = replace(message(text, intent="certificate/contacted"), entities=(CONTACTED,))
    changes = told(said, Question.HAS_CERTIFICATE, LETTER)
    assert {k: v for k, v in changes.items() if k != "date_trouble" and v is not None} == wanted


def test_a_likeness_to_holding_one_yields_to_a_no() -> None:
    """ "Haven't got it" resembles "got it"."""
    held = {"entity": "certificate", "value": "held", "extractor": "IntentClassifier"}
    said = replace(message("havent got it", intent="certificate/held"), entities=(held,))
    assert told(said, Question.HAS_CERTIFICATE, LETTER)["has_certificate"] is False


def test_the_day_of_what_happened_in_a_message_of_danger_is_not_the_letters() -> None:
    """ "Last night my ex hit him" dates nothing."""
    hurt = message(
        "last night my ex hit him", intent="danger", dates=[("unknown", "2026-11-20", False)]
    )
    assert told(hurt, Question.LETTER_DATE, {"decision": "refusal_to_assess"}) == {}


def test_got_it_before_a_date_is_having_found_it_and_is_read_back() -> None:
    """It could be the day the letter came, which must not pass for the letter's own."""
    found = message("got it, 30/10/2026", dates=[("arrival", "2026-10-30", True)])
    changes = told(found, Question.LETTER_DATE, {"decision": "refusal_to_assess"})
    assert changes == {"letter_date": "2026-10-30"}


@pytest.mark.parametrize(
    "text, answer",
    [
        ("right. no.", "no"),
        ("ok so I haven't", "no"),
        ("right then, none yet", None),
        ("yep, no problem", "yes"),
        ("that's it", "yes"),
        ("no that's right", "no"),
    ],
)
def test_a_likeness_to_a_yes_yields_to_words_of_denial(text: str, answer: str | None) -> None:
    """Else "right. no." would be a certificate held."""
    assert message(text, intent="affirm").yes_or_no == answer


def test_a_bare_refusal_is_no_decision() -> None:
    """ "Refused" may be of anything, whatever it resembles."""
    assert told(message("refused", decision="transport"), Question.DECISION, {}) == {}


@pytest.mark.parametrize(
    "text, taken",
    [
        ("what if we don't like the school", False),
        ("and when the final plan comes with that school", False),
        ("it says final plan on it", True),
    ],
)
def test_a_draft_stays_a_draft_until_it_is_called_final(text: str, taken: bool) -> None:
    """A wish about the school does not make it a plan with a right of appeal."""
    changes = told(
        message(text, decision="school_named"), Question.DECISION, {"decision": "draft_plan"}
    )
    assert (changes.get("decision") == "plan_contents") is taken


def test_of_two_letters_in_one_message_nothing_is_taken() -> None:
    """The date of the one must not go with the decision of the other."""
    both = message(
        "twins, one was refused an assessment on 3 November 2026 and the other has a plan",
        decision="refusal_to_assess",
        dates=[("letter", "2026-11-03", True)],
    )
    assert told(both, Question.DECISION, {}) == {}
    assert date(2026, 11, 3) < TODAY


SCHOOL = {"decision": "plan_contents", "sections": ["I"]}


@pytest.mark.parametrize(
    "text, asked, slots, wanted",
    [
        pytest.param(
            "just the placement, B and F are fine now",
            Question.SCHOOL_ONLY_CONFIRMED,
            SCHOOL,
            {"school_only_confirmed": True},
            id="sections called fine are not disputed",
        ),
        pytest.param(
            "whats section B when its at home",
            Question.SCHOOL_ONLY_CONFIRMED,
            SCHOOL,
            {},
            id="a section that is asked about is not disputed",
        ),
        pytest.param(
            "well the school but they've also left out his dyspraxia",
            Question.SCHOOL_ONLY_CONFIRMED,
            SCHOOL,
            {"sections": None},
            id="more than the school asks which sections",
        ),
        pytest.param(
            "it's only the school, the rest of it is spot on",
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {"sections": ["I"], "school_only_confirmed": True},
            id="only the school with the rest called fine needs no second question",
        ),
        pytest.param(
            "just the school",
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {"sections": ["I"]},
            id="only the school by itself is asked about once more",
        ),
        pytest.param(
            "that's it",
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {},
            id="that's it names no school",
        ),
        pytest.param(
            "b then, and I",
            Question.SECTIONS,
            {"decision": "plan_contents"},
            {"sections": ["B", "I"]},
            id="letters of either case among a few words",
        ),
    ],
)
def test_what_is_disputed_is_told_from_what_is_only_named(
    text: str, asked: Question, slots: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """The exemption of section I rests on it."""
    letters = [letter for letter in "BF" if f" {letter} " in f" {text} "]
    assert told(message(text, section=letters), asked, slots) == wanted
