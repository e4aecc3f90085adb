"""After every message: take each fact that it tells, whatever else it says."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.channel import channel_of
from actions.facts import facts_told
from actions.message import Message
from bot import clock
from bot.guidance import Decision, Question
from bot.language.councils import find_other_council, names_ours
from bot.language.decisions import (
    has_a_plan,
    is_about_admissions,
    is_bare_refusal,
    what_was_refused,
)
from bot.words import council, words

ANSWERED_BY_THE_GUIDE = {
    "explain",
    "faq",
    "chitchat",
    "danger",
    "greet",
    "session_open",
    "start_again",
    "forget_me",
    "repeat_answer",
    "another_case",
    "change",
    "more_decisions",
}

ADMISSIONS = "admissions"
NOT_FACTS = {
    "requested_slot",
    "unclear_turns",
    "date_trouble",
    "letter_date_before",
    "month_told",
    "other_matter",
    "session_started_metadata",
}


class TakeAnswers(Action):  # type: ignore[misc]
    """Fills slots from the latest message. Rasa runs it before it chooses an action."""

    def name(self) -> str:
        """The name under which Rasa runs it after each message."""
        return "action_validate_slot_mappings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Only slots are set here; what to say is decided afterwards. But who can help is named
        before all else where a message may be a sign of danger.

        Rasa runs this again when a form begins: a message is taken once.
        """
        if "unclear_turns" in _set_this_turn(tracker):
            return []
        message = Message.from_tracker(tracker.latest_message)
        if message.danger_possible:
            dispatcher.utter_message(text=words().say("utter_help_at_hand", channel_of(tracker)))
        asked = question_asked(tracker)
        changes = facts_told(message, asked, tracker.slots, today=clock.today())
        refused = what_was_refused(message.text) if is_bare_refusal(_said_before(tracker)) else None
        if asked is Question.DECISION and refused:
            changes.setdefault("decision", refused)
        if elsewhere := find_other_council(message.text, ours=council().name):
            changes["other_council"] = elsewhere
        elif tracker.get_slot("other_council") and names_ours(message.text, ours=council().name):
            changes["other_council"] = None
        if changes.get("decision") == Decision.OTHER and is_about_admissions(message.text):
            changes["other_matter"] = ADMISSIONS
        elif tracker.get_slot("other_matter") and has_a_plan(message.text):
            for name in ("decision", "other_matter"):
                changes.setdefault(name, None)
        told = any(name not in NOT_FACTS for name in changes) or _says_it_again(message, tracker)
        turns = int(tracker.get_slot("unclear_turns") or 0)
        if told or asked is None:
            turns = 0
        elif message.intent not in ANSWERED_BY_THE_GUIDE:
            turns += 1
        return [SlotSet(name, value) for name, value in changes.items()] + [
            SlotSet("unclear_turns", float(turns))
        ]


def _said_before(tracker: Tracker) -> str:
    """What was typed the turn before this one."""
    typed = [str(e.get("text") or "") for e in tracker.events if e.get("event") == "user"]
    return typed[-2] if len(typed) > 1 else ""


def _says_it_again(message: Message, tracker: Tracker) -> bool:
    known = tracker.get_slot("decision")
    return known is not None and known in message.values("decision")


def question_asked(tracker: Tracker) -> Question | None:
    """The question that is waiting for an answer."""
    requested = tracker.get_slot("requested_slot")
    return Question(requested) if requested in set(Question) else None


def asked_last(tracker: Tracker) -> str | None:
    """What the guide asked before the latest message."""
    before_the_message = False
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            before_the_message = True
        elif before_the_message and event.get("event") == "bot":
            asks = (event.get("metadata") or {}).get("asks")
            return str(asks) if asks else None
    return None


def changed_this_turn(tracker: Tracker) -> dict[str, Any]:
    """The slots that the latest message set, with their new values."""
    return {name: value for name, value in _set_this_turn(tracker).items() if name not in NOT_FACTS}


def _set_this_turn(tracker: Tracker) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "slot":
            found.setdefault(event["name"], event.get("value"))
    return found
