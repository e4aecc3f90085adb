"""Slots are filled with the same events as by Rasa's own code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.domain import Domain

from bot.engine import quicker_slots
from bot.engine.conversations import Conversations

ROOT = Path(__file__).resolve().parent.parent.parent
TALK = (
    "they refused to assess my son and I can't do this any more",
    "what is mediation",
    "asdf qwer",
    "1 october 2026",
    "no",
    "start again",
    "the final plan is wrong in B and F",
)


async def test_the_same_slots_are_filled(
    guide: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every message of a conversation, and again as a form begins."""
    filled = 0

    async def both(self: Any, *given: Any) -> Any:
        nonlocal filled
        ours = await quicker_slots.extract_slots(self, *given)
        rasas = await quicker_slots.extract_slots_slowly(self, *given)
        assert [_told(event) for event in ours] == [_told(event) for event in rasas]
        filled += len(ours)
        return ours

    monkeypatch.setattr(ActionExtractSlots, "run", both)
    await guide.open("c", "web")
    for number, text in enumerate(TALK):
        replies = await guide.take_turn("c", text, message_id=str(number), channel="web")
        assert all(reply.kept for reply in replies)
    assert filled > len(TALK)


def _told(event: Any) -> dict[str, Any]:
    return {name: value for name, value in event.as_dict().items() if name != "timestamp"}


def test_a_slot_that_rasa_fills_is_left_to_rasa() -> None:
    """From an entity, or by an action of its own."""
    written = (ROOT / "domain.yml").read_text(encoding="utf-8")
    assert quicker_slots._is_left_to_the_action(Domain.from_yaml(written))
    custom = "{type: custom}"
    for mapping in ("{type: from_intent, value: x}", "{type: custom, action: action_greet}"):
        changed = Domain.from_yaml(written.replace(custom, mapping, 1))
        assert not quicker_slots._is_left_to_the_action(changed)
