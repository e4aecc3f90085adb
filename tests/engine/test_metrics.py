"""The figures tell how many and how long, by few and fixed names, and never who."""

from __future__ import annotations

import pytest
from prometheus_client import REGISTRY

from bot.engine import metrics, patches
from bot.engine.conversations import Conversations

TOLD = "I'm Zebedee, they refused to assess, letter dated 1 October 2026, no certificate"


def _value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def _say(guide: Conversations, text: str, message_id: str) -> None:
    await guide.take_turn("a-conversation", text, message_id=message_id, channel="web")


async def test_turns_are_counted_by_what_became_of_them(
    guide: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answered, repeated, failed and closed."""

    async def fails(module: str, call: object) -> None:
        raise ConnectionError

    outcomes = ("answered", "repeated", "failed", "closed")
    before = {o: _value("guide_turns_total", channel="web", outcome=o) for o in outcomes}
    await _say(guide, TOLD, "1")
    await _say(guide, TOLD, "1")
    with monkeypatch.context() as broken:
        broken.setattr(patches, "run_action", fails)
        await _say(guide, "no", "2")
    monkeypatch.setenv("GUIDE_CLOSED", "web")
    await _say(guide, "no", "3")
    for outcome in outcomes:
        counted = _value("guide_turns_total", channel="web", outcome=outcome)
        assert counted - before[outcome] == 1, outcome


async def test_answers_and_what_was_not_understood_are_counted(guide: Conversations) -> None:
    """By the route, and whether mediation must be contacted."""
    labels = {
        "channel": "web",
        "route": "mediation_then_tribunal",
        "contact_mediation": "required",
    }
    answers = _value("guide_answers_total", **labels)
    unclear = _value("guide_not_understood_total", channel="web")
    await _say(guide, "they refused to assess, letter dated 1 october 2026", "1")
    await _say(guide, "zxcv qwer asdf", "2")
    await _say(guide, "i have no certificate", "3")
    assert _value("guide_answers_total", **labels) == answers + 1
    assert _value("guide_not_understood_total", channel="web") >= unclear + 1


async def test_the_figures_name_nobody(guide: Conversations) -> None:
    """No conversation, no message and no words of it."""
    await _say(guide, TOLD, "a-message")
    told = metrics.exposition().decode()
    assert "guide_turn_seconds_count" in told
    for personal in ("Zebedee", "a-conversation", "a-message", "2026-10-01"):
        assert personal not in told
