"""The queue: in order for each sender, one reply for each message, whatever fails or stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.channels.limits import Limits
from bot.channels.text_conversation import Answered
from bot.channels.text_desk import Desk
from bot.channels.text_message import Inbound
from bot.channels.text_sending import NotSent
from bot.channels.text_store import LEASE, Session, TextStore
from bot.engine.conversations import Reply
from tests.channels.test_text_store import SECRET, Clock, message


@dataclass
class Wire:
    """Takes what is sent; `fails` says what goes wrong, by the words of the message."""

    route: str = "twilio"
    ordered: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    fails: Callable[[str], Exception | None] = lambda _: None
    slow: float = 0.0

    def render(self, replies: Sequence[Reply], channel: str) -> list[dict[str, Any]]:
        """One message for each reply."""
        return [{"Body": reply.text} for reply in replies]

    async def send(self, address: str, message: Mapping[str, Any]) -> None:
        """Record it, or fail."""
        await asyncio.sleep(self.slow)
        if (error := self.fails(message["Body"])) is not None:
            raise error
        self.sent.append((address, message["Body"]))

    async def close(self) -> None:
        """Nothing to close."""


@dataclass
class Talks:
    """Answers every message with its own words, and counts its turns."""

    turns: list[str] = field(default_factory=list)
    fails: Callable[[str], Exception | None] = lambda _: None
    slow: Callable[[str], float] = lambda _: 0.0
    replies: int = 1

    async def answer(
        self, sender: str, inbound: Inbound, session: Session | None, now: float
    ) -> Answered:
        """One turn."""
        await asyncio.sleep(self.slow(inbound.text))
        if (error := self.fails(inbound.text)) is not None:
            raise error
        self.turns.append(inbound.text)
        said = tuple(Reply(f"re {inbound.text} {n}") for n in range(self.replies))
        return Answered(said, Session("c", now))


def desk_of(store: TextStore, wire: Wire) -> Desk:
    """A desk over a store."""
    return Desk(wire, store, 3600.0, Limits(), now=store._clock)


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for something. Raises AssertionError when it does not come."""
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


@pytest.fixture
def clock() -> Clock:
    """The store's clock."""
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of its own."""
    return f"sqlite:///{tmp_path}/text.db"


async def test_each_sender_has_a_queue_and_nobody_waits_for_another(url: str, clock: Clock) -> None:
    """A slow turn of one sender holds up that sender alone."""
    wire, talks = Wire(), Talks(slow=lambda text: 0.5 if text == "slow" else 0.0)
    desk = desk_of(TextStore(url, SECRET, clock), wire)
    desk.open(talks)  # type: ignore[arg-type]
    await desk.take_in(message("1", "a", text="slow"))
    await desk.take_in(message("2", "a", text="after"))
    await desk.take_in(message("3", "b", text="other"))
    await until(lambda: len(wire.sent) == 3)
    assert [text for _, text in wire.sent] == ["re other 0", "re slow 0", "re after 0"]
    await desk.close()


async def test_a_message_that_comes_while_another_is_worked_on_is_not_forgotten(
    url: str, clock: Clock
) -> None:
    """Fifty in a row, at every moment of the work on those before."""
    wire, talks = Wire(), Talks()
    desk = desk_of(TextStore(url, SECRET, clock), wire)
    desk._limits = _Unlimited()  # type: ignore[assignment]
    desk.open(talks)  # type: ignore[arg-type]
    for n in range(50):
        await desk.take_in(message(str(n), text=str(n)))
        await asyncio.sleep(0.001 * (n % 3))
    await until(lambda: len(wire.sent) == 50)
    assert talks.turns == [str(n) for n in range(50)]
    await desk.close()


class _Unlimited:
    async def count(self, *_: object) -> None:
        """No limit."""


async def test_a_failure_to_send_is_recorded_and_not_repeated(url: str, clock: Clock) -> None:
    """The rest of that reply is not sent either; the next message is answered as ever."""
    failed = NotSent("400 21610")
    wire = Wire(fails=lambda text: failed if text == "re one 0" else None)
    store, talks = TextStore(url, SECRET, clock), Talks(replies=2)
    desk = desk_of(store, wire)
    desk.open(talks)  # type: ignore[arg-type]
    await desk.take_in(message("1", text="one"))
    await desk.take_in(message("2", text="two"))
    await until(lambda: len(wire.sent) == 2)
    await desk.close()
    assert [text for _, text in wire.sent] == ["re two 0", "re two 1"]
    store = TextStore(url, SECRET, clock)
    assert (await store.count("failed"), await store.count("done")) == (1, 1)


async def _stopped_at(url: str, clock: Clock, where: str) -> tuple[Talks, Wire]:
    """A process that dies: its task is cancelled just there, and its desk never closed."""
    reached = asyncio.Event()
    talks, wire = Talks(replies=2), Wire()
    store = TextStore(url, SECRET, clock)

    async def stop(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    desk = desk_of(store, wire)
    if where == "before the turn":
        talks.answer = stop  # type: ignore[method-assign, assignment]
    elif where == "after the turn":
        store.ready = stop  # type: ignore[method-assign, assignment]
    elif where == "before sending":
        store.begin_sending = stop  # type: ignore[method-assign, assignment]
    elif where == "while sending":
        wire.send = stop  # type: ignore[method-assign, assignment]
    else:
        store.finish = stop  # type: ignore[method-assign, assignment]
    desk.open(talks)  # type: ignore[arg-type]
    await desk.take_in(message("1", text="one"))
    await reached.wait()
    for task in [*desk._at_work.values(), desk._watch]:
        assert task is not None
        task.cancel()
    await asyncio.sleep(0)
    return talks, wire


@pytest.mark.parametrize(
    ("where", "sent_before", "sent_after"),
    [
        ("before the turn", 0, ["re one 0", "re one 1"]),
        ("after the turn", 0, ["re one 0", "re one 1"]),
        ("before sending", 0, ["re one 0", "re one 1"]),
        ("while sending", 0, ["re one 1"]),
        ("after sending", 2, []),
    ],
)
async def test_what_was_accepted_is_answered_after_a_crash_and_nothing_is_sent_twice(
    url: str, clock: Clock, where: str, sent_before: int, sent_after: list[str]
) -> None:
    """The next process takes over; only a part that may have gone already is not sent again."""
    _, before = await _stopped_at(url, clock, where)
    assert len(before.sent) == sent_before
    wire, talks, store = Wire(), Talks(replies=2), TextStore(url, SECRET, clock)
    clock.now += LEASE + 1
    desk = desk_of(store, wire)
    desk.open(talks)  # type: ignore[arg-type]
    await until(lambda: not desk._at_work and len(wire.sent) == len(sent_after))
    await asyncio.sleep(0.1)
    assert [text for _, text in wire.sent] == sent_after
    assert await store.count("done") == 1
    assert not await store.add("twilio", message("1", text="one"))
    await desk.close()


async def test_a_message_that_cannot_be_worked_on_is_given_up_in_the_end(
    url: str, clock: Clock
) -> None:
    """It does not hold up the sender's next message for ever."""
    store, wire = TextStore(url, SECRET, clock), Wire()
    talks = Talks(fails=lambda text: RuntimeError(text) if text == "poison" else None)
    desk = desk_of(store, wire)
    desk.open(talks)  # type: ignore[arg-type]
    await desk.take_in(message("1", text="poison"))
    await desk.take_in(message("2", text="next"))
    for _ in range(10):
        await until(lambda: not desk._at_work)
        desk._see_to(store.sender("twilio", "+447700900001"))
    await until(lambda: bool(wire.sent))
    assert wire.sent == [("+447700900001", "re next 0")]
    assert await store.count("failed") == 1
    await desk.close()


async def test_a_guide_told_to_stop_first_answers_what_it_works_on(url: str, clock: Clock) -> None:
    """So that a restart is not noticed."""
    wire, talks = Wire(slow=0.3), Talks()
    desk = desk_of(TextStore(url, SECRET, clock), wire)
    desk.open(talks)  # type: ignore[arg-type]
    await desk.take_in(message("1", text="one"))
    await asyncio.sleep(0.05)
    await desk.close()
    assert [text for _, text in wire.sent] == ["re one 0"]
