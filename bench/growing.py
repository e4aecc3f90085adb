"""Measures what more people take: turns a second and memory by worker, PostgreSQL and Redis.

    python -m bench.growing               the tables, put into docs/performance.md
    python -m bench.growing --docs ''     the tables alone

The guide is served four ways at once, each with a database of its own: from a file; with
PostgreSQL; with PostgreSQL and Redis; the same with two workers. All hold the same whole
conversations, taking turns with each other. PostgreSQL and Redis are the real servers, started
for this on free ports of this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from bench import growing_report, machine
from bench.processes import (
    Service,
    family,
    free_port,
    own_size,
    processor_time,
    processor_time_of_the_ended,
)
from bench.talking import GuideTalk, hold, hold_together, new_client, wait_for_first_answer
from bench.training import TODAY, trained_guide
from bench.turns_report import replace_part
from tests.reliability.engines import Postgres, Redis

ROOT = Path(__file__).resolve().parent.parent
STORED = "SELECT pg_total_relation_size('guide_events') + pg_total_relation_size('guide_turns')"
TURNS = "SELECT count(*) FROM guide_turns"


@dataclass
class Way:
    """One way to serve the guide, and what was found; lists have one value a round."""

    name: str
    workers: int
    service: Service
    postgres: Postgres | None = None
    redis: Redis | None = None
    turn_seconds: list[float] = field(default_factory=list)
    """The median of each round, one parent at a time."""
    turns_per_second: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    """Of the guide's own processes, for one turn."""
    postgres_seconds: list[float] = field(default_factory=list)
    redis_seconds: list[float] = field(default_factory=list)
    memory_bytes: int = 0
    """Of all its processes, at the end."""
    further_bytes: float = 0.0
    """What a worker holds that it shares with none; 0 where there is only one."""
    bytes_stored: float = 0.0
    """On PostgreSQL's disk, indexes included, for one turn."""


@dataclass(frozen=True)
class Used:
    """Processor time used so far, in seconds."""

    guide: float
    postgres: float
    redis: float

    @classmethod
    def by(cls, way: Way) -> Used:
        return cls(
            way.service.processor_seconds(),
            _processor_seconds(way.postgres.pid) if way.postgres else 0.0,
            _processor_seconds(way.redis.pid) if way.redis else 0.0,
        )


@contextmanager
def ways(guide: Path) -> Iterator[list[Way]]:
    """Each way with servers of its own, stopped at the end."""
    with ExitStack() as stack:
        found = []
        for number, (name, workers, servers) in enumerate(
            (
                ("a file", 1, 0),
                ("PostgreSQL", 1, 1),
                ("PostgreSQL and Redis", 1, 2),
                ("PostgreSQL and Redis", 2, 2),
            )
        ):
            postgres = stack.enter_context(_running(Postgres())) if servers > 0 else None
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            redis = stack.enter_context(_running(Redis(folder))) if servers > 1 else None
            found.append(_way(name, workers, guide, postgres, redis, number))
        try:
            yield found
        finally:
            for way in found:
                way.service.stop()


@contextmanager
def _running(server: Postgres | Redis) -> Iterator[Postgres | Redis]:
    server.start()
    try:
        yield server
    finally:
        server.remove() if isinstance(server, Postgres) else server.stop()


def _way(
    name: str,
    workers: int,
    guide: Path,
    postgres: Postgres | None,
    redis: Redis | None,
    number: int,
) -> Way:
    port = free_port()
    settings = {
        "GUIDE_TODAY": TODAY,
        "GUIDE_SECRET": "a secret for measurements alone, of some length",
        "GUIDE_PROXIES": "1",
        "DATABASE_URL": postgres.url if postgres else f"sqlite:///{guide}/growing-{number}.db",
        **({"REDIS_URL": redis.url} if redis else {}),
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
    command += ["--workers", str(workers)] if workers > 1 else []
    service = Service([command], guide, f"http://127.0.0.1:{port}", settings)
    return Way(name, workers, service, postgres, redis)


async def measure(found: Sequence[Way], plan: argparse.Namespace) -> None:
    """Every way in every round, the first of a round another one each time."""
    for way in found:
        way.service.start()
        await wait_for_first_answer(GuideTalk, way.service.url, way.service.check)
    for way in found:  # what is loaded at first use is no part of a usual turn
        await hold_together(GuideTalk, way.service.url, people=plan.people, each=2)
    for round in range(plan.rounds):
        turned = round % len(found)
        for way in [*found[turned:], *found[:turned]]:
            await _round(way, plan)
    for way in found:
        _weigh(way)


async def _round(way: Way, plan: argparse.Namespace) -> None:
    url, before = way.service.url, Used.by(way)
    took: list[float] = []
    async with new_client() as client:
        for _ in range(plan.conversations):
            took += await hold(GuideTalk(client, url))
    crowd = await hold_together(GuideTalk, url, people=plan.people, each=plan.each)
    used, turns = Used.by(way), len(took) + crowd.turns
    way.turn_seconds.append(statistics.median(took))
    way.turns_per_second.append(crowd.per_second)
    way.processor_seconds.append((used.guide - before.guide) / turns)
    way.postgres_seconds.append((used.postgres - before.postgres) / turns)
    way.redis_seconds.append((used.redis - before.redis) / turns)
    print(
        f"{way.name}, {way.workers}: {1000 * way.turn_seconds[-1]:.1f} ms a turn, "
        f"{crowd.per_second:.0f} turns/s",
        flush=True,
    )


def _weigh(way: Way) -> None:
    way.memory_bytes = way.service.memory()
    if way.workers > 1:
        workers = [pid for root in way.service.pids for pid in family(root) if pid != root]
        way.further_bytes = statistics.mean(map(own_size, workers))
    if way.postgres:
        with psycopg2.connect(way.postgres.url) as connection, connection.cursor() as cursor:
            cursor.execute(STORED)
            stored = int(cursor.fetchone()[0])
            cursor.execute(TURNS)
            way.bytes_stored = stored / int(cursor.fetchone()[0])


def _processor_seconds(root: int) -> float:
    """Of a server and all its processes; PostgreSQL has one for each connection."""
    return processor_time_of_the_ended(root) + sum(map(processor_time, family(root)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and bring docs/performance.md up to date."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.growing", description=described)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--conversations", type=int, default=10, help="one at a time, a round")
    parser.add_argument("--people", type=int, default=16, help="at once")
    parser.add_argument("--each", type=int, default=4, help="conversations of each person a round")
    parser.add_argument("--docs", default=str(ROOT / "docs"))
    plan = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        trained = trained_guide(Path(folder), ROOT)
        with ways(trained.folder) as found:
            asyncio.run(measure(found, plan))
    text = f"{growing_report.tables(found)}\n\n{machine.describe().sentence()}"
    print(text)
    if plan.docs:
        replace_part(Path(plan.docs) / "performance.md", "growing", text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
