"""A person's phone, without a provider between it and the guide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.channels.text_conversation import Links, TextConversations
from bot.channels.text_message import Inbound, Kind, Pseudonyms
from bot.channels.text_rendering import as_sms
from bot.channels.text_store import Session
from bot.engine.conversations import Conversations, Reply

SECRET = "a secret for the tests alone, of some length"
LASTS = timedelta(hours=72)
REFUSED = "they refused to assess my son, letter dated 1 October 2026"


@dataclass
class Phone:
    """One person's phone."""

    guide: Conversations
    channel: str = "sms"
    number: str = field(default_factory=lambda: uuid.uuid4().hex)
    session: Session | None = None
    now: float = 1_795_000_000.0
    replies: tuple[Reply, ...] = ()

    @property
    def talks(self) -> TextConversations:
        """As the server makes it."""
        links = Links("https://guide.example.gov.uk", SECRET)
        return TextConversations(self.guide, Pseudonyms(SECRET), lasts=LASTS, links=links)

    async def say(self, text: str, **changed: Any) -> str:
        """Send words; what the phone shows then."""
        self.now += 20
        told: dict[str, Any] = {"kind": Kind.TEXT, "text": text, "channel": self.channel}
        message = Inbound(uuid.uuid4().hex, self.number, **{**told, **changed})
        return await self.deliver(message)

    async def deliver(self, message: Inbound) -> str:
        """Have a message answered."""
        answered = await self.talks.answer(self.number, message, self.session, self.now)
        self.session, self.replies = answered.session, answered.replies
        return "\n---\n".join(as_sms(answered.replies))

    @property
    def conversation(self) -> str:
        """The conversation under way."""
        assert self.session is not None and self.session.conversation is not None
        return self.session.conversation
