"""Replies as a phone shows them: plain numbered text, or WhatsApp's own buttons and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channels.text_choices import DATES, asking, button_id
from bot.channels.text_gsm7 import plain
from bot.engine.conversations import Reply
from bot.words import SMS, WHATSAPP, words

Json = dict[str, Any]

LONGEST_TWILIO = 1600
LONGEST_WHATSAPP = 4096
LONGEST_INTERACTIVE = 1024
MOST_BUTTONS, LONGEST_BUTTON, LONGEST_BUTTON_ID = 3, 20, 256
MOST_ROWS, LONGEST_ROW, LONGEST_DESCRIPTION, LONGEST_ROW_ID = 10, 24, 72, 200

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n+")


def as_sms(replies: Sequence[Reply]) -> list[str]:
    """One text message, or several where it is longer than a provider takes."""
    if not replies:
        return []
    told = [_BLANK_LINES.sub("\n", plain(reply.text)) for reply in replies]
    whole = "\n".join([*told, *map(plain, _choices_in_words(asking(replies), SMS))])
    return list(split(whole, LONGEST_TWILIO))


def as_numbered_whatsapp(replies: Sequence[Reply]) -> list[str]:
    """WhatsApp through Twilio, which takes only text: choices are numbered."""
    if not replies:
        return []
    told = [_whatsapp_text(reply.text) for reply in replies]
    listed = "\n".join(_choices_in_words(asking(replies), WHATSAPP))
    return list(split("\n\n".join([*told, *([listed] if listed else [])]), LONGEST_TWILIO))


def as_whatsapp(replies: Sequence[Reply]) -> list[Json]:
    """Messages of the Cloud API, without their recipient."""
    if not replies:
        return []
    last = asking(replies)
    told = "\n\n".join(_whatsapp_text(reply.text) for reply in replies)
    choices = _interactive(last)
    if choices is None:
        listed = "\n".join(_choices_in_words(last, WHATSAPP))
        whole = f"{told}\n\n{listed}" if listed else told
        return [_text(part) for part in split(whole, LONGEST_WHATSAPP)]
    if last.guidance:
        before, body = told, words().say("utter_after_the_answer", WHATSAPP)
    elif len(told) > LONGEST_INTERACTIVE:
        *most, body = split(told, LONGEST_INTERACTIVE)
        before = "\n\n".join(most)
    else:
        before, body = "", told
    messages = [_text(part) for part in split(before, LONGEST_WHATSAPP)] if before else []
    interactive = {**choices, "body": {"text": body}}
    return [*messages, {"type": "interactive", "interactive": interactive}]


def split(text: str, longest: int) -> Iterator[str]:
    """The text in pieces of at most `longest` characters, cut where it reads best."""
    rest = text.strip()
    while len(rest) > longest:
        cut = max(_cuts(rest, longest), default=longest)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def _cuts(text: str, longest: int) -> list[int]:
    """The last end of a paragraph, else of a line, a sentence or a word, in the first part."""
    for end in ("\n\n", "\n", ". ", " "):
        at = text.rfind(end, longest // 2, longest)
        if at > 0:
            return [at + len(end.rstrip())]
    return []


def _choices_in_words(reply: Reply, channel: str) -> list[str]:
    if reply.asks in DATES:
        return [words().say("utter_text_no_date", channel)] if reply.buttons else []
    return [f"{n}. {button['title']}" for n, button in enumerate(reply.buttons, start=1)]


def _interactive(reply: Reply) -> Json | None:
    """Reply buttons or a list, where the choices fit; None where they must be numbered."""
    given = [(b["title"], button_id(reply.asks, b["payload"])) for b in reply.buttons]
    if not given:
        return None
    if len(given) <= MOST_BUTTONS and all(
        len(title) <= LONGEST_BUTTON and len(id) <= LONGEST_BUTTON_ID for title, id in given
    ):
        buttons = [{"type": "reply", "reply": {"id": id, "title": title}} for title, id in given]
        return {"type": "button", "action": {"buttons": buttons}}
    if len(given) <= MOST_ROWS and all(
        len(title) <= LONGEST_DESCRIPTION and len(id) <= LONGEST_ROW_ID for title, id in given
    ):
        rows = [_row(title, id) for title, id in given]
        opens = words().say("utter_text_choose", WHATSAPP)
        sections = [{"title": opens, "rows": rows}]
        return {"type": "list", "action": {"button": opens, "sections": sections}}
    return None


def _row(title: str, id: str) -> Mapping[str, str]:
    if len(title) <= LONGEST_ROW:
        return {"id": id, "title": title}
    short = title[: LONGEST_ROW - 3].rsplit(" ", 1)[0] + "..."
    return {"id": id, "title": short, "description": title}


def _text(body: str) -> Json:
    return {"type": "text", "text": {"preview_url": False, "body": body}}


def _whatsapp_text(text: str) -> str:
    """WhatsApp marks bold with one star on each side."""
    return _BOLD.sub(r"*\1*", text)
