"""Conversations in a database: a file for one process, PostgreSQL for several."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.failures import TurnFailed, has_failed
from bot.engine.settings import Settings


class ConversationStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL tracker store, which also forgets, and keeps nothing of a turn that failed."""

    def __init__(
        self, domain: Domain | None = None, host: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(
            domain=domain, host=host or Settings.from_environment().database_url, **kwargs
        )
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA journal_mode=WAL"))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the turn's events. Raises TurnFailed when an action failed."""
        if has_failed():
            raise TurnFailed("an action failed")
        await super().save(tracker)

    async def forget(self, conversation_id: str) -> None:
        """Erase a conversation at once."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=conversation_id).delete()
            session.commit()

    async def forget_idle_since(self, moment: float) -> int:
        """Erase every conversation without an event since `moment` (Unix seconds); how many."""
        with self.session_scope() as session:
            last = sa.func.max(self.SQLEvent.timestamp)
            idle = [
                sender
                for (sender,) in session.query(self.SQLEvent.sender_id)
                .group_by(self.SQLEvent.sender_id)
                .having(last < moment)
            ]
            for sender in idle:
                session.query(self.SQLEvent).filter_by(sender_id=sender).delete()
            session.commit()
        return len(idle)
