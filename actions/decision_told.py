"""Which decision of the council a message tells, and whether it replaces the one known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.case_slots import Changes, Slots
from actions.dates_told import corrects
from actions.message import Message
from actions.sections_told import SCHOOL_NAMED
from bot.guidance import Decision, Question
from bot.language.dates.beside import words_beside_dates
from bot.language.decisions import is_bare_refusal, says_again, says_final
from bot.language.reading import WITH_AN_APPEAL
from bot.language.spoken_of import speaks_of_the_council, speaks_of_the_service

SURE_OF_A_CHANGE = 0.85
FEWEST_WORDS_OF_A_CHANGE = 5
ABOUT_CONTENTS = {SCHOOL_NAMED, Decision.PLAN_CONTENTS.value, Decision.HEALTH_OR_SOCIAL_CARE.value}
NOT_FINAL = {Decision.DRAFT_PLAN.value, Decision.PROPOSED_AMENDMENT.value}


def take_decision(message: Message, asked: Question | None, slots: Slots, changes: Changes) -> None:
    """Fill the decision told. A choice pressed always counts; words only where they are plain."""
    known = slots.get("decision")
    told = next((e for e in message.entities if e.get("entity") == "decision"), None)
    if told is None:
        if known in NOT_FINAL and not message.questions and says_final(message.text):
            changes |= {"decision": Decision.PLAN_CONTENTS.value, "sections": None}
    elif message.pressed:
        _set_decision(str(told.get("value")), known, changes)
    elif not is_bare_refusal(message.text):
        _take_decision_in_words(told, message, asked, slots, changes)


def _take_decision_in_words(
    told: Mapping[str, Any],
    message: Message,
    asked: Question | None,
    slots: Slots,
    changes: Changes,
) -> None:
    """What is said about a plan already known changes no decision, unless a draft became final."""
    known = slots.get("decision")
    value = str(told.get("value"))
    if value == Decision.REFUSAL_TO_REASSESS and not says_again(message.text):
        value = Decision.REFUSAL_TO_ASSESS.value
    if _is_beside_the_point(value, message, asked, known):
        return
    about_contents = value in ABOUT_CONTENTS
    if known == Decision.PLAN_CONTENTS and about_contents:
        if value == SCHOOL_NAMED and not slots.get("sections"):
            changes["sections"] = ["I"]
    elif known in NOT_FINAL and about_contents:
        if says_final(message.text):
            _set_decision(value, known, changes)
    elif not known or asked is Question.DECISION or _is_surely_another(told, message.text):
        _set_decision(value, known, changes)


def _set_decision(value: str, known: object, changes: Changes) -> None:
    """Set it, where it is one; another decision than the one known leaves no sections."""
    if value == SCHOOL_NAMED:
        changes |= {"decision": Decision.PLAN_CONTENTS.value, "sections": ["I"]}
    elif value in set(Decision):
        changes["decision"] = value
    if known and known != changes.get("decision", known):
        changes.setdefault("sections", None)
        changes.setdefault("sections_unknown", None)


def _is_surely_another(told: Mapping[str, Any], text: str) -> bool:
    """Whether so much is said, and so plainly, that the decision known gives way unasked."""
    confidence = float(told.get("confidence_entity", 0))
    return confidence >= SURE_OF_A_CHANGE and words_beside_dates(text) >= FEWEST_WORDS_OF_A_CHANGE


def _is_beside_the_point(
    value: str, message: Message, asked: Question | None, known: object
) -> bool:
    """Whether a decision read is no answer: "none of those", or waiting for the service.

    "They've not come back to me" after "I emailed Kids" is not said of the council, and must
    not take away an appeal.
    """
    if value == Decision.OTHER:
        return bool(known) and asked is not Question.DECISION
    if value != Decision.NO_DECISION_YET or speaks_of_the_council(message.text):
        return False
    if "contacted" in message.values("certificate") and speaks_of_the_service(message.text):
        return True
    elsewhere = asked not in (Question.DECISION, Question.LETTER_DATE)
    return known in WITH_AN_APPEAL and elsewhere and not corrects(message)
