"""The words: by channel, filled with facts, and never half-filled."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.words import (
    SMS,
    WEB,
    WHATSAPP,
    MissingWords,
    Words,
    council,
    day_for,
    in_full,
    in_short,
    words,
)

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


ELSEWHERE = Words(
    {
        "utter_call": [{"text": "Call {kids_name} on {kids_phone}. {kids_name} help, {name}."}],
        "utter_elsewhere_kids_name": [{"text": "your advisers"}],
        "utter_elsewhere_kids_phone": [{"text": "the number in your letter"}],
    },
    {"kids_name": "Kids", "kids_phone": "123"},
)


def test_a_family_of_another_council_is_not_given_this_ones_contacts() -> None:
    """Its letter names them; a name put in for them begins a sentence with a capital."""
    assert ELSEWHERE.say("utter_call", name="Jo") == "Call Kids on 123. Kids help, Jo."
    said = ELSEWHERE.elsewhere.say("utter_call", name="Jo")
    assert said == "Call your advisers on the number in your letter. Your advisers help, Jo."
    assert ELSEWHERE.elsewhere.is_elsewhere and not ELSEWHERE.is_elsewhere


def test_none_of_this_councils_ways_to_reach_somebody_is_said_to_another_councils_family() -> None:
    """Of the mediation service, the advice service and the SEND team, in any answer or step."""
    facts, elsewhere = council().facts(), words().elsewhere
    ours = {
        facts[name]
        for name in facts
        if re.match(r"(?:kids|sendiass|send_team)_(?:phone|email|url)$", name)
    }
    for response in ("utter_faq/contact_kids", "utter_faq/who_can_help", "utter_step_get_advice"):
        said = elsewhere.say(response, open_now_sentence="")
        assert not [fact for fact in ours if fact in said]


def test_dates_are_written_with_their_weekday() -> None:
    """In full on the page, short in a text message."""
    day = date(2026, 12, 1)
    assert in_full(day) == "Tuesday 1 December 2026"
    assert in_short(day) == "Tue 1 Dec 2026"
    assert day_for(SMS, day) == in_short(day) and day_for(WEB, day) == in_full(day)
