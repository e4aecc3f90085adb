"""Which sections of the plan a message disputes, and whether it is only the school."""

from __future__ import annotations

from actions.case_slots import Changes, Slots
from actions.message import Message
from bot.guidance import Decision, Question, Section, read_sections
from bot.language.school_only import (
    about_the_school,
    agreed_sections,
    calls_something_fine,
    only_asks_about_sections,
)
from bot.language.vocabulary import capital_letters, short_list_of_letters

SCHOOL_NAMED = "school_named"


ABOUT_SECTIONS = (Question.SECTIONS, Question.SCHOOL_ONLY_CONFIRMED)


def take_sections(message: Message, asked: Question | None, slots: Slots, changes: Changes) -> None:
    """Fill the sections disputed; `slots` as they are with the changes so far.

    A section that is only asked about, or called fine, is not disputed.
    """
    if slots.get("decision") not in (None, Decision.PLAN_CONTENTS.value):
        return
    if asked in ABOUT_SECTIONS and not message.pressed:
        school = about_the_school(message.text)
        if school.only and school.names_it and asked is Question.SECTIONS:
            changes |= {"sections": ["I"], "sections_unknown": None}
            if school.rest_is_fine:
                changes["school_only_confirmed"] = True
        if school.only or only_asks_about_sections(message.text):
            return
    sections = _known(_letters(message, asked, slots))
    if not sections:
        return
    if asked is not Question.SECTIONS or "sections" in changes:
        sections |= _known(slots.get("sections") or [])
    changes["sections"] = sorted(section.value for section in sections)
    changes["sections_unknown"] = None
    changes.setdefault("decision", Decision.PLAN_CONTENTS.value)


def _letters(message: Message, asked: Question | None, slots: Slots) -> list[str]:
    """The letters of the sections named, or pointed to by plain words where that is believed."""
    if message.pressed:
        return [str(value) for value in message.values("section")]
    letters: list[str] = []
    if asked in ABOUT_SECTIONS:
        letters += capital_letters(message.text)
    if asked is Question.SECTIONS:
        letters += short_list_of_letters(message.text)
    in_words_too = _believes_words(message, asked, slots)
    letters += [
        str(e.get("value"))
        for e in message.entities
        if e.get("entity") == "section" and (e.get("certain", True) or in_words_too)
    ]
    agreed = agreed_sections(message.text)
    return [letter for letter in letters if letter not in agreed]


def _believes_words(message: Message, asked: Question | None, slots: Slots) -> bool:
    """Whether "speech therapy" is F: where contents are in question, and none is called fine."""
    if asked not in ABOUT_SECTIONS and slots.get("decision") != Decision.PLAN_CONTENTS.value:
        return False
    school_named = SCHOOL_NAMED in message.values("decision")
    return not (school_named and calls_something_fine(message.text))


def take_answer_about_the_school(
    message: Message, changes: Changes, *, no: bool, unsure: bool
) -> None:
    """Settle "only the school, or B or F too?"; what is not plainly one or the other is not."""
    school = about_the_school(message.text)
    if school.only:
        changes |= {"sections": ["I"], "school_only_confirmed": True}
    elif no or school.more:
        changes["sections"] = None
    elif unsure:
        changes |= {"sections": None, "sections_unknown": True}


def _known(letters: list[str]) -> frozenset[Section]:
    try:
        return read_sections(letters)
    except ValueError:
        return frozenset()
