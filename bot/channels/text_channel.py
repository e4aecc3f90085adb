"""What the two text connectors share: their parts, their start and their end."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.chat import conversations_of
from bot.channels.limits import Limits
from bot.channels.text_conversation import Links, TextConversations
from bot.channels.text_desk import Desk, Wire
from bot.channels.text_message import Inbound
from bot.channels.text_store import TextStore
from bot.engine.settings import Settings, missing

logger = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
"""Bytes. Providers' own messages are a few thousand."""


class TextChannel(InputChannel):  # type: ignore[misc]
    """A provider's webhook, with everything that is not the provider's own way of doing it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def say_if_off(self, title: str, needed: Sequence[str]) -> None:
        """One clear line at start where settings are missing."""
        absent = ", ".join(missing(tuple(needed)))
        print(f"{title} is off. To turn it on, set {absent}.", flush=True)

    def open_desk(self, routes: Blueprint, wire: Wire) -> Desk:
        """The queue for a provider, at work for as long as the server runs."""
        settings = self._settings
        store = TextStore(settings.database_url, settings.secret)
        lasts = settings.text_session
        desk = Desk(wire, store, lasts.total_seconds(), Limits(settings.redis_url))

        @routes.listener("after_server_start")
        async def begin(app: Sanic, *_: object) -> None:
            guide = conversations_of(app)
            links = Links(settings.public_url, settings.secret)
            desk.open(TextConversations(guide, store.pseudonyms, lasts=lasts, links=links))

        @routes.listener("before_server_stop")
        async def end(*_: object) -> None:
            await desk.close()

        return desk


async def took_in(desk: Desk, messages: Sequence[Inbound]) -> bool:
    """Record messages; False where that is not possible, so that they are delivered again."""
    try:
        for message in messages:
            await desk.take_in(message)
    except SQLAlchemyError as error:
        logger.error("message not recorded", extra={"kind": type(error).__name__})
        return False
    return True
