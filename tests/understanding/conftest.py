"""The trained guide, for reading single messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.understanding.reading import Understood, rows, understand

Read = Callable[[str], Awaitable[list[Understood]]]


@pytest.fixture(scope="session")
def read_file(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """What the guide makes of every message of a file."""
    from bot.engine.agent import load_agent
    from bot.engine.logs import configure

    configure()
    with pytest.MonkeyPatch.context() as patched:
        database = tmp_path_factory.mktemp("understanding") / "conversations.db"
        patched.setenv("DATABASE_URL", f"sqlite:///{database}")
        patched.setenv("GUIDE_TODAY", "2026-11-21")
        agent = load_agent(guide_model)

        async def read(name: str) -> list[Understood]:
            return [await understand(agent, row, date(2026, 11, 21)) for row in rows(name)]

        yield read


@pytest.fixture(scope="session")
async def read_messages(read_file: Read) -> list[Understood]:
    """Messages of every kind."""
    return await read_file("messages.yml")


@pytest.fixture(scope="session")
async def read_danger_and_dates(read_file: Read) -> list[Understood]:
    """Messages around danger and dates."""
    return await read_file("danger_and_dates.yml")
