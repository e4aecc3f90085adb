"""Whether a message tells that there is a certificate, or that the service was contacted."""

from __future__ import annotations

from actions.case_slots import Changes, Slots
from actions.dates_told import DATE_QUESTIONS
from actions.message import Message
from bot.guidance import Decision, Question
from bot.language.certificates import contacted_in_words, is_not_in_hand, was_sent_one
from bot.language.yes_or_no import denies_without_a_yes, ends_with_no, opens_with_no

HELD = "held"
NOT_HELD = "not_held"
CONTACTED = "contacted"


def take_certificate(
    message: Message, asked: Question | None, slots: Slots, changes: Changes
) -> None:
    """Holding one is believed only from plain words or as an answer, never from a likeness."""
    told = _told(message, asked, slots)
    if told == CONTACTED and slots.get("decision") == Decision.MEDIATION_UNRESOLVED:
        return
    if told == HELD:
        changes["has_certificate"] = True
    elif told in (NOT_HELD, CONTACTED):
        changes |= {"has_certificate": False, "certificate_date": None}
        if told == CONTACTED:
            changes["contacted_mediation"] = True


def _told(message: Message, asked: Question | None, slots: Slots) -> str | None:
    """What plain words say; else what the message resembles; else its yes or no."""
    in_words = message.values_in_words("certificate")
    if in_words:
        return str(in_words[0])
    resembled = None if asked in DATE_QUESTIONS else next(iter(message.values("certificate")), None)
    if resembled == CONTACTED:
        return _likely_contact(message, asked)
    if resembled == NOT_HELD:
        return NOT_HELD
    if asked is not Question.HAS_CERTIFICATE:
        return None
    return HELD if resembled == HELD and _can_be_held(message.text) else _answer(message, slots)


def _can_be_held(text: str) -> bool:
    """Whether no word speaks against a likeness to holding one."""
    return not is_not_in_hand(text) and not denies_without_a_yes(text)


def _likely_contact(message: Message, asked: Question | None) -> str | None:
    """What to make of a likeness to having been in touch: at most what the words bear out.

    To be called and to miss the call is no contact, and a yes with "they emailed it" is a
    certificate.
    """
    if contacted_in_words(message.text):
        return CONTACTED
    if asked is not Question.HAS_CERTIFICATE:
        return None
    if message.yes_or_no == "yes":
        return HELD if was_sent_one(message.text) else None
    return NOT_HELD


def _answer(message: Message, slots: Slots) -> str | None:
    """The yes or no to "do you have one?"; who is unsure twice is taken to have none."""
    unsure_again = message.intent == "dont_know" and slots.get("unclear_turns")
    said_no = message.yes_or_no == "no" or ends_with_no(message.text)
    unsure_after_no = message.intent == "dont_know" and opens_with_no(message.text)
    if unsure_again or unsure_after_no or said_no:
        return NOT_HELD
    if message.yes_or_no == "yes" and (message.pressed or not is_not_in_hand(message.text)):
        return HELD
    return None
