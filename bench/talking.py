"""Whole conversations over HTTP with the guide and with ordinary Rasa bots, and their times."""

from __future__ import annotations

import asyncio
import time
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import count

import aiohttp

OPENING = "/session_open"
SCRIPT = ('/decision{"decision": "refusal_to_assess"}', "what is mediation", "1 October 2026")
"""A choice pressed, a question on the way and a date typed; then "No" is pressed."""
LAST_DAY = "1 December 2026"
"""What the reply to the last message must name: two months from the letter's date."""
SMALL_QUESTIONS = ("what is mediation", "how much does it cost", "who comes", "is it confidential")

_addresses = count()


class NoDate(AssertionError):
    """A conversation ended without the date: its times count for nothing."""


class Talk(ABC):
    """One conversation with one service."""

    no: str
    """What the button "No" sends."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self.client, self.url = client, url
        self.waited = 0.0
        """Seconds spent waiting because the service said it had had too many messages."""

    @abstractmethod
    async def open(self) -> str:
        """Begin; what the bot says first."""

    @abstractmethod
    async def say(self, text: str) -> str:
        """Send a message; what the bot replies."""


class GuideTalk(Talk):
    """A conversation over the guide's web channel."""

    no = '/certificate{"certificate": "not_held"}'

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        super().__init__(client, url)
        # Each parent has an address of their own, as behind a proxy; limits go by address.
        number = next(_addresses)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.headers = {"X-Forwarded-For": address}

    async def open(self) -> str:
        answer = await self._post("/chat/sessions", None)
        self.headers = {**self.headers, "Authorization": f"Bearer {answer['token']}"}
        return _text(answer["messages"])

    async def say(self, text: str) -> str:
        answer = await self._post("/chat/messages", {"id": str(uuid.uuid4()), "text": text})
        return _text(answer["messages"])

    async def _post(self, path: str, body: object) -> dict[str, list[dict[str, str]]]:
        while True:
            sending = self.client.post(self.url + path, json=body, headers=self.headers)
            async with sending as response:
                if response.status != 429:
                    response.raise_for_status()
                    answer: dict[str, list[dict[str, str]]] = await response.json()
                    return answer
                pause = float(response.headers["Retry-After"])
            await asyncio.sleep(pause)
            self.waited += pause


class RestTalk(Talk):
    """A conversation over Rasa's REST channel."""

    no = "/deny"

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        super().__init__(client, url)
        self.sender = str(uuid.uuid4())

    async def open(self) -> str:
        return await self.say(OPENING)

    async def say(self, text: str) -> str:
        sending = self.client.post(
            f"{self.url}/webhooks/rest/webhook", json={"sender": self.sender, "message": text}
        )
        async with sending as response:
            response.raise_for_status()
            return _text(await response.json())


def _text(messages: list[dict[str, str]]) -> str:
    return "\n".join(message.get("text", "") for message in messages)


@dataclass(frozen=True)
class Together:
    """A crowd's turns and the seconds they took."""

    turns: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.turns / self.seconds


def new_client() -> aiohttp.ClientSession:
    """A client with room for a crowd, and patience for a slow service.

    It takes little time itself, for that is counted with the service's.
    """
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=120), connector=aiohttp.TCPConnector(limit=64)
    )


async def hold(talk: Talk) -> list[float]:
    """One whole conversation: the seconds of each turn. Raises NoDate."""
    took = []
    began = time.perf_counter()
    reply = await talk.open()
    took.append(time.perf_counter() - began)
    for text in (*SCRIPT, talk.no):
        began = time.perf_counter()
        reply = await talk.say(text)
        took.append(time.perf_counter() - began)
    if LAST_DAY not in reply:
        raise NoDate(f"The conversation ended with {reply!r}.")
    return took


async def hold_together(kind: type[Talk], url: str, *, people: int, each: int) -> Together:
    """`people` at once, each holding `each` conversations one after another."""
    async with new_client() as client:

        async def person() -> int:
            return sum([len(await hold(kind(client, url))) for _ in range(each)])

        began = time.perf_counter()
        turns = sum(await asyncio.gather(*(person() for _ in range(people))))
        return Together(turns, time.perf_counter() - began)


async def wait_for_first_answer(
    kind: type[Talk], url: str, check: object = None, patience: float = 300
) -> float:
    """Seconds until a first message is answered with words; asks ten times a second.

    Raises TimeoutError, and whatever `check` raises when the service has died.
    """
    began = time.monotonic()
    async with new_client() as client:
        while time.monotonic() - began < patience:
            if callable(check):
                check()
            try:
                if await kind(client, url).open():
                    return time.monotonic() - began
            except (aiohttp.ClientError, TimeoutError, ValueError):
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError(f"Nothing was answered in {patience:.0f} s.")
