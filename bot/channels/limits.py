"""How often one person, and one address, may write."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter


class TooMany(Exception):
    """The limit is reached; try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Limits:
    """Counts in this process, or in Redis for several."""

    def __init__(self, redis_url: str | None = None) -> None:
        storage: Storage = RedisStorage(f"async+{redis_url}") if redis_url else MemoryStorage()
        self._limiter = MovingWindowRateLimiter(storage)

    async def count(self, limit: RateLimitItem, *who: str) -> None:
        """Count one more. Raises TooMany."""
        if await self._limiter.hit(limit, *who):
            return
        window = await self._limiter.get_window_stats(limit, *who)
        raise TooMany(max(1, math.ceil(window.reset_time - time.time())))
