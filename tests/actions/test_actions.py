"""Each custom action by itself: what it says, and what it leaves to be done."""

from __future__ import annotations

from typing import Any

import pytest

import actions
from bot.guidance import Question
from tests.actions.trackers import asked, run, set_now, tracker

REFUSED = {"decision": "refusal_to_assess"}
DATED = {**REFUSED, "letter_date": "2026-10-01", "letter_date_confirmed": True}
COMPLETE = {**DATED, "has_certificate": False}
GIVEN = [{"event": "bot", "text": "the answer", "metadata": {"guidance": {"route": "x"}}}]


def followed_by(events: list[Any]) -> str | None:
    """The action that is to run next."""
    return next((e["name"] for e in events if e["event"] == "followup"), None)


async def test_each_question_is_asked_with_choices_and_says_what_it_waits_for() -> None:
    """One action for each question of the rules."""
    for question in Question:
        name = "Ask" + "".join(part.capitalize() for part in question.value.split("_"))
        said, _ = await run(getattr(actions, name)(), tracker(slots=DATED))
        assert said[0]["asks"] == question.value
        assert said[0]["text"].endswith("?") or "?" in said[0]["text"]
        assert said[0]["buttons"]


async def test_the_form_is_told_the_next_question_and_nothing_else() -> None:
    """The rules decide; the form asks."""
    form = actions.ValidateCaseForm()
    for slots, wanted in (
        ({}, ["decision"]),
        (REFUSED, ["letter_date"]),
        (DATED, ["has_certificate"]),
        (COMPLETE, []),
        ({"decision": "plan_contents"}, ["sections"]),
        ({"decision": "plan_contents", "sections": ["I"]}, ["school_only_confirmed"]),
        ({**REFUSED, "letter_date": "2026-04-03"}, ["letter_date_confirmed"]),
        ({"decision": "draft_plan"}, []),
    ):
        assert await form.required_slots([], None, tracker(slots=slots), {}) == wanted


async def test_the_form_stands_back_for_what_a_rule_answers() -> None:
    """Once; when the rule has answered, the form asks on."""
    form = actions.ValidateCaseForm()
    for intent in ("faq/cost", "danger/immediate", "chitchat/thanks", "start_again"):
        _, events = await run(form, tracker("x", intent, slots=REFUSED))
        assert events == [
            {
                "event": "action_execution_rejected",
                "name": "case_form",
                "policy": None,
                "confidence": None,
                "timestamp": None,
            }
        ]


async def test_what_was_heard_is_said_back_before_the_next_question() -> None:
    """So that a mistake is seen at once."""
    conversation = tracker("x", slots=DATED)
    conversation.events += set_now(**DATED)
    said, _ = await run(actions.AskHasCertificate(), conversation)
    assert said[0]["text"].startswith(
        "So the council will not carry out an EHC needs assessment. "
        "The letter is dated Thursday 1 October 2026."
    )


@pytest.mark.parametrize(
    "intent, unclear, wanted",
    [
        ("nlu_fallback", 1.0, "I'm not sure I understood"),
        ("nlu_fallback", 2.0, "You can talk to someone instead"),
        ("dont_know", 2.0, "Someone can look at the letter with you"),
        ("explain", 0.0, "It's usually at the top of the letter"),
    ],
)
async def test_a_question_not_answered_is_asked_again_with_help(
    intent: str, unclear: float, wanted: str
) -> None:
    """After the second time, with a person's number."""
    slots = {**REFUSED, "unclear_turns": unclear}
    conversation = tracker("hm", intent, slots=slots, events=asked("letter_date"))
    said, _ = await run(actions.AskLetterDate(), conversation)
    assert wanted in said[0]["text"]


async def test_why_a_date_was_not_taken_is_said() -> None:
    """Each reason has words of its own."""
    for trouble, wanted in (
        ("impossible", "There is no such date"),
        ("future", "still to come"),
        ("arrival", "before it reached you"),
        ("something new", "couldn't be sure"),
    ):
        slots = {**REFUSED, "date_trouble": trouble}
        said, _ = await run(actions.AskLetterDate(), tracker("x", slots=slots))
        assert wanted in said[0]["text"]


async def test_a_letter_that_came_before_its_date_is_asked_about_in_those_words() -> None:
    """One of the two days is wrong, and the parent sees both."""
    slots = {**REFUSED, "letter_date": "2026-11-02", "arrival_date": "2026-10-05"}
    said, _ = await run(actions.AskLetterDateConfirmed(), tracker("x", slots=slots))
    assert said[0]["text"].startswith("You said it came on Monday 5 October 2026")
    assert [b["title"] for b in said[0]["buttons"]] == ["Yes", "No"]
    later = {**slots, "arrival_date": "2026-11-05"}
    said, _ = await run(actions.AskLetterDateConfirmed(), tracker("x", slots=later))
    assert said[0]["text"].startswith("I read that as Monday 2 November 2026.")


async def test_a_school_place_without_a_plan_is_sent_to_the_panel_for_admissions() -> None:
    """Also when the answer is asked for again."""
    decision = [{"entity": "decision", "value": "other", "extractor": "FactExtractor"}]
    slots = {"requested_slot": "decision"}
    told = tracker("no EHCP, and no place at our school", slots=slots, entities=decision)
    _, events = await run(actions.TakeAnswers(), told)
    taken = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
    assert (taken["decision"], taken["other_matter"]) == ("other", "admissions")
    for channel in ("web", "sms"):
        again = tracker("x", "repeat_answer", slots=taken, channel=channel)
        said, _ = await run(actions.GiveAdvice(), again)
        assert "admission appeal panel" in said[0]["text"]
        assert "can't say" not in said[0]["text"]
    said, _ = await run(actions.GiveAdvice(), tracker("x", slots={"decision": "other"}))
    assert "admission" not in said[0]["text"]
    planned = tracker("he does have an EHCP though", "faq/what_is_ehc_plan", slots=taken)
    _, events = await run(actions.TakeAnswers(), planned)
    assert {"decision": None}.items() <= {e["name"]: e["value"] for e in events}.items()
    planned.events += events
    said, events = await run(actions.AnswerQuestion(), planned)
    assert said == []


async def test_a_month_with_late_in_it_is_no_question_about_being_late() -> None:
    """Where a date is what was asked for."""
    vague = [{"entity": "date", "role": "unknown", "reason": "vague", "month": "2026-10-01"}]
    slots = {**REFUSED, "requested_slot": "letter_date"}
    intent = "faq/missed_appeal_deadline"
    told = tracker("some time in late october", intent, slots=slots, entities=vague)
    said, events = await run(actions.AnswerQuestion(), told)
    assert (said, followed_by(events)) == ([], "case_form")
    text = "it was october but I think we are far too late to do anything now"
    said, _ = await run(
        actions.AnswerQuestion(), tracker(text, intent, slots=slots, entities=vague)
    )
    assert "may still be able to appeal" in said[0]["text"]


async def test_the_answer_for_another_councils_letter_names_no_contact_of_ours() -> None:
    """The letter names who to contact; to hear that it is ours after all brings ours back."""
    theirs = {**COMPLETE, "other_council": "Essex"}
    for channel in ("web", "sms"):
        said, _ = await run(actions.GiveAdvice(), tracker("x", slots=theirs, channel=channel))
        assert "Essex" in said[0]["text"] and "Your mediation advisers" in said[0]["text"]
        assert "Kids" not in said[0]["text"] and "03330" not in said[0]["text"]
    again = tracker("sorry, it's from Herts", slots=theirs)
    _, events = await run(actions.TakeAnswers(), again)
    assert {"other_council": None}.items() <= {e["name"]: e["value"] for e in events}.items()


async def test_help_is_named_once_where_a_message_may_be_a_sign_of_danger() -> None:
    """Before all else, and what it tells is still taken; Rasa asks twice when a form begins."""
    taking, told = actions.TakeAnswers(), [{"entity": "decision", "value": "transport"}]
    for channel in ("web", "sms"):
        worried = tracker("x", slots={}, entities=told, channel=channel, danger_possible=True)
        said, events = await run(taking, worried)
        assert [all(n in m["text"] for n in ("999", "116 123")) for m in said] == [True]
        assert {"decision": "transport"}.items() <= {e["name"]: e["value"] for e in events}.items()
        worried.events += events
        assert await run(taking, worried) == ([], [])
    assert (await run(taking, tracker("x", entities=told)))[0] == []


async def test_answers_are_taken_once_a_message() -> None:
    """Rasa asks twice when a form begins."""
    taking = actions.TakeAnswers()
    conversation = tracker("/affirm", "affirm", slots={"requested_slot": "has_certificate"})
    _, events = await run(taking, conversation)
    assert {"has_certificate", "unclear_turns"} <= {e["name"] for e in events}
    conversation.events += events
    assert await run(taking, conversation) == ([], [])


async def test_a_turn_that_answers_nothing_is_counted() -> None:
    """Questions and small talk are not."""
    taking = actions.TakeAnswers()
    slots = {"requested_slot": "letter_date", "unclear_turns": 1.0}
    for intent, wanted in (("nlu_fallback", 2.0), ("faq/cost", 1.0), ("explain", 1.0)):
        _, events = await run(taking, tracker("hm", intent, slots=slots))
        assert [e["value"] for e in events if e["name"] == "unclear_turns"] == [wanted]


async def test_the_answer_is_one_message_with_the_advice_it_was_made_from() -> None:
    """Words and dates cannot differ."""
    said, events = await run(actions.GiveAdvice(), tracker("no", "deny", slots=COMPLETE))
    assert len(said) == 1
    assert "**Contact Kids by Tuesday 1 December 2026.**" in said[0]["text"]
    assert said[0]["guidance"]["contact_mediation_by"] == "2026-12-01"
    assert said[0]["guidance"]["case"]["letter_date"] == "2026-10-01"
    assert followed_by(events) == "action_listen"


async def test_a_question_is_answered_and_the_guide_goes_on_with_its_own() -> None:
    """Two questions in one message get two answers."""
    both = tracker("x", "faq/cost", slots=REFUSED, questions=["faq/cost", "faq/how_long_where"])
    said, events = await run(actions.AnswerQuestion(), both)
    assert "free" in said[0]["text"] and "hours" in said[0]["text"]
    assert followed_by(events) == "case_form"
    _, events = await run(actions.AnswerQuestion(), tracker("x", "faq/cost", slots=COMPLETE))
    assert followed_by(events) == "action_listen"


async def test_whether_it_can_be_appealed_is_answered_from_the_answer_given() -> None:
    """Not by what the words resemble; before there is an answer, the questions go on."""
    late = {"decision": "no_decision_yet"}
    question = ("can I take them to tribunal for that", "faq/health_social_care")
    given = tracker(*question, slots=late, events=GIVEN)
    said, events = await run(actions.AnswerQuestion(), given)
    assert said[0]["text"].startswith("**You can't appeal yet, because there is no decision.")
    assert "What happens next" not in said[0]["text"]
    assert followed_by(events) == "action_listen"
    given = tracker("can I appeal it", "faq/who_can_appeal", slots=COMPLETE, events=GIVEN)
    said, _ = await run(actions.AnswerQuestion(), given)
    assert said[0]["text"].startswith("**Contact Kids by Tuesday 1 December 2026.**")
    before = tracker("can I appeal it", "faq/who_can_appeal", slots=REFUSED)
    said, events = await run(actions.AnswerQuestion(), before)
    assert "A child's parent can appeal" in said[0]["text"]
    assert followed_by(events) == "case_form"


async def test_a_question_that_the_dates_answer_is_left_to_the_dates() -> None:
    """ "When do I appeal by?" beside the last fact needs no answer in general before its own."""
    asked_too = ["faq/time_limit", "faq/certificate_expiry"]
    last = tracker("x", "faq/time_limit", slots=COMPLETE, questions=asked_too)
    last.events += set_now(has_certificate=False)
    said, events = await run(actions.AnswerQuestion(), last)
    assert not said and followed_by(events) == "case_form"
    also = tracker("x", "faq/cost", slots=COMPLETE, questions=["faq/time_limit", "faq/cost"])
    also.events += set_now(has_certificate=False)
    said, _ = await run(actions.AnswerQuestion(), also)
    assert "free" in said[0]["text"] and "2 months" not in said[0]["text"]
    for slots in (COMPLETE, DATED):
        said, _ = await run(actions.AnswerQuestion(), tracker("x", "faq/time_limit", slots=slots))
        assert "2 months" in said[0]["text"]


@pytest.mark.parametrize(
    "text, helped",
    [
        ("no whats that", True),
        ("no, what is it for?", True),
        ("no what does that do", False),
        ("no and I know what it is", False),
    ],
)
async def test_a_no_with_what_is_that_gets_the_help_too(text: str, helped: bool) -> None:
    """With or without a question mark."""
    before = asked("has_certificate")
    said, _ = await run(actions.GiveAdvice(), tracker(text, "deny", slots=COMPLETE, events=before))
    assert ("short document" in said[0]["text"]) is helped


async def test_whether_kids_are_open_is_worked_out_from_hours_and_today() -> None:
    """The suite's day is a Saturday."""
    said, _ = await run(actions.AnswerQuestion(), tracker("x", "faq/are_kids_open"))
    assert "closed now, until Monday" in said[0]["text"]


@pytest.mark.parametrize("kind", ["self_harm", "immediate", "child_at_risk", "end_of_strength"])
async def test_danger_is_met_with_who_can_help_and_no_question(kind: str) -> None:
    """And nothing else is asked in that turn."""
    said, events = await run(actions.HelpInDanger(), tracker("x", f"danger/{kind}"))
    assert any(number in said[0]["text"] for number in ("999", "116 123"))
    assert "?" not in said[0]["text"] and not said[0]["buttons"]
    assert followed_by(events) == "action_listen"


WORN_OUT = "danger/end_of_strength"
A_LETTER = "decision/refusal_to_issue"
PART = {"decision": "refusal_to_issue"}
WHOLE = {**PART, "letter_date": "2026-11-04"}


@pytest.mark.parametrize(
    "text, intent, whole, told, channel, then",
    [
        # A part of the letter, and one sentence among others that sounds worn out.
        ("my story. I'm worn out", WORN_OUT, A_LETTER, PART, "web", "case_form"),
        ("my story. I'm worn out", WORN_OUT, A_LETTER, PART, "sms", "action_listen"),
        ("my story. I'm worn out", WORN_OUT, WORN_OUT, PART, "web", "action_listen"),
        ("I can't cope any more", WORN_OUT, A_LETTER, PART, "web", "action_listen"),
        # The whole letter, however tired they say they are.
        ("I'm at my wits end. a story", WORN_OUT, WORN_OUT, WHOLE, "web", "case_form"),
        ("I'm at my wits end. a story", WORN_OUT, WORN_OUT, WHOLE, "sms", "action_listen"),
        ("I want to die. a story", WORN_OUT, WORN_OUT, WHOLE, "web", "action_listen"),
        ("I want to die. a story", "danger/self_harm", WORN_OUT, WHOLE, "web", "action_listen"),
    ],
)
async def test_who_sounds_worn_out_and_tells_of_the_letter_gets_help_and_the_next_question(
    text: str, intent: str, whole: str, told: dict[str, str], channel: str, then: str
) -> None:
    """Help first; and the question after it only where nothing else says danger."""
    story = tracker(
        text, intent, channel=channel, intent_ranking=[{"name": whole, "confidence": 0.9}]
    )
    story.events += set_now(**told)
    said, events = await run(actions.HelpInDanger(), story)
    assert "116 123" in said[0]["text"]
    assert followed_by(events) == then


async def test_after_danger_the_letter_is_taken_up_again_when_they_ask() -> None:
    """Only then, and never while the words still say danger."""
    before = [{"event": "user", "parse_data": {"intent": {"name": "danger"}}}]
    back = tracker("he is safe, the letter now", "danger/immediate", events=before)
    said, events = await run(actions.HelpInDanger(), back)
    assert not said and followed_by(events) == "case_form"
    still = tracker("the letter, and i want to die", "danger/self_harm", events=before)
    said, _ = await run(actions.HelpInDanger(), still)
    assert said


async def test_nothing_asked_and_nothing_understood_offers_what_can_be_done() -> None:
    """After an answer a menu; before one, the questions; never silence."""
    after = tracker("ok", "affirm", slots=COMPLETE, events=GIVEN)
    said, _ = await run(actions.NotUnderstood(), after)
    assert said[0]["buttons"]
    _, events = await run(actions.NotUnderstood(), tracker("ok", "affirm", slots=COMPLETE))
    assert followed_by(events) == "action_give_advice"
    _, events = await run(actions.NotUnderstood(), tracker("ok", "affirm"))
    assert followed_by(events) == "case_form"


async def test_only_answers_that_were_given_can_be_changed() -> None:
    """With a way to start again."""
    said, _ = await run(actions.OfferChanges(), tracker("wrong", "correct", slots=DATED))
    payloads = [button["payload"] for button in said[0]["buttons"]]
    assert len(payloads) == 3 and any("letter_date" in p for p in payloads)
    _, events = await run(actions.OfferChanges(), tracker("wrong", "correct"))
    assert followed_by(events) == "case_form"


async def test_the_answer_can_be_heard_again() -> None:
    """Where there is one."""
    _, events = await run(actions.RepeatAdvice(), tracker("x", "repeat_answer", slots=COMPLETE))
    assert followed_by(events) == "action_give_advice"
    said, events = await run(actions.RepeatAdvice(), tracker("x", "repeat_answer", slots=DATED))
    assert "don't have your answer yet" in said[0]["text"]
    assert followed_by(events) == "case_form"


async def test_starting_again_and_forgetting_clear_every_answer() -> None:
    """Erasing is asked about first, and the channel is told to erase the record."""
    said, events = await run(actions.AskToForget(), tracker("x", "forget_me", slots=COMPLETE))
    assert len(said[0]["buttons"]) == 2 and followed_by(events) == "action_listen"
    for action in (actions.StartAgain(), actions.Forget()):
        said, events = await run(action, tracker("x", "start_again", slots=COMPLETE))
        cleared = {e["name"] for e in events if e["event"] == "slot" and e["value"] is None}
        assert set(COMPLETE) <= cleared
    assert said[0]["forget"] is True
    said, _ = await run(actions.Keep(), tracker("x", "forget_cancelled", slots=COMPLETE))
    assert "kept everything" in said[0]["text"]


async def test_the_guide_introduces_itself_and_takes_one_letter_at_a_time() -> None:
    """As what it is, in the channel's own words."""
    said, _ = await run(actions.Greet(), tracker("/session_open", "session_open"))
    assert "automatic guide" in said[0]["text"] and "not legal advice" in said[0]["text"]
    said, _ = await run(actions.Greet(), tracker("hi", "session_open", channel="sms"))
    assert len(said[0]["text"]) < 160
    said, _ = await run(actions.OtherCase(), tracker("x", "another_case"))
    assert "one letter at a time" in said[0]["text"]
