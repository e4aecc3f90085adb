"""Conversations as an action sees them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


def tracker(
    text: str = "",
    intent: str = "inform",
    *,
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    channel: str = "web",
    **parsed: Any,
) -> Tracker:
    """A conversation whose latest message is `text`, taken for `intent`."""
    base = intent.split("/")[0]
    message = {
        "text": text,
        "intent": {"name": base, "confidence": 1.0},
        "entities": parsed.pop("entities", []),
        "response_selector": {base: {"response": {"intent_response_key": intent}}},
        **parsed,
    }
    user = {"event": "user", "text": text, "parse_data": message, "input_channel": channel}
    return Tracker(
        "someone", dict(slots or {}), message, [*(events or []), user], False, None, {}, None
    )


async def run(action: Action, conversation: Tracker) -> tuple[list[dict[str, Any]], list[Any]]:
    """What an action says, and the events it returns."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, conversation, {})
    return dispatcher.messages, events


def asked(question: str) -> list[dict[str, Any]]:
    """The guide's question before the latest message."""
    return [{"event": "bot", "text": "?", "metadata": {"asks": question}}]


def set_now(**values: Any) -> list[dict[str, Any]]:
    """Slots that the latest message set."""
    return [{"event": "slot", "name": name, "value": value} for name, value in values.items()]
