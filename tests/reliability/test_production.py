"""Two workers on the real PostgreSQL and Redis: whatever is killed, nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psycopg2
import pytest

from tests.conftest import TODAY, served
from tests.reliability.engines import Postgres, Redis
from tests.reliability.talking import TURNS, Talk, apologises

METRICS_TOKEN = "a token for the collector of metrics"


class Service:
    """Everything that runs."""

    def __init__(self, folder: Path) -> None:
        self.postgres, self.redis = Postgres(), Redis(_in(folder, "redis"))
        self.postgres.start()
        self.redis.start()
        self.guide = served(
            _in(folder, "guide"),
            "--workers",
            "2",
            GUIDE_TODAY=TODAY,
            GUIDE_ENDPOINTS="endpoints.production.yml",
            DATABASE_URL=self.postgres.url,
            REDIS_URL=self.redis.url,
            GUIDE_METRICS_TOKEN=METRICS_TOKEN,
        )
        self.guide.start()
        self.wait_for_workers()

    @property
    def url(self) -> str:
        return self.guide.url

    def workers(self) -> list[int]:
        """The processes that answer."""
        supervisor = self.guide.process.pid
        children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text()
        return [int(child) for child in children.split()]

    def wait_for_workers(self) -> None:
        """Until both workers have loaded the guide."""
        ready: set[str] = set()
        end = time.monotonic() + 90
        while len(ready) < 2:
            assert time.monotonic() < end, self.guide.log.read_text()[-2000:]
            with httpx.Client() as fresh:  # each connection may go to another worker
                found = fresh.get(f"{self.url}/readyz", timeout=30)
                if found.status_code == 200:
                    ready.add(found.headers["X-Worker"])
            time.sleep(0.02)

    def stop(self) -> None:
        """All of it."""
        self.guide.__exit__()
        self.redis.stop()
        self.postgres.remove()

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """What the database itself says."""
        with psycopg2.connect(self.postgres.url) as connection, connection.cursor() as cursor:
            cursor.execute(question)
            return list(cursor.fetchall())


def processor_ticks(process: int) -> int:
    """How long a process has worked, in the kernel's ticks."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


@pytest.fixture(scope="module")
def service(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all of these tests."""
    running = Service(tmp_path_factory.mktemp("production"))
    yield running
    running.stop()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client that waits long enough for any answer."""
    limits = httpx.Limits(max_connections=40, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=30, limits=limits) as opened:
        yield opened


async def test_one_worker_killed_in_the_middle_of_a_hundred_conversations(
    service: Service, client: httpx.AsyncClient
) -> None:
    """Every conversation comes to its date, each message taken once, and the worker is back."""
    talks = [Talk(client, service.url) for _ in range(100)]
    some = asyncio.Semaphore(24)

    async def have(talk: Talk) -> None:
        async with some:
            await talk.whole()

    before = service.workers()
    running = [asyncio.ensure_future(have(talk)) for talk in talks]
    while sum(bool(talk.replies) for talk in talks) < 30 and not any(t.done() for t in running):
        await asyncio.sleep(0.05)
    busiest = max(before, key=processor_ticks)
    os.kill(busiest, signal.SIGSTOP)  # so that it surely holds messages when it dies
    await asyncio.sleep(1)
    os.kill(busiest, signal.SIGKILL)
    await asyncio.gather(*running)
    assert sum(talk.failures for talk in talks) > 0, "the kill was noticed by nobody"
    end = time.monotonic() + 30
    while len(set(service.workers()) - {busiest}) < 2:
        assert time.monotonic() < end
        await asyncio.sleep(0.2)
    service.wait_for_workers()


async def test_the_same_message_to_both_workers_at_once_is_one_turn(
    service: Service, client: httpx.AsyncClient
) -> None:
    """Twenty connections at the same moment; one turn, twenty times the same reply."""
    talk = Talk(client, service.url)
    await talk.open()
    replies = await asyncio.gather(*(talk.say("0", TURNS[0]) for _ in range(20)))
    assert all(reply == replies[0] for reply in replies)
    said = await talk.history()
    assert [message["id"] for message in said if message["from"] == "you"] == ["0"]


async def test_both_workers_take_part(service: Service, client: httpx.AsyncClient) -> None:
    """And one conversation may go on at either."""
    seen = set()
    for resting in service.workers():
        os.kill(resting, signal.SIGSTOP)
        try:
            seen.add((await client.get(f"{service.url}/healthz")).headers["X-Worker"])
        finally:
            os.kill(resting, signal.SIGCONT)
    assert len(seen) == 2
    await Talk(client, service.url).whole()


async def test_the_database_itself_refuses_a_second_turn(service: Service) -> None:
    """The constraints are there, not only in our code."""
    constraints = service.rows(
        "select contype::text, count(*) from pg_constraint "
        "where conrelid = 'guide_turns'::regclass group by contype"
    )
    assert ("u", 1) in constraints
    assert ("p", 1) in constraints


async def test_the_database_stopped_and_started_again(
    service: Service, client: httpx.AsyncClient
) -> None:
    """While it is away each message gets one apology; afterwards nothing is missing."""
    talk = Talk(client, service.url)
    await talk.open()
    await talk.say("0", TURNS[0])
    service.postgres.stop()
    try:
        answers = []
        for _ in range(3):
            answer = await client.post(
                f"{service.url}/chat/messages",
                headers={"Authorization": f"Bearer {talk.token}"},
                json={"id": "1", "text": TURNS[1]},
            )
            assert answer.status_code == 200
            answers.append(answer.json()["messages"])
        assert all(apologises(messages) for messages in answers)
        assert "03330 062 835" in answers[0][0]["text"]
        assert (await client.get(f"{service.url}/healthz")).status_code == 200
        assert (await client.get(f"{service.url}/readyz")).status_code == 503
        opening = await client.post(f"{service.url}/chat/sessions")
        assert opening.status_code == 503
        assert "03330 062 835" in opening.json()["message"]
    finally:
        service.postgres.start()
    for number, text in list(enumerate(TURNS))[1:]:
        await talk.say(str(number), text)
    await talk.check()


async def test_redis_lost_and_back(service: Service, client: httpx.AsyncClient) -> None:
    """Without the shared locks the database keeps the order; nobody notices."""
    talk, other = Talk(client, service.url), Talk(client, service.url)
    await talk.open()
    await talk.say("0", TURNS[0])
    service.redis.stop()
    try:
        replies = await asyncio.gather(*(talk.say("1", TURNS[1]) for _ in range(10)))
        assert all(reply == replies[0] for reply in replies)
        await other.whole()
        assert talk.failures == other.failures == 0
    finally:
        service.redis.start()
    await talk.say("2", TURNS[2])
    await talk.say("3", TURNS[3])
    await talk.check()


async def test_metrics_count_the_work_of_every_worker(
    service: Service, client: httpx.AsyncClient
) -> None:
    """Whichever worker is asked; to nobody without the token; and nothing personal."""
    talk = Talk(client, service.url)
    await talk.whole()
    assert (await client.get(f"{service.url}/metrics")).status_code == 404
    wrong = {"Authorization": "Bearer no"}
    assert (await client.get(f"{service.url}/metrics", headers=wrong)).status_code == 404
    shown = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    figures = (await client.get(f"{service.url}/metrics", headers=shown)).text
    counted = float(
        figures.split('guide_turns_total{channel="web",outcome="answered"} ')[1].split("\n")[0]
    )
    assert counted >= 400
    assert "guide_turn_seconds_bucket" in figures
    assert talk.token not in figures


async def test_a_new_version_put_in_place_mid_conversation(
    service: Service, client: httpx.AsyncClient
) -> None:
    """All workers stop gracefully, others start: the same question, the same answers."""
    talk = Talk(client, service.url)
    await talk.open()
    await talk.say("0", TURNS[0])
    await talk.say("1", TURNS[1])
    service.guide.__exit__()
    assert service.guide.process.returncode == 0
    service.guide.start()
    for number, text in list(enumerate(TURNS))[2:]:
        await talk.say(str(number), text)
    await talk.check()
    service.wait_for_workers()


async def test_a_graceful_stop_answers_what_it_has_accepted(
    service: Service, client: httpx.AsyncClient
) -> None:
    """Told to stop with twenty turns under way: each client has its reply."""
    talks = [Talk(client, service.url) for _ in range(20)]
    await asyncio.gather(*(talk.open() for talk in talks))
    asked = [
        asyncio.ensure_future(
            client.post(
                f"{service.url}/chat/messages",
                headers={"Authorization": f"Bearer {talk.token}"},
                json={"id": "0", "text": TURNS[0]},
            )
        )
        for talk in talks
    ]
    await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    service.guide.process.terminate()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert await asyncio.to_thread(service.guide.process.wait, 30) == 0
    replied = [a for a in answers if isinstance(a, httpx.Response) and a.status_code == 200]
    # A connection still waiting to be accepted is nobody's yet: it may be cut, and sent again.
    assert len(replied) >= 10, answers
    service.guide.start()
    for talk in talks:
        assert (await talk.say("0", TURNS[0]))[-1]["asks"] == "letter_date"
        said = await talk.history()
        assert [message["id"] for message in said if message["from"] == "you"] == ["0"]


def _in(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
