"""What the pages stand on: the conversations, the council, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sanic.request import Request

from bot.council import Council
from bot.widget.words import load_words

Json = Mapping[str, Any]

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of an answer that is one person's."""


class Refused(Exception):
    """The guide did not take this; `status` is HTTP's, `sentence` is for the person."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = retry_after


class Chat(Protocol):
    """The conversations behind the web channel, by their tokens. Each may raise Refused."""

    async def start(self, request: Request) -> tuple[str, str, Sequence[Json]]:
        """A new conversation: its token, when it ends (ISO, with its zone) and the opening."""
        ...

    async def say(
        self, request: Request, token: str, message_id: str, text: str, /
    ) -> Sequence[Json]:
        """One turn; the same id again gives the same reply."""
        ...

    async def history(self, request: Request, token: str) -> Sequence[Json]:
        """All that was said, as GET /chat/messages gives it."""
        ...

    async def forget(self, request: Request, token: str) -> None:
        """Erase the conversation."""
        ...


@dataclass(frozen=True)
class Site:
    """What the pages need to know."""

    chat: Chat
    council_key: str
    council: Council
    secret: str
    origins: tuple[str, ...]
    now: Callable[[], datetime]

    @property
    def words(self) -> dict[str, Any]:
        """The words of the pages."""
        return load_words(self.council)

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of our pages: nothing but our own files."""
        frames = " ".join(("'self'", *self.origins))
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
        )


def answer_in(history: Sequence[Json]) -> Json | None:
    """The Advice that stands at the end of a conversation; none while a question is open."""
    last = next((item for item in reversed(history) if item["from"] == "guide"), None)
    if last is None or last.get("asks"):
        return None
    return next((item["guidance"] for item in reversed(history) if item.get("guidance")), None)
