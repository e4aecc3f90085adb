"""A message cut into numbers, words and marks, whatever alphabet or hidden characters it holds."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

_DROPPED_CATEGORIES = {"Cf", "Mn", "Me", "Sk"}
_OVERRIDES = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
_MARKS = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2032": "'",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\uff0d": "-", "\uff0f": "/", "\u2215": "/", "\u2044": "/", "\uff0e": ".", "\u00b7": ".",
    "\uff0c": ",", "\u00ba": "", "\u00aa": "", "\u00b0": "",
}  # fmt: skip
_PIECES = re.compile(
    r"(?P<n>\d+)|(?P<w>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<p>\n+|(?P<mark>[^\w\s\x00-\x1f\x7f]|_)(?P=mark)*)"
)


class Token(NamedTuple):
    """`kind` is "n" (digits), "w" (word, lower case, no apostrophe) or "p" (a mark or new
    line, repeated marks being one). Swear words are left out.

    `start` and `end` are offsets in the text as given; `gap` is true after a space.
    """

    text: str
    kind: str
    start: int
    end: int
    gap: bool


_EXPLETIVES = {
    "bloody", "flipping", "flippin", "effing", "fucking", "fuckin", "sodding", "ruddy", "damn",
    "damned", "blinking", "blasted", "blooming", "bleeding", "bleedin", "freaking", "frigging",
}  # fmt: skip
END = Token("", "", 0, 0, True)
_MARGIN = 64


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    mark = _MARKS.get(character)
    if mark is not None:
        return mark
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    category = unicodedata.category(character)
    if category in _DROPPED_CATEGORIES:
        return ""
    if category in {"Cs", "Cc", "Co", "Cn"} and character != "\n":
        return "\x00"
    if category[0] == "L":
        plain = unicodedata.normalize("NFKD", character)
        letters = "".join(c for c in plain if unicodedata.category(c)[0] == "L")
        return letters.lower() if letters.isalpha() else character
    return character


class Tokens:
    """The tokens of one message.

    A place up to `_MARGIN` before the first or past the last reads as the empty token.
    """

    def __init__(self, text: str) -> None:
        self.reordered = False
        offsets: list[int] | None = None
        if text.isascii():
            plain = text.lower()
        else:
            self.reordered = not _OVERRIDES.isdisjoint(text)
            plain, offsets = _plain_with_offsets(text)
        tokens = _cut(plain, offsets)
        self.length = len(tokens)
        tokens.extend([END] * _MARGIN)
        self._tokens = tokens
        self.word: Callable[[int], str] = [token.text for token in tokens].__getitem__

    def __getitem__(self, place: int) -> Token:
        return self._tokens[place]


def _plain_with_offsets(text: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = _fold(character)
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    return "".join(pieces), offsets


def _cut(plain: str, offsets: list[int] | None) -> list[Token]:
    tokens: list[Token] = []
    previous_end = 0
    for match in _PIECES.finditer(plain):
        start, end = match.span()
        first, last = (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)
        words = match.group()
        kind = "n" if words[0].isdecimal() else "w" if words[0].isalpha() else "p"
        if kind == "p":
            words = words[0]
        elif "'" in words:
            words = words.replace("'", "")
        if words in _EXPLETIVES:
            previous_end = end
            continue
        if kind == "w" and tokens and _ends_a_line(tokens, start != previous_end):
            tokens[-1] = tokens[-1]._replace(text="\n")
        tokens.append(Token(words, kind, first, last, start != previous_end))
        previous_end = end
    return tokens


def _ends_a_line(tokens: list[Token], gap: bool) -> bool:
    """Whether the last token is a stroke between lines: "it came thursday / dated monday"."""
    return tokens[-1].text == "/" and tokens[-1].gap and gap and len(tokens) > 1
