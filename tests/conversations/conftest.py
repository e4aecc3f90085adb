"""One loaded guide for all conversations of the suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.conversations import Conversations


@pytest.fixture(scope="session")
def guide(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Conversations:
    """The trained guide in this process, with its actions and a database of its own."""
    from bot.engine.agent import load_agent
    from bot.engine.logs import configure

    configure()
    database = tmp_path_factory.mktemp("conversations") / "conversations.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", f"sqlite:///{database}")
        return Conversations(load_agent(guide_model))
