"""The questions of the form: which comes next is for the rules to say, how to ask it for us."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.acknowledging import acknowledgement
from actions.case_slots import case_from_slots
from actions.channel import channel_of, words_for
from actions.dates_told import came_too_early
from actions.listening import asked_last, changed_this_turn
from actions.message import Message
from bot.guidance import Question, next_question
from bot.language.decisions import is_bare_refusal
from bot.words import Words, day_for

FORM = "case_form"
UNCLEAR_TURNS_BEFORE_A_PERSON = 2
ANSWERED_BY_A_RULE = {
    "faq",
    "chitchat",
    "danger",
    "start_again",
    "forget_me",
    "forget_confirmed",
    "forget_cancelled",
    "repeat_answer",
    "another_case",
    "tell_more",
}


class ValidateCaseForm(FormValidationAction):  # type: ignore[misc]
    """Tells Rasa's form which slot to ask for next."""

    def name(self) -> str:
        """The name Rasa looks for beside `case_form`."""
        return "validate_case_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """The one question that matters now, or none when the answer is ready."""
        question = next_question(case_from_slots(tracker.slots))
        return [question.value] if question else []

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Stand back for a message that a rule answers; else never give the turn up.

        Rasa asks the form first and its rules only when the form rejects. By itself a form
        rejects when no slot was set, so a question beside a fact would go unanswered, and an
        answer that fills no required slot would go unheard.
        """
        intent = Message.from_tracker(tracker.latest_message).intent
        if intent in ANSWERED_BY_A_RULE and not _was_acted_on(tracker):
            return [ActionExecutionRejected(FORM)]
        events: list[EventType] = await super().run(dispatcher, tracker, domain)
        return [*events, SlotSet("unclear_turns", tracker.get_slot("unclear_turns"))]


def _was_acted_on(tracker: Tracker) -> bool:
    """Whether a rule's action has run since the latest message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") not in ("action_listen", FORM):
            return True
    return False


class _Asking:
    """Says what was understood, helps where it was not, and asks one question."""

    question: Question

    def name(self) -> str:
        """The name Rasa's form looks for to ask for the slot."""
        return f"action_ask_{self.question.value}"

    def _words(self, tracker: Tracker) -> str:
        """The response that asks it."""
        return f"utter_ask_{self.question.value}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One message: acknowledgement, help, question, choices."""
        channel = channel_of(tracker)
        said = words_for(tracker)
        values = _values(tracker, channel)
        key = self._words(tracker)
        more = Message.from_tracker(tracker.latest_message).intent == "more_decisions"
        if more and self.question is Question.DECISION:
            key = "utter_ask_more_decisions"
        parts = [
            acknowledgement(changed_this_turn(tracker), tracker.slots, channel, said),
            _help(self.question, tracker, channel, said, values),
            said.say(key, channel, **values),
        ]
        dispatcher.utter_message(
            text="\n\n".join(part for part in parts if part),
            buttons=said.buttons(key, channel, **values),
            asks=self.question.value,
        )
        return []


def _help(
    question: Question, tracker: Tracker, channel: str, said: Words, values: dict[str, str]
) -> str:
    trouble = tracker.get_slot("date_trouble")
    unclear = int(tracker.get_slot("unclear_turns") or 0)
    asked_before = asked_last(tracker) == question.value
    message = Message.from_tracker(tracker.latest_message)
    if question is Question.DECISION and is_bare_refusal(message.text):
        return said.say("utter_refused_what", channel)
    if unclear >= UNCLEAR_TURNS_BEFORE_A_PERSON and asked_before:
        unsure = message.intent == "dont_know"
        return said.say("utter_a_person_can_look" if unsure else "utter_offer_a_person", channel)
    if trouble and question in (Question.LETTER_DATE, Question.CERTIFICATE_DATE):
        specific = f"utter_date_{trouble}"
        return said.say(specific if said.has(specific) else "utter_date_unclear", channel, **values)
    if asked_before and message.intent in ("explain", "dont_know"):
        return said.say(f"utter_help_{question.value}", channel, **values)
    if asked_before and unclear:
        either_or = question is Question.SCHOOL_ONLY_CONFIRMED
        another_one = question is Question.HAS_CERTIFICATE and message.yes_or_no == "yes"
        helps = either_or or another_one
        key = f"utter_help_{question.value}" if helps else "utter_not_understood"
        return said.say(key, channel)
    return ""


def _values(tracker: Tracker, channel: str) -> dict[str, str]:
    values = {}
    for slot in ("letter_date", "certificate_date", "arrival_date"):
        value = tracker.get_slot(slot)
        values[slot] = day_for(channel, date.fromisoformat(value)) if value else ""
    return values


class AskDecision(_Asking, Action):  # type: ignore[misc]
    """What did the council decide?"""

    question = Question.DECISION


class AskSections(_Asking, Action):  # type: ignore[misc]
    """Which sections of the plan?"""

    question = Question.SECTIONS


class AskSchoolOnlyConfirmed(_Asking, Action):  # type: ignore[misc]
    """Is it really only the school? Asked before anyone is told that they need no certificate."""

    question = Question.SCHOOL_ONLY_CONFIRMED


class AskLetterDate(_Asking, Action):  # type: ignore[misc]
    """What date is printed on the letter?"""

    question = Question.LETTER_DATE


class AskLetterDateConfirmed(_Asking, Action):  # type: ignore[misc]
    """Is this the date?"""

    question = Question.LETTER_DATE_CONFIRMED

    def _words(self, tracker: Tracker) -> str:
        """Says so where the letter came before the date read."""
        early = came_too_early(tracker.get_slot("letter_date"), tracker.get_slot("arrival_date"))
        return f"{super()._words(tracker)}_came_first" if early else super()._words(tracker)


class AskHasCertificate(_Asking, Action):  # type: ignore[misc]
    """Is there a mediation certificate?"""

    question = Question.HAS_CERTIFICATE


class AskCertificateDate(_Asking, Action):  # type: ignore[misc]
    """What date is printed on it?"""

    question = Question.CERTIFICATE_DATE


class AskCertificateDateConfirmed(_Asking, Action):  # type: ignore[misc]
    """Is this the certificate's date?"""

    question = Question.CERTIFICATE_DATE_CONFIRMED
