"""Replies on a phone: within every limit of the providers, and nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import text_rendering as rendering
from bot.channels.text_choices import read_id
from bot.channels.text_gsm7 import is_plain
from bot.engine.conversations import Reply
from bot.words import WHATSAPP, words
from tests.channels.test_text_gsm7 import LONGEST, RESPONSES


def _buttons(*titles: str) -> tuple[dict[str, str], ...]:
    return tuple({"title": title, "payload": f'/inform{{"choice": "{title}"}}'} for title in titles)


def test_choices_by_text_are_a_numbered_list() -> None:
    """One message: the words, then a number before each choice."""
    reply = Reply("What did they decide?", buttons=_buttons("This", "That"))
    assert rendering.as_sms([reply]) == ["What did they decide?\n1. This\n2. That"]


def test_a_question_about_a_date_has_no_numbers() -> None:
    """A number would be taken for a day; a word stands for the one choice."""
    reply = Reply("What date?", buttons=_buttons("I can't find a date"), asks="letter_date")
    assert rendering.as_sms([reply]) == ["What date?\nIf you can't find a date, reply NONE."]


def test_the_list_is_the_last_replys() -> None:
    """A list whose question is no longer the last could not be picked from."""
    replies = [Reply("A.", buttons=_buttons("Old")), Reply("B?", buttons=_buttons("New"))]
    assert rendering.as_sms(replies) == ["A.\nB?\n1. New"]


def test_a_remark_after_a_question_does_not_hide_its_list() -> None:
    """The list comes at the end all the same."""
    replies = [Reply("B?", buttons=_buttons("New"), asks="decision"), Reply("By the way.")]
    assert rendering.as_sms(replies) == ["B?\nBy the way.\n1. New"]
    (message,) = rendering.as_whatsapp(replies)
    assert message["interactive"]["body"]["text"] == "B?\n\nBy the way."


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (("Yes", "No"), "button"),
        (("Yes", "No", "What is that?"), "button"),
        (("A", "B", "C", "D"), "list"),
        (("A title of more than twenty", "B"), "list"),
        (tuple("ABCDEFGHIJ"), "list"),
        (tuple("ABCDEFGHIJK"), None),
        (("x" * 73, "B"), None),
    ],
)
def test_whatsapps_own_choices_are_used_where_they_fit(
    titles: tuple[str, ...], kind: str | None
) -> None:
    """Up to 3 buttons, a list of up to 10 rows, and numbers otherwise."""
    (message,) = rendering.as_whatsapp([Reply("Which?", buttons=_buttons(*titles))])
    if kind is None:
        assert message["type"] == "text"
        assert f"{len(titles)}. {titles[-1]}" in message["text"]["body"]
    else:
        assert message["interactive"]["type"] == kind


def _check(message: dict[str, object]) -> None:
    if message["type"] == "text":
        assert 0 < len(message["text"]["body"]) <= 4096  # type: ignore[index]
        return
    shown = message["interactive"]
    assert 0 < len(shown["body"]["text"]) <= 1024  # type: ignore[index]
    action = shown["action"]  # type: ignore[index]
    buttons = [b["reply"] for b in action.get("buttons", [])]
    assert len(buttons) <= 3
    assert all(0 < len(b["title"]) <= 20 and len(b["id"]) <= 256 for b in buttons)
    rows = [row for section in action.get("sections", []) for row in section["rows"]]
    assert len(rows) <= 10
    for row in rows:
        assert 0 < len(row["title"]) <= 24 and len(row["id"]) <= 200
        assert len(row.get("description", "")) <= 72
    for listed in (buttons, rows):
        assert len({one["id"] for one in listed}) == len(listed)
        assert len({one["title"] for one in listed}) == len(listed)
    assert len(action.get("button", "")) <= 20
    assert all(len(section["title"]) <= 24 for section in action.get("sections", []))


@pytest.mark.parametrize("response", RESPONSES)
def test_every_response_fits_whatsapp_with_its_longest_values(response: str) -> None:
    """Titles, descriptions, ids and bodies keep to WhatsApp's limits; no title is cut."""
    text = words().say(response, WHATSAPP, **LONGEST)
    buttons = tuple(words().buttons(response, WHATSAPP, **LONGEST))
    messages = rendering.as_whatsapp([Reply(text, buttons=buttons, asks="school_only_confirmed")])
    for message in messages:
        _check(message)
        assert "..." not in str(message.get("interactive", {}).get("action", ""))
    if buttons:
        assert messages[-1]["type"] == "interactive", "its choices are only numbered"


def test_a_long_title_becomes_a_short_one_with_a_description() -> None:
    """For words that somebody adds later."""
    title = "They say that they will not change the plan"
    (message,) = rendering.as_whatsapp([Reply("Which?", buttons=_buttons(title, "B"))])
    row = message["interactive"]["action"]["sections"][0]["rows"][0]
    assert row["title"] == "They say that they..."
    assert row["description"] == title


def test_an_answer_on_whatsapp_is_text_and_then_what_can_be_done_next() -> None:
    """The answer is too long for a message with buttons; the buttons come in one of their own."""
    reply = Reply("**Contact Kids.** " + "word " * 300, _buttons("My dates"), guidance={"a": 1})
    told, choices = rendering.as_whatsapp([reply])
    assert told["text"]["body"].startswith("*Contact Kids.* word")
    assert choices["interactive"]["body"]["text"] == "What would you like to do next?"


def test_a_button_carries_its_question() -> None:
    """So that an old one is recognised."""
    reply = Reply("Is it?", buttons=({"title": "Yes", "payload": "/affirm"},), asks="letter_date")
    (message,) = rendering.as_whatsapp([reply])
    id = message["interactive"]["action"]["buttons"][0]["reply"]["id"]
    assert read_id(id) == ("letter_date", "/affirm")


def test_nothing_is_rendered_for_nothing() -> None:
    """Silence after STOP is no message at all."""
    for render in (rendering.as_sms, rendering.as_whatsapp, rendering.as_numbered_whatsapp):
        assert render([]) == []


@given(st.text(alphabet=st.sampled_from("ab c.\n"), max_size=3000), st.integers(20, 400))
def test_long_text_is_split_within_the_limit_and_loses_only_space(text: str, longest: int) -> None:
    """At the end of a paragraph, a line, a sentence or a word where there is one."""
    pieces = list(rendering.split(text, longest))
    assert all(0 < len(piece) <= longest for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(st.lists(st.builds(Reply, st.text(min_size=1, max_size=2500)), min_size=1, max_size=3))
def test_any_reply_is_within_twilios_limit(replies: list[Reply]) -> None:
    """1,600 characters in each message, in GSM-7 by text."""
    for body in rendering.as_sms(replies):
        assert len(body) <= 1600 and is_plain(body)
    assert all(len(body) <= 1600 for body in rendering.as_numbered_whatsapp(replies))
