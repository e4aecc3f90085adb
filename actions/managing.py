"""Changing an answer, hearing it again, starting again, and being forgotten."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.case_slots import CASE_SLOTS, case_from_slots
from actions.channel import channel_of, words_for
from actions.listening import changed_this_turn
from actions.replying import FORM, carry_on
from bot.guidance import next_question

ABOUT_THE_TALK = (
    "unclear_turns",
    "date_trouble",
    "letter_date_before",
    "month_told",
    "other_council",
    "other_matter",
)
CHANGEABLE = ("decision", "sections", "letter_date", "has_certificate", "certificate_date")


class OfferChanges(Action):  # type: ignore[misc]
    """ "That is wrong": take the correction, or ask which answer is wrong."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_offer_changes"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Offer only the answers that were given."""
        given = [name for name in CHANGEABLE if tracker.get_slot(name) not in (None, [])]
        if changed_this_turn(tracker) or not given:
            return [FollowupAction(FORM)]
        channel, said = channel_of(tracker), words_for(tracker)
        choices = said.buttons("utter_change_which", channel)
        dispatcher.utter_message(
            text=said.say("utter_change_which", channel),
            buttons=[
                choice
                for choice in choices
                if any(f'"{name}"' in choice["payload"] for name in given)
                or "start_again" in choice["payload"]
            ],
        )
        return [FollowupAction("action_listen")]


class RepeatAdvice(Action):  # type: ignore[misc]
    """ "What was my date again?" """

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_repeat_advice"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Give the answer again if there is one; else go on asking."""
        if next_question(case_from_slots(tracker.slots)) is None:
            return [FollowupAction("action_give_advice")]
        dispatcher.utter_message(
            text=words_for(tracker).say("utter_no_answer_yet", channel_of(tracker))
        )
        return [FollowupAction(FORM)]


class Keep(Action):  # type: ignore[misc]
    """ "No, keep it": nothing was erased."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_keep"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say so, and go on."""
        dispatcher.utter_message(text=words_for(tracker).say("utter_kept", channel_of(tracker)))
        return carry_on(tracker)


class StartAgain(Action):  # type: ignore[misc]
    """Clear the case; the conversation stays."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_start_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Every answer is cleared, then the first question is asked."""
        dispatcher.utter_message(
            text=words_for(tracker).say("utter_starting_again", channel_of(tracker))
        )
        return [*cleared(), ActiveLoop(None), FollowupAction(FORM)]


class AskToForget(Action):  # type: ignore[misc]
    """Make sure before anything is erased."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_ask_to_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Offer to erase or to keep."""
        channel, said = channel_of(tracker), words_for(tracker)
        key = "utter_ask_to_forget"
        dispatcher.utter_message(text=said.say(key, channel), buttons=said.buttons(key, channel))
        return [FollowupAction("action_listen")]


class Forget(Action):  # type: ignore[misc]
    """Erase the conversation: the channel deletes it when it sees `forget`."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_forget"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Clear every answer and ask for the record to be deleted."""
        dispatcher.utter_message(
            text=words_for(tracker).say("utter_forgotten", channel_of(tracker)), forget=True
        )
        return [*cleared(), ActiveLoop(None), FollowupAction("action_listen")]


def cleared() -> list[EventType]:
    """Events that empty every slot of the case."""
    return [SlotSet(name, None) for name in (*CASE_SLOTS, *ABOUT_THE_TALK)]
