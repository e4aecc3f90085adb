"""Which slots a message fills, given what the guide had just asked. Nothing is guessed."""

from __future__ import annotations

from datetime import date

from actions.dates_told import (
    DATE_QUESTIONS,
    Changes,
    Slots,
    corrects,
    held_in_words,
    take_dates,
)
from actions.message import INTENT_CLASSIFIER, Message
from actions.sections_told import SCHOOL_NAMED, take_answer_about_the_school, take_sections
from bot.guidance import Decision, Question
from bot.language.certificates import contacted_in_words, is_not_in_hand, was_sent_one
from bot.language.dates.beside import words_beside_dates
from bot.language.decisions import is_bare_refusal, says_again, says_final
from bot.language.reading import WITH_AN_APPEAL
from bot.language.several import tells_of_two
from bot.language.spoken_of import speaks_of_the_council, speaks_of_the_service
from bot.language.yes_or_no import (
    denies_without_a_yes,
    ends_with_no,
    has_none,
    says_none_is_there,
)

SURE_OF_A_CHANGE = 0.85
FEWEST_WORDS_OF_A_CHANGE = 5
ABOUT_CONTENTS = {SCHOOL_NAMED, Decision.PLAN_CONTENTS.value, Decision.HEALTH_OR_SOCIAL_CARE.value}
NOT_FINAL = {Decision.DRAFT_PLAN.value, Decision.PROPOSED_AMENDMENT.value}
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
    _take_decision(message, asked, slots, changes)
    take_sections(message, asked, {**slots, **changes}, changes)
    _take_certificate(message, asked, {**slots, **changes}, changes)
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


def _take_decision(
    message: Message, asked: Question | None, slots: Slots, changes: Changes
) -> None:
    told = [e for e in message.entities if e.get("entity") == "decision"]
    if not told:
        drafted = slots.get("decision") in NOT_FINAL and not message.questions
        if drafted and says_final(message.text):
            changes |= {"decision": Decision.PLAN_CONTENTS.value, "sections": None}
        return
    if is_bare_refusal(message.text):
        return
    value = str(told[0].get("value"))
    if value == Decision.REFUSAL_TO_REASSESS and not message.pressed:
        value = value if says_again(message.text) else Decision.REFUSAL_TO_ASSESS.value
    known = slots.get("decision")
    if not message.pressed and _is_beside_the_point(value, message, asked, known):
        return
    if known == Decision.PLAN_CONTENTS.value and value in ABOUT_CONTENTS and not message.pressed:
        if value == SCHOOL_NAMED and not slots.get("sections"):
            changes["sections"] = ["I"]
        return
    told_final = message.pressed or says_final(message.text)
    about_a_draft = known in NOT_FINAL and value in ABOUT_CONTENTS
    if about_a_draft and not told_final:
        return
    sure = (message.pressed or about_a_draft) or (
        float(told[0].get("confidence_entity", 0)) >= SURE_OF_A_CHANGE
        and words_beside_dates(message.text) >= FEWEST_WORDS_OF_A_CHANGE
    )
    if known and asked is not Question.DECISION and not sure:
        return
    if value == SCHOOL_NAMED:
        changes |= {"decision": Decision.PLAN_CONTENTS.value, "sections": ["I"]}
    elif value in set(Decision):
        changes["decision"] = value
    if known and known != changes.get("decision", known):
        changes.setdefault("sections", None)
        changes.setdefault("sections_unknown", None)


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


def _take_certificate(
    message: Message, asked: Question | None, slots: Slots, changes: Changes
) -> None:
    """Holding one is believed only from plain words or as an answer, never from a likeness."""
    told = [
        str(e.get("value"))
        for e in message.entities
        if e.get("entity") == "certificate"
        and (e.get("extractor") != INTENT_CLASSIFIER or asked not in DATE_QUESTIONS)
        and not (
            e.get("value") == "held"
            and e.get("extractor") == INTENT_CLASSIFIER
            and (asked is not Question.HAS_CERTIFICATE or is_not_in_hand(message.text))
        )
    ]
    if told == ["held"] and not held_in_words(message) and denies_without_a_yes(message.text):
        told = []
    if not told and asked is Question.HAS_CERTIFICATE:
        told = {"yes": ["held"], "no": ["not_held"]}.get(message.yes_or_no or "", [])
        if ends_with_no(message.text):
            told = ["not_held"]
        if told == ["held"] and not message.pressed and is_not_in_hand(message.text):
            told = []
        if message.intent == "dont_know" and slots.get("unclear_turns"):
            told = ["not_held"]
    if told == ["contacted"] and _is_a_likeness(message):
        told = _likely_contact(message, asked)
    if slots.get("decision") == Decision.MEDIATION_UNRESOLVED.value:
        told = [value for value in told if value != "contacted"]
    if not told:
        return
    if told[0] == "held":
        changes["has_certificate"] = True
    elif told[0] in ("not_held", "contacted"):
        changes |= {"has_certificate": False, "certificate_date": None}
        if told[0] == "contacted":
            changes["contacted_mediation"] = True


def _is_a_likeness(message: Message) -> bool:
    return not any(
        e.get("entity") == "certificate" and e.get("extractor") != INTENT_CLASSIFIER
        for e in message.entities
    )


def _likely_contact(message: Message, asked: Question | None) -> list[str]:
    """What to make of a likeness to having been in touch: at most what the words bear out.

    To be called and to miss the call is no contact, and a yes with "they emailed it" is a
    certificate.
    """
    if contacted_in_words(message.text):
        return ["contacted"]
    if asked is not Question.HAS_CERTIFICATE:
        return []
    if message.yes_or_no == "yes":
        return ["held"] if was_sent_one(message.text) else []
    return ["not_held"]


def _take_yes_or_no(
    message: Message, asked: Question | None, slots: Slots, changes: Changes
) -> None:
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
        asked_twice = slots.get("unclear_turns") or slots.get("arrival_date") or none_there
        if message.full_intent in CANNOT_FIND or ((unsure or no) and asked_twice):
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
