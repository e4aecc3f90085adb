"""The intent model: what it learns, keeps and makes of text it has never seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.language import intents
from bot.language.intents import IntentModel, parts_of

TEXTS = [
    *("is it free", "do i have to pay", "what does it cost", "how much is it to pay"),
    *("they refused to assess", "refused to assess my son", "they wont assess", "no assessment"),
    *("hello there", "hi", "hello", "hi there hello"),
]
LABELS = ["faq/cost"] * 4 + ["decision/refusal_to_assess"] * 4 + ["chitchat/greet"] * 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the small model is kept."""
    return tmp_path_factory.mktemp("intents")


@pytest.fixture(scope="module")
def model(folder: Path) -> IntentModel:
    """A small model."""
    return IntentModel.train(TEXTS, LABELS, 1.0, folder)


def best(model: IntentModel, text: str) -> str:
    """The likeliest label."""
    return model.labels[int(np.argmax(model.predict([text])[0]))]


def test_it_knows_what_it_has_learnt_in_other_words_and_spellings(model: IntentModel) -> None:
    """Letters carry where words do not."""
    assert best(model, "do we have to pay for it") == "faq/cost"
    assert best(model, "they refussed to asess him") == "decision/refusal_to_assess"


def test_meaning_decides_where_the_words_leave_doubt(
    model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word of the question but "is" was ever learnt."""
    text = "is there a fee, and what price"
    with_meaning = model.predict([text])[0]
    monkeypatch.setattr(intents, "IN_DOUBT", -1.0)
    without = model.predict([text])[0]
    cost = model.labels.index("faq/cost")
    assert best(model, text) == "faq/cost" and with_meaning[cost] > without[cost]


def test_meaning_is_not_looked_at_where_the_words_are_sure(
    model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three messages in four need no language model."""
    monkeypatch.setattr(model._meaning, "scores", lambda texts: pytest.fail(f"asked of {texts}"))
    assert best(model, "they refused to assess my son") == "decision/refusal_to_assess"


def test_it_is_the_same_after_being_loaded(model: IntentModel, folder: Path) -> None:
    """Stored as numbers and text, never as a pickle."""
    loaded = IntentModel.load(folder)
    assert loaded.labels == model.labels
    asked = ["do i pay", "any charge"]
    assert np.allclose(loaded.predict(asked), model.predict(asked), atol=1e-5)
    kinds = {file.suffix for file in folder.rglob("*") if file.is_file()}
    assert kinds == {".json", ".npz", ".bin"}


def test_text_without_one_known_word_makes_it_unsure(model: IntentModel) -> None:
    """Gibberish must not reach a threshold by its letters."""
    assert model.predict(["qqq zzz"])[0].max() < model.predict(["hello"])[0].max()


def test_two_trainings_give_the_same_model(model: IntentModel, tmp_path: Path) -> None:
    """So that a model can be named by the files it was made from."""
    again = IntentModel.train(TEXTS, LABELS, 1.0, tmp_path)
    assert np.array_equal(again.predict(["a fee"]), model.predict(["a fee"]))


def test_a_message_is_read_in_parts_where_it_has_any() -> None:
    """By sentences, clauses of long ones, and a question at the end of one without a stop."""
    assert parts_of("they refused to assess") == []
    assert parts_of("They refused to assess. Is mediation free?") == [
        "They refused to assess",
        "Is mediation free",
    ]
    run_on = "they refused to assess my son last week do i have to pay for mediation"
    assert "do i have to pay for mediation" in parts_of(run_on)
