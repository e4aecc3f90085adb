"""A conversation in the terminal, as one channel shows it."""

from __future__ import annotations

import asyncio
import uuid

from bot.engine.agent import load_agent
from bot.engine.conversations import Conversations, Reply
from bot.engine.logs import configure
from bot.engine.model import train


def chat_in_terminal(channel: str) -> None:
    """Talk until an empty line or the end of the input; nothing is kept afterwards."""
    configure()
    asyncio.run(_chat(channel))


async def _chat(channel: str) -> None:
    conversations = Conversations(load_agent(train()))
    conversation_id = f"terminal-{uuid.uuid4()}"
    try:
        offered = _show(await conversations.open(conversation_id, channel))
        while text := await asyncio.to_thread(_line):
            if text.isdecimal() and 0 < int(text) <= len(offered):
                text = offered[int(text) - 1]
            replies = await conversations.take_turn(
                conversation_id, text, message_id=str(uuid.uuid4()), channel=channel
            )
            offered = _show(replies)
    finally:
        await conversations.forget(conversation_id)


def _line() -> str:
    try:
        return input("\nYou: ").strip()
    except EOFError:
        return ""


def _show(replies: list[Reply]) -> list[str]:
    offered: list[str] = []
    for reply in replies:
        print(f"\nGuide: {reply.text}")
        for button in reply.buttons:
            offered.append(button["payload"])
            print(f"  {len(offered)}. {button['title']}")
    return offered
