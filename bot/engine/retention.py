"""How long a conversation is kept: no longer than it can be resumed."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta
from random import uniform

from bot.engine import metrics
from bot.engine.tracker_store import ConversationStore
from bot.engine.turns import Span
from bot.words import WEB

logger = logging.getLogger(__name__)

WEB_KEPT = timedelta(hours=24)
"""From its first message: its token is of no use after that."""
ROUND_SECONDS = 600


class Retention:
    """What is over, and the erasing of it."""

    def __init__(self, text_session: timedelta) -> None:
        self._text_session = text_session

    def is_over(self, conversation: Span, now: float) -> bool:
        """A web conversation a day after it began; any other this long after its last message."""
        if conversation.channel == WEB:
            return now - conversation.began >= WEB_KEPT.total_seconds()
        return now - conversation.last >= self._text_session.total_seconds()

    async def forget_old(self, store: ConversationStore, now: float | None = None) -> int:
        """Erase what is over at `now` (Unix seconds); how many conversations that was."""
        erased = await store.forget_old(time.time() if now is None else now, self.is_over)
        metrics.ERASED.inc(erased)
        return erased

    async def keep_forgetting(self, store: ConversationStore) -> None:
        """Round after round, until cancelled; a round that fails is tried again in the next."""
        while True:
            try:
                await self.forget_old(store)
            except Exception as error:
                metrics.ERRORS.labels(type(error).__name__).inc()
                logger.error("nothing erased", extra={"kind": type(error).__name__})
            await asyncio.sleep(ROUND_SECONDS * uniform(0.8, 1.2))  # noqa: S311 - spreads workers
