"""The answer itself: the slots as a Case, the rules' Advice, and its words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.acknowledging import acknowledgement, aside, on_another_council
from actions.answer import answer_in_words
from actions.case_slots import case_from_slots
from actions.channel import channel_of, words_for
from actions.listening import asked_last, changed_this_turn
from actions.message import Message
from bot import clock
from bot.guidance import Case, advise
from bot.words import council


def told_by_the_parent(case: Case, other_council: str | None = None) -> dict[str, Any]:
    """What the answer was made from: for the printout and the draft to the service."""
    return {
        "other_council": other_council,
        "decision": case.decision.value if case.decision else None,
        "sections": sorted(section.value for section in case.sections),
        "letter_date": case.letter_date.isoformat() if case.letter_date else None,
        "certificate_date": case.certificate_date.isoformat() if case.certificate_date else None,
    }


class GiveAdvice(Action):  # type: ignore[misc]
    """Once nothing is left to ask."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_give_advice"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One message: the words for a person, and the Advice they were made from."""
        channel, said, at = channel_of(tracker), words_for(tracker), clock.now()
        case = case_from_slots(tracker.slots)
        advice = advise(case, today=at.date())
        text = Message.from_tracker(tracker.latest_message).text
        changed = changed_this_turn(tracker)
        elsewhere = tracker.get_slot("other_council")
        parts = [
            acknowledgement(changed, tracker.slots, channel, said),
            on_another_council("utter_not_our_service", elsewhere, channel, said)
            if "other_council" not in changed
            else "",
            aside(text, asked_last(tracker), channel, said),
            answer_in_words(
                advice,
                case,
                at=at,
                channel=channel,
                council=council(),
                said=said,
                matter=tracker.get_slot("other_matter"),
            ),
        ]
        dispatcher.utter_message(
            text="\n\n".join(part for part in parts if part),
            buttons=said.buttons("utter_after_the_answer", channel),
            guidance={**advice.as_json(), "case": told_by_the_parent(case, elsewhere)},
        )
        return [FollowupAction("action_listen")]
