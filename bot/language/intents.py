"""Which intent a message has: by its words first, and where they leave doubt, by its meaning.

Chosen by measurement over Rasa's classifiers: see docs/understanding.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from bot.language.meaning import Meaning
from bot.language.plain import normalise
from bot.language.wording import Wording

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

IN_DOUBT = 0.5
"""Where the words put an intent less far before the next, its meaning is looked at too."""
MEANING = 0.07
"""What a score for meaning counts beside a margin of words."""
SHARPNESS = 4.5
"""How strongly a wider margin counts; the thresholds in config.yml go with it."""

_SENTENCE_END = re.compile(r"[.?!;\n]+(?=\s|$)|\s/\s")
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
    """A trained classifier, stored as numbers and text (never a pickle)."""

    def __init__(self, wording: Wording, meaning: Meaning) -> None:
        self.labels = wording.labels
        self._wording = wording
        self._meaning = meaning

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], penalty: float, folder: Path
    ) -> IntentModel:
        """Fit on one label per text, three labels at least, and keep the model in `folder`."""
        with ThreadPoolExecutor() as threads:
            training = threads.submit(Meaning.train, texts, labels, folder)
            wording = Wording.train([normalise(text) for text in texts], labels, penalty)
            meaning = training.result()
        wording.save(folder)
        meaning.save(folder)
        return cls(wording, meaning)

    def predict(self, texts: Sequence[str]) -> FloatArray:
        """How likely each label is (columns, in the order of `labels`) for each text.

        Scores as a softmax: they rank, and are compared with thresholds chosen by measurement,
        but they are not calibrated. Of a text without one known word, letters alone say little.
        """
        scores, known = self._wording.margins([normalise(text) for text in texts])
        best = np.partition(scores, -2, axis=1)[:, -2:]
        doubtful = np.flatnonzero(known & (best[:, 1] - best[:, 0] < IN_DOUBT))
        if doubtful.size:
            scores[doubtful] += MEANING * self._meaning.scores([texts[n] for n in doubtful])
        scores = np.where(known[:, None], SHARPNESS * scores, scores)
        scores -= scores.max(axis=1, keepdims=True)
        exponents = np.exp(scores)
        return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `train` kept."""
        return cls(Wording.load(folder), Meaning.load(folder))
