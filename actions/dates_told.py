"""Which date is which: the letter's, the certificate's, the day it came or the day it happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from actions.case_slots import Changes, Slots
from actions.message import DateTold, Message
from bot.guidance import Decision, Question
from bot.language.asking import is_asking
from bot.language.correcting import puts_right, supposes
from bot.language.dates import read_date
from bot.language.dates.beside import leads_up_to_a_day, names_more_than_a_day, words_beside_dates
from bot.language.dates.reader import About
from bot.language.papers import has_just_found_it, names_a_paper, says_it_came

DATED_BY_AN_EVENT = {Decision.SCHOOL_DISCRIMINATION.value, Decision.AGREEMENT_NOT_KEPT.value}
LETTER_QUESTIONS = {Question.LETTER_DATE, Question.LETTER_DATE_CONFIRMED}
CERTIFICATE_QUESTIONS = {Question.CERTIFICATE_DATE, Question.CERTIFICATE_DATE_CONFIRMED}
DATE_QUESTIONS = LETTER_QUESTIONS | CERTIFICATE_QUESTIONS
PAPERS_OR_UNKNOWN = {"letter", "certificate", "unknown"}
FEW_WORDS = 5
AHEAD_OF_ITS_DATE = timedelta(days=7)


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
        _take_date_asked_for(message, asked, slots, changes, today=today)
    mentions = [_in_this_message(mention, message, slots) for mention in message.dates()]
    mentions = _with_one_letter_date(mentions, message.text, today=today)
    if _is_one_of_several(mentions, asked, slots, changes):
        reading = DateTold.from_reading(read_date(message.text, today=today), "letter")
        mentions = [m for m in mentions if m.role != "unknown"]
        mentions = [reading, *mentions] if reading.day else mentions
        changes["date_trouble"] = None if reading.day else "ambiguous"
    for mention in mentions:
        _take_mention(mention, message, asked, slots, changes, today=today)
    _prefer_the_day_it_was_sent(message, changes)
    _keep_the_month(message, slots, changes)
    _ask_again_where_it_came_first(slots, changes)


def _take_date_asked_for(
    message: Message, asked: Question, slots: Slots, changes: Changes, *, today: date
) -> None:
    """The answer to a question for a date, or what is the matter with it."""
    about: About = "letter" if asked in LETTER_QUESTIONS else "certificate"
    told = DateTold.from_reading(read_date(message.text, today=today, about=about), about)
    if about == "letter" and told.reason == "arrival":
        told = _read_from_the_letter(told, message)
    known = slots.get(f"{about}_date") or slots.get("month_told")
    told = _in_the_known_month(told, message.text, known, today=today)
    if told.day:
        _set_date(about, told, slots, changes, correcting=True)
    elif told.reason not in (None, "none_found"):
        changes["date_trouble"] = told.reason


def _read_from_the_letter(told: DateTold, message: Message) -> DateTold:
    """ "Got it, 5 November" reads the letter out: it is no day on which it came.

    To be read back, though, as it may be just that.
    """
    found = has_just_found_it(message.text)
    if not found and says_it_came(message.text):
        return told
    arrived = next((m for m in message.dates() if m.role == "arrival"), told)
    return replace(arrived, role="letter", certain=arrived.certain and not found)


def _in_this_message(mention: DateTold, message: Message, slots: Slots) -> DateTold:
    """What the day on which something came is, in view of the whole message.

    "What if it was the 29th?" supposes the letter's date, once that is known, and "I got the
    certificate on the 3rd" is nearest to the certificate's.
    """
    if mention.role != "arrival":
        return mention
    if slots.get("letter_date") and supposes(message.text) and not says_it_came(message.text):
        return replace(mention, role="letter", certain=False)
    if message.holds_in_words:
        return replace(mention, role="certificate", certain=False)
    return mention


def _with_one_letter_date(mentions: list[DateTold], text: str, *, today: date) -> list[DateTold]:
    """The same where one day can be the letter's; else with the reading of them together first."""
    own = {m.day for m in mentions if m.role == "letter"}
    perhaps = {m.day for m in mentions if m.role == "unknown" and m.day}
    if not own or len(own | perhaps) == 1:
        return mentions
    reading = DateTold.from_reading(read_date(text, today=today), "letter")
    others = {"letter"} if reading.day else {"letter", "unknown"}
    return [reading, *(m for m in mentions if m.role not in others)]


def _is_one_of_several(
    mentions: list[DateTold], asked: Question | None, slots: Slots, changes: Changes
) -> bool:
    """Whether there are several days, and none of them is plainly the letter's.

    A day that could be two counts as another.
    """
    if asked in DATE_QUESTIONS or slots.get("letter_date") or changes.get("has_certificate"):
        return False
    if any(m.role == "letter" and m.day for m in mentions):
        return False
    untied = [m for m in mentions if m.role == "unknown"]
    days = {m.day for m in untied if m.day}
    return len(days) > 1 or bool(days and any(m.reason == "ambiguous" for m in untied))


def _prefer_the_day_it_was_sent(message: Message, changes: Changes) -> None:
    """The time runs from the sending: an email before the printed date counts, if confirmed."""
    printed = changes.get("letter_date")
    sent = [m.value for m in message.dates() if m.sent and m.value]
    if printed and sent and min(sent) < printed:
        changes |= {"letter_date": min(sent), "letter_date_confirmed": None}


def _keep_the_month(message: Message, slots: Slots, changes: Changes) -> None:
    """Of a paper whose day is still to be told: "about the middle of October"."""
    dated = changes.get("letter_date") or changes.get("certificate_date")
    months = {m.month for m in message.dates() if m.month and m.role in PAPERS_OR_UNKNOWN}
    told = months.pop().isoformat() if len(months) == 1 else slots.get("month_told")
    changes["month_told"] = None if dated else told


def came_too_early(printed: str | None, came: str | None) -> bool:
    """Whether a letter is said to have come so long before its date that one of them is wrong.

    An email goes out a few days ahead of the letter; the time is then counted from the email.
    """
    if not printed or not came:
        return False
    return date.fromisoformat(printed) - date.fromisoformat(came) > AHEAD_OF_ITS_DATE


def _ask_again_where_it_came_first(slots: Slots, changes: Changes) -> None:
    now = {**slots, **changes}
    printed, came = now.get("letter_date"), now.get("arrival_date")
    told_now = (printed, came) != (slots.get("letter_date"), slots.get("arrival_date"))
    if told_now and came_too_early(printed, came):
        changes |= {"letter_date": printed, "letter_date_confirmed": None}


def _take_mention(
    told: DateTold,
    message: Message,
    asked: Question | None,
    slots: Slots,
    changes: Changes,
    *,
    today: date,
) -> None:
    """Put a date where it belongs, or say what is the matter with the letter's."""
    if told.value is None:
        if told.role == "letter" and told.reason and not slots.get("letter_date"):
            changes["date_trouble"] = changes["date_trouble"] or told.reason
    elif told.role == "arrival":
        if told.value != changes.get("letter_date"):
            changes["arrival_date"] = told.value
    else:
        role = _whose_date(told, asked, slots, changes, message)
        if role and f"{role}_date" not in changes:
            known = slots.get(f"{role}_date")
            told = _in_the_known_month(told, message.text, known, today=today)
            if not _is_of_the_answer(told, message, slots):
                _take_date(role, told, message, slots, changes)


def _is_of_the_answer(told: DateTold, message: Message, slots: Slots) -> bool:
    """ "That's Tuesday, what do I do first?": beside a question a later day that nothing ties to
    the letter is no other date of it, once that is sure.
    """
    sure = slots.get("letter_date") if slots.get("letter_date_confirmed") else None
    if not sure or not told.value or told.role != "unknown" or told.certain:
        return False
    beside_a_question = is_asking(message.text) and not supposes(message.text)
    return told.value > sure and beside_a_question and not corrects(message)


def _take_date(role: str, told: DateTold, message: Message, slots: Slots, changes: Changes) -> None:
    if told.day is None:
        changes["date_trouble"] = told.reason
        return
    known = bool(slots.get("letter_date"))
    if known and supposes(message.text):
        told = replace(told, certain=False)
    on_paper = role == "letter" and not known and _is_on_paper(told, message, changes)
    correcting = known and corrects(message)
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


def _in_the_known_month(told: DateTold, text: str, known: str | None, *, today: date) -> DateTold:
    """ "No, the 5th" about 15 October is 5 October: a bare day keeps the month it corrects.

    So does "the 14th" after "about the middle of October".
    """
    if told.day is None or not known or names_more_than_a_day(text):
        return told
    try:
        day = date.fromisoformat(known).replace(day=told.day.day)
    except ValueError:
        return replace(told, day=None, certain=False, reason="impossible")
    if day > today:
        return replace(told, day=None, certain=False, reason="future")
    return replace(told, day=day, certain=False)


def corrects(message: Message) -> bool:
    """Whether the words put something right that was told before."""
    if supposes(message.text):
        return False
    return message.intent in ("correct", "deny") or puts_right(message.text)


def _whose_date(
    told: DateTold, asked: Question | None, slots: Slots, changes: Changes, message: Message
) -> str | None:
    """ "letter", "certificate" or "event"; None where it is of nothing that matters here.

    What is told of no paper is not the letter's while a date is asked for: that was read first.
    """
    by_event = slots.get("decision") in DATED_BY_AN_EVENT
    if told.role == "certificate":
        return "certificate"
    if told.role == "event":
        few_words = words_beside_dates(message.text) <= FEW_WORDS
        corrected = "letter" if slots.get("letter_date") and few_words else None
        return "event" if by_event else corrected
    if asked in DATE_QUESTIONS:
        other = told.role == "letter" and asked in CERTIFICATE_QUESTIONS
        return "letter" if other else None
    if told.role == "letter":
        return "letter"
    if told.role != "unknown":
        return None
    return "event" if by_event else _likeliest_paper(slots, changes)


def _likeliest_paper(slots: Slots, changes: Changes) -> str:
    """A date alone is the certificate's where that is what lacks one, and else the letter's."""
    undated = slots.get("has_certificate") and not slots.get("certificate_date")
    of_the_certificate = (undated and slots.get("letter_date")) or changes.get("has_certificate")
    return "certificate" if of_the_certificate else "letter"


def _set_date(
    role: str,
    told: DateTold,
    slots: Slots,
    changes: Changes,
    *,
    on_paper: bool = False,
    correcting: bool = False,
) -> None:
    value = told.value
    if value is None:
        return
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
