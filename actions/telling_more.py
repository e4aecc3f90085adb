"""More of an answer already given: why, what happens next, or every date."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import dates_in_words, steps_in_words, values_of, why_in_words
from actions.case_slots import case_from_slots
from actions.channel import channel_of, words_for
from actions.message import Message
from actions.replying import FORM
from bot import clock
from bot.guidance import advise, next_question
from bot.words import council


class TellMore(Action):  # type: ignore[misc]
    """A text message has room for the answer alone; WHY, NEXT and DATES tell the rest."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_tell_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The part asked for, from the Advice as it is today."""
        channel, said, at = channel_of(tracker), words_for(tracker), clock.now()
        case = case_from_slots(tracker.slots)
        if next_question(case) is not None:
            dispatcher.utter_message(text=said.say("utter_no_answer_yet", channel))
            return [FollowupAction(FORM)]
        advice = advise(case, today=at.date())
        values = values_of(advice, case, at=at, channel=channel, council=council(), said=said)
        part = (Message.from_tracker(tracker.latest_message).values("part") or ["why"])[0]
        if part == "dates":
            text = dates_in_words(advice, channel, values, said)
            dispatcher.utter_message(
                text=text or said.say("utter_dates_none", channel), guidance=advice.as_json()
            )
        elif part == "next":
            steps = steps_in_words(advice, channel, values, said, but=())
            notes = [said.say(f"utter_note_{note}", channel, **values) for note in advice.notes]
            text = "\n".join([steps, *notes]).strip()
            dispatcher.utter_message(text=text or said.say("utter_answer_cannot_say", channel))
        else:
            text = why_in_words(advice, channel, values, said)
            dispatcher.utter_message(text=text or said.say("utter_why_none", channel))
        return [FollowupAction("action_listen")]
