"""A parent's message as Rasa understood it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

INTENT_CLASSIFIER = "IntentClassifier"
_YES = re.compile(
    r"(?:yes|yep|yeah|yeh|yup|ye|aye|correct|that'?s right|tak|si|haan)\b", re.IGNORECASE
)
_PLAIN_NO = re.compile(
    r"(?:no,? )?(?:i|we) (?:don'?t|do not|haven'?t|have not)"
    r"(?: (?:have|got|had) (?:this|that|these|those|one|any))?[.!]?",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|nope|nah|not|nie|(?:i|we) (?:don'?t|do not|haven'?t|have not))\b"
    r"(?! (?:idea|clue|know))"
    r"|(?:well,? )?(?:i )?(?:(?:very much|really|highly|rather) )?doubt (?:it|so|that)\b"
    r"|(?:well,? )?i(?:'m afraid not| (?:do not|don'?t) (?:think|believe) so)\b"
    r"|(?:sorry,? )?(?:i |we )?(?:haven'?t|havn'?t|avent|have not|don'?t|do not|not) "
    r"(?:(?:actually|even) )?(?:got|have|had|received)"
    r"(?: (?:it|one|any|that|those|yet|1|a))*[.!]?$",
    re.IGNORECASE,
)
_FILLER = re.compile(r"^(?:(?:right|ok|okay|oh|well|um|er|ah|so|sorry)\b[,.!\s]+)+", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:no|nope|not|never|none|havent|dont|hasnt|isnt)\b|n't\b", re.IGNORECASE)
_FIRST_CLAUSE = re.compile(r"[^?,.;:!\n]{1,25}(?=[,.;:!\n])")
"""A yes or no before a question: "no, do they charge for it?"."""


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

    @property
    def yes_or_no(self) -> str | None:
        """ "yes" or "no" where the message is one, by its intent or its first words.

        A no in the first words counts more than a likeness to a yes, which other words of
        denial make no answer at all.
        """
        if _PLAIN_NO.fullmatch(self.text.strip()) or self.intent == "deny":
            return "no"
        if self.intent in ("dont_know", "danger"):
            return None
        first = _FILLER.sub("", self.text.strip())
        if "?" in first and self.intent != "affirm":
            said = _FIRST_CLAUSE.match(first)
            first = said[0] if said else ""
        if _YES.match(first):
            return "yes"
        if _NO.match(first):
            return "no"
        return "yes" if self.intent == "affirm" and not _DENIAL.search(first) else None

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
                start=int(e.get("start") or 0),
                sent=bool(e.get("sent")),
            )
            for e in self.entities
            if e.get("entity") == "date"
        ]
