"""Which date is which: the letter's, the certificate's, the day it came or the day it happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.case_slots import Changes, Slots
from actions.message import DateTold, Message
from bot.guidance import Decision, Question
from bot.language.correcting import puts_right, supposes
from bot.language.dates import read_date
from bot.language.dates.beside import leads_up_to_a_day, names_more_than_a_day, words_beside_dates
from bot.language.dates.reader import About
from bot.language.papers import has_just_found_it, names_a_paper, says_it_came

DATED_BY_AN_EVENT = {Decision.SCHOOL_DISCRIMINATION.value, Decision.AGREEMENT_NOT_KEPT.value}
LETTER_QUESTIONS = {Question.LETTER_DATE, Question.LETTER_DATE_CONFIRMED}
CERTIFICATE_QUESTIONS = {Question.CERTIFICATE_DATE, Question.CERTIFICATE_DATE_CONFIRMED}
DATE_QUESTIONS = LETTER_QUESTIONS | CERTIFICATE_QUESTIONS
FEW_WORDS = 5


def take_dates(
    message: Message, asked: Question | None, slots: Slots, changes: Changes, *, today: date
) -> None:
    """Fill the dates that the message tells; `slots` as they are with the changes so far.

    In a message of danger a day that nothing ties to a paper is the day of what happened.
    """
    if message.pressed or (message.intent == "danger" and not names_a_paper(message.text)):
        return
    changes["date_trouble"] = None
    if asked in DATE_QUESTIONS:
        about: About = "letter" if asked in LETTER_QUESTIONS else "certificate"
        reading = read_date(message.text, today=today, about=about)
        told = DateTold(about, reading.date, reading.certain, reading.reason)
        found = has_just_found_it(message.text)
        if (
            about == "letter"
            and told.reason == "arrival"
            and (found or not says_it_came(message.text))
        ):
            arrived = next((m for m in message.dates() if m.role == "arrival"), told)
            told = replace(arrived, role="letter", certain=arrived.certain and not found)
        told = _in_the_known_month(told, message.text, slots.get(f"{about}_date"))
        if told.day:
            _set_date(about, told, slots, changes, correcting=True)
        elif told.reason not in (None, "none_found"):
            changes["date_trouble"] = told.reason
    mentions = [_told_of(m, message, slots) for m in message.dates()]
    if len({m.day for m in mentions if m.role == "letter"}) > 1:
        reading = read_date(message.text, today=today)
        mentions = [m for m in mentions if m.role != "letter"]
        mentions.append(DateTold("letter", reading.date, reading.certain, reading.reason))
    if len({m.day for m in mentions if m.role == "unknown" and m.day}) > 1 and not (
        asked in DATE_QUESTIONS or slots.get("letter_date") or changes.get("has_certificate")
    ):
        mentions = [m for m in mentions if m.role != "unknown"]
        changes["date_trouble"] = "ambiguous"
    for mention in mentions:
        if mention.day is not None:
            _take_mention(mention, mention.day, message, asked, slots, changes)
        elif mention.role == "letter" and mention.reason and not slots.get("letter_date"):
            changes["date_trouble"] = changes["date_trouble"] or mention.reason
    _prefer_the_day_it_was_sent(message, changes)


def _told_of(mention: DateTold, message: Message, slots: Slots) -> DateTold:
    """ "What if it was the 29th?" supposes the letter's date, once that is known."""
    supposed = slots.get("letter_date") and supposes(message.text)
    if supposed and mention.role == "arrival" and not says_it_came(message.text):
        return replace(mention, role="letter", certain=False)
    return mention


def _prefer_the_day_it_was_sent(message: Message, changes: Changes) -> None:
    """The time runs from the sending: an email before the printed date counts, if confirmed."""
    printed = changes.get("letter_date")
    sent = [m.day.isoformat() for m in message.dates() if m.sent and m.day]
    if printed and sent and min(sent) < printed:
        changes |= {"letter_date": min(sent), "letter_date_confirmed": None}


def _take_mention(
    told: DateTold,
    day: date,
    message: Message,
    asked: Question | None,
    slots: Slots,
    changes: Changes,
) -> None:
    if told.role == "arrival" and message.holds_in_words:
        told = replace(told, role="certificate", certain=False)
    if told.role == "arrival" and changes.get("letter_date") != day.isoformat():
        changes["arrival_date"] = day.isoformat()
    role = _role(told, asked, slots, changes, message)
    if role and f"{role}_date" not in changes:
        told = _in_the_known_month(told, message.text, slots.get(f"{role}_date"))
        known = bool(slots.get("letter_date"))
        on_paper = role == "letter" and not known and _is_on_paper(told, message, changes)
        correcting = known and corrects(message)
        if known and supposes(message.text):
            told = replace(told, certain=False)
        _set_date(role, told, slots, changes, on_paper=on_paper, correcting=correcting)
        if role == "letter" and not correcting:
            _keep_the_sure_one(slots, changes)


def _keep_the_sure_one(slots: Slots, changes: Changes) -> None:
    """A date still to be confirmed does not replace one that was sure: a "no" goes back to it."""
    before = slots.get("letter_date") if slots.get("letter_date_confirmed") else None
    if before and before != changes["letter_date"] and not changes["letter_date_confirmed"]:
        changes["letter_date_before"] = before


def _is_on_paper(told: DateTold, message: Message, changes: Changes) -> bool:
    """Not where it may be the day of something else: "he was 7 on 3 November".

    A date alone, or beside what was decided, is the letter's; in another story, nobody knows.
    """
    if names_a_paper(message.text):
        return True
    beside = changes.get("decision") or words_beside_dates(message.text) <= FEW_WORDS
    return bool(beside) and not leads_up_to_a_day(message.text[: told.start])


def _in_the_known_month(told: DateTold, text: str, known: str | None) -> DateTold:
    """ "No, the 5th" about 15 October is 5 October: a bare day keeps the month it corrects."""
    if told.day is None or not known or names_more_than_a_day(text):
        return told
    try:
        day = date.fromisoformat(known).replace(day=told.day.day)
    except ValueError:
        return replace(told, day=None, certain=False, reason="impossible")
    return replace(told, day=day, certain=False)


def corrects(message: Message) -> bool:
    """Whether the words put something right that was told before."""
    if supposes(message.text):
        return False
    return message.intent in ("correct", "deny") or puts_right(message.text)


def _role(
    told: DateTold, asked: Question | None, slots: Slots, changes: Changes, message: Message
) -> str | None:
    if told.role == "certificate":
        return "certificate"
    if told.role == "event":
        if slots.get("decision") in DATED_BY_AN_EVENT:
            return "event"
        few_words = words_beside_dates(message.text) <= FEW_WORDS
        return "letter" if slots.get("letter_date") and few_words else None
    if asked in DATE_QUESTIONS:
        other = told.role == "letter" and asked in CERTIFICATE_QUESTIONS
        return "letter" if other else None
    if told.role == "letter":
        return "letter"
    if told.role != "unknown":
        return None
    if slots.get("decision") in DATED_BY_AN_EVENT:
        return "event"
    undated = slots.get("has_certificate") and not slots.get("certificate_date")
    return (
        "certificate"
        if (undated and slots.get("letter_date")) or changes.get("has_certificate")
        else "letter"
    )


def _set_date(
    role: str,
    told: DateTold,
    slots: Slots,
    changes: Changes,
    *,
    on_paper: bool = False,
    correcting: bool = False,
) -> None:
    if told.day is None:
        return
    value = told.day.isoformat()
    changes[f"{role}_date"] = value
    if role == "event":
        return
    again = value in (slots.get(f"{role}_date"), slots.get(f"{role}_date_before"))
    known = slots.get(f"{role}_date")
    moved_later = known is not None and value > known and not correcting
    sure = told.certain and (told.role == role or on_paper or correcting) and not moved_later
    changes[f"{role}_date_confirmed"] = True if sure or again else None
    changes[f"{role}_date_unknown"] = None
    if role == "letter":
        changes["letter_date_before"] = None
    if role == "certificate":
        changes["has_certificate"] = True
