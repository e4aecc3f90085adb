"""Sending through a provider's API: a few bounded tries, and never after it may have arrived."""

from __future__ import annotations

import logging
import random
from typing import Any

import httpx
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
)

TRIES = 4
LONGEST_TRYING = 60.0
"""Seconds after which no further try begins."""
LONGEST_WAIT = 20.0
TIMEOUT = httpx.Timeout(10.0, connect=5.0)

NOT_BEGUN = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Nothing reached the provider. Any later failure may have come after it took the message."""


# It logs each address that it calls, which for some providers names an account.
logging.getLogger("httpx").setLevel(logging.WARNING)


class NotSent(Exception):
    """The provider did not take the message, or may have; it is not to be sent again.

    The text is a reason without anything of the message: a status or the kind of failure.
    """


class _TryAgain(Exception):
    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Sending:
    """One provider's API, over connections that are kept open."""

    def __init__(self, *, first_wait: float = 0.5, **client: Any) -> None:
        self._client = httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, **client)
        self._first_wait = first_wait

    async def post(self, address: str, **content: Any) -> None:
        """Send once. Raises NotSent."""
        tries = AsyncRetrying(
            stop=stop_after_attempt(TRIES) | stop_after_delay(LONGEST_TRYING),
            wait=self._wait,
            retry=retry_if_exception_type(_TryAgain),
            reraise=True,
        )
        try:
            async for attempt in tries:
                with attempt:
                    await self._try(address, content)
        except _TryAgain as last:
            raise NotSent(str(last)) from None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _try(self, address: str, content: dict[str, Any]) -> None:
        try:
            response = await self._client.post(address, **content)
        except NOT_BEGUN as error:
            raise _TryAgain(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise NotSent(type(error).__name__) from None
        if response.status_code == 429 or response.status_code >= 500:
            raise _TryAgain(str(response.status_code), _asked_to_wait(response))
        if not response.is_success:
            raise NotSent(f"{response.status_code} {_code(response)}".strip())

    def _wait(self, state: RetryCallState) -> float:
        """Twice as long each time, with jitter; as long as the provider asks, up to a bound."""
        backoff = self._first_wait * 2 ** (state.attempt_number - 1)
        waits = random.uniform(backoff / 2, backoff)  # noqa: S311 - jitter, not a secret
        failed = state.outcome.exception() if state.outcome else None
        if isinstance(failed, _TryAgain) and failed.after is not None:
            waits = max(waits, failed.after)
        return min(waits, LONGEST_WAIT)


def _asked_to_wait(response: httpx.Response) -> float | None:
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else None


def _code(response: httpx.Response) -> str:
    """The provider's own number for what is wrong."""
    try:
        told = response.json()
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    error = told.get("error")
    code = error.get("code") if isinstance(error, dict) else told.get("code")
    return str(code) if isinstance(code, int) else ""
