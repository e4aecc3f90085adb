"""The intent classifiers that are compared, each trained on the same phrases."""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.rivals import ROOT

FALLBACK = "nlu_fallback"
WORD = r"(?u)[\w']+"


@dataclass(frozen=True)
class Read:
    """What a classifier takes a message for, and how sure it is (0 to 1)."""

    intent: str
    confidence: float
    unsure: bool = False
    """So little that, as it is set up, it asks again instead."""
    also: tuple[str, ...] = ()
    """What else it took from the same message."""


class Reader(ABC):
    """A trained classifier that reads one message at a time."""

    @abstractmethod
    def read(self, text: str) -> Read:
        """The full intent ("faq/cost") of a message."""


class RasaReader(Reader):
    """A trained Rasa model, read through Rasa's own agent, as its server does."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent

        self._agent = Agent.load(str(model))
        self._loop = asyncio.new_event_loop()

    def read(self, text: str) -> Read:
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        return full_reading(parsed)


class GuideReader(RasaReader):
    """The guide's own components: its classifier sentence by sentence, and words of danger."""

    def read(self, text: str) -> Read:
        from actions.message import Message

        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        message = Message.from_tracker({**parsed, "text": text})
        told = tuple(
            f"{base}/{value}"
            for base in ("decision", "certificate")
            for value in message.values(base)
        )
        first = parsed["intent_ranking"][0]
        if message.full_intent == FALLBACK:
            return Read(first["name"], float(first["confidence"]), unsure=True)
        confidence = float(parsed["intent"]["confidence"])
        return Read(message.full_intent, confidence, also=(*message.questions, *told))


class SupportVectors(Reader):
    """The guide's first look: words and letters of whole messages."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from bot.language.plain import normalise
        from bot.language.wording import Wording

        self._normalise = normalise
        self._model = Wording.train([normalise(t) for t in texts], labels, configured_penalty())

    def read(self, text: str) -> Read:
        margins, _ = self._model.margins([self._normalise(text)])
        return _likeliest(self._model.labels, margins[0])


class SentenceVectors(Reader):
    """A logistic regression on the guide's sentence encoder, without words."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from bot.language.meaning import Meaning

        self._labels = sorted(set(labels))
        with tempfile.TemporaryDirectory() as folder:
            self._model = Meaning.train(texts, labels, Path(folder))

    def read(self, text: str) -> Read:
        return _likeliest(self._labels, self._model.scores([text])[0])


class WordsAndMeaning(Reader):
    """The guide's classifier alone: whole messages, no words of danger, no threshold."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from bot.language.intents import IntentModel

        with tempfile.TemporaryDirectory() as folder:
            self._model = IntentModel.train(texts, labels, configured_penalty(), Path(folder))

    def read(self, text: str) -> Read:
        row = self._model.predict([text])[0]
        best = int(np.argmax(row))
        return Read(self._model.labels[best], float(row[best]))


class LogisticTfidf(Reader):
    """The same features as the guide's, with scikit-learn's logistic regression."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union

        self._model = make_pipeline(
            make_union(
                TfidfVectorizer(
                    ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=WORD
                ),
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True
                ),
            ),
            LogisticRegression(C=10, max_iter=300),
        )
        self._model.fit([plain(text) for text in texts], list(labels))

    def read(self, text: str) -> Read:
        row = self._model.predict_proba([plain(text)])[0]
        best = int(np.argmax(row))
        return Read(str(self._model.classes_[best]), float(row[best]))


def _likeliest(labels: Sequence[str], scores: Any) -> Read:
    exponents = np.exp(scores - scores.max())
    best = int(np.argmax(exponents))
    return Read(labels[best], float(exponents[best] / exponents.sum()))


def configured_penalty() -> float:
    """The penalty that config.yml gives the guide's classifier. Raises KeyError without one."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    mine = next(c for c in config["pipeline"] if c["name"].endswith(".IntentClassifier"))
    return float(mine["penalty"])


def plain(text: str) -> str:
    """One case, numbers masked: what the guide's classifier does too."""
    return re.sub(r"\d+", "0", text.lower().replace("’", "'"))


def full_reading(parsed: dict[str, Any]) -> Read:
    """The likeliest intent in Rasa's parse, with its answer that the ResponseSelector likes best.

    Where Rasa falls back, that is its first choice before it did so.
    """
    ranking = [parsed["intent"], *parsed.get("intent_ranking", [])]
    best = next(entry for entry in ranking if entry["name"] != FALLBACK)
    intent, confidence = str(best["name"]).replace("+", "/"), float(best["confidence"])
    selected = (parsed.get("response_selector") or {}).get("default") or {}
    answers = [str(answer["intent_response_key"]) for answer in selected.get("ranking", ())]
    full = next((a for a in answers if a.split("/")[0] == intent), intent)
    return Read(full, confidence, unsure=parsed["intent"]["name"] == FALLBACK)


def median_reading_time(reader: Reader, texts: Sequence[str]) -> float:
    """Seconds for one message, the middle one of all."""
    took = []
    for text in texts:
        began = time.perf_counter()
        reader.read(text)
        took.append(time.perf_counter() - began)
    return float(np.median(took))
