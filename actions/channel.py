"""Which words a conversation needs: for its channel, and for the council of its letter."""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.words import SMS, WEB, WHATSAPP, Words, words


def channel_of(tracker: Tracker) -> str:
    """The latest message's channel, as one of the sets of words in domain.yml."""
    channel = str(tracker.get_latest_input_channel() or WEB)
    return channel if channel in (SMS, WHATSAPP) else WEB


def words_for(tracker: Tracker) -> Words:
    """The guide's words; without this council's contacts where the letter is another's."""
    return words().elsewhere if tracker.get_slot("other_council") else words()
