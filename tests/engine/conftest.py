"""A loaded agent with a database of its own for each test."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.conversations import Conversations, Reply
from bot.engine.tracker_store import ConversationStore

Say = Callable[..., Awaitable[list[Reply]]]


@pytest.fixture(scope="session")
def loaded_agent(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The trained model, loaded once for all of these tests."""
    from bot.engine.agent import load_agent
    from bot.engine.logs import configure

    configure()
    database = tmp_path_factory.mktemp("engine") / "conversations.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", f"sqlite:///{database}")
        return load_agent(guide_model)


@pytest.fixture
def store(loaded_agent: Any, tmp_path: Path) -> Iterator[ConversationStore]:
    """A store on a database of its own, in use by the agent during the test."""
    fresh = ConversationStore(loaded_agent.domain, host=f"sqlite:///{tmp_path}/conversations.db")
    before = loaded_agent.tracker_store
    loaded_agent.tracker_store = loaded_agent.processor.tracker_store = fresh
    yield fresh
    loaded_agent.tracker_store = loaded_agent.processor.tracker_store = before
    fresh.database.close()


@pytest.fixture
def guide(loaded_agent: Any, store: ConversationStore) -> Conversations:
    """Conversations with the trained guide."""
    return Conversations(loaded_agent)


@pytest.fixture
def say(guide: Conversations) -> Say:
    """Say something in the conversation "c", as a new message unless an id is given."""

    async def said(text: str, message_id: str | None = None, channel: str = "web") -> list[Reply]:
        return await guide.take_turn(
            "c", text, message_id=message_id or str(uuid.uuid4()), channel=channel
        )

    return said
