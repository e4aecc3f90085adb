"""Whether a letter comes from another council, whose mediation service is another one."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from bot.language.plain import in_single_spaces

_ONCE = re.compile(r"\b(?:moved|used to|previous(?:ly)?|old council|last council|before we)\b")
_PAPER = r"(?:letter|decision|notice|email|plan|ehcp|draft|refusal)"


def find_other_council(text: str, *, ours: str) -> str | None:
    """The council that the words say decided, unless it is ours or ours is named too.

    `ours` is the name by which people know this guide's council ("Hertfordshire"). A name
    alone is not enough: "Reading" and "Kent" are words and surnames too.
    """
    plain = in_single_spaces(text, most=2000)
    found = _decided_by().search(plain)
    if not found or names_ours(text, ours=ours) or _ONCE.search(plain):
        return None
    name = next(filter(None, found.groups()))
    return _names()[name]


def names_ours(text: str, *, ours: str) -> bool:
    """Whether this guide's council is named, in full or for short ("Herts")."""
    return ours.lower()[:4] in in_single_spaces(text, most=2000)


@cache
def council_names() -> tuple[str, ...]:
    """The councils in England that make EHC decisions, as people call them."""
    source = resources.files("bot.language").joinpath("councils.yml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(source)["councils"])


@cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in council_names()}


@cache
def _decided_by() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    name = f"({'|'.join(re.escape(name) for name in longest_first)})"
    return re.compile(
        rf"\b{name}(?: (?:county|borough|city|metropolitan|london|unitary))* (?:council|lea|la)\b"
        rf"|\b{_PAPER}(?: \w+){{0,3}} (?:from|by) {name}\b"
        rf"|\b(?:we|i|we're|i'm|im|were) (?:\w+ )?(?:live|living|based|are|am|in) (?:in )?{name}\b"
        rf"|\b(?:london borough of|under|council is|la is) {name}\b"
    )
