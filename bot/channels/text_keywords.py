"""The words that a text channel obeys by itself, before anything is read as an answer."""

from __future__ import annotations

import re
from enum import StrEnum


class Keyword(StrEnum):
    """What a whole message that is one of these words asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    MENU = "menu"
    BACK = "back"
    WHY = "why"
    NEXT = "next"
    DATES = "dates"
    NONE = "none"


_WORDS: dict[str, Keyword] = {
    # What carriers and Twilio take as opting out, with what people write instead.
    **dict.fromkeys(
        (
            "stop",
            "stopall",
            "stop all",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "optout",
            "opt out",
            "revoke",
            "unsubscribe me",
            "please stop",
            "stop please",
            "stop texting",
            "stop texting me",
            "stop messaging",
            "stop messaging me",
            "stop messages",
        ),
        Keyword.STOP,
    ),
    **dict.fromkeys(("start", "unstop", "opt in", "optin", "start again"), Keyword.START),
    **dict.fromkeys(("help", "info"), Keyword.HELP),
    **dict.fromkeys(("menu",), Keyword.MENU),
    **dict.fromkeys(("0", "back", "go back"), Keyword.BACK),
    **dict.fromkeys(("why", "reasons"), Keyword.WHY),
    **dict.fromkeys(("next", "next steps", "steps"), Keyword.NEXT),
    **dict.fromkeys(("dates", "date", "my dates", "calendar"), Keyword.DATES),
    **dict.fromkeys(("none", "no date", "nodate"), Keyword.NONE),
}

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PICK = re.compile(r"(?:option|number|choice|answer)?\s*#?\s*([0-9]{1,2})\s*[.)]?", re.IGNORECASE)
_SEVERAL = re.compile(r"[0-9]{1,2}(?:\s*(?:,|&|\+|and|\s)\s*[0-9]{1,2})+", re.IGNORECASE)


def keyword(text: str) -> Keyword | None:
    """The keyword that the whole message is, whatever its case and punctuation."""
    bare = " ".join(_EDGES.sub("", text).casefold().split())
    return _WORDS.get(bare)


def number(text: str) -> int | None:
    """The number that the whole message is: "2", "2.", "option 2"."""
    found = _PICK.fullmatch(text.strip())
    return int(found[1]) if found else None


def numbers(text: str) -> list[int]:
    """Several numbers and nothing else: "1 and 3", "1, 3"; empty for anything else."""
    if not _SEVERAL.fullmatch(text.strip()):
        return []
    return [int(found) for found in re.findall(r"[0-9]{1,2}", text)]


_GREETINGS = {
    "hi",
    "hello",
    "hey",
    "hiya",
    "hi there",
    "hello there",
    "good morning",
    "good afternoon",
    "good evening",
    "morning",
    "afternoon",
    "evening",
    "test",
    "hallo",
    "helo",
    "yo",
}


def is_greeting(text: str) -> bool:
    """Whether the whole message only says hello."""
    return " ".join(_EDGES.sub("", text).casefold().split()) in _GREETINGS
