"""A parent's message as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class DateTold:
    """A date in a message: what it is the date of, and whether it was written out in full."""

    role: str
    day: date | None
    certain: bool
    reason: str | None


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

    @classmethod
    def from_tracker(cls, latest: Mapping[str, Any] | None) -> Message:
        """Read a tracker's latest message."""
        parsed = latest or {}
        intent = str((parsed.get("intent") or {}).get("name") or "nlu_fallback")
        selected = (parsed.get("response_selector") or {}).get(intent) or {}
        full = (selected.get("response") or {}).get("intent_response_key") or intent
        text = str(parsed.get("text") or "")
        return cls(
            text=text,
            intent=intent,
            full_intent=str(full),
            questions=tuple(parsed.get("questions") or ()),
            entities=tuple(parsed.get("entities") or ()),
            pressed=text.startswith("/"),
        )

    def values(self, entity: str) -> list[Any]:
        """Every value given for an entity, in order."""
        return [e.get("value") for e in self.entities if e.get("entity") == entity]

    def dates(self) -> list[DateTold]:
        """Every date, in order."""
        return [
            DateTold(
                role=str(e.get("role") or "unknown"),
                day=date.fromisoformat(e["value"]) if e.get("value") else None,
                certain=bool(e.get("certain")),
                reason=e.get("reason"),
            )
            for e in self.entities
            if e.get("entity") == "date"
        ]
