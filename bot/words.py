"""What the guide says: the responses in domain.yml, filled with the council's facts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.council import Council, load_council

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = ROOT / "domain.yml"
ELSEWHERE = "utter_elsewhere_"
_BEGINNING = re.compile(r"(?m)(^[^\w\n]*|[.?]\s+)(your|their|the)\b")
""" "Your mediation advisers", where a name that begins no sentence else stands at its beginning."""
WEB, SMS, WHATSAPP = "web", "sms", "whatsapp"


class MissingWords(KeyError):
    """The domain has no such response, or a value that it needs was not given."""


class Words:
    """The guide's sentences, by the name of the response and the channel they are for."""

    def __init__(
        self,
        responses: Mapping[str, Sequence[Mapping[str, Any]]],
        facts: Mapping[str, str],
        *,
        is_elsewhere: bool = False,
    ) -> None:
        self._responses = responses
        self._facts = dict(facts)
        self.is_elsewhere = is_elsewhere

    @cached_property
    def elsewhere(self) -> Words:
        """The same for a family under another council: its letter names who to contact.

        This council's own contacts give way to the responses `utter_elsewhere_` and the name of
        the fact.
        """
        known = {**self._facts}
        for response, (variation, *_) in self._responses.items():
            fact = response.removeprefix(ELSEWHERE)
            if fact in known and fact != response:
                known[fact] = str(variation["text"])
        return Words(self._responses, known, is_elsewhere=True)

    def say(self, response: str, channel: str = WEB, **values: object) -> str:
        """The text of a response. Raises MissingWords when it cannot be said whole."""
        text = str(self._variation(response, channel)["text"]).strip()
        return self._filled(text, response, values)

    def buttons(self, response: str, channel: str = WEB, **values: object) -> list[dict[str, str]]:
        """The choices that go with a response, in order."""
        listed = self._variation(response, channel).get("buttons")
        if listed is None:
            listed = self._variation(response, WEB).get("buttons", [])
        return [
            {
                "title": self._filled(str(button["title"]), response, values),
                "payload": str(button["payload"]),
            }
            for button in listed
        ]

    def has(self, response: str) -> bool:
        """Whether there are words of that name."""
        return response in self._responses

    def _variation(self, response: str, channel: str) -> Mapping[str, Any]:
        variations = self._responses.get(response)
        if not variations:
            raise MissingWords(f"domain.yml has no response {response!r}.")
        for variation in variations:
            if variation.get("channel") == channel:
                return variation
        return next(v for v in variations if "channel" not in v)

    def _filled(self, text: str, response: str, values: Mapping[str, object]) -> str:
        known: dict[str, object] = {**self._facts, **values}
        needed = {name for _, name, _, _ in Formatter().parse(text) if name}
        missing = sorted(needed - known.keys())
        if missing:
            raise MissingWords(f"{response!r} needs {', '.join(missing)}.")
        filled = text.format_map(known)
        if self.is_elsewhere:
            filled = _BEGINNING.sub(lambda begun: begun[1] + begun[2].capitalize(), filled)
        return "\n".join(" ".join(line.split()) for line in filled.splitlines())


def council_key() -> str:
    """The council's file that GUIDE_COUNCIL names; Hertfordshire's, where it names none."""
    return os.environ.get("GUIDE_COUNCIL", "hertfordshire")


@cache
def council() -> Council:
    """That council's facts."""
    return load_council(council_key())


@cache
def words() -> Words:
    """The words of domain.yml with that council's facts."""
    with DOMAIN.open(encoding="utf-8") as source:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        domain = yaml.load(source, Loader=loader)  # noqa: S506 - a safe loader, in C where built
    return Words(domain["responses"], council().facts())


def in_full(day: date) -> str:
    """ "Tuesday 1 December 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def in_short(day: date) -> str:
    """ "Tue 1 Dec 2026", for text messages."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def day_for(channel: str, day: date) -> str:
    """A date as the channel has room for."""
    return in_short(day) if channel == SMS else in_full(day)
