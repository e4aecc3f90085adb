"""The inbox: each message once, nothing in the clear, and nothing kept longer than needed."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.channels.text_message import Inbound, Kind, Pseudonyms
from bot.channels.text_store import IDS_KEPT, LEASE, STOPS_KEPT, TAKEN, Session, TextStore, Waiting

SECRET = "a secret of some length, for these tests"
DAY = 24 * 3600.0


class Clock:
    """A time that a test sets."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


def message(id: str = "m1", sender: str = "+447700900001", **changed: object) -> Inbound:
    """A message with words."""
    told: dict[str, object] = {"channel": "sms", "kind": Kind.TEXT, "text": "hello there"}
    return Inbound(id, sender, **{**told, **changed})  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    """The store's clock."""
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of its own."""
    return f"sqlite:///{tmp_path}/text.db"


async def test_a_message_is_recorded_once(url: str, clock: Clock) -> None:
    """The database itself holds ids to be unique, also after an answer."""
    store = TextStore(url, SECRET, clock)
    assert await store.add("twilio", message())
    assert not await store.add("twilio", message(text="other words"))
    assert await store.add("twilio", message("m2"))
    assert await store.add("whatsapp", message())


def test_twenty_at_the_same_moment_are_one(url: str) -> None:
    """From as many threads, each with its own connection."""
    import asyncio

    stores = [TextStore(url, SECRET) for _ in range(20)]
    asyncio.run(stores[0].count("waiting"))
    gate, added = threading.Barrier(20), []

    def deliver(store: TextStore) -> None:
        gate.wait()
        added.append(asyncio.run(store.add("twilio", message())))

    threads = [threading.Thread(target=deliver, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [False] * 19 + [True]


async def test_neither_number_nor_words_are_in_the_file(url: str, clock: Clock) -> None:
    """While a message waits it is sealed; once answered it is gone."""
    store = TextStore(url, SECRET, clock)
    await store.add("twilio", message("SM12345678", text="they refused xyzzy"))
    sender = store.sender("twilio", "+447700900001")
    waiting = await store.claim_next(sender)
    assert isinstance(waiting, Waiting) and waiting.inbound is not None
    assert waiting.inbound.text == "they refused xyzzy"
    session = Session("sms-1", clock.now)
    await store.ready(waiting.id, sender, session, [{"Body": "plugh"}])
    for found in ("7700900001", "xyzzy", "plugh", "SM12345678"):
        assert found not in _dump(url)
    await store.finish(waiting.id, sent=True)
    (row,) = _rows(url, "select sealed, outgoing from text_inbox")
    assert row == (None, None)


async def test_a_changed_secret_makes_old_messages_unreadable_not_wrong(
    url: str, clock: Clock
) -> None:
    """They are given up, and nothing of them is shown."""
    await TextStore(url, SECRET, clock).add("twilio", message())
    other = TextStore(url, "another secret of some length altogether", clock)
    clock.now += LEASE + 1
    sender = TextStore(url, SECRET, clock).sender("twilio", "+447700900001")
    found = await other.claim_next(sender)
    assert isinstance(found, Waiting)
    assert found.inbound is None


async def test_messages_come_in_the_order_they_were_sent(url: str, clock: Clock) -> None:
    """By the provider's time where it says so, else as they arrived."""
    store = TextStore(url, SECRET, clock)
    for id, sent_at in (("c", 3.0), ("a", 1.0), ("b", 2.0), ("b2", 2.0)):
        await store.add("whatsapp", message(id, text=id, sent_at=sent_at))
    sender, order = store.sender("whatsapp", "+447700900001"), []
    while isinstance(found := await store.claim_next(sender), Waiting):
        assert found.inbound is not None
        order.append(found.inbound.text)
        await store.finish(found.id, sent=True)
    assert order == ["a", "b", "b2", "c"]


async def test_another_process_waits_and_takes_over_only_what_was_left(
    url: str, clock: Clock
) -> None:
    """While its owner lives a message is taken; after its lease it is anybody's."""
    one, two = TextStore(url, SECRET, clock), TextStore(url, SECRET, clock)
    await one.add("twilio", message())
    sender = one.sender("twilio", "+447700900001")
    assert isinstance(await one.claim_next(sender), Waiting)
    assert await two.claim_next(sender) == TAKEN
    assert await two.renew("twilio") == []
    clock.now += LEASE - 1
    await one.renew("twilio")
    clock.now += LEASE - 1
    assert await two.claim_next(sender) == TAKEN
    clock.now += LEASE
    assert await two.renew("twilio") == [sender]
    assert isinstance(await two.claim_next(sender), Waiting)
    assert await one.claim_next(sender) == TAKEN


async def test_a_part_of_a_reply_is_begun_once(url: str, clock: Clock) -> None:
    """By whichever process comes first, and never again."""
    one, two = TextStore(url, SECRET, clock), TextStore(url, SECRET, clock)
    await one.add("twilio", message())
    sender = one.sender("twilio", "+447700900001")
    waiting = await one.claim_next(sender)
    assert isinstance(waiting, Waiting)
    assert not await one.begin_sending(waiting.id, 0)
    await one.ready(waiting.id, sender, None, [{"Body": "a"}, {"Body": "b"}])
    assert await two.begin_sending(waiting.id, 0)
    assert not await one.begin_sending(waiting.id, 0)
    assert await one.begin_sending(waiting.id, 1)


async def test_ids_are_kept_longer_than_any_provider_repeats_them(url: str, clock: Clock) -> None:
    """A replay is known for 30 days; after that not even the hash is kept."""
    store = TextStore(url, SECRET, clock)
    await store.add("twilio", message())
    found = await store.claim_next(store.sender("twilio", "+447700900001"))
    assert isinstance(found, Waiting)
    await store.finish(found.id, sent=True)
    clock.now += IDS_KEPT - 1
    await store.sweep(DAY)
    assert not await store.add("twilio", message())
    clock.now += 2
    await store.sweep(DAY)
    assert _rows(url, "select * from text_inbox") == []


async def test_a_session_is_swept_after_its_time_and_a_stop_much_later(
    url: str, clock: Clock
) -> None:
    """A stop is kept so that it holds, and not for ever: numbers change hands."""
    store = TextStore(url, SECRET, clock)
    for name, stopped in (("talking", False), ("stopped", True)):
        session = Session(None if stopped else "sms-1", clock.now, stopped=stopped)
        await store.ready("none", name, session, [])
    await store.sweep(DAY)
    assert await store.session("talking") is not None
    clock.now += DAY + 1
    await store.sweep(DAY)
    assert await store.session("talking") is None
    assert await store.session("stopped") is not None
    clock.now += STOPS_KEPT
    await store.sweep(DAY)
    assert await store.session("stopped") is None


async def test_a_session_comes_back_as_it_was_kept(url: str, clock: Clock) -> None:
    """With the list last sent, also in another process."""
    choices = ({"title": "Yes", "payload": "/affirm"},)
    session = Session("sms-1", 5.0, 4.0, asks="letter_date_confirmed", choices=choices)
    await TextStore(url, SECRET, clock).ready("none", "s", session, [])
    assert await TextStore(url, SECRET, clock).session("s") == session


def test_a_pseudonym_needs_the_secret_and_the_purpose() -> None:
    """Nobody without the secret can find a number by trying them all."""
    names = Pseudonyms(SECRET)
    same = names.of("sender", "twilio", "+447700900001")
    assert same == Pseudonyms(SECRET).of("sender", "twilio", "+447700900001")
    others = {
        Pseudonyms(f"{SECRET}.").of("sender", "twilio", "+447700900001"),
        names.of("message", "twilio", "+447700900001"),
        names.of("sender", "whatsapp", "+447700900001"),
        names.of("sender", "twilio", "+447700900002"),
        names.of("sender", "twilio+447700900001", ""),
    }
    assert same not in others
    assert len(others) == 5
    assert len(same) == 32


def _rows(url: str, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return connection.execute(query).fetchall()


def _dump(url: str) -> str:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return "\n".join(connection.iterdump())
