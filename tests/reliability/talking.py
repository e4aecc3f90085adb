"""Conversations over HTTP as a careful client has them: what got no answer is sent again."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

TURNS = (
    "they refused to assess",
    "the letter is dated 1 october 2026",
    "what is mediation",
    "no, i have no certificate",
)
CONTACT_BY = "2026-12-01"
PATIENCE_SECONDS = 40


@dataclass
class Talk:
    """One conversation."""

    client: httpx.AsyncClient
    url: str
    token: str = ""
    replies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    failures: int = 0

    async def open(self) -> None:
        """Begin, as often as it takes."""
        answer = await self._sent("POST", "/chat/sessions")
        self.token = answer.json()["token"]

    async def say(self, message_id: str, text: str) -> list[dict[str, Any]]:
        """One message, sent again under its id until the guide has taken it in."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = await self._sent(
                "POST", "/chat/messages", json={"id": message_id, "text": text}
            )
            messages: list[dict[str, Any]] = answer.json()["messages"]
            assert messages, "a silent turn"
            if not apologises(messages):
                self.replies[message_id] = messages
                return messages
            self.failures += 1
            assert time.monotonic() < end, "the guide never took it in"
            await asyncio.sleep(0.3)

    async def history(self) -> list[dict[str, Any]]:
        """All that was said."""
        answer = await self._sent("GET", "/chat/messages")
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    async def whole(self, pause: float = 0) -> None:
        """A conversation to its date, checked to the letter at its end."""
        await self.open()
        for number, text in enumerate(TURNS):
            await self.say(str(number), text)
            await asyncio.sleep(pause)
        await self.check()

    async def check(self) -> None:
        """Nothing was lost, nothing doubled, and the date is right."""
        said = await self.history()
        ids = [message["id"] for message in said if message["from"] == "you"]
        assert ids == [str(number) for number in range(len(TURNS))], ids
        for message_id, replies in self.replies.items():
            at = next(i for i, m in enumerate(said) if m.get("id") == message_id) + 1
            told = [
                {key: value for key, value in message.items() if key != "from"}
                for message in said[at : at + len(replies)]
            ]
            assert told == replies
        dates = [m["guidance"]["contact_mediation_by"] for m in said if m.get("guidance")]
        assert dates == [CONTACT_BY], dates

    async def _sent(self, method: str, path: str, **request: Any) -> httpx.Response:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = await self.client.request(
                    method,
                    self.url + path,
                    headers={"Authorization": f"Bearer {self.token}"} if self.token else {},
                    **request,
                )
                if answer.status_code < 400:
                    return answer
                assert answer.status_code in (429, 503), answer.text
            except httpx.TransportError:
                pass
            self.failures += 1
            assert time.monotonic() < end, "the guide never answered"
            await asyncio.sleep(0.3)


def apologises(messages: list[dict[str, Any]]) -> bool:
    """Whether this is the reply of a guide that could not take the message in."""
    return len(messages) == 1 and "couldn't take that in" in messages[0]["text"]
