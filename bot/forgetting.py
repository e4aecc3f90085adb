"""`python -m bot forget-old`: the retention job as a command, for a timer of one's own."""

from __future__ import annotations

import asyncio

from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import read_endpoint_config

from bot.channels.text_store import TextStore
from bot.engine.logs import configure
from bot.engine.retention import Retention
from bot.engine.settings import BadSetting, Settings, endpoints_file
from bot.engine.tracker_store import ConversationStore


def forget_old() -> int:
    """Erase the conversations and texts whose time is over; how many conversations.

    Raises BadSetting.
    """
    configure()
    store = TrackerStore.create(read_endpoint_config(str(endpoints_file()), "tracker_store"))
    if not isinstance(store, ConversationStore):
        raise BadSetting("endpoints.yml names no tracker store of the guide.")
    return asyncio.run(_forget_old(store, Settings.from_environment()))


async def _forget_old(store: ConversationStore, settings: Settings) -> int:
    texts = TextStore(settings.database_url, settings.secret)
    try:
        await texts.sweep(settings.text_session.total_seconds())
    finally:
        texts.close()
    return await Retention(settings.text_session).forget_old(store)
