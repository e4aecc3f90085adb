"""Which date is which, and what a known date gives way to."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import facts_told
from actions.message import Message
from bot.guidance import Question
from tests.actions.test_facts import TODAY, message

KNOWN = {
    "decision": "refusal_to_assess",
    "letter_date": "2026-11-10",
    "letter_date_confirmed": True,
}


@pytest.mark.parametrize(
    "text, intent, sure",
    [
        ("what if the letter was 20 november 2026", "faq/letter_came_late", False),
        ("the letter of 20 november 2026 says so", "inform", False),
        ("sorry, the letter is dated 20 november 2026", "correct", True),
    ],
)
def test_a_known_date_moves_later_only_by_a_correction(text: str, intent: str, sure: bool) -> None:
    """Anything else is read back: a date later than the true one is the worst error."""
    slots = {"letter_date": "2026-10-01", "letter_date_confirmed": True}
    said = message(text, intent=intent, dates=[("letter", "2026-11-20", True)])
    changes = facts_told(said, None, slots, today=TODAY)
    assert changes["letter_date"] == "2026-11-20"
    assert ("letter_date_confirmed" not in changes) is sure


@pytest.mark.parametrize(
    "text, days, taken",
    [
        (
            "the review papers say 17 September 2026. The letter is dated 30 October 2026",
            [("unknown", "2026-09-17", True), ("letter", "2026-10-30", True)],
            "2026-10-30",
        ),
        (
            "posted 23 October 2026, dated 21 October 2026, no assessment",
            [("unknown", "2026-10-23", False), ("unknown", "2026-10-21", False)],
            "2026-10-21",
        ),
        (
            "no assessment. 23 October 2026. 21 October 2026",
            [("unknown", "2026-10-23", False), ("unknown", "2026-10-21", False)],
            None,
        ),
        (
            "the plan for one is 6 November 2026. No assessment, 2 November 2026",
            [("letter", "2026-11-06", True), ("unknown", "2026-11-02", True)],
            None,
        ),
        (
            "dated a week last Thursday, the 12th. They wrote on 6 August 2026. No assessment",
            [("unknown", None, False), ("unknown", "2026-08-06", False)],
            "2026-11-12",
        ),
    ],
)
def test_a_day_of_nothing_is_no_letters_date_where_the_letter_has_one(
    text: str, days: list[tuple[str, str | None, bool]], taken: str | None
) -> None:
    """Whichever comes first; and where nobody can tell, it is asked."""
    changes = facts_told(message(text, dates=days), Question.DECISION, {}, today=TODAY)
    assert changes.get("letter_date") == taken
    assert (changes.get("date_trouble") == "ambiguous") is (taken is None)
    assert taken is None or bool(changes.get("letter_date_confirmed")) is days[-1][2]


def test_a_later_day_beside_a_question_is_no_other_date_of_the_letter() -> None:
    """ "That's Tuesday, what do I do first?" speaks of the last day just given."""
    tuesday = [("unknown", "2026-11-17", False)]
    for text, taken in (
        ("thats tuesday, what do i do first", None),
        ("sorry it was tuesday, is that ok", "2026-11-17"),
        ("tuesday", "2026-11-17"),
    ):
        changes = facts_told(message(text, dates=tuesday), None, KNOWN, today=TODAY)
        assert changes.get("letter_date") == taken


@pytest.mark.parametrize("text", ["the letter says the 31st", "no, the 31st"])
def test_a_day_that_its_month_does_not_have_changes_nothing(text: str) -> None:
    """A bare day keeps the month of the date known: there is no 31 November."""
    said = message(text, dates=[("letter", "2026-10-31", False)])
    assert facts_told(said, None, KNOWN, today=TODAY) == {"date_trouble": "impossible"}


@pytest.mark.parametrize(
    "said, asked, slots, wanted",
    [
        pytest.param(
            message("got it, 5 November 2026", dates=[("arrival", "2026-11-05", True)]),
            Question.LETTER_DATE,
            {},
            {"letter_date": "2026-11-05"},
            id="a letter just found is read out, to be confirmed",
        ),
        pytest.param(
            message("it came on 5 November 2026", dates=[("arrival", "2026-11-05", True)]),
            Question.LETTER_DATE,
            {},
            {"arrival_date": "2026-11-05", "date_trouble": "arrival"},
            id="the day it came is not what was asked for",
        ),
        pytest.param(
            message("what if it was 29 October 2026", dates=[("arrival", "2026-10-29", True)]),
            None,
            KNOWN,
            {
                "letter_date": "2026-10-29",
                "letter_date_confirmed": None,
                "letter_date_before": "2026-11-10",
            },
            id="a day supposed is the letter's, to be confirmed",
        ),
        pytest.param(
            message(
                "I got the certificate on 3 November 2026",
                certificate="held",
                dates=[("arrival", "2026-11-03", True)],
            ),
            Question.HAS_CERTIFICATE,
            {**KNOWN, "letter_date": "2026-10-01"},
            {"has_certificate": True, "certificate_date": "2026-11-03"},
            id="the day a certificate came is read back as its date",
        ),
        pytest.param(
            message(
                "1 October 2026 and 5 October 2026",
                dates=[("unknown", "2026-10-01", True), ("unknown", "2026-10-05", True)],
            ),
            Question.DECISION,
            {},
            {"date_trouble": "ambiguous"},
            id="of two days that nothing tells apart neither is taken",
        ),
        pytest.param(
            message(
                "the letter is dated 1 October 2026, no 5 October 2026",
                dates=[("letter", "2026-10-01", True), ("letter", "2026-10-05", True)],
            ),
            Question.DECISION,
            {},
            {"letter_date": "2026-10-05"},
            id="of two dates of one letter the reading of both together decides",
        ),
        pytest.param(
            message(
                "they hit him on 5 November 2026",
                intent="danger",
                dates=[("unknown", "2026-11-05", True)],
            ),
            None,
            {},
            {},
            id="in danger a day is of what happened",
        ),
        pytest.param(
            message("the 5th"),
            Question.LETTER_DATE_CONFIRMED,
            {**KNOWN, "letter_date_confirmed": None},
            {"letter_date": "2026-11-05"},
            id="a bare day keeps the month that it corrects",
        ),
    ],
)
def test_a_date_goes_where_the_words_put_it(
    said: Message, asked: Question | None, slots: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """Or nowhere."""
    assert facts_told(said, asked, slots, today=TODAY) == wanted
