"""What a message of several sentences says, from what each was taken for."""

from __future__ import annotations

from bot.language.reading import FALLBACK, Prediction, Thresholds, read_sentences

THRESHOLDS = Thresholds(understood=0.15, part=0.8, danger=0.5, danger_in_part=0.9)


def taken_for(intent: str, likelihood: float = 0.95, *, words: int = 8) -> Prediction:
    """A piece of text taken for an intent."""
    danger = likelihood if intent.startswith("danger") else 0.0
    rest = (("chitchat/thanks", (1 - likelihood) / 2), ("inform", (1 - likelihood) / 2))
    return Prediction(((intent, likelihood), *rest), danger, words)


def test_one_sentence_is_what_it_is_taken_for() -> None:
    """With its base intent for Rasa's rules."""
    reading = read_sentences([taken_for("faq/cost")], THRESHOLDS, danger=None)
    assert (reading.intent, reading.full_intent) == ("faq", "faq/cost")
    assert reading.questions == ("faq/cost",)


def test_a_fact_and_a_question_in_one_message_give_both() -> None:
    """The question decides the turn, and the decision is still told."""
    reading = read_sentences(
        [
            taken_for("decision/refusal_to_issue"),
            taken_for("decision/refusal_to_issue"),
            taken_for("faq/can_council_refuse"),
        ],
        THRESHOLDS,
        danger=None,
    )
    assert reading.intent == "faq"
    assert reading.entities()[0]["value"] == "refusal_to_issue"


def test_danger_anywhere_comes_first() -> None:
    """Named in words, likely as a whole, or surely in one sentence of many."""
    fact = taken_for("decision/refusal_to_assess")
    assert read_sentences([fact], THRESHOLDS, danger="self_harm").full_intent == "danger/self_harm"
    alone = read_sentences([taken_for("danger/immediate", 0.6)], THRESHOLDS, danger=None)
    assert alone.intent == "danger"
    last = read_sentences([fact, fact, taken_for("danger/immediate")], THRESHOLDS, danger=None)
    assert last.intent == "danger"


def test_a_few_words_that_resemble_danger_are_not_danger() -> None:
    """A part must be long enough and sure enough."""
    fact = taken_for("decision/refusal_to_assess")
    for part in (taken_for("danger/immediate", words=3), taken_for("danger/immediate", 0.7)):
        assert read_sentences([fact, part], THRESHOLDS, danger=None).intent == "decision"


def test_what_resembles_nothing_is_not_guessed() -> None:
    """The fallback asks again."""
    reading = read_sentences([taken_for("faq/cost", 0.1)], THRESHOLDS, danger=None)
    assert reading.full_intent == FALLBACK


def test_anger_does_not_swallow_the_decision_told_with_it() -> None:
    """The facts in an angry message are taken."""
    reading = read_sentences(
        [taken_for("chitchat/anger"), taken_for("decision/refusal_to_assess")],
        THRESHOLDS,
        danger=None,
    )
    assert reading.full_intent == "decision/refusal_to_assess"
