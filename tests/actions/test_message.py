"""A parent's message as the actions see it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import facts_told
from actions.message import Message
from bot.guidance import Question
from tests.actions.test_facts import TODAY, message


def parsed(text: str, intent: str, *entities: dict[str, Any]) -> dict[str, Any]:
    """A message as Rasa's tracker keeps it."""
    return {"text": text, "intent": {"name": intent}, "entities": list(entities)}


@pytest.mark.parametrize(
    "text, intent, answer",
    [
        ("yes", "affirm", "yes"),
        ("oh ok, no it isn't", "inform", "no"),
        ("no, is it free?", "faq", "no"),
        ("is it free?", "faq", None),
        ("what we got says so", "affirm", "yes"),
        ("we never got it", "affirm", None),
        ("no that is the one", "affirm", "no"),
        ("it is not that one", "deny", "no"),
        ("no idea", "dont_know", None),
        ("yes he hit me", "danger", None),
        ("we haven't", "dont_know", "no"),
    ],
)
def test_a_yes_or_no_is_in_the_first_words_or_the_intent(
    text: str, intent: str, answer: str | None
) -> None:
    """A no in the first words counts more than a likeness to a yes."""
    assert message(text, intent=intent).yes_or_no == answer


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_telephones_apostrophe_denies_as_a_keyboards_does(apostrophe: str) -> None:
    """A likeness to holding a certificate must not be believed against "we haven’t"."""
    likeness = {"entity": "certificate", "value": "held", "extractor": "IntentClassifier"}
    typed = f"we haven{apostrophe}t any of those"
    said = Message.from_tracker(parsed(typed, "certificate", likeness))
    changes = facts_told(said, Question.HAS_CERTIFICATE, {}, today=TODAY)
    assert changes.get("has_certificate") is not True


def test_what_words_say_is_told_from_what_a_message_resembles() -> None:
    """Only the first may say that a certificate is held, unasked."""
    likeness = {"entity": "certificate", "value": "held", "extractor": "IntentClassifier"}
    in_words = {"entity": "certificate", "value": "held", "extractor": "FactExtractor"}
    resembles = Message.from_tracker(parsed("x", "certificate", likeness))
    says = Message.from_tracker(parsed("x", "certificate", in_words, likeness))
    assert (resembles.values_in_words("certificate"), resembles.holds_in_words) == ([], False)
    assert (says.values_in_words("certificate"), says.holds_in_words) == (["held"], True)
