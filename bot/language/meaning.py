"""How far what a text means speaks for each intent, whatever words it uses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier

from bot.language.sentence_encoder import FloatArray, SentenceEncoder

EPOCHS = 15
ENCODER = "sentences"


class Meaning:
    """A logistic regression on the vectors of a sentence encoder."""

    def __init__(
        self, encoder: SentenceEncoder, centre: FloatArray, weights: FloatArray, biases: FloatArray
    ) -> None:
        self._encoder = encoder
        self._centre = centre
        self._weights = weights
        self._biases = biases

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], folder: Path) -> Meaning:
        """Fit on one label per text, with an encoder that is put into `folder`."""
        encoder = SentenceEncoder.convert(folder / ENCODER)
        vectors = encoder.encode(texts)
        centre = vectors.mean(axis=0)
        vectors -= centre
        scale = np.linalg.norm(vectors, axis=1).mean()
        # Without a hidden layer it is a softmax regression, learnt by Adam in a few seconds;
        # scikit-learn's LogisticRegression comes to the same in a minute.
        regression = MLPClassifier(
            (), alpha=1e-3, batch_size=min(256, len(texts)), learning_rate_init=0.01, random_state=0
        )
        classes = sorted(set(labels))
        for _ in range(EPOCHS):
            regression.partial_fit(vectors / scale, list(labels), classes)
        return cls(encoder, centre, regression.coefs_[0] / scale, regression.intercepts_[0])

    def scores(self, texts: Sequence[str]) -> FloatArray:
        """For each text the score of each label, in alphabetical order of the labels."""
        return np.asarray(
            (self._encoder.encode(texts) - self._centre) @ self._weights + self._biases
        )

    def save(self, folder: Path) -> None:
        """Write the regression beside the encoder, which is in `folder` since the training."""
        numbers: dict[str, Any] = {
            "centre": self._centre,
            "weights": self._weights,
            "biases": self._biases,
        }
        np.savez_compressed(folder / "meaning.npz", **numbers)

    @classmethod
    def load(cls, folder: Path) -> Meaning:
        """Read what `train` and `save` wrote."""
        with np.load(folder / "meaning.npz", allow_pickle=False) as numbers:
            return cls(
                SentenceEncoder(folder / ENCODER),
                numbers["centre"],
                numbers["weights"],
                numbers["biases"],
            )
