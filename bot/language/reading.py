"""What a message of several sentences says, from what each sentence was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

FALLBACK = "nlu_fallback"
ANSWERED = ("faq", "chitchat")
ASKED_IN_SMALL_TALK = ("chitchat/will_i_win", "chitchat/are_you_a_bot", "chitchat/talk_to_a_person")
FEWEST_WORDS_OF_DANGER = 5
"""Of a part: "she needs more" is no cry for help. Plain words of danger need no such number."""
TOLD = ("decision", "certificate")


@dataclass(frozen=True)
class Thresholds:
    """The least likelihood at which a reading is believed; a part has less to go on."""

    understood: float
    part: float
    danger: float
    danger_in_part: float


@dataclass(frozen=True)
class Prediction:
    """The likeliest intents of one piece of text, best first."""

    ranking: tuple[tuple[str, float], ...]
    danger: float = 0.0
    """How likely some kind of danger is, taken together."""
    words: int = 0

    @classmethod
    def ranked(
        cls, labels: Sequence[str], row: Iterable[float], length: int, *, of: str = ""
    ) -> Prediction:
        """The best `length` labels of a row of likelihoods, for the text `of`."""
        pairs = sorted(zip(labels, map(float, row), strict=True), key=lambda pair: -pair[1])
        danger = sum(value for label, value in pairs if _base(label) == "danger")
        kept = pairs[:length]
        if all(_base(label) == "danger" for label, _ in kept):
            kept.append(next(pair for pair in pairs if _base(pair[0]) != "danger"))
        return cls(tuple(kept), danger, len(of.split()))

    def without_danger(self) -> Prediction:
        """The same where no kind of danger is likely enough to be believed."""
        return replace(self, ranking=tuple(r for r in self.ranking if _base(r[0]) != "danger"))

    @property
    def best(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]


@dataclass(frozen=True)
class Reading:
    """One message: what it is, what it tells and what it asks."""

    full_intent: str
    confidence: float
    told: tuple[tuple[str, float], ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def intent(self) -> str:
        """The base intent, which Rasa's rules name."""
        return self.full_intent.split("/")[0]

    def entities(self) -> list[dict[str, Any]]:
        """The decisions and certificates told, as Rasa entities."""
        return [
            {
                "entity": base,
                "value": value,
                "confidence_entity": confidence,
                "extractor": "IntentClassifier",
            }
            for (base, _, value), confidence in ((f.partition("/"), c) for f, c in self.told)
        ]


def read_sentences(
    predictions: Sequence[Prediction], thresholds: Thresholds, *, danger: str | None
) -> Reading:
    """The reading of a message: the whole first, then its sentences, if it has several.

    Danger anywhere comes first. A question anywhere is answered, and a decision told
    beside it is still taken.
    """
    if danger:
        return Reading(f"danger/{danger}", 1.0)
    for n, prediction in enumerate(predictions):
        if n and prediction.words < FEWEST_WORDS_OF_DANGER:
            continue
        if prediction.danger >= (thresholds.danger_in_part if n else thresholds.danger):
            kind = next((name for name, _ in prediction.ranking if _base(name) == "danger"), None)
            if kind:
                return Reading(kind, prediction.danger)

    whole, *parts = (p.without_danger() for p in predictions)
    believed = [whole] if whole.confidence >= thresholds.understood else []
    believed += [p for p in parts if p.confidence >= thresholds.part]
    if not believed:
        return Reading(FALLBACK, whole.confidence)
    told = _distinct(p for p in believed if _base(p.best) in TOLD)
    questions = tuple(dict.fromkeys(p.best for p in believed if _is_question(p.best)))
    main = believed[0]
    if questions and not _is_question(main.best):
        main = next(p for p in believed if p.best == questions[0])
    if not questions and _base(main.best) in ANSWERED and told:
        main = next(p for p in believed if _base(p.best) in TOLD)
    return Reading(main.best, main.confidence, told, questions)


def _distinct(predictions: Iterable[Prediction]) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for p in predictions:
        base = _base(p.best)
        if not any(_base(name) == base for name in found):
            found[p.best] = p.confidence
    return tuple(found.items())


def _is_question(intent: str) -> bool:
    return _base(intent) == "faq" or intent in ASKED_IN_SMALL_TALK


def _base(intent: str) -> str:
    return intent.split("/")[0]
