"""Answers to what is not a fact: greetings, questions, danger, and what was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import answer_in_words
from actions.case_slots import case_from_slots
from actions.channel import channel_of, words_for
from actions.dates_told import DATE_QUESTIONS, FEW_WORDS
from actions.listening import changed_this_turn, question_asked
from actions.message import Message
from actions.opening import open_now_sentence
from bot import clock
from bot.guidance import Question, advise, next_question
from bot.language.asking import asks_whether_to_appeal, is_asking
from bot.language.dates.beside import words_beside_dates
from bot.language.reading import TOLD_AS_A_STATEMENT
from bot.language.urgent import find_danger, turns_back
from bot.words import SMS, council

FORM = "case_form"


def carry_on(tracker: Tracker) -> list[EventType]:
    """Back to the questions, if one is open or a fact was just told; else wait."""
    unfinished = next_question(case_from_slots(tracker.slots)) is not None
    if unfinished or changed_this_turn(tracker):
        return [FollowupAction(FORM)]
    return [FollowupAction("action_listen")]


def was_answered(tracker: Tracker) -> bool:
    """Whether the guide has given its answer in this conversation."""
    return any((event.get("metadata") or {}).get("guidance") for event in tracker.events)


class Greet(Action):  # type: ignore[misc]
    """The first words of a conversation that the guide opens."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_greet"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say what the guide is."""
        dispatcher.utter_message(text=words_for(tracker).say("utter_hello", channel_of(tracker)))
        return []


ANSWERED_BY_THE_DATES = {"faq/time_limit", "faq/certificate_expiry", "faq/how_this_works"}
"""Questions in general that the family's own answer answers better."""


def _left_to_answer(tracker: Tracker, asked: tuple[str, ...]) -> list[str]:
    """The questions asked, without those that the answer about to be given answers."""
    complete = next_question(case_from_slots(tracker.slots)) is None
    if not (complete and changed_this_turn(tracker)):
        return list(asked)
    return [question for question in asked if question not in ANSWERED_BY_THE_DATES]


def _only_answers(tracker: Tracker, message: Message) -> bool:
    """Whether the message answers the open question and has the form of no question itself.

    "Yes, it came in the post yesterday" resembles a question about late letters, and is none; nor
    is "late October". "He does have a plan" takes back what was told, and asks nothing of plans.
    """
    waiting = question_asked(tracker)
    changed = changed_this_turn(tracker)
    if message.intent != "faq" or is_asking(message.text):
        return False
    if waiting is None:
        return changed.get("decision", "") is None
    if waiting in DATE_QUESTIONS and message.dates():
        return words_beside_dates(message.text) <= FEW_WORDS
    if waiting is Question.DECISION:
        return "decision" in changed and message.full_intent not in TOLD_AS_A_STATEMENT
    return changed.get(waiting.value.removesuffix("_confirmed")) is not None


def _answer_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """ "Can I appeal that?" is answered by the first words of the family's own answer."""
    case = case_from_slots(tracker.slots)
    if next_question(case) is None and not changed_this_turn(tracker):
        at = clock.now()
        text = answer_in_words(
            advise(case, today=at.date()),
            case,
            at=at,
            channel=channel_of(tracker),
            council=council(),
            said=words_for(tracker),
            matter=tracker.get_slot("other_matter"),
            in_short=True,
        )
        dispatcher.utter_message(text=text)
    return carry_on(tracker)


class AnswerQuestion(Action):  # type: ignore[misc]
    """One action for every question and all small talk: the intent names the answer."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer each question asked, then go on with ours."""
        message = Message.from_tracker(tracker.latest_message)
        channel, said = channel_of(tracker), words_for(tracker)
        asked = _left_to_answer(tracker, message.questions or (message.full_intent,))
        if not asked or _only_answers(tracker, message):
            return carry_on(tracker)
        if asks_whether_to_appeal(message.text) and was_answered(tracker):
            return _answer_again(dispatcher, tracker)
        values = {"open_now_sentence": open_now_sentence(council(), clock.now(), channel, said)}
        answers = [
            said.say(f"utter_{question}", channel, **values)
            for question in asked[:2]
            if said.has(f"utter_{question}")
        ]
        dispatcher.utter_message(
            text="\n\n".join(answers) or said.say("utter_not_understood", channel)
        )
        return carry_on(tracker)


def _is_back_to_the_letter(text: str, tracker: Tracker) -> bool:
    """Help was given the turn before, and now they say so, or turn to the letter again."""
    if find_danger(text) or not turns_back(text):
        return False
    intents = [
        (event.get("parse_data") or {}).get("intent", {}).get("name")
        for event in tracker.events
        if event.get("event") == "user"
    ]
    return len(intents) > 1 and intents[-2] == "danger"


TIRED = "danger/end_of_strength"
FACTS_OF_A_LETTER = {"decision", "letter_date"}


def _tells_of_the_letter_too(message: Message, tracker: Tracker) -> bool:
    """Whether a message sounds worn out, and tells of the letter.

    Where it tells of the letter in full, no words for being worn out take that away; words of
    any other danger do. Where it tells only a part, it must be one sentence among others that
    sounds so: not plain words, nor the message as a whole. A text message has no room for both.
    """
    if message.full_intent != TIRED or channel_of(tracker) == SMS:
        return False
    named, told = find_danger(message.text), FACTS_OF_A_LETTER & changed_this_turn(tracker).keys()
    if told == FACTS_OF_A_LETTER:
        return named is None or f"danger/{named}" == TIRED
    ranking = (tracker.latest_message or {}).get("intent_ranking") or [{"name": TIRED}]
    whole = str(ranking[0].get("name"))
    return bool(told) and not named and not whole.startswith("danger")


class HelpInDanger(Action):  # type: ignore[misc]
    """Who can help now. No question follows, as the letter can wait.

    But who is worn out and tells of the letter in the same breath wants both.
    """

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_help_in_danger"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say it, and wait."""
        message = Message.from_tracker(tracker.latest_message)
        if _is_back_to_the_letter(message.text, tracker):
            return carry_on(tracker)
        said = words_for(tracker)
        key = f"utter_{message.full_intent}"
        if not said.has(key):
            key = "utter_danger/immediate"
        dispatcher.utter_message(text=said.say(key, channel_of(tracker)))
        if _tells_of_the_letter_too(message, tracker):
            return carry_on(tracker)
        return [FollowupAction("action_listen")]


class NotUnderstood(Action):  # type: ignore[misc]
    """Nothing is being asked, and the message was not clear."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Offer what the guide can do and who else can help."""
        channel, said = channel_of(tracker), words_for(tracker)
        if next_question(case_from_slots(tracker.slots)) is None:
            if not was_answered(tracker):
                return [FollowupAction("action_give_advice")]
            key = "utter_what_next"
            dispatcher.utter_message(
                text=said.say(key, channel), buttons=said.buttons(key, channel)
            )
            return [FollowupAction("action_listen")]
        return [FollowupAction(FORM)]


class OtherCase(Action):  # type: ignore[misc]
    """Two letters, or two children: one at a time."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_other_case"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say how to go through them in turn."""
        channel, said = channel_of(tracker), words_for(tracker)
        key = "utter_another_case"
        dispatcher.utter_message(text=said.say(key, channel), buttons=said.buttons(key, channel))
        return carry_on(tracker)
