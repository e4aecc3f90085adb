"""Which intent a message has: TF-IDF over words and letters, with a linear support vector machine.

Chosen by measurement over Rasa's classifiers: see docs/understanding.md.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

SHARPNESS = 6.0
"""How strongly a wider margin counts; the thresholds in config.yml go with it."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_SENTENCE_END = re.compile(r"[.?!;\n]+(?=\s|$)")
WORD = r"(?u)[\w']+"
FEWEST_SPACES = 2
LONG_SENTENCE = 8
_CLAUSE_END = re.compile(
    r",\s+|\s+(?:but|because|cos|so)\s+|\s+and\s+(?=(?:how|what|when|who|do|does|is|can|will)\b)"
)
_OPENERS = (
    "do i|do we|does|am i|are they|will i|will it|will he|will she|would it|can i|can we|can they"
    "|must i|should i|is it|is there|how do|how long|how much|what is|what's|what do|who is"
    "|when do|where do"
)
_QUESTION_AT_END = re.compile(
    rf".{{20,}}\b((?:{_OPENERS})\b[^.?!]{{5,80}})$", re.IGNORECASE | re.DOTALL
)
_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DIGITS = re.compile(r"\d+")


def normalise(text: str) -> str:
    """The text as the classifier sees it: one case, and no number or month told apart."""
    plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    return _MONTHS.sub("month", _DIGITS.sub("0", plain))


def parts_of(text: str) -> list[str]:
    """The sentences and clauses of a message, and a question at the end that has no full stop.

    Empty for a message of one part. A part of a word or two says too little by itself.
    """
    found: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        found.append(sentence.strip())
        if sentence.count(" ") >= LONG_SENTENCE:
            clauses = [clause.strip() for clause in _CLAUSE_END.split(sentence)]
            found += clauses if len(clauses) > 1 else []
        asked = _QUESTION_AT_END.search(sentence)
        if asked:
            found.append(asked.group(1))
    parts = [part for part in dict.fromkeys(found) if part.count(" ") >= FEWEST_SPACES]
    return parts if parts != [text.strip()] else []


class IntentModel:
    """A trained classifier, stored as plain numbers and text (never a pickle)."""

    def __init__(
        self,
        vectorizers: Sequence[TfidfVectorizer],
        labels: Sequence[str],
        weights: FloatArray,
        biases: FloatArray,
    ) -> None:
        self.labels = list(labels)
        self._vectorizers = list(vectorizers)
        self._weights = weights
        self._by_feature = np.ascontiguousarray(weights.T, dtype=np.float64)
        self._biases = biases

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], penalty: float) -> IntentModel:
        """Fit on one label per text, two labels at least; `penalty` is the machine's C."""
        vectorizers = _new_vectorizers()
        prepared = [normalise(text) for text in texts]
        features = scipy.sparse.hstack([v.fit_transform(prepared) for v in vectorizers]).tocsr()
        machine = LinearSVC(C=penalty, random_state=0)
        machine.fit(features, list(labels))
        return cls(
            vectorizers,
            machine.classes_,
            machine.coef_.astype(np.float32),
            machine.intercept_.astype(np.float32),
        )

    def predict(self, texts: Sequence[str]) -> FloatArray:
        """How likely each label is (columns, in the order of `labels`) for each text.

        The margins as a softmax: they rank, and are compared with thresholds chosen by
        measurement, but they are not calibrated. Of a text without one known word, letters
        alone say little.
        """
        prepared = [normalise(text) for text in texts]
        features = scipy.sparse.hstack([v.transform(prepared) for v in self._vectorizers]).tocsr()
        margins = _products(features, self._by_feature) + self._biases
        known = np.diff(features[:, : len(self._vectorizers[0].vocabulary_)].indptr) > 0
        scores = np.where(known[:, None], SHARPNESS * margins, margins)
        scores -= scores.max(axis=1, keepdims=True)
        exponents = np.exp(scores)
        return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))

    def save(self, folder: Any) -> None:
        """Write the model into `folder` (a Path)."""
        words = [
            {"terms": {t: int(i) for t, i in v.vocabulary_.items()}} for v in self._vectorizers
        ]
        (folder / "intents.json").write_text(
            json.dumps({"labels": self.labels, "vectorizers": words}), encoding="utf-8"
        )
        rarity = {f"idf{n}": v.idf_ for n, v in enumerate(self._vectorizers)}
        np.savez_compressed(
            folder / "intents.npz", weights=self._weights, biases=self._biases, **rarity
        )

    @classmethod
    def load(cls, folder: Any) -> IntentModel:
        """Read what `save` wrote."""
        described = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as numbers:
            vectorizers = _new_vectorizers()
            for n, (vectorizer, words) in enumerate(
                zip(vectorizers, described["vectorizers"], strict=True)
            ):
                vectorizer.vocabulary_ = words["terms"]
                vectorizer.idf_ = numbers[f"idf{n}"]
            return cls(vectorizers, described["labels"], numbers["weights"], numbers["biases"])


def _products(features: Any, by_feature: FloatArray) -> FloatArray:
    """The rows of a sparse matrix times a dense one, touching only what a row has.

    SciPy's own product copies the whole dense matrix for each message.
    """
    starts = features.indptr
    return np.stack(
        [
            features.data[start:end] @ by_feature[features.indices[start:end]]
            for start, end in pairwise(starts)
        ]
    )


def _new_vectorizers() -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=WORD),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
    ]
