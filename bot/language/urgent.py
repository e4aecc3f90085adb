"""Words that mean danger, wherever they stand in a message."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from bot.language.plain import in_single_spaces

_BACK = re.compile(
    r"\b(?:letter|carry on|safe|go on|back to|ok now|okay now|better now)\b", re.IGNORECASE
)


def find_danger(text: str) -> str | None:
    """The kind of danger that the words name ("self_harm", "immediate", ...), or None."""
    plain = in_single_spaces(text)
    for kind, pattern in _patterns():
        if pattern.search(plain):
            return kind
    return None


def turns_back(text: str) -> bool:
    """ "I'm safe", "back to the letter": who was in danger can go on."""
    return bool(_BACK.search(text))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = resources.files("bot.language").joinpath("urgent.yml").read_text(encoding="utf-8")
    return tuple(
        (kind, re.compile("|".join(rf"\b(?:{phrase})\b" for phrase in phrases)))
        for kind, phrases in yaml.safe_load(source).items()
    )
