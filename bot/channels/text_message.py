"""A message that came in over a text channel, the same for every provider."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of message it is."""

    TEXT = "text"
    CHOICE = "choice"
    """A reply button or a row of a list; `text` is the id that we gave it."""
    MEDIA = "media"
    """A picture, voice note or anything else without words."""


@dataclass(frozen=True)
class Inbound:
    """One message of one person."""

    id: str
    """The provider's own id for it: the same when it is delivered again."""
    sender: str
    """The address to reply to. It is a telephone number: it is never kept or logged as it is."""
    channel: str
    """Whose words to use: sms or whatsapp."""
    kind: Kind
    text: str
    sent_at: float | None = None
    """When it was sent (Unix seconds), where the provider says so."""
    answered_already: bool = False
    """The provider has replied to this keyword itself."""
    with_picture: bool = False
    """The words came with a picture or a file, which is not looked at."""

    def as_json(self) -> str:
        """For keeping until it is answered."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Inbound:
        """Read what `as_json` wrote."""
        known = json.loads(text)
        return cls(**{**known, "kind": Kind(known["kind"])})


class Pseudonyms:
    """Names that stand for a number or an id, and cannot be turned back without the secret."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(f"text channels:{secret}".encode()).digest()

    def of(self, purpose: str, *parts: str) -> str:
        """The same 32 characters for the same parts (keyed BLAKE2b, 128 bits)."""
        told = json.dumps([purpose, *parts]).encode()
        return hashlib.blake2b(told, key=self._key, digest_size=16).hexdigest()
