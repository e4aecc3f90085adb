"""The widget's words, filled with the council's facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.council import Council

HERE = Path(__file__).parent
FACTS_ON_THE_PAGE = ("kids_phone", "kids_email", "tribunal_url")
"""The facts that the script needs by themselves, for links."""

_PLACE = re.compile(r"\{(\w+)\}")


class WordsError(ValueError):
    """The words file asks for something that nobody fills in."""


def languages() -> tuple[str, ...]:
    """The languages that there are words in, such as "en"."""
    return tuple(sorted(path.name.split(".")[1] for path in HERE.glob("words.*.yml")))


@lru_cache(maxsize=8)
def load_words(council: Council, language: str = "en") -> dict[str, Any]:
    """Give the words with the council's facts filled in.

    Raises WordsError for a place that neither the facts nor `filled_in_later` name, and KeyError
    for a language without words.
    """
    if language not in languages():
        raise KeyError(language)
    words = yaml.safe_load((HERE / f"words.{language}.yml").read_text(encoding="utf-8"))
    later = set(words.pop("filled_in_later"))
    facts = council.facts()
    unknown = sorted(set(_places(words)) - later - set(facts))
    if unknown:
        raise WordsError(f"words.{language}.yml: nothing fills in {', '.join(unknown)}.")
    filled: dict[str, Any] = _filled(words, facts)
    filled["language"] = "en-GB" if language == "en" else language
    filled["facts"] = {name: facts[name] for name in FACTS_ON_THE_PAGE}
    return filled


def fill(sentence: str, **values: object) -> str:
    """Put values in a sentence's places; a place without a value stays."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), sentence)


def _filled(words: Any, facts: Mapping[str, str]) -> Any:
    if isinstance(words, str):
        return fill(words, **facts)
    if isinstance(words, list):
        return [_filled(each, facts) for each in words]
    if isinstance(words, dict):
        return {key: _filled(each, facts) for key, each in words.items()}
    return words


def _places(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield from _PLACE.findall(words)
    elif isinstance(words, (list, dict)):
        for each in words.values() if isinstance(words, dict) else words:
            yield from _places(each)
