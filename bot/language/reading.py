"""What a message of several sentences says, from what each sentence was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.guidance.case import Decision
from bot.guidance.questions import ALWAYS_APPEALABLE
from bot.language.asking import is_asking

FALLBACK = "nlu_fallback"
ANOTHER_CASE = "another_case"
ANSWERED = ("faq", "chitchat")
DANGER = "danger"
DENY = "deny"
TOLD_AS_A_STATEMENT = {
    "faq/letter_came_late",
    "faq/lost_letter",
    "faq/letter_has_no_date",
    "faq/letter_silent_on_rights",
    "faq/two_dates_on_papers",
    "faq/missed_mediation_deadline",
    "faq/missed_appeal_deadline",
    "faq/mediation_not_arranged",
    "faq/partial_agreement",
    "faq/other_languages",
}
"""Questions that people put by telling what happened to them."""
ASKED_IN_SMALL_TALK = ("chitchat/will_i_win", "chitchat/are_you_a_bot", "chitchat/talk_to_a_person")
FEWEST_WORDS_OF_DANGER = 5
"""Of a part: "she needs more" is no cry for help. Plain words of danger need no such number."""
WHAT_THE_GUIDE_DOES = "faq/how_this_works"
""" "What do I do?" beside a decision is answered by going on."""
TOLD = ("decision", "certificate")
WITH_AN_APPEAL = ALWAYS_APPEALABLE | {Decision.PLAN_CONTENTS, "school_named"}


@dataclass(frozen=True)
class Thresholds:
    """The least likelihood at which a reading is believed; a part has less to go on."""

    understood: float
    told: float
    """Of a decision or certificate, before it is taken as told: less is asked back."""
    told_without_appeal: float
    """The same of a decision that cannot be appealed: wrongly read, it loses the appeal."""
    part: float
    part_asked: float
    """Of a part that asks, where nothing else in the message does: to pass over a question costs
    more than to answer one that was meant otherwise."""
    danger: float
    danger_in_part: float
    danger_possible: float
    """Of the whole or a part, before help is named beside the answer."""


@dataclass(frozen=True)
class Prediction:
    """The likeliest intents of one piece of text, best first."""

    ranking: tuple[tuple[str, float], ...]
    danger: float = 0.0
    """How likely some kind of danger is, taken together."""
    words: int = 0
    asks: bool = True
    """Whether it has the form of a question."""

    @classmethod
    def ranked(
        cls, labels: Sequence[str], row: Iterable[float], length: int, *, of: str = ""
    ) -> Prediction:
        """The best `length` labels of a row of likelihoods, for the text `of`."""
        pairs = sorted(zip(labels, map(float, row), strict=True), key=lambda pair: -pair[1])
        danger = sum(value for label, value in pairs if _base(label) == DANGER)
        kept = pairs[:length]
        if all(_base(label) == DANGER for label, _ in kept):
            kept.append(next(pair for pair in pairs if _base(pair[0]) != DANGER))
        return cls(tuple(kept), danger, len(of.split()), is_asking(of))

    def without_danger(self) -> Prediction:
        """The same where no kind of danger is likely enough to be believed."""
        return replace(self, ranking=tuple(r for r in self.ranking if _base(r[0]) != DANGER))

    def borne_out_by(self, parts: Sequence[Prediction]) -> Prediction:
        """The same, as sure as the surest part that is taken for the same."""
        surest = max((p.confidence for p in parts if p.best == self.best), default=0.0)
        if surest <= self.confidence:
            return self
        return replace(self, ranking=((self.best, surest), *self.ranking[1:]))

    @property
    def is_long_enough(self) -> bool:
        """Whether it says enough, as a part, to be taken for danger."""
        return self.words >= FEWEST_WORDS_OF_DANGER

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
    danger_possible: bool = False
    """Whether something in it may be a sign of danger, though nothing surely is."""

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
    predictions: Sequence[Prediction],
    thresholds: Thresholds,
    *,
    danger: str | None,
    several: bool = False,
    plain_no: bool = False,
) -> Reading:
    """The reading of a message: the whole first, then its sentences, if it has several.

    Danger anywhere comes first, and does not take away what was told beside it; what may be
    danger takes nothing away either. A question anywhere is answered, and a decision told beside
    it is still taken. Two letters in one message (`several`) come before their facts. A message
    that is a `plain_no` and nothing else is one, whatever it resembles.
    """
    if plain_no and not danger:
        return Reading(DENY, 1.0)
    reading = _read(predictions, thresholds, danger, several)
    if reading.intent == DANGER:
        return reading
    feared = max(p.danger for n, p in enumerate(predictions) if not n or p.is_long_enough)
    return replace(reading, danger_possible=feared >= thresholds.danger_possible)


def _read(
    predictions: Sequence[Prediction],
    thresholds: Thresholds,
    danger: str | None,
    several: bool,
) -> Reading:
    whole, *parts = (p.without_danger() for p in predictions)
    whole = whole.borne_out_by(parts)
    believed = [whole] if whole.confidence >= thresholds.understood else []
    believed += [p for p in parts if p.confidence >= thresholds.part]
    told = _distinct(p for p in believed if _is_told(p, thresholds))
    if feared := _danger(predictions, thresholds, danger):
        return Reading(feared[0], feared[1], told)
    if several:
        return Reading(ANOTHER_CASE, 1.0)
    if not believed:
        return Reading(FALLBACK, whole.confidence)
    asked = [
        p
        for p in believed
        if _is_question(p.best) and (p is whole or p.asks or p.best in TOLD_AS_A_STATEMENT)
    ]
    main = believed[0]
    if not asked and _base(main.best) in TOLD:
        asked = [p for p in parts if _may_be_asked(p, thresholds)][:1]
    questions = tuple(dict.fromkeys(p.best for p in asked))
    if questions and not _is_question(main.best):
        main = asked[0]
    if not questions and _base(main.best) in ANSWERED and told:
        main = next(p for p in believed if _is_told(p, thresholds))
    return Reading(main.best, main.confidence, told, questions)


def _may_be_asked(part: Prediction, thresholds: Thresholds) -> bool:
    likely = part.asks and part.confidence >= thresholds.part_asked
    return likely and _base(part.best) == "faq" and part.best != WHAT_THE_GUIDE_DOES


def _danger(
    predictions: Sequence[Prediction], thresholds: Thresholds, named: str | None
) -> tuple[str, float] | None:
    """The kind of danger, named in words, likely as a whole, or surely in one sentence."""
    if named:
        return f"danger/{named}", 1.0
    for n, prediction in enumerate(predictions):
        if n and not prediction.is_long_enough:
            continue
        if prediction.danger >= (thresholds.danger_in_part if n else thresholds.danger):
            kind = next((name for name, _ in prediction.ranking if _base(name) == DANGER), None)
            if kind:
                return kind, prediction.danger
    return None


def _is_told(prediction: Prediction, thresholds: Thresholds) -> bool:
    base, _, value = prediction.best.partition("/")
    if base == "decision" and value not in WITH_AN_APPEAL:
        return prediction.confidence >= thresholds.told_without_appeal
    return base in TOLD and prediction.confidence >= thresholds.told


def _distinct(predictions: Iterable[Prediction]) -> tuple[tuple[str, float], ...]:
    """The first of each kind, as sure as the surest piece that says the same."""
    found: dict[str, float] = {}
    for p in predictions:
        if p.best in found:
            found[p.best] = max(found[p.best], p.confidence)
        elif not any(_base(name) == _base(p.best) for name in found):
            found[p.best] = p.confidence
    return tuple(found.items())


def _is_question(intent: str) -> bool:
    return _base(intent) == "faq" or intent in ASKED_IN_SMALL_TALK


def _base(intent: str) -> str:
    return intent.split("/")[0]
