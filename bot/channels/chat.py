"""A web conversation behind its token: what the JSON channel and the plain page both do."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar

from limits import parse
from sanic import Sanic
from sanic.request import Request
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.limits import Limits, TooMany
from bot.channels.pages import Refused
from bot.channels.tokens import BadToken, Sessions
from bot.channels.typed_text import cleaned, is_id
from bot.engine.conversations import Conversations, NotBegun, Said
from bot.engine.settings import Settings, closed_channels
from bot.words import WEB, words

OPENINGS_PER_ADDRESS = parse("300/minute")
MESSAGES_PER_SESSION = parse("60/minute")
MESSAGES_PER_ADDRESS = parse("1200/minute")
LONGEST_TEXT = 2000

Json = dict[str, Any]
Answer = TypeVar("Answer")


class Chat:
    """Opens, continues, shows and erases conversations. Everything may raise Refused."""

    def __init__(self, settings: Settings) -> None:
        earlier = (settings.earlier_secret,) if settings.earlier_secret else ()
        self._sessions = Sessions(settings.secret, earlier)
        self._limits = Limits(settings.redis_url)

    async def start(self, request: Request) -> tuple[str, str, list[Json]]:
        """A new conversation: its token, when it ends (ISO 8601) and the guide's first words."""
        await self._count(OPENINGS_PER_ADDRESS, "open", _address(request))
        session = self._sessions.new()
        guide = conversations(request)
        replies = await guide.open(session.conversation_id, WEB)
        if not is_closed() and not all(reply.kept for reply in replies):
            # A token for it would be of no use.
            raise refusal(503, "unavailable", 30)
        expires_at = session.expires_at.isoformat(timespec="seconds")
        return session.token, expires_at, [reply.as_json() for reply in replies]

    async def say(self, request: Request, token: str, message_id: str, text: str) -> list[Json]:
        """One turn; the same id again gives the same reply and no second turn."""
        conversation_id = self._read(token)
        await self._count(MESSAGES_PER_SESSION, "session", conversation_id)
        await self._count(MESSAGES_PER_ADDRESS, "message", _address(request))
        if len(text) > LONGEST_TEXT:
            raise refusal(413, "too_long")
        safe = cleaned(text)
        if not safe:
            raise refusal(400, "empty")
        if not is_id(message_id):
            raise refusal(400, "malformed")
        try:
            # When the database cannot say, the turn itself gives the reply that tells so.
            replies = await conversations(request).take_turn(
                conversation_id, safe, message_id=message_id, channel=WEB, begun=True
            )
        except NotBegun:
            raise refusal(401, "no_session") from None
        return [reply.as_json() for reply in replies]

    async def history(self, request: Request, token: str) -> list[Json]:
        """Everything said so far, each with who said it."""
        conversation_id = self._read(token)
        await self._count(MESSAGES_PER_SESSION, "history", conversation_id)
        said = await _or_unavailable(conversations(request).history(conversation_id))
        if not said:
            raise refusal(401, "no_session")
        return [
            {"from": "you", "id": message.id, "text": message.text}
            if isinstance(message, Said)
            else {"from": "guide", **message.as_json()}
            for message in said
        ]

    async def forget(self, request: Request, token: str) -> None:
        """Erase it all, at once."""
        conversation_id = self._read(token)
        await self._count(MESSAGES_PER_SESSION, "forget", conversation_id)
        guide = conversations(request)
        if not await _or_unavailable(guide.exists(conversation_id)):
            raise refusal(401, "no_session")
        await _or_unavailable(guide.forget(conversation_id))

    def _read(self, token: str) -> str:
        try:
            return self._sessions.conversation_id(token)
        except BadToken:
            raise refusal(401, "no_session") from None

    async def _count(self, limit: Any, *who: str) -> None:
        try:
            await self._limits.count(limit, *who)
        except TooMany as many:
            raise refusal(429, "too_many", many.seconds) from None


async def _or_unavailable(asked: Awaitable[Answer]) -> Answer:
    try:
        return await asked
    except (SQLAlchemyError, TimeoutError):
        raise refusal(503, "unavailable", 30) from None


def is_closed() -> bool:
    """Whether the web channel is switched off: it gives the contact details, and keeps nothing."""
    return WEB in closed_channels()


def refusal(status: int, error: str, retry_after: int | None = None) -> Refused:
    """The refusal whose sentence is `utter_refusal_<error>`."""
    return Refused(status, words().say(f"utter_refusal_{error}"), retry_after)


def conversations(request: Request) -> Conversations:
    """The conversations of the agent that this server runs."""
    return conversations_of(request.app)


def conversations_of(app: Sanic) -> Conversations:
    """The conversations of a server's agent."""
    if not hasattr(app.ctx, "conversations"):
        app.ctx.conversations = Conversations(app.ctx.agent)
    found: Conversations = app.ctx.conversations
    return found


def _address(request: Request) -> str:
    return str(request.remote_addr or request.ip)
