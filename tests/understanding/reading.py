"""What the guide makes of a message before it has asked anything, beside what it should make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent

from actions.facts import facts_told
from actions.message import Message

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Understood:
    """One message: the row as written, the intent read and the facts taken."""

    row: dict[str, Any]
    intent: str
    questions: tuple[str, ...]
    facts: dict[str, Any]
    danger_possible: bool = False
    """Help is named beside the answer, though it is not taken for danger."""

    @property
    def wanted(self) -> set[str]:
        """The intents that would be right."""
        return set(self.row.get("any_of") or [self.row["intent"]])

    @property
    def is_danger(self) -> bool:
        """Whether somebody is in danger."""
        return str(self.row["intent"]).startswith("danger/")

    @property
    def is_taken_for_danger(self) -> bool:
        """Whether help comes before everything."""
        return self.intent.startswith("danger/")

    @property
    def right(self) -> bool:
        """Whether the intent is one of those; a question beside a fact may be the main one."""
        also = self.row.get("also")
        return self.intent in self.wanted or (also is not None and self.intent == also)


def rows(name: str) -> list[dict[str, Any]]:
    """The messages of a file."""
    listed: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return listed


async def understand(agent: Agent, row: dict[str, Any], today: date) -> Understood:
    """Read one message as the first of a conversation."""
    parsed = await agent.parse_message(row["text"])
    message = Message.from_tracker({**parsed, "text": row["text"]})
    return Understood(
        row,
        message.full_intent,
        message.questions,
        facts_told(message, None, {}, today=today),
        message.danger_possible,
    )
