"""How far a text's words and letters speak for each intent: TF-IDF and a linear machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.language.weighing import Weigher

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

WORD = r"(?u)[\w']+"


class Wording:
    """A trained support vector machine, stored as plain numbers and text (never a pickle)."""

    def __init__(
        self,
        vectorizers: Sequence[TfidfVectorizer],
        labels: Sequence[str],
        weights: FloatArray,
        biases: FloatArray,
    ) -> None:
        self.labels = list(labels)
        self._vectorizers = list(vectorizers)
        self._weigher = Weigher(self._vectorizers)
        self._by_feature = np.ascontiguousarray(weights.T)
        self._biases = biases

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], penalty: float) -> Wording:
        """Fit on one label per text, three labels at least; `penalty` is the machine's C."""
        vectorizers = _new_vectorizers()
        features = scipy.sparse.hstack([v.fit_transform(texts) for v in vectorizers]).tocsr()
        machine = LinearSVC(C=penalty, random_state=0)
        machine.fit(features, list(labels))
        return cls(
            vectorizers,
            machine.classes_,
            machine.coef_.astype(np.float32),
            machine.intercept_.astype(np.float32),
        )

    def margins(self, texts: Sequence[str]) -> tuple[FloatArray, Any]:
        """For each text how far it lies on the side of each label, and if it has a known word."""
        weighed = [self._weigher.weigh(text) for text in texts]
        margins = [
            text.weights @ self._by_feature[text.features].astype(np.float64) for text in weighed
        ]
        known = np.array([text.knows_a_word for text in weighed])
        return np.stack(margins) + self._biases, known

    def save(self, folder: Path) -> None:
        """Write it into `folder`."""
        words = [
            {"terms": {t: int(i) for t, i in v.vocabulary_.items()}} for v in self._vectorizers
        ]
        (folder / "wording.json").write_text(
            json.dumps({"labels": self.labels, "vectorizers": words}), encoding="utf-8"
        )
        rarity = {f"idf{n}": v.idf_ for n, v in enumerate(self._vectorizers)}
        np.savez_compressed(
            folder / "wording.npz", weights=self._by_feature.T, biases=self._biases, **rarity
        )

    @classmethod
    def load(cls, folder: Path) -> Wording:
        """Read what `save` wrote."""
        described = json.loads((folder / "wording.json").read_text(encoding="utf-8"))
        with np.load(folder / "wording.npz", allow_pickle=False) as numbers:
            vectorizers = _new_vectorizers()
            for n, (vectorizer, words) in enumerate(
                zip(vectorizers, described["vectorizers"], strict=True)
            ):
                vectorizer.vocabulary_ = words["terms"]
                vectorizer.idf_ = numbers[f"idf{n}"]
            return cls(vectorizers, described["labels"], numbers["weights"], numbers["biases"])


def _new_vectorizers() -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=WORD),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
    ]
