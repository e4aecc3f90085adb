"""Text as the patterns and the classifier see it: the many ways to type it made one."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DIGITS = re.compile(r"\d+")


def straight(text: str) -> str:
    """The text with a keyboard's apostrophes for a telephone's curly ones, none moved."""
    return text.translate(_APOSTROPHES)


def normalise(text: str) -> str:
    """The text in one case, and no number or month told apart."""
    plain = straight(unicodedata.normalize("NFKC", text)).lower()
    return _MONTHS.sub("month", _DIGITS.sub("0", plain))


def in_single_spaces(text: str, *, most: int | None = None) -> str:
    """The first `most` characters of the text normalised, on one line and with single spaces."""
    return " ".join(normalise(text)[:most].split())
