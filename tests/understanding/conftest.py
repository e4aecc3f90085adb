"""The trained guide, for reading single messages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.understanding.reading import Understood, rows, understand


@pytest.fixture(scope="session")
async def read_messages(
    guide_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Understood]:
    """What the guide makes of every message of messages.yml."""
    from bot.engine.agent import load_agent
    from bot.engine.logs import configure

    configure()
    with pytest.MonkeyPatch.context() as patched:
        database = tmp_path_factory.mktemp("understanding") / "conversations.db"
        patched.setenv("DATABASE_URL", f"sqlite:///{database}")
        patched.setenv("GUIDE_TODAY", "2026-11-21")
        agent = load_agent(guide_model)
        return [await understand(agent, row, date(2026, 11, 21)) for row in rows("messages.yml")]
