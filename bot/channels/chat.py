"""A web conversation behind its token: what the JSON channel and the plain page both do."""

from __future__ import annotations

from typing import Any

from limits import parse
from sanic.request import Request

from bot.channels.limits import Limits, TooMany
from bot.channels.pages import Refused
from bot.channels.tokens import BadToken, Sessions
from bot.channels.typed_text import cleaned
from bot.engine.conversations import Conversations, Said
from bot.engine.settings import Settings
from bot.words import WEB, words

OPENINGS_PER_ADDRESS = parse("300/minute")
MESSAGES_PER_SESSION = parse("60/minute")
MESSAGES_PER_ADDRESS = parse("1200/minute")
LONGEST_TEXT = 2000

Json = dict[str, Any]


class Chat:
    """Opens, continues, shows and erases conversations. Everything may raise Refused."""

    def __init__(self, settings: Settings) -> None:
        self._sessions = Sessions(settings.secret)
        self._limits = Limits(settings.redis_url)

    async def start(self, request: Request) -> tuple[str, str, list[Json]]:
        """A new conversation: its token, when it ends (ISO 8601) and the guide's first words."""
        await self._count(OPENINGS_PER_ADDRESS, "open", _address(request))
        session = self._sessions.new()
        replies = await conversations(request).open(session.conversation_id, WEB)
        expires_at = session.expires_at.isoformat(timespec="seconds")
        return session.token, expires_at, [reply.as_json() for reply in replies]

    async def say(self, request: Request, token: str, id: str, text: str) -> list[Json]:
        """One turn; the same id again gives the same reply and no second turn."""
        conversation_id = await self._authenticated(request, token)
        await self._count(MESSAGES_PER_SESSION, "session", conversation_id)
        await self._count(MESSAGES_PER_ADDRESS, "message", _address(request))
        if len(text) > LONGEST_TEXT:
            raise refusal(413, "too_long")
        safe = cleaned(text)
        if not safe:
            raise refusal(400, "empty")
        replies = await conversations(request).take_turn(
            conversation_id, safe, message_id=id, channel=WEB
        )
        return [reply.as_json() for reply in replies]

    async def history(self, request: Request, token: str) -> list[Json]:
        """Everything said so far, each with who said it."""
        conversation_id = await self._authenticated(request, token)
        await self._count(MESSAGES_PER_SESSION, "history", conversation_id)
        return [
            {"from": "you", "id": message.id, "text": message.text}
            if isinstance(message, Said)
            else {"from": "guide", **message.as_json()}
            for message in await conversations(request).history(conversation_id)
        ]

    async def forget(self, request: Request, token: str) -> None:
        """Erase it all, at once."""
        await conversations(request).forget(await self._authenticated(request, token))

    async def _authenticated(self, request: Request, token: str) -> str:
        try:
            conversation_id = self._sessions.conversation_id(token)
        except BadToken:
            raise refusal(401, "no_session") from None
        if not await conversations(request).exists(conversation_id):
            raise refusal(401, "no_session")
        return conversation_id

    async def _count(self, limit: Any, *who: str) -> None:
        try:
            await self._limits.count(limit, *who)
        except TooMany as many:
            raise refusal(429, "too_many", many.seconds) from None


def refusal(status: int, error: str, retry_after: int | None = None) -> Refused:
    """The refusal whose sentence is `utter_refusal_<error>`."""
    return Refused(status, words().say(f"utter_refusal_{error}"), retry_after)


def conversations(request: Request) -> Conversations:
    """The conversations of the agent that this server runs."""
    context = request.app.ctx
    if not hasattr(context, "conversations"):
        context.conversations = Conversations(context.agent)
    found: Conversations = context.conversations
    return found


def _address(request: Request) -> str:
    return str(request.remote_addr or request.ip)
