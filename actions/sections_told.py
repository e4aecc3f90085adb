"""Which sections of the plan a message disputes, and whether it is only the school."""

from __future__ import annotations

import re

from actions.dates_told import Changes, Slots
from actions.message import Message
from bot.guidance import Decision, Question, Section, read_sections
from bot.language.school_only import about_the_school, agreed_sections, only_asks_about_sections

FEW_WORDS = 5
SCHOOL_NAMED = "school_named"
_THE_REST_IS_FINE = re.compile(r"\b(?:fine|ok|okay|good|happy|agree|right|great)\b", re.IGNORECASE)


def take_sections(message: Message, asked: Question | None, slots: Slots, changes: Changes) -> None:
    """Fill the sections disputed; `slots` as they are with the changes so far.

    A section that is only asked about, or called fine, is not disputed.
    """
    if slots.get("decision") not in (None, Decision.PLAN_CONTENTS.value):
        return
    about_sections = asked in (Question.SECTIONS, Question.SCHOOL_ONLY_CONFIRMED)
    if not message.pressed and about_sections:
        school = about_the_school(message.text)
        if school.only and asked is Question.SECTIONS and school.names_it:
            changes |= {"sections": ["I"], "sections_unknown": None}
            if school.rest_is_fine:
                changes["school_only_confirmed"] = True
        if school.only or only_asks_about_sections(message.text):
            return
    found = [e for e in message.entities if e.get("entity") == "section"]
    in_words_too = about_sections or slots.get("decision") == Decision.PLAN_CONTENTS.value
    school_named = SCHOOL_NAMED in message.values("decision")
    letters = _bare_letters(message.text) if about_sections else []
    letters += _short_list(message.text) if asked is Question.SECTIONS else []
    letters += [
        str(e.get("value"))
        for e in found
        if message.pressed
        or e.get("certain", True)
        or (in_words_too and not (school_named and _THE_REST_IS_FINE.search(message.text)))
    ]
    if not message.pressed:
        agreed = agreed_sections(message.text)
        letters = [letter for letter in letters if letter not in agreed]
    sections = _known(letters)
    if not sections:
        return
    if asked is not Question.SECTIONS or "sections" in changes:
        sections |= _known(slots.get("sections") or [])
    changes["sections"] = sorted(section.value for section in sections)
    changes["sections_unknown"] = None
    changes.setdefault("decision", Decision.PLAN_CONTENTS.value)


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


def _bare_letters(text: str) -> list[str]:
    """ "F is wrong as well": a capital by itself, where sections are what is being asked."""
    return [] if text.startswith("/") else re.findall(r"(?<![\w'])[BCDFGH](?![\w'])", text)


def _short_list(text: str) -> list[str]:
    """ "b then, and I": letters of either case in an answer of a few words that begins with one."""
    if len(text.split()) > FEW_WORDS or not re.match(r"\W*[b-h]\b(?!')", text, re.IGNORECASE):
        return []
    named = r"(?<![\w'])(?:[b-h][12]?(?![\w'])|i(?=\s*(?:$|[,.&]|and\b|or\b)))"
    return [letter.upper() for letter in re.findall(named, text, re.IGNORECASE)]


def _known(letters: list[str]) -> frozenset[Section]:
    try:
        return read_sections(letters)
    except ValueError:
        return frozenset()
