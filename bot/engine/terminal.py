"""A conversation in the terminal, as one channel shows it."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.channels.text_conversation import Links, TextConversations
from bot.channels.text_gsm7 import parts
from bot.channels.text_message import Inbound, Kind, Pseudonyms
from bot.channels.text_rendering import as_sms, as_whatsapp
from bot.channels.text_store import Session
from bot.engine.agent import load_agent
from bot.engine.conversations import Conversations, Reply
from bot.engine.logs import configure
from bot.engine.model import train
from bot.engine.settings import Settings
from bot.words import SMS, WEB

Ask = Callable[[], Awaitable[str]]


def chat_in_terminal(channel: str) -> None:
    """Talk until an empty line or the end of the input; nothing is kept afterwards."""
    configure()
    conversations = Conversations(load_agent(train()))
    asyncio.run(
        _chat_on_the_web(conversations)
        if channel == WEB
        else chat_by_phone(conversations, channel, Settings.from_environment(), _line, print)
    )


async def chat_by_phone(
    conversations: Conversations,
    channel: str,
    settings: Settings,
    ask: Ask,
    show: Callable[[str], None],
) -> None:
    """What a phone would show: the keywords, the numbers and the words of a text channel."""
    secret = uuid.uuid4().hex
    talks = TextConversations(
        conversations,
        Pseudonyms(secret),
        lasts=settings.text_session,
        links=Links(settings.public_url, settings.secret),
    )
    session: Session | None = None
    text = "hello"
    try:
        while text:
            message = Inbound(uuid.uuid4().hex, "terminal", channel, Kind.TEXT, text)
            answered = await talks.answer("terminal", message, session, time.time())
            session = answered.session
            for line in phone_lines(answered.replies, channel):
                show(line)
            text = await ask()
    finally:
        if session is not None and session.conversation:
            await conversations.forget(session.conversation)


def phone_lines(replies: Sequence[Reply], channel: str) -> list[str]:
    """Each message as its screen shows it; a text message with what it costs."""
    if channel == SMS:
        bodies = [(body, parts(body)) for body in as_sms(replies)]
        return [f"\n{body}\n[{n} part{'s' if n > 1 else ''}]" for body, n in bodies]
    return [f"\n{_whatsapp_screen(message)}" for message in as_whatsapp(replies)]


def _whatsapp_screen(message: Mapping[str, Any]) -> str:
    if message["type"] == "text":
        return str(message["text"]["body"])
    interactive = message["interactive"]
    action = interactive["action"]
    if interactive["type"] == "button":
        titles = [button["reply"]["title"] for button in action["buttons"]]
    else:
        titles = [row["title"] for section in action["sections"] for row in section["rows"]]
    listed = "\n".join(f"  {n}. [{title}]" for n, title in enumerate(titles, start=1))
    return f"{interactive['body']['text']}\n{listed}"


async def _chat_on_the_web(conversations: Conversations) -> None:
    conversation_id = f"terminal-{uuid.uuid4()}"
    try:
        offered = _show(await conversations.open(conversation_id, WEB))
        while text := await _line():
            if text.isdecimal() and 0 < int(text) <= len(offered):
                text = offered[int(text) - 1]
            replies = await conversations.take_turn(
                conversation_id, text, message_id=str(uuid.uuid4()), channel=WEB
            )
            offered = _show(replies)
    finally:
        await conversations.forget(conversation_id)


async def _line() -> str:
    try:
        return (await asyncio.to_thread(input, "\nYou: ")).strip()
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
