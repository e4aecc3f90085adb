"""When a certificate is believed to be held, and the service to have been contacted."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import facts_told
from actions.message import Message
from bot.guidance import Question
from tests.actions.test_facts import TODAY


def test_a_guess_alone_never_counts_as_holding_a_certificate() -> None:
    """Being told that they need not contact the service is the second worst error."""
    guessed = {
        "entity": "certificate",
        "value": "held",
        "extractor": "IntentClassifier",
        "confidence_entity": 0.99,
    }
    said = Message("x", "certificate", "certificate/held", (), (guessed,), pressed=False)
    assert facts_told(said, Question.LETTER_DATE, {}, today=TODAY) == {}
    assert facts_told(said, Question.HAS_CERTIFICATE, {}, today=TODAY) == {"has_certificate": True}


def test_a_no_that_goes_on_to_be_unsure_is_a_no() -> None:
    """ "No, I didn't know about that"; who says only that they are unsure is helped first."""
    asked = Question.HAS_CERTIFICATE
    for text, wanted in (
        ("no i didnt know about that", {"has_certificate": False}),
        ("no idea", {}),
        ("not sure", {}),
    ):
        said = Message(text, "dont_know", "dont_know", (), (), pressed=False)
        assert facts_told(said, asked, {}, today=TODAY) == wanted


def test_a_likeness_to_holding_one_is_not_believed_against_a_no() -> None:
    """ "Not got it" read as "got it" would spare somebody the contact they must make."""
    guessed = {"entity": "certificate", "value": "held", "extractor": "IntentClassifier"}
    for text in ("i have not got that one here", "never had it, have i", "we haven't any of those"):
        said = Message(text, "certificate", "certificate/held", (), (guessed,), pressed=False)
        changes = facts_told(said, Question.HAS_CERTIFICATE, {}, today=TODAY)
        assert changes.get("has_certificate") is not True


def resembling(text: str, value: str, intent: str) -> Message:
    """A message that only resembles what others said of a certificate."""
    likeness = {"entity": "certificate", "value": value, "extractor": "IntentClassifier"}
    return Message(text, intent, intent, (), (likeness,), pressed=False)


NONE_HELD = {"has_certificate": False}
CONTACTED = {"has_certificate": False, "contacted_mediation": True}


@pytest.mark.parametrize(
    "text, value, intent, asked, wanted",
    [
        pytest.param(
            "we rang them on Monday",
            "contacted",
            "certificate",
            Question.HAS_CERTIFICATE,
            CONTACTED,
            id="contact is believed where the words bear it out",
        ),
        pytest.param(
            "they rang but I missed the call",
            "contacted",
            "certificate",
            Question.HAS_CERTIFICATE,
            NONE_HELD,
            id="to miss the call is no contact, but no certificate either",
        ),
        pytest.param(
            "they rang but I missed the call",
            "contacted",
            "certificate",
            Question.SECTIONS,
            {},
            id="nor does it answer another question",
        ),
        pytest.param(
            "yes they emailed it last week",
            "contacted",
            "certificate",
            Question.HAS_CERTIFICATE,
            {"has_certificate": True},
            id="a yes with what was sent is a certificate",
        ),
        pytest.param(
            "yes the lady at Kids",
            "contacted",
            "certificate",
            Question.HAS_CERTIFICATE,
            {},
            id="a yes that was sent nothing settles nothing",
        ),
        pytest.param(
            "yes its coming tomorrow",
            "held",
            "certificate",
            Question.HAS_CERTIFICATE,
            {},
            id="one still to come is not held",
        ),
        pytest.param(
            "nothing of the sort",
            "not_held",
            "certificate",
            Question.SECTIONS,
            NONE_HELD,
            id="to have none is believed at any time",
        ),
        pytest.param(
            "nothing of the sort",
            "not_held",
            "certificate",
            Question.LETTER_DATE,
            {},
            id="but not in answer to a date",
        ),
    ],
)
def test_a_likeness_is_believed_as_far_as_the_words_bear_it_out(
    text: str, value: str, intent: str, asked: Question, wanted: dict[str, Any]
) -> None:
    """The safe side is to have none and to have contacted nobody."""
    changes = facts_told(resembling(text, value, intent), asked, {}, today=TODAY)
    assert {name: told for name, told in changes.items() if told is not None} == wanted


def test_after_mediation_having_rung_the_service_is_old_news() -> None:
    """It takes away no certificate."""
    said = Message(
        "I rang Kids",
        "certificate",
        "certificate/contacted",
        (),
        ({"entity": "certificate", "value": "contacted", "extractor": "FactExtractor"},),
        pressed=False,
    )
    slots = {"decision": "mediation_unresolved"}
    assert facts_told(said, Question.HAS_CERTIFICATE, slots, today=TODAY) == {}
