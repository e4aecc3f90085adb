"""The sentence encoder: like meanings lie near, and only the published weights are taken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.language import sentence_encoder
from bot.language.sentence_encoder import SIZE, SentenceEncoder


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """The converted model."""
    return SentenceEncoder.convert(tmp_path_factory.mktemp("encoder"))


def test_each_text_becomes_a_vector_of_length_one(encoder: SentenceEncoder) -> None:
    """An empty one too, and one that is far too long."""
    vectors = encoder.encode(["", "hello", "the letter came " * 500, "żółć 🙂"])
    assert vectors.shape == (4, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_other_words_for_the_same_thing_lie_nearer_than_another_thing(
    encoder: SentenceEncoder,
) -> None:
    """Without one word in common."""
    fee, price, school = encoder.encode(
        ["is there a fee", "does this cost money", "my son was excluded from school"]
    )
    assert fee @ price > fee @ school + 0.05


def test_a_text_has_one_vector_whatever_is_read_beside_it(encoder: SentenceEncoder) -> None:
    """Texts of unequal length are read together; the shorter are filled up."""
    texts = [f"{'word ' * n}end" for n in range(40)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=0.02)


def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed package could otherwise change what the guide understands."""
    monkeypatch.setattr(sentence_encoder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ValueError, match="not the published"):
        SentenceEncoder.convert(tmp_path)


def test_a_folder_without_a_model_cannot_be_loaded(tmp_path: Path) -> None:
    """It says so at the start, not at the first message."""
    with pytest.raises(RuntimeError):
        SentenceEncoder(tmp_path)
