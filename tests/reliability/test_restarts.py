"""One process with a file: killed after every turn, it goes on where it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import httpx

from tests.conftest import TODAY, served
from tests.reliability.talking import TURNS, Talk


async def test_a_guide_killed_after_every_turn_asks_the_same_question_again(
    guide_model: Path, tmp_path: Path
) -> None:
    """The same answers, the same history, in the end the right date."""
    guide = served(tmp_path, GUIDE_TODAY=TODAY)
    guide.start()
    try:
        async with httpx.AsyncClient(timeout=20) as client:
            talk = Talk(client, guide.url)
            await talk.open()
            for number, text in enumerate(TURNS):
                replies = await talk.say(str(number), text)
                before = await talk.history()
                os.kill(guide.process.pid, signal.SIGKILL)
                guide.process.wait()
                guide.start()
                assert await talk.history() == before
                assert await talk.say(str(number), text) == replies
            await talk.check()
    finally:
        guide.__exit__()


async def test_a_closed_web_channel_gives_the_contact_details(
    guide_model: Path, tmp_path: Path
) -> None:
    """The kill switch: every message is answered with how to reach Kids; health is still told."""
    with served(tmp_path, GUIDE_TODAY=TODAY, GUIDE_CLOSED="web") as url:
        async with httpx.AsyncClient(timeout=20, base_url=url) as client:
            opened = await client.post("/chat/sessions")
            assert opened.status_code == 201
            headers = {"Authorization": f"Bearer {opened.json()['token']}"}
            said = await client.post(
                "/chat/messages", json={"id": "1", "text": "hello"}, headers=headers
            )
            for answer in (opened, said):
                (message,) = answer.json()["messages"]
                assert "03330 062 835" in message["text"]
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/readyz")).status_code == 200
            assert b"<title>" in (await client.get("/")).content
