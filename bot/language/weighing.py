"""TF-IDF of one text at a time: what scikit-learn's vectorizers give, without their checks.

scikit-learn looks over every array it makes and puts sparse matrices together for each call,
which takes longer than counting the words and letters of a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Weighed:
    """The features that a text has, numbered through all vectorizers, and how much each weighs."""

    features: Numbers
    weights: Numbers
    knows_a_word: bool
    """Whether the first vectorizer found anything."""


class Weigher:
    """Vectorizers one beside the other, all fitted, with `sublinear_tf` and the usual norm."""

    def __init__(self, vectorizers: Sequence[TfidfVectorizer]) -> None:
        self._parts = []
        first = 0
        for vectorizer in vectorizers:
            if not vectorizer.sublinear_tf or vectorizer.norm != "l2":
                raise ValueError("Only sublinear weights of length 1 are worked out here.")
            numbers = vectorizer.vocabulary_
            self._parts.append((vectorizer.build_analyzer(), numbers, vectorizer.idf_, first))
            first += len(numbers)

    def weigh(self, text: str) -> Weighed:
        """The features of one text."""
        features, weights = [], []
        for analyze, numbers, rarity, first in self._parts:
            counts: dict[int, int] = {}
            for term in analyze(text):
                number = numbers.get(term)
                if number is not None:
                    counts[number] = counts.get(number, 0) + 1
            found = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
            often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
            weight = (np.log(often) + 1) * rarity[found]
            length = np.sqrt(weight @ weight)
            features.append(found + first)
            weights.append(weight / length if length else weight)
        return Weighed(np.concatenate(features), np.concatenate(weights), bool(len(features[0])))
