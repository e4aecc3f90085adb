"""Whether words put something right, or only suppose it."""

from __future__ import annotations

import re

_PUTTING_RIGHT = re.compile(
    r"^(?:no|sorry|oops|wait|its|it's)\b|\bnot the\b|\bactually\b|\bi mean|\bmeant\b|\bshould\b"
    r"|\bwrong\b|\btypo\b|\breally\b|\bsorry\b",
    re.IGNORECASE,
)
_SUPPOSING = re.compile(
    r"\b(?:what if|if it|if the|if my|suppose|supposing|say it|would it be)\b", re.IGNORECASE
)


def supposes(text: str) -> bool:
    """ "What if it was the 29th?" tells nothing."""
    return bool(_SUPPOSING.search(text))


def puts_right(text: str) -> bool:
    """ "Sorry, I meant the 15th": what was told before is put right."""
    return bool(_PUTTING_RIGHT.search(text))
