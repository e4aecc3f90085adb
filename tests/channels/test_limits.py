"""How often one may write: per conversation and per address, told when to come back."""

from __future__ import annotations

import pytest
from limits import parse

from bot.channels.limits import Limits, TooMany
from tests.reliability.engines import free_port

THREE = parse("3/minute")


async def test_the_fourth_in_a_minute_is_too_many() -> None:
    """And says how many seconds to wait."""
    limits = Limits()
    for _ in range(3):
        await limits.count(THREE, "session", "a")
    with pytest.raises(TooMany) as refused:
        await limits.count(THREE, "session", "a")
    assert 1 <= refused.value.seconds <= 60


async def test_one_persons_flood_does_not_stop_another() -> None:
    """Each is counted alone."""
    limits = Limits()
    for _ in range(3):
        await limits.count(THREE, "session", "a")
    await limits.count(THREE, "session", "b")


async def test_without_redis_each_process_counts_for_itself() -> None:
    """A lost Redis neither stops the guide nor lifts the limit."""
    limits = Limits(f"redis://127.0.0.1:{free_port()}/0")
    for _ in range(3):
        await limits.count(THREE, "session", "a")
    with pytest.raises(TooMany):
        await limits.count(THREE, "session", "a")
