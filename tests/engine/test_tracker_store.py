"""Each turn is kept whole or not at all, once, and is soon loaded however long the talk."""

from __future__ import annotations

import asyncio
import cProfile
import json
import pstats
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered

from bot.engine import turns
from bot.engine.conversations import Conversations, Reply, Said
from bot.engine.database import EVENTS, TURNS
from bot.engine.failures import Read, TurnFailed, TurnTaken, note_failure, watching
from bot.engine.tracker_store import ConversationStore
from tests.engine.conftest import Say

TALK = [
    "/session_open",
    "hello",
    "they refused to assess, letter dated 1 october 2026",
    "what is mediation",
    "no",
    "what was my date again",
    "that's wrong, it was the 2nd of october 2026",
    "asdf qwer",
    "how much does it cost",
    "start again",
    "just the school",
    "yes",
]


async def _tracker(store: ConversationStore, text: str, message_id: str) -> Any:
    tracker = await store.get_or_create_tracker("c", append_action_listen=False)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(
        UserUttered(text, {"name": "inform"}, input_channel="web", message_id=message_id)
    )
    return tracker


def _count(store: ConversationStore, table: sa.Table) -> int:
    with store.database.engine.connect() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


async def test_a_conversation_that_nobody_began_does_not_exist(store: ConversationStore) -> None:
    """Asking for it does not make it."""
    assert await store.retrieve("c") is None
    assert not await store.exists("c")
    await store.get_or_create_tracker("c", append_action_listen=False)
    assert not await store.exists("c")


async def test_what_is_saved_comes_back(store: ConversationStore) -> None:
    """The answers, and only the turns that were saved."""
    tracker = await _tracker(store, "a", "1")
    tracker.update(SlotSet("decision", "refusal_to_assess"))
    await store.save(tracker)
    again = await store.retrieve("c")
    assert again is not None
    assert again.get_slot("decision") == "refusal_to_assess"
    assert list(await store.keys()) == ["c"]


async def test_the_same_message_is_kept_once(store: ConversationStore) -> None:
    """The database itself refuses the second, whichever process it comes from."""
    first, second = await _tracker(store, "a", "1"), await _tracker(store, "a", "1")
    await store.save(first)
    with pytest.raises(TurnTaken):
        await store.save(second)
    assert _count(store, TURNS) == 1


async def test_two_turns_begun_at_once_are_not_both_kept(store: ConversationStore) -> None:
    """The second was worked out without the first, so it must begin again."""
    first, second = await _tracker(store, "a", "1"), await _tracker(store, "b", "2")
    await store.save(second)
    with pytest.raises(TurnTaken):
        await store.save(first)
    assert [event["text"] for event in await store.messages("c")] == ["b"]


async def test_nothing_is_kept_of_a_turn_with_a_failed_action(store: ConversationStore) -> None:
    """Rasa would have saved it as if nothing had happened."""
    tracker = await _tracker(store, "a", "1")
    with watching():
        note_failure()
        with pytest.raises(TurnFailed):
            await store.save(tracker)
    assert not await store.exists("c")


@pytest.mark.usefixtures("guide")
async def test_what_a_message_needs_is_read_at_once_as_it_would_be_one_by_one(
    say: Say, store: ConversationStore
) -> None:
    """The reply it had, however long ago, or else the end of its own conversation."""
    assert await store.read("c", "0") == Read()
    for number, text in enumerate(TALK):
        await say(text, str(number))
    with store.database.engine.connect() as connection:
        for number in range(len(TALK)):
            replies = turns.replies_to(connection, "c", str(number))
            assert replies
            assert await store.read("c", str(number)) == Read(replies=replies)
        tail = turns.tail(connection, "c")
    assert tail is not None
    assert await store.read("c", "new") == Read(tail=tail)
    assert await store.read("d", "0") == Read()


async def test_a_turn_is_whole_or_not_there(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the second of two tables cannot be written, the first is not either."""
    tracker = await _tracker(store, "a", "1")
    await store.exists("c")
    with store.database.engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE TRIGGER full_disk BEFORE INSERT ON guide_events "
                "BEGIN SELECT RAISE(FAIL, 'disk full'); END"
            )
        )
    with pytest.raises(TurnTaken):
        await store.save(tracker)
    assert _count(store, TURNS) == 0


async def test_what_is_stored_has_no_names_and_no_clear_message_ids(
    say: Say, store: ConversationStore, tmp_path: Path
) -> None:
    """Every byte of the database's files, after a message full of them."""
    await say("/session_open", "/session_open")
    await say(
        "I'm Siobhan, my son Zebedee, 07700 900123, siob@example.org, SG13 8DE. "
        "They refused to assess, letter dated 1 October 2026",
    )
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (b"Siobhan", b"Zebedee", b"900123", b"siob@", b"8DE"):
        assert secret not in stored
    assert b"2026-10-01" in stored
    tracker = await store.retrieve("c")
    assert tracker is not None and tracker.get_slot("letter_date") == "2026-10-01"


async def test_forgetting_leaves_no_byte_behind(
    say: Say, store: ConversationStore, tmp_path: Path
) -> None:
    """Neither in the file nor in the log beside it."""
    await say("/session_open", "/session_open")
    await say("zygomorphic flowers")
    assert any(b"zygomorphic" in file.read_bytes() for file in tmp_path.iterdir())
    await store.forget("c")
    assert not any(b"zygomorphic" in file.read_bytes() for file in tmp_path.iterdir())
    assert _count(store, EVENTS) == _count(store, TURNS) == 0


async def test_forgetting_one_conversation_keeps_the_others(
    guide: Conversations, store: ConversationStore
) -> None:
    """Only its own rows go."""
    await guide.open("c", "web")
    await guide.open("d", "web")
    await guide.forget("c")
    assert not await guide.exists("c")
    assert await guide.exists("d")
    assert await guide.history("d")


async def test_a_turn_needs_no_more_than_the_last_few(
    guide: Conversations, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The replies are the same as when everything ever said is replayed."""

    async def talk(conversation_id: str, replayed: int) -> list[list[Reply]]:
        monkeypatch.setattr(turns, "TURNS_REPLAYED", replayed)
        return [
            await guide.take_turn(
                conversation_id, text, message_id=str(n) if n else text, channel="web"
            )
            for n, text in enumerate(TALK)
        ]

    everything = await talk("all", 1_000_000)
    assert await talk("few", 3) == everything
    assert await talk("none", 1) == everything
    assert any(reply.guidance for replies in everything for reply in replies)


async def test_a_turn_late_in_a_long_conversation_is_no_slower(
    guide: Conversations, store: ConversationStore
) -> None:
    """After 200 messages it calls at most 1.02 times the functions of a turn after 5."""

    async def calls(conversation_id: str) -> int:
        profile = cProfile.Profile()
        with profile:
            await guide.take_turn(
                conversation_id,
                "how much does it cost",
                message_id=str(uuid.uuid4()),
                channel="web",
            )
        return int(pstats.Stats(profile).total_calls)

    for conversation_id in ("short", "long"):
        await guide.open(conversation_id, "web")
        for number in range(5):
            await guide.take_turn(
                conversation_id, "what is mediation", message_id=str(number), channel="web"
            )
    await _lengthen(store, "long", 200)
    assert len([m for m in await guide.history("long") if isinstance(m, Said)]) == 205
    for conversation_id in ("short", "long"):
        await calls(conversation_id)
    assert await calls("long") <= 1.02 * await calls("short")


async def _lengthen(store: ConversationStore, conversation_id: str, times: int) -> None:
    """Put the last turn `times` more at the end, each as a message of its own."""
    with store.database.engine.begin() as connection:
        last = dict(
            connection.execute(
                sa.select(TURNS)
                .where(TURNS.c.conversation_id == conversation_id)
                .order_by(TURNS.c.first_event.desc())
                .limit(1)
            )
            .mappings()
            .one()
        )
        events = [
            dict(row)
            for row in connection.execute(
                sa.select(EVENTS)
                .where(
                    EVENTS.c.conversation_id == conversation_id,
                    EVENTS.c.number >= last["first_event"],
                )
                .order_by(EVENTS.c.number)
            ).mappings()
        ]
        for time_again in range(1, times + 1):
            shift = time_again * len(events)
            connection.execute(
                TURNS.insert(),
                [
                    {
                        **last,
                        "first_event": last["first_event"] + shift,
                        "message": f"again {time_again}",
                    }
                ],
            )
            connection.execute(
                EVENTS.insert(), [{**row, "number": row["number"] + shift} for row in events]
            )


async def test_a_database_of_several_processes_makes_its_tables_once(tmp_path: Path) -> None:
    """Stores opened at the same moment on a new file all work."""
    url = f"sqlite:///{tmp_path}/new.db"
    stores = [ConversationStore(host=url) for _ in range(5)]
    found = await asyncio.gather(*(asyncio.to_thread(asyncio.run, s.exists("c")) for s in stores))
    assert found == [False] * 5
    made = [
        row[0]
        for row in sqlite3.connect(tmp_path / "new.db").execute(
            "select name from sqlite_master where type = 'table'"
        )
    ]
    assert made.count("guide_events") == made.count("guide_turns") == 1


async def test_the_answers_are_kept_with_each_turn(say: Say, store: ConversationStore) -> None:
    """So that the next turn need not replay what led to them."""
    await say("/session_open", "/session_open")
    await say("they refused to assess, letter dated 1 october 2026")
    with store.database.engine.connect() as connection:
        states = [
            json.loads(s)
            for s in connection.scalars(sa.select(TURNS.c.state).order_by(TURNS.c.first_event))
        ]
    assert [state["slots"].get("letter_date") for state in states] == [None, "2026-10-01"]
