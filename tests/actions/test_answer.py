"""The Advice in words says what the Advice says: every date, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from actions.answer import answer_in_words
from bot.guidance import (
    Advice,
    Case,
    ContactMediation,
    Decision,
    IncompleteCase,
    Route,
    Section,
    advise,
)
from bot.words import SMS, WEB, council, in_full, in_short, words

AT = datetime(2026, 11, 21, 22, 30, tzinfo=ZoneInfo("Europe/London"))
LETTERS = [
    None,
    date(2013, 5, 1),
    date(2026, 4, 6),
    date(2026, 9, 21),
    date(2026, 9, 25),
    date(2026, 10, 1),
    date(2026, 10, 25),
    date(2026, 11, 20),
]
CERTIFICATES = [None, date(2026, 10, 30), date(2026, 11, 19)]
SECTIONS = ["", "I", "F", "BFI", "CDG", "AE", "IG"]
FULL_DATE = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}")


def cases() -> list[Case]:
    """Every decision with every kind of letter, certificate and section set that goes with it."""
    return [
        Case(
            decision=decision,
            sections=frozenset(map(Section, sections)),
            sections_unknown=not sections,
            letter_date=letter,
            letter_date_unknown=letter is None,
            has_certificate=certificate is not None,
            certificate_date=certificate,
        )
        for decision, letter, certificate, sections in product(
            Decision, LETTERS, CERTIFICATES, SECTIONS
        )
        if sections == "" or decision is Decision.PLAN_CONTENTS
    ]


def answers(channel: str) -> Iterator[tuple[Case, Advice, str]]:
    """Every case that can be advised on, the advice, and the words for it."""
    for case in cases():
        try:
            advice = advise(case, today=AT.date())
        except IncompleteCase:
            continue
        yield (
            case,
            advice,
            answer_in_words(advice, case, at=AT, channel=channel, council=council(), said=words()),
        )


@pytest.mark.parametrize("channel", [WEB, SMS])
def test_every_outcome_has_words_with_its_own_dates_and_no_others(channel: str) -> None:
    """Nothing is left unfilled, and each date in the text is a date of the Advice."""
    seen: set[Route] = set()
    for case, advice, text in answers(channel):
        seen.add(advice.route)
        assert "{" not in text and "None" not in text
        assert ".." not in text and "  " not in text
        allowed = {
            advice.contact_mediation_by,
            advice.contact_mediation_practical_by,
            advice.appeal_by,
            advice.appeal_by_latest,
            case.letter_date,
            case.arrival_date,
            AT.date(),
            *(step.by for step in advice.steps),
            *(step.not_before for step in advice.steps),
        }
        named = {in_full(day) for day in allowed if day}
        assert set(FULL_DATE.findall(text)) <= named, text
    assert seen == set(Route)


@pytest.mark.parametrize("channel", [WEB, SMS])
def test_the_answer_names_the_date_to_act_by_and_whom_to_contact(channel: str) -> None:
    """Where contact is required and in time, the text says by when and how."""
    day = in_short if channel == SMS else in_full
    checked = 0
    for _, advice, text in answers(channel):
        if advice.contact_mediation is ContactMediation.REQUIRED:
            assert council().facts()["kids_phone"] in text or channel == SMS
            assert "Kids" in text
        if advice.appeal_by and channel == WEB:
            checked += 1
            assert day(advice.appeal_by) in text, text
    assert checked or channel == SMS


def test_nobody_who_must_contact_the_service_is_told_otherwise() -> None:
    """The words for "not needed" appear only with such an Advice."""
    for _, advice, text in answers(WEB):
        if advice.contact_mediation is ContactMediation.REQUIRED:
            assert "don't need a mediation certificate" not in text
            assert "don't need to contact" not in text


WORK_TO = re.compile(r"(?:Work to|contact them by) (\w+day \d{1,2} \w+ \d{4})")


def test_nobody_is_told_to_work_to_a_day_that_has_gone() -> None:
    """Once a date is over its remarks go, and the headline says what can still be done."""
    told = []
    for _, _, text in answers(WEB):
        told += WORK_TO.findall(text)
    assert told
    assert all(datetime.strptime(day, "%A %d %B %Y").date() >= AT.date() for day in told)
