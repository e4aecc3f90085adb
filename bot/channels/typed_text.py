"""Text as people type it, made safe to store and show without changing what it says."""

from __future__ import annotations

import unicodedata

KEPT = {"\n", "\t", "\u200d"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def cleaned(text: str) -> str:
    """The text without control, direction-changing and lone surrogate characters."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(
        c for c in composed if c in KEPT or unicodedata.category(c) not in _HIDDEN
    ).strip()
