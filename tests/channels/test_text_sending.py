"""Sending: tried again only while nothing can have arrived, and never twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels.text_sending import NotSent, Sending
from tests.channels.stand_ins import Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider's API that answers as a test says."""
    with Provider() as running:
        yield running


@pytest.mark.parametrize(
    ("answers", "tries"),
    [
        ([], 1),
        ([429], 2),
        ([500], 2),
        ([503, 429, 502], 4),
    ],
)
async def test_a_busy_provider_is_tried_again(
    provider: Provider, answers: list[int], tries: int
) -> None:
    """429 and 5xx say that it was not taken; the message arrives once."""
    provider.then.extend(answers)
    sending = Sending(first_wait=0.01)
    await sending.post(f"{provider.url}/m", data={"To": "a", "Body": "b"})
    await sending.close()
    assert provider.tried == tries
    assert len(provider.sent) == 1


@pytest.mark.parametrize(
    ("answers", "tries", "reason"),
    [
        ([503] * 9, 4, "503"),
        ([429] * 9, 4, "429"),
        ([400], 1, "400 20900"),
        ([403], 1, "403 20903"),
        (["accept and break"], 1, "RemoteProtocolError"),
        (["break"], 1, "RemoteProtocolError"),
    ],
)
async def test_a_failure_is_final_after_bounded_tries(
    provider: Provider, answers: list[int | str], tries: int, reason: str
) -> None:
    """A refusal is not repeated; where it may have been taken it is never sent again."""
    provider.then.extend(answers)
    sending = Sending(first_wait=0.01)
    with pytest.raises(NotSent, match=f"^{reason}"):
        await sending.post(f"{provider.url}/m", data={"To": "a", "Body": "b"})
    await sending.close()
    assert provider.tried == tries
    assert len(provider.sent) <= 1


async def test_a_provider_that_cannot_be_reached_is_tried_again_and_then_given_up(
    provider: Provider,
) -> None:
    """No connection: nothing was sent."""
    url = provider.url
    provider.__exit__()
    sending = Sending(first_wait=0.01)
    with pytest.raises(NotSent, match="ConnectError"):
        await sending.post(f"{url}/m", data={"To": "a"})
    await sending.close()


async def test_waits_grow_and_differ() -> None:
    """Twice as long each time, with jitter, and never longer than the bound."""
    from tenacity import AsyncRetrying, Future, RetryCallState

    sending = Sending(first_wait=1.0)
    waits = []
    for attempt in range(1, 9):
        state = RetryCallState(AsyncRetrying(), None, (), {})
        state.attempt_number, state.outcome = attempt, Future(attempt)
        state.outcome.set_exception(RuntimeError())
        waits.append([sending._wait(state) for _ in range(50)])
    await sending.close()
    assert all(min(w) >= 2**n / 2 or max(w) == 20.0 for n, w in enumerate(waits))
    assert all(max(w) <= min(2**n, 20.0) for n, w in enumerate(waits))
    assert len(set(waits[0])) > 40
