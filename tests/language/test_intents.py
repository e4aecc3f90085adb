"""The intent model: what it learns, keeps and makes of text it has never seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.language.intents import IntentModel, normalise, parts_of

TEXTS = [
    *("is it free", "do i have to pay", "what does it cost", "how much is it to pay"),
    *("they refused to assess", "refused to assess my son", "they wont assess", "no assessment"),
    *("hello there", "hi", "hello", "hi there hello"),
]
LABELS = ["faq/cost"] * 4 + ["decision/refusal_to_assess"] * 4 + ["chitchat/greet"] * 4


def trained() -> IntentModel:
    """A small model."""
    return IntentModel.train(TEXTS, LABELS, penalty=1.0)


def best(model: IntentModel, text: str) -> str:
    """The likeliest label."""
    return model.labels[int(np.argmax(model.predict([text])[0]))]


def test_it_knows_what_it_has_learnt_in_other_words_and_spellings() -> None:
    """Letters carry where words do not."""
    model = trained()
    assert best(model, "do we have to pay for it") == "faq/cost"
    assert best(model, "they refussed to asess him") == "decision/refusal_to_assess"


def test_it_is_the_same_after_being_saved_and_loaded(tmp_path: Path) -> None:
    """Stored as numbers and text, never as a pickle."""
    model = trained()
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert loaded.labels == model.labels
    assert np.allclose(loaded.predict(["do i pay"]), model.predict(["do i pay"]), atol=1e-5)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".npz"}


def test_text_without_one_known_word_makes_it_unsure() -> None:
    """Gibberish must not reach a threshold by its letters."""
    assert trained().predict(["qqq zzz"])[0].max() < trained().predict(["hello"])[0].max()


def test_two_trainings_give_the_same_model() -> None:
    """So that a model can be named by the files it was made from."""
    assert np.array_equal(trained().predict(["pay"]), trained().predict(["pay"]))


def test_dates_and_numbers_tell_it_nothing() -> None:
    """The day of a letter must not look like a decision."""
    assert normalise("1 October 2026") == normalise("23 july 1999")
    assert normalise("It’s LATE") == "it's late"


def test_a_message_is_read_in_parts_where_it_has_any() -> None:
    """By sentences, clauses of long ones, and a question at the end of one without a stop."""
    assert parts_of("they refused to assess") == []
    assert parts_of("They refused to assess. Is mediation free?") == [
        "They refused to assess",
        "Is mediation free",
    ]
    run_on = "they refused to assess my son last week do i have to pay for mediation"
    assert "do i have to pay for mediation" in parts_of(run_on)
