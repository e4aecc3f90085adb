"""Turns of one conversation wait for each other, without polling; others do not wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.engine import lock_store
from bot.engine.lock_store import ConversationLocks
from tests.reliability.engines import Redis, free_port

TURN_SECONDS = 0.01


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """A Redis of our own."""
    server = Redis(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


async def _turns(locks: list[ConversationLocks], conversation: str) -> tuple[list[int], int]:
    """Ten turns on these stores by turns: the order they ran in, and the most at once."""
    order: list[int] = []
    running, most = 0, 0

    async def turn(number: int) -> None:
        nonlocal running, most
        async with locks[number % len(locks)].lock(conversation):
            running += 1
            most = max(most, running)
            await asyncio.sleep(TURN_SECONDS)
            order.append(number)
            running -= 1

    await asyncio.gather(*(turn(number) for number in range(10)))
    return order, most


async def test_turns_of_one_process_run_in_the_order_they_came() -> None:
    """One at a time."""
    assert await _turns([ConversationLocks()], "c") == (list(range(10)), 1)


async def test_nobody_polls_for_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's own looks once a second whether it is free; here only the turns' own work waits."""
    waits: list[float] = []
    sleep = asyncio.sleep

    async def counted(seconds: float) -> None:
        waits.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(asyncio, "sleep", counted)
    await _turns([ConversationLocks()], "c")
    assert waits == [TURN_SECONDS] * 10


async def test_other_conversations_do_not_wait() -> None:
    """Two at once, and nothing is left behind."""
    locks = ConversationLocks()
    async with locks.lock("a"), asyncio.timeout(1), locks.lock("b"):
        pass
    assert not locks._locks


async def test_processes_share_their_locks_through_redis(redis: Redis) -> None:
    """Two stores, as two workers have them: never two turns at once."""
    locks = [ConversationLocks(EndpointConfig(redis.url)) for _ in range(2)]
    order, most = await _turns(locks, "shared")
    assert most == 1
    assert sorted(order) == list(range(10))


async def test_the_lock_of_a_worker_that_was_killed_runs_out(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is held until then, and nobody waits for it for ever."""
    monkeypatch.setattr(lock_store, "SHARED_SECONDS", 1.0)
    dead, alive = (ConversationLocks(EndpointConfig(redis.url)) for _ in range(2))
    held = dead.lock("left behind")
    await held.__aenter__()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), alive.lock("left behind"):
            pass
    async with asyncio.timeout(10), alive.lock("left behind"):
        pass
    await held.__aexit__(None, None, None)


async def test_without_redis_a_turn_goes_on(tmp_path: Path) -> None:
    """At once; the database then keeps the order."""
    locks = ConversationLocks(EndpointConfig(f"redis://127.0.0.1:{free_port()}/0"))
    async with asyncio.timeout(2), locks.lock("c"):
        pass
