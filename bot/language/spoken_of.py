"""Who is spoken of: the council that decides, or the service that mediates."""

from __future__ import annotations

import re

_COUNCIL = re.compile(
    r"\b(?:council|herts|hertfordshire|county|la|lea|local authority|deci\w+|no letter)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\bkids\b|\bmediat\w+", re.IGNORECASE)


def speaks_of_the_council(text: str) -> bool:
    """Whether the council, or what it decides or sends, is named."""
    return bool(_COUNCIL.search(text))


def speaks_of_the_service(text: str) -> bool:
    """Whether the mediation service is named."""
    return bool(_SERVICE.search(text))
