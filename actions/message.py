"""A parent's message as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.language.dates import DateReading
from bot.language.plain import straight
from bot.language.yes_or_no import (
    YesOrNo,
    before_a_question,
    begins_with,
    denies,
    is_plain_no,
    without_fillers,
)

INTENT_CLASSIFIER = "IntentClassifier"
"""The extractor of what a message resembles; every other finds what its words say."""
NO_ANSWER = ("dont_know", "danger")


@dataclass(frozen=True)
class DateTold:
    """A date in a message: what it is the date of, and whether it was written out in full."""

    role: str
    day: date | None
    certain: bool
    reason: str | None
    start: int = 0
    sent: bool = False
    """The day it was sent or emailed, rather than the day printed on it."""
    month: date | None = None
    """The first day of the month, where that is all that is told."""

    @classmethod
    def from_reading(cls, reading: DateReading, role: str) -> DateTold:
        """What a whole message was read for."""
        return cls(role, reading.date, reading.certain, reading.reason)

    @property
    def value(self) -> str | None:
        """The day as slots keep it."""
        return self.day.isoformat() if self.day else None


@dataclass(frozen=True)
class Message:
    """The parts of a parsed message that the guide acts on."""

    text: str
    intent: str
    full_intent: str
    questions: tuple[str, ...]
    entities: tuple[Mapping[str, Any], ...]
    pressed: bool
    """A choice that the guide offered, not something typed."""
    danger_possible: bool = False
    """Something in it may be a sign of danger."""

    @classmethod
    def from_tracker(cls, latest: Mapping[str, Any] | None) -> Message:
        """Read a tracker's latest message."""
        parsed = latest or {}
        intent = str((parsed.get("intent") or {}).get("name") or "nlu_fallback")
        selected = (parsed.get("response_selector") or {}).get(intent) or {}
        full = (selected.get("response") or {}).get("intent_response_key") or intent
        text = straight(str(parsed.get("text") or ""))
        return cls(
            text=text,
            intent=intent,
            full_intent=str(full),
            questions=tuple(parsed.get("questions") or ()),
            entities=tuple(parsed.get("entities") or ()),
            pressed=text.startswith("/"),
            danger_possible=bool(parsed.get("danger_possible")),
        )

    @property
    def yes_or_no(self) -> YesOrNo | None:
        """ "yes" or "no" where the message is one, by its intent or its first words.

        A no in the first words counts more than a likeness to a yes, which other words of
        denial make no answer at all.
        """
        if is_plain_no(self.text) or self.intent == "deny":
            return "no"
        if self.intent in NO_ANSWER:
            return None
        words = without_fillers(self.text)
        if self.intent != "affirm":
            return begins_with(before_a_question(words))
        return begins_with(words) or (None if denies(words) else "yes")

    def values(self, entity: str) -> list[Any]:
        """Every value given for an entity, in order."""
        return [e.get("value") for e in self.entities if e.get("entity") == entity]

    def values_in_words(self, entity: str) -> list[Any]:
        """The same of what plain words say, without what the message only resembles."""
        return [
            e.get("value")
            for e in self.entities
            if e.get("entity") == entity and e.get("extractor") != INTENT_CLASSIFIER
        ]

    @property
    def holds_in_words(self) -> bool:
        """Whether plain words say that there is a certificate."""
        return "held" in self.values_in_words("certificate")

    def dates(self) -> list[DateTold]:
        """Every date, in order."""
        return [
            DateTold(
                role=str(e.get("role") or "unknown"),
                day=date.fromisoformat(e["value"]) if e.get("value") else None,
                certain=bool(e.get("certain")),
                reason=e.get("reason"),
                start=int(e.get("start") or 0),
                sent=bool(e.get("sent")),
                month=date.fromisoformat(e["month"]) if e.get("month") else None,
            )
            for e in self.entities
            if e.get("entity") == "date"
        ]
