"""Every conversation written in this folder goes as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.engine.conversations import Conversations
from tests.conversations.talking import play, written

CONVERSATIONS = written(Path(__file__).parent)


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda c: c["conversation"])
async def test_a_conversation_goes_as_written(
    conversation: dict[str, Any], guide: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reply says what it must, and the answer has the right dates."""
    if "today" in conversation:
        monkeypatch.setenv("GUIDE_TODAY", str(conversation["today"]))
    await play(conversation, guide)
