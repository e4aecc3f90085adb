"""The pages of the guide itself: the site over the web channel's conversations."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from sanic import Blueprint
from sanic.request import Request

from bot import clock
from bot.channels import limits as limit
from bot.channels.limits import Limits, TooMany
from bot.channels.site import Refused, Site, pages
from bot.channels.tokens import BadToken, Sessions
from bot.channels.typed_text import cleaned
from bot.engine.conversations import Conversations, Reply, Said
from bot.engine.settings import Settings
from bot.words import WEB, council, words

LONGEST_ID = 100


def page_routes(settings: Settings) -> Blueprint:
    """The pages of the real guide."""
    served = council()
    site = Site(
        chat=PageChat(settings),
        council_key=os.environ.get("GUIDE_COUNCIL", "hertfordshire"),
        council=served,
        secret=settings.secret,
        origins=(*served.web_origins, *settings.origins),
        now=clock.now,
    )
    return pages(site)


class PageChat:
    """Turns, history and forgetting by token; the token comes in a form's hidden field."""

    def __init__(self, settings: Settings) -> None:
        self._sessions = Sessions(settings.secret)
        self._limits = Limits(settings.redis_url)

    async def start(self, request: Request) -> tuple[str, str, list[Mapping[str, Any]]]:
        """Open a conversation."""
        await self._count(limit.OPENINGS_PER_ADDRESS, "open", _address(request))
        session = self._sessions.new()
        replies = await _conversations(request).open(session.conversation_id, WEB)
        return session.token, session.expires_at.isoformat(), [r.as_json() for r in replies]

    async def say(
        self, request: Request, token: str, message_id: str, text: str
    ) -> list[Mapping[str, Any]]:
        """Take one turn. Raises Refused."""
        conversation_id = await self._authenticated(request, token)
        await self._count(limit.MESSAGES_PER_SESSION, "session", conversation_id)
        await self._count(limit.MESSAGES_PER_ADDRESS, "message", _address(request))
        said = cleaned(text)
        if not said or not 0 < len(message_id) <= LONGEST_ID:
            raise _refused(400, "malformed")
        replies = await _conversations(request).take_turn(
            conversation_id, said, message_id=message_id, channel=WEB
        )
        return [reply.as_json() for reply in replies]

    async def history(self, request: Request, token: str) -> list[Mapping[str, Any]]:
        """All that was said. Raises Refused."""
        conversation_id = await self._authenticated(request, token)
        await self._count(limit.MESSAGES_PER_SESSION, "history", conversation_id)
        said = await _conversations(request).history(conversation_id)
        return [_as_item(message) for message in said]

    async def forget(self, request: Request, token: str) -> None:
        """Erase the conversation. Raises Refused."""
        conversation_id = await self._authenticated(request, token)
        await _conversations(request).forget(conversation_id)

    async def _authenticated(self, request: Request, token: str) -> str:
        try:
            conversation_id = self._sessions.conversation_id(token)
        except BadToken:
            raise _refused(401, "no_session") from None
        if not await _conversations(request).exists(conversation_id):
            raise _refused(401, "no_session")
        return conversation_id

    async def _count(self, most: Any, *who: str) -> None:
        try:
            await self._limits.count(most, *who)
        except TooMany as many:
            raise _refused(429, "too_many", many.seconds) from None


def _refused(status: int, error: str, retry_after: int | None = None) -> Refused:
    return Refused(status, words().say(f"utter_refusal_{error}"), retry_after)


def _as_item(message: Said | Reply) -> Mapping[str, Any]:
    if isinstance(message, Said):
        return {"from": "you", "id": message.id, "text": message.text}
    return {"from": "guide", **message.as_json()}


def _conversations(request: Request) -> Conversations:
    if not hasattr(request.app.ctx, "conversations"):
        request.app.ctx.conversations = Conversations(request.app.ctx.agent)
    found: Conversations = request.app.ctx.conversations
    return found


def _address(request: Request) -> str:
    return str(request.remote_addr or request.ip)
