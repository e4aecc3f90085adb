"""Decisions told in words that can mean nothing else."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from bot.language.intents import normalise

_DENIED = re.compile(
    r"(?:n't|nt|\bnot|\bnever|\bif|\bcan|\bcould|\bwhen|\bonce|\bafter)(?: \w+){0,2} $"
    r"|\b(?:whether|nobody|waiting|wait)\b[^.]*$"
)
_KEPT = re.compile(r"\b(?:not|isn't|isnt|aren't|arent) (?:end|stop|ceas|cancel|withdraw)")


def find_decision(text: str) -> str | None:
    """The decision that the words name outright, or None: also where it is denied or supposed."""
    plain = normalise(text)[:4000]
    for decision, patterns in _patterns():
        for pattern in patterns:
            match = pattern.search(plain)
            if match:
                before = plain[max(0, match.start() - 40) : match.start()]
                return None if _DENIED.search(before) or _KEPT.search(plain) else decision
    return None


@cache
def _patterns() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    source = resources.files("bot.language").joinpath("decisions.yml").read_text(encoding="utf-8")
    return tuple(
        (decision, tuple(re.compile(rf"\b(?:{phrase})") for phrase in phrases))
        for decision, phrases in yaml.safe_load(source).items()
    )
