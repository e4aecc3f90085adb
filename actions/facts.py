"""Which slots a message fills, given what the guide had just asked. Nothing is guessed."""

from __future__ import annotations

from datetime import date

from actions.case_slots import Changes, Slots
from actions.certificate_told import take_certificate
from actions.dates_told import take_dates
from actions.decision_told import take_decision
from actions.message import Message
from actions.sections_told import take_answer_about_the_school, take_sections
from bot.guidance import Question
from bot.language.several import tells_of_two
from bot.language.yes_or_no import has_none, says_none_is_there

CANNOT_FIND = {"faq/letter_has_no_date", "faq/lost_letter"}


def facts_told(message: Message, asked: Question | None, slots: Slots, *, today: date) -> Changes:
    """The new values of slots; empty when the message told nothing.

    An old yes or no names its question, and answers no other. Of two letters in one message
    nothing is taken, as their facts would be mixed.
    """
    about = message.values("about")
    if about and (asked is None or about[0] != asked.value):
        return {}
    if tells_of_two(message.text):
        return {}
    changes: Changes = {}
    _take_choices(message, changes)
    take_decision(message, asked, slots, changes)
    take_sections(message, asked, {**slots, **changes}, changes)
    take_certificate(message, asked, {**slots, **changes}, changes)
    take_dates(message, asked, {**slots, **changes}, changes, today=today)
    _take_yes_or_no(message, asked, {**slots, **changes}, changes)
    _keep_consistent(slots, changes)
    return {name: value for name, value in changes.items() if slots.get(name) != value}


def _take_choices(message: Message, changes: Changes) -> None:
    """Buttons name the slot that they fill."""
    for choice in message.values("choice"):
        if choice == "letter_date_unknown":
            changes |= {"letter_date": None, "letter_date_unknown": True}
        elif choice == "certificate_date_unknown":
            changes |= {"certificate_date": None, "certificate_date_unknown": True}
        elif choice == "sections_unknown":
            changes |= {"sections": None, "sections_unknown": True}
        elif choice == "school_only":
            changes |= {"sections": ["I"], "school_only_confirmed": True}
    for question in message.values("question"):
        changes |= _forgotten(str(question))


def _forgotten(question: str) -> Changes:
    """What to clear so that a question is asked again."""
    return {
        "decision": {"decision": None, "sections": None, "sections_unknown": None},
        "sections": {"sections": None, "sections_unknown": None},
        "letter_date": {"letter_date": None, "letter_date_unknown": None, "arrival_date": None},
        "has_certificate": {
            "has_certificate": None,
            "contacted_mediation": None,
            "certificate_date": None,
            "certificate_date_unknown": None,
        },
        "certificate_date": {"certificate_date": None, "certificate_date_unknown": None},
    }.get(question, {})


def _take_yes_or_no(
    message: Message, asked: Question | None, slots: Slots, changes: Changes
) -> None:
    """What a yes, a no or "I don't know" settles, where the message told no more than that."""
    yes = message.yes_or_no == "yes"
    no = message.yes_or_no == "no" or message.intent == "correct"
    unsure = message.intent == "dont_know"
    if asked is Question.SCHOOL_ONLY_CONFIRMED and changes.get("sections", ["I"]) == ["I"]:
        take_answer_about_the_school(message, changes, no=no, unsure=unsure)
    elif asked is Question.SECTIONS and unsure:
        changes["sections_unknown"] = True
    elif asked is Question.CERTIFICATE_DATE and "certificate_date" not in changes:
        if message.yes_or_no == "no" or has_none(message.text):
            changes["has_certificate"] = False
        elif unsure:
            changes["certificate_date_unknown"] = True
    elif asked is Question.LETTER_DATE and "letter_date" not in changes:
        none_there = no and not message.dates() and says_none_is_there(message.text)
        asked_twice = slots.get("unclear_turns") or slots.get("arrival_date")
        no_use_asking = none_there or ((unsure or no) and asked_twice)
        if message.full_intent in CANNOT_FIND or no_use_asking:
            changes["letter_date_unknown"] = True
    elif asked in (Question.LETTER_DATE_CONFIRMED, Question.CERTIFICATE_DATE_CONFIRMED):
        dated = asked.value.removesuffix("_confirmed")
        if yes and dated not in changes:
            changes |= {asked.value: True, "letter_date_before": None}
        elif (no or unsure) and dated not in changes:
            changes |= _as_before(dated, slots)


def _as_before(dated: str, slots: Slots) -> Changes:
    """A date read back and not confirmed is withdrawn, for the one that was sure before it."""
    before = slots.get(f"{dated}_before")
    if before is None:
        return {dated: None}
    return {dated: before, f"{dated}_confirmed": True, f"{dated}_before": None}


def _keep_consistent(slots: Slots, changes: Changes) -> None:
    """A date that is withdrawn is no longer confirmed; other sections reopen "only the school"."""
    for name in ("letter_date", "certificate_date"):
        if name in changes and changes[name] is None:
            changes[f"{name}_confirmed"] = None
    if "sections" in changes and changes.get("school_only_confirmed") is None:
        changes["school_only_confirmed"] = None
    if changes.get("has_certificate") is False:
        changes |= {"certificate_date": None, "certificate_date_confirmed": None}
