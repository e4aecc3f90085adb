"""The characters of a text message: GSM-7 (3GPP TS 23.038), and how many parts they need."""

from __future__ import annotations

import re
import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""These take the room of two."""

ONE_PART = 160
EACH_OF_SEVERAL = 153

_PLAIN = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "′": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "″": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "―": "-",
    "−": "-",
    "…": "...",
    "•": "-",
    "·": "-",
    "×": "x",
    "→": "-",
    "\t": " ",
    "™": "TM",
    "©": "(c)",
    "®": "(R)",
    "½": "1/2",
    "¼": "1/4",
    "Ł": "L",
    "ł": "l",
    "Đ": "D",
    "đ": "d",
    "ı": "i",
    "þ": "th",
}
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def plain(text: str) -> str:
    """The text in characters that never switch a message to its costly encoding."""
    without_marks = _BOLD.sub(r"\1", text)
    return "".join(_plain(character) for character in without_marks)


def is_plain(text: str) -> bool:
    """Whether every character is in GSM-7."""
    return all(character in BASIC or character in EXTENDED for character in text)


def parts(text: str) -> int:
    """How many messages carry it. Raises ValueError for text that is not in GSM-7."""
    if not is_plain(text):
        raise ValueError("has characters outside GSM-7")
    length = sum(2 if character in EXTENDED else 1 for character in text)
    return 1 if length <= ONE_PART else -(-length // EACH_OF_SEVERAL)


def _plain(character: str) -> str:
    if character in BASIC or character in EXTENDED:
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    if unicodedata.category(character) == "Zs":
        return " "
    apart = unicodedata.normalize("NFKD", character)
    return "".join(c for c in apart if c in BASIC or c in EXTENDED)
