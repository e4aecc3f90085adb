"""What is said of a paper with a date on it: that there is one, that it came, that it is found."""

from __future__ import annotations

import re

_PAPER = re.compile(
    r"\b(?:let+er\w*|leter\w*|dat(?:ed|e)|dayt\w*|decision|notice|printed|final plan|email\w*"
    r"|refusal|plan (?:of|from))\b",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\b(?:came|comes?|arriv\w*|receiv\w*|reciev\w*|got|get|post\w*|door|landed|turned up|reached"
    r"|mat)\b",
    re.IGNORECASE,
)
_FOUND_IT = re.compile(
    r"\W*(?:(?:ah|oh|ok|okay|right|yes|just)\W+)*got (?:it|one)\s*[,.:;!–-]", re.IGNORECASE
)


def names_a_paper(text: str) -> bool:
    """Whether a letter, an email or the date on one is spoken of."""
    return bool(_PAPER.search(text))


def says_it_came(text: str) -> bool:
    """Whether a paper is said to have come, by whatever way."""
    return bool(_CAME.search(text))


def has_just_found_it(text: str) -> bool:
    """ "Ah, got it: 5 November" reads the paper out, and does not say when it came."""
    return bool(_FOUND_IT.match(text))
