"""Every text message is in GSM-7, and short: one character outside it would double the cost."""

from __future__ import annotations

import re
from string import Formatter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text_gsm7 import BASIC, EXTENDED, is_plain, parts, plain
from bot.channels.text_rendering import as_sms
from bot.engine.conversations import Reply
from bot.language.councils import council_names
from bot.words import DOMAIN, SMS, Words, words

DOMAIN_RESPONSES = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]
RESPONSES = sorted(DOMAIN_RESPONSES)
MOST_PARTS = 3

LONGEST_DATE = "Wed 30 Sep 2026"
DATE_VALUES = re.compile(r"(.+_)?(by|not_before|date|latest)|opens_day")
"""How a value is called that is a date."""
LINK = "https://guide.hertfordshire.gov.uk/chat/calendar.ics?dates=" + "x" * 140


def _longest_values() -> dict[str, object]:
    named = {
        name
        for variations in DOMAIN_RESPONSES.values()
        for variation in variations
        for _, name, _, _ in Formatter().parse(variation["text"])
        if name
    }
    values: dict[str, object] = {
        name: LONGEST_DATE for name in named if DATE_VALUES.fullmatch(name)
    }
    values |= {
        "sections": "B, C, D, F, G, H1, H2 and I",
        "days": 61,
        "form": "SEND35A",
        "opens_weekday": "Wednesday",
        "link": LINK,
        "last": 10,
        "other_council": max(council_names(), key=len),
    }

    def longest(*keys: str) -> str:
        return max((words().say(key, SMS, **values) for key in keys), key=len)

    values["time_left"] = longest(
        "utter_time_left", "utter_time_left_tomorrow", "utter_time_left_today"
    )
    closed = longest("utter_kids_open_now", "utter_kids_closed_now")
    values |= {"reach_kids": closed, "open_now_sentence": closed}
    values["last_day"] = longest("utter_last_day")
    return values


LONGEST = _longest_values()


@pytest.mark.parametrize("said", [words(), words().elsewhere], ids=["ours", "elsewhere"])
@pytest.mark.parametrize("response", RESPONSES)
def test_a_response_by_text_is_plain_and_short_with_its_longest_values(
    response: str, said: Words
) -> None:
    """GSM-7, one message of at most three parts with its choices, nothing left to fill."""
    text = said.say(response, SMS, **LONGEST)
    asks = "letter_date" if response.endswith("ask_letter_date") else None
    buttons = tuple(words().buttons(response, SMS, **LONGEST))
    bodies = as_sms([Reply(text, buttons=buttons, asks=asks)])
    assert len(bodies) == 1
    assert is_plain(bodies[0])
    assert not [name for _, name, _, _ in Formatter().parse(bodies[0]) if name]
    assert parts(bodies[0]) <= MOST_PARTS, f"{parts(bodies[0])} parts: {bodies[0]}"


@pytest.mark.parametrize("response", RESPONSES)
def test_nothing_of_a_response_is_lost_in_plain_characters(response: str) -> None:
    """Each character that GSM-7 lacks has one that stands for it: none is dropped."""
    text = words().say(response, SMS, **LONGEST)
    lost = {c for c in text if not plain(c)}
    assert not lost


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("“They won’t assess” – ever…", '"They won\'t assess" - ever...'),
        ("a\u00a0b\u2009c", "a b c"),
        ("• one", "- one"),
        ("**Contact Kids** now", "Contact Kids now"),
        ("café naïve Łódź", "café naive Lodz"),
        ("£5 €6 [x] {y} ~", "£5 €6 [x] {y} ~"),
        ("Zoë 😟", "Zoe "),
    ],
)
def test_curly_quotes_and_dashes_never_switch_the_encoding(typed: str, sent: str) -> None:
    """What looks the same is sent as the plain character."""
    assert plain(typed) == sent
    assert is_plain(plain(typed))


@pytest.mark.parametrize(
    ("text", "count"),
    [("x" * 160, 1), ("x" * 161, 2), ("x" * 306, 2), ("x" * 307, 3), ("€" * 80, 1), ("€" * 81, 2)],
)
def test_parts_are_counted_as_a_network_counts_them(text: str, count: int) -> None:
    """160 in one, 153 in each of several; the extension table's characters count twice."""
    assert parts(text) == count


def test_parts_of_what_is_not_plain_cannot_be_counted() -> None:
    """So that nothing passes the check above by accident."""
    with pytest.raises(ValueError, match="GSM-7"):
        parts("’")


def test_the_table_is_the_standards() -> None:
    """127 basic characters (the escape is none) and ten in the extension table."""
    assert len(BASIC) == 127
    assert len(EXTENDED) == 10


@given(st.text())
def test_any_text_becomes_plain(text: str) -> None:
    """Whatever a council writes into its file."""
    assert is_plain(plain(text))


QUESTIONS = [r for r in RESPONSES if r.startswith("utter_ask_") and not r.endswith("_to_forget")]
ASIDES = [r for r in RESPONSES if r.startswith(("utter_faq/", "utter_chitchat/"))]


def _screen(*responses: str) -> str:
    replies = [Reply(words().say(response, SMS, **LONGEST)) for response in responses]
    asked = Reply(replies[-1].text, tuple(words().buttons(responses[-1], SMS, **LONGEST)), "x")
    (body,) = as_sms([*replies[:-1], asked])
    return body


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_aside_and_the_question_asked_again_are_short_together(question: str) -> None:
    """Any answer to a question of theirs, and then ours with its list: one message."""
    assert ASIDES
    too_long = [aside for aside in ASIDES if parts(_screen(aside, question)) > MOST_PARTS]
    assert not too_long


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_greeting_and_a_first_question_are_short_together(question: str) -> None:
    """Also where the first message told a decision and a date."""
    heard = max(
        (r for r in RESPONSES if r.startswith("utter_decision/")),
        key=lambda r: len(words().say(r, SMS)),
    )
    opening = ["utter_hello", "utter_text_first"]
    if question != "utter_ask_more_decisions":
        opening += [] if question == "utter_ask_decision" else [heard]
        assert parts(_screen(*opening, question)) <= MOST_PARTS


def test_a_calendar_link_is_no_longer_than_was_counted_on() -> None:
    """With as many dates as an answer has at most."""
    from datetime import date

    from bot.calendar_file import Deadline, link_value

    kinds = ("contact_optional", "appeal", "other")
    dates = [Deadline(k, date(2026, 9, 30), date(2026, 12, 31)) for k in kinds]
    value = link_value(dates, "a secret for the tests alone, of some length")
    assert len(value) <= len(LINK.partition("=")[2])
