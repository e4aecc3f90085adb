"""Nothing is kept longer than its conversation can be resumed, and nobody need see to it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels.tokens import SESSION_LIFETIME
from bot.engine import retention
from bot.engine.conversations import Conversations
from bot.engine.database import TURNS
from bot.engine.retention import WEB_KEPT, Retention
from bot.engine.settings import LONGEST_TEXT_SESSION
from bot.engine.tracker_store import ConversationStore
from bot.engine.turns import Span

ROOT = Path(__file__).parent.parent.parent
HOUR = 3600.0
NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("channel", "began", "last", "over"),
    [
        ("web", 23.9, 23.9, False),
        ("web", 24, 24, True),
        ("web", 24, 0.1, True),
        ("web", 0, 0, False),
        ("sms", 71.9, 71.9, False),
        ("sms", 72, 72, True),
        ("sms", 500, 71, False),
        ("whatsapp", 500, 73, True),
    ],
)
def test_when_a_conversation_is_over(channel: str, began: float, last: float, over: bool) -> None:
    """Hours ago. On the web from its first message; by text from its last."""
    span = Span("c", channel, NOW - began * HOUR, NOW - last * HOUR)
    assert Retention(timedelta(hours=72)).is_over(span, NOW) is over


def test_a_token_is_of_no_use_once_its_conversation_is_erased_and_the_other_way_round() -> None:
    """24 hours both; text messages a week at most."""
    assert WEB_KEPT == SESSION_LIFETIME == timedelta(hours=24)
    assert timedelta(days=7) == LONGEST_TEXT_SESSION


def _age(store: ConversationStore, conversation_id: str, hours: float) -> None:
    with store.database.engine.begin() as connection:
        connection.execute(
            TURNS.update()
            .where(TURNS.c.conversation_id == conversation_id)
            .values(at=TURNS.c.at - hours * HOUR)
        )


async def test_only_what_is_over_is_erased(guide: Conversations, store: ConversationStore) -> None:
    """The table of message ids goes with it."""
    await guide.open("old", "web")
    await guide.open("new", "web")
    _age(store, "old", 25)
    assert await Retention(timedelta(hours=72)).forget_old(store) == 1
    assert list(await store.keys()) == ["new"]
    with store.database.engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(TURNS)) == 1


async def test_the_server_erases_by_itself_and_goes_on_after_a_failure(
    guide: Conversations, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Round after round, also when one fails."""
    monkeypatch.setattr(retention, "ROUND_SECONDS", 0.01)
    await guide.open("old", "web")
    _age(store, "old", 25)
    forget_old, failed = store.forget_old, []

    async def fails_at_first(*arguments: object) -> int:
        if not failed:
            failed.append(True)
            raise OSError("no database")
        return await forget_old(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "forget_old", fails_at_first)
    rounds = asyncio.ensure_future(Retention(timedelta(hours=72)).keep_forgetting(store))
    end = time.monotonic() + 10
    while await store.exists("old") and time.monotonic() < end:
        await asyncio.sleep(0.02)
    rounds.cancel()
    assert failed
    assert not await store.exists("old")


async def test_the_command_erases_what_is_over(
    guide: Conversations, store: ConversationStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m bot forget-old`, for a timer of one's own."""
    await guide.open("old", "web")
    _age(store, "old", 25)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/conversations.db")
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-m", "bot", "forget-old"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "1 conversations erased" in done.stdout
    assert not await store.exists("old")
