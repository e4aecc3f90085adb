"""The words: by channel, filled with facts, and never half-filled."""

from __future__ import annotations

from datetime import date

import pytest

from bot.words import SMS, WEB, WHATSAPP, MissingWords, Words, day_for, in_full, in_short

SAID = Words(
    {
        "utter_hello": [
            {"text": "Call {kids_phone} by {by}.", "buttons": [{"title": "Yes", "payload": "/y"}]},
            {"channel": "sms", "text": "Ring {kids_phone}."},
        ]
    },
    {"kids_phone": "123"},
)


def test_each_channel_has_its_own_words_or_the_common_ones() -> None:
    """Choices are common where a channel names none."""
    assert SAID.say("utter_hello", WEB, by="Monday") == "Call 123 by Monday."
    assert SAID.say("utter_hello", SMS) == "Ring 123."
    assert SAID.say("utter_hello", WHATSAPP, by="Monday") == "Call 123 by Monday."
    assert SAID.buttons("utter_hello", SMS) == [{"title": "Yes", "payload": "/y"}]


def test_words_that_cannot_be_said_whole_are_not_said() -> None:
    """A missing value or a missing response is an error, not a gap."""
    with pytest.raises(MissingWords, match="by"):
        SAID.say("utter_hello", WEB)
    with pytest.raises(MissingWords, match="utter_nothing"):
        SAID.say("utter_nothing")


def test_dates_are_written_with_their_weekday() -> None:
    """In full on the page, short in a text message."""
    day = date(2026, 12, 1)
    assert in_full(day) == "Tuesday 1 December 2026"
    assert in_short(day) == "Tue 1 Dec 2026"
    assert day_for(SMS, day) == in_short(day) and day_for(WEB, day) == in_full(day)
