"""The web channel: a conversation over plain HTTPS requests, for the widget and its page."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from pydantic import BaseModel, Extra, StrictStr, ValidationError, constr
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.chat import Chat, refusal
from bot.channels.doors import ERRORS
from bot.channels.pages import Refused
from bot.engine import metrics
from bot.engine.settings import Settings
from bot.words import WEB

logger = logging.getLogger(__name__)

LARGEST_BODY = 32 * 1024

Handler = Callable[[Request], Awaitable[HTTPResponse]]


class ChatMessage(BaseModel):
    """What a client sends: its own id for the message, and the text."""

    id: constr(strict=True, min_length=1, max_length=100)  # type: ignore[valid-type]
    text: StrictStr

    class Config:
        extra = Extra.forbid


class WebChannel(InputChannel):  # type: ignore[misc]
    """Sessions, messages, history and forgetting, each for the token's own conversation."""

    def __init__(self, chat: Chat | None = None) -> None:
        self.chat = chat or Chat(Settings.from_environment())

    @classmethod
    def name(cls) -> str:
        """The channel's name in trackers, and of its words in domain.yml."""
        return WEB

    def url_prefix(self) -> str:
        """Its addresses begin at the root: /chat/..."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes; turns are taken through `Conversations`, which answers whatever breaks."""
        routes = Blueprint("web_channel")

        @routes.post("/chat/sessions")
        @_answering
        async def open_session(request: Request) -> HTTPResponse:
            token, expires_at, messages = await self.chat.start(request)
            return json(
                {"token": token, "expires_at": expires_at, "messages": messages}, status=201
            )

        @routes.post("/chat/messages")
        @_answering
        async def take_message(request: Request) -> HTTPResponse:
            token = request.token or ""
            if not token:
                raise refusal(401, "no_session")
            message = read_message(request)
            replies = await self.chat.say(request, token, message.id, message.text)
            return json({"messages": replies})

        @routes.get("/chat/messages")
        @_answering
        async def history(request: Request) -> HTTPResponse:
            return json({"messages": await self.chat.history(request, request.token or "")})

        @routes.delete("/chat/sessions")
        @_answering
        async def forget(request: Request) -> HTTPResponse:
            await self.chat.forget(request, request.token or "")
            return empty(204)

        return routes


def read_message(request: Request) -> ChatMessage:
    """The message in a request's body. Raises Refused."""
    if len(request.body) > LARGEST_BODY:
        raise refusal(413, "too_long")
    try:
        return ChatMessage.parse_raw(request.body, content_type="application/json")
    except (ValidationError, RecursionError, ValueError):
        raise refusal(400, "malformed") from None


def _answering(handler: Handler) -> Handler:
    """Turn every refusal and failure into JSON with a sentence that a person can act on."""

    @wraps(handler)
    async def answer(request: Request) -> HTTPResponse:
        try:
            response = await handler(request)
        except Refused as refused:
            response = _error(refused)
        except SanicException:
            raise
        except Exception as error:
            metrics.ERRORS.labels(type(error).__name__).inc()
            logger.error("request failed", extra={"kind": type(error).__name__})
            response = _error(refusal(503, "unavailable", 30))
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _error(refused: Refused) -> HTTPResponse:
    headers = {"Retry-After": str(refused.retry_after)} if refused.retry_after else None
    body = {"error": ERRORS.get(refused.status, "refused"), "message": refused.sentence}
    return json(body, status=refused.status, headers=headers)
