"""Which set of words a conversation needs."""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.words import SMS, WEB, WHATSAPP


def channel_of(tracker: Tracker) -> str:
    """The latest message's channel, as one of the sets of words in domain.yml."""
    channel = str(tracker.get_latest_input_channel() or WEB)
    return channel if channel in (SMS, WHATSAPP) else WEB
