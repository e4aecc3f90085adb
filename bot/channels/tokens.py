"""Signed tokens: who may read and continue a conversation, and until when."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

SESSION_LIFETIME = timedelta(hours=24)


class BadToken(Exception):
    """Not a token of ours, or one whose time is over."""


@dataclass(frozen=True)
class Session:
    """A conversation opened here."""

    conversation_id: str
    token: str
    expires_at: datetime


class Sessions:
    """Makes tokens and reads them back. The conversation's id is never the client's choice."""

    def __init__(
        self,
        secret: str,
        earlier: tuple[str, ...] = (),
        lifetime: timedelta = SESSION_LIFETIME,
    ) -> None:
        """Sign with `secret`; read what the `earlier` ones signed as well."""
        self._serializer = URLSafeTimedSerializer([*earlier, secret], salt="web conversation")
        self._lifetime = lifetime

    def new(self) -> Session:
        """A new conversation with an id of 128 random bits."""
        conversation_id = secrets.token_urlsafe(16)
        return Session(
            conversation_id,
            str(self._serializer.dumps(conversation_id)),
            datetime.now(UTC) + self._lifetime,
        )

    def conversation_id(self, token: str) -> str:
        """The conversation that a token opens. Raises BadToken."""
        try:
            return str(self._serializer.loads(token, max_age=int(self._lifetime.total_seconds())))
        except (BadData, ValueError):
            raise BadToken from None
