"""Text as people type it, made safe to store and show without changing what it says."""

from __future__ import annotations

import unicodedata

KEPT = {"\n", "\t", "\u200d"}
LONGEST_ID = 100
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def cleaned(text: str) -> str:
    """The text without control, direction-changing and lone surrogate characters."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(
        c for c in composed if c in KEPT or unicodedata.category(c) not in _HIDDEN
    ).strip()


def is_id(given: str) -> bool:
    """Whether a client's id for a message is one that can be kept and given back."""
    return 0 < len(given) <= LONGEST_ID and given.isprintable()
