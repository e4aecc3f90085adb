"""How often one may write: per conversation and per address, told when to come back."""

from __future__ import annotations

import pytest
from limits import parse

from bot.channels.limits import Limits, MovingWindow, TooMany
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


class _Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_the_window_moves_with_the_clock() -> None:
    """Each time counted leaves it a minute later, and what was refused was never counted."""
    clock = _Clock()
    window = MovingWindow(clock)
    for second in (0, 10, 20):
        clock.seconds = 1000 + second
        assert window.hit(THREE, ("session", "a")) is None
    for second, wait in ((21, 39), (59, 1)):
        clock.seconds = 1000 + second
        assert window.hit(THREE, ("session", "a")) == wait
    clock.seconds = 1060
    assert window.hit(THREE, ("session", "a")) is None
    assert window.hit(THREE, ("session", "a")) == 10
    assert window.hit(THREE, ("session", "b")) is None


def test_whoever_writes_no_more_is_no_longer_counted() -> None:
    """However many have written, nothing is kept of those whose minute is over."""
    clock = _Clock()
    window = MovingWindow(clock)
    for person in range(1000):
        window.hit(THREE, ("session", str(person)))
    clock.seconds += 50
    window.hit(THREE, ("session", "late"))
    assert len(window) == 1001
    clock.seconds += 30
    window.hit(THREE, ("session", "last"))
    assert len(window) == 2
