"""Whole conversations in a file: what the parent types or presses, and what must come back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.engine.conversations import Conversations, Reply
from tests.conversations.faults import fault_of


@dataclass
class Conversation:
    """One conversation with the guide, as a channel sees it."""

    guide: Conversations
    channel: str = "web"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    replies: list[Reply] = field(default_factory=list)
    shown: list[Reply] = field(default_factory=list)

    async def open(self) -> list[Reply]:
        """The guide speaks first."""
        return self._heard(await self.guide.open(self.id, self.channel))

    async def say(self, text: str) -> list[Reply]:
        """Type something."""
        return self._heard(
            await self.guide.take_turn(
                self.id, text, message_id=str(uuid.uuid4()), channel=self.channel
            )
        )

    async def press(self, title: str) -> list[Reply]:
        """Press a choice of the latest message that has it."""
        for reply in reversed(self.shown):
            for button in reply.buttons:
                if button["title"] == title:
                    return await self.say(button["payload"])
        raise AssertionError(f"No choice {title!r} was offered.")

    def _heard(self, replies: list[Reply]) -> list[Reply]:
        self.replies = replies
        self.shown += replies
        return replies

    @property
    def text(self) -> str:
        """All that the latest reply says."""
        return "\n\n".join(reply.text for reply in self.replies)

    @property
    def asks(self) -> str | None:
        """What the latest reply waits for."""
        return next((r.asks for r in reversed(self.replies) if r.asks), None)

    @property
    def guidance(self) -> dict[str, Any] | None:
        """The latest Advice given."""
        return next((dict(r.guidance) for r in reversed(self.shown) if r.guidance), None)


def written(folder: Path) -> list[Any]:
    """Every conversation in the YAML files of a folder, each with the file's name."""
    return [
        {**conversation, "file": file.name}
        for file in sorted(folder.glob("*.yml"))
        for conversation in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


async def play(conversation: dict[str, Any], guide: Conversations) -> None:
    """Have a conversation and check each reply. Raises AssertionError with the transcript."""
    talk = Conversation(guide, channel=conversation.get("channel", "web"))
    transcript: list[str] = []
    if conversation.get("opened", True):
        await talk.open()
    for turn in conversation["turns"]:
        if "press" in turn:
            await talk.press(turn["press"])
        else:
            await talk.say(turn["you"])
        transcript.append(f"You: {turn.get('press') or turn.get('you')}\nGuide: {talk.text}")
        problem = _problem(turn, talk) or fault_of(talk.replies, talk.channel)
        assert not problem, f"{problem}\n\n" + "\n\n".join(transcript)
    wanted = conversation.get("guidance")
    if wanted:
        given = talk.guidance
        assert given, "no guidance was given\n\n" + "\n\n".join(transcript)
        found = {key: given[key] for key in wanted}
        plain = {k: str(v) if hasattr(v, "isoformat") else v for k, v in wanted.items()}
        assert found == plain, f"{found} is not {plain}\n\n" + "\n\n".join(transcript)


def _problem(turn: dict[str, Any], talk: Conversation) -> str | None:
    for wanted in _listed(turn.get("says")):
        if wanted.lower() not in talk.text.lower():
            return f"{wanted!r} was not said"
    for unwanted in _listed(turn.get("never")):
        if unwanted.lower() in talk.text.lower():
            return f"{unwanted!r} was said"
    if "asks" in turn and turn["asks"] != talk.asks:
        return f"asks {talk.asks!r}, not {turn['asks']!r}"
    if "answered" in turn and turn["answered"] != any(r.guidance for r in talk.replies):
        return "an answer was given" if not turn["answered"] else "no answer was given"
    return None


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(wanted) for wanted in (value if isinstance(value, list) else [value])]
