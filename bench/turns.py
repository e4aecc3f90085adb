"""Measures the guide against two ordinary Rasa bots on the same data, all over HTTP.

    python -m bench.turns                 everything: builds, trains, measures, writes docs/
    python -m bench.turns --work FOLDER   keeps what was built there, and uses it again

The rivals (bench/rivals.py) are trained once for a given set of training phrases; the guide is
copied and trained anew each time. Then all three are started, in turn, several times over; all
three are kept running and hold the same whole conversation, a few in a row each in turn, so
that whatever else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import yaml

from bench import machine, turns_report
from bench.processes import Service, Spent, free_port
from bench.rivals import ROOT, copy_project
from bench.talking import (
    SMALL_QUESTIONS,
    GuideTalk,
    RestTalk,
    Talk,
    hold,
    hold_together,
    new_client,
    wait_for_first_answer,
)
from bench.training import (
    DEFAULT,
    FLOOR,
    GUIDE,
    TODAY,
    Trained,
    trained_guide,
    trained_rival,
)

EARLY, LATE = 5, 200
IN_A_ROW = 5
"""Conversations with one service before the next has its turn."""
TIMES = 20
"""How many turns are timed of each: the one after EARLY messages and those after LATE."""


@dataclass
class Measured:
    """Everything measured of one service; lists have one value a round."""

    training: Spent | None = None
    note: str = ""
    start_seconds: list[float] = field(default_factory=list)
    turn_seconds: list[list[float]] = field(default_factory=list)
    turns_per_second: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    """For one turn, in all its processes: what other programs do hardly changes it."""
    memory_bytes: list[int] = field(default_factory=list)
    early_seconds: list[float] = field(default_factory=list)
    late_seconds: list[float] = field(default_factory=list)


@dataclass
class Contender:
    """One service under measurement: how it is served and talked to, and what was found."""

    name: str
    talk: type[Talk]
    service: Service
    measured: Measured


def guide(trained: Trained) -> Contender:
    """The guide, with a database of its own, on TODAY."""
    port = free_port()
    settings = {
        "GUIDE_TODAY": TODAY,
        "GUIDE_SECRET": "a secret for measurements alone, of some length",
        "GUIDE_PROXIES": "1",
        "DATABASE_URL": f"sqlite:///{trained.folder}/conversations.db",
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
    service = Service([command], trained.folder, f"http://127.0.0.1:{port}", settings)
    return Contender(GUIDE, GuideTalk, service, _measured(trained))


def rival(trained: Trained, project: Path) -> Contender:
    """An ordinary Rasa bot on Rasa's REST channel, with its action server."""
    port, action_port = free_port(), free_port()
    endpoints = {"action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"}}
    (trained.folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
    rasa = [sys.executable, "-m", "rasa", "run"]
    commands = [
        [*rasa, "--interface", "127.0.0.1", "--port", str(port)],
        [*rasa, "actions", "--actions", "actions.actions", "-p", str(action_port)],
    ]
    service = Service(
        commands, trained.folder, f"http://127.0.0.1:{port}", {"PYTHONPATH": str(project)}
    )
    return Contender(trained.name, RestTalk, service, _measured(trained))


def _measured(trained: Trained) -> Measured:
    return Measured(training=trained.spent, note=" ".join(trained.notes))


async def measure(contenders: Sequence[Contender], plan: argparse.Namespace) -> None:
    """Start, talk, crowd and go on at length: every step for all before the next step."""
    for _ in range(plan.starts):
        for contender in contenders:
            await _start(contender)
            contender.service.stop()
    try:
        for contender in contenders:
            await _start(contender)
        await _talk(contenders, plan)
        for contender in contenders:
            contender.measured.memory_bytes.append(contender.service.memory())
        await _talk_at_length(contenders)
    finally:
        for contender in contenders:
            contender.service.stop()


async def _start(contender: Contender) -> None:
    began = time.monotonic()
    contender.service.start()
    await wait_for_first_answer(contender.talk, contender.service.url, contender.service.check)
    contender.measured.start_seconds.append(time.monotonic() - began)
    print(f"{contender.name} started in {contender.measured.start_seconds[-1]:.1f} s", flush=True)


async def _talk(contenders: Sequence[Contender], plan: argparse.Namespace) -> None:
    async with new_client() as client:
        for contender in contenders:  # what is loaded at first use is no part of a usual turn
            await hold(contender.talk(client, contender.service.url))
        for round in range(plan.rounds):
            turned = round % len(contenders)
            await _talk_for_a_round(client, [*contenders[turned:], *contenders[:turned]], plan)


async def _talk_for_a_round(
    client: aiohttp.ClientSession, contenders: Sequence[Contender], plan: argparse.Namespace
) -> None:
    """A few conversations with each in turn, several times over; then a crowd with each.

    After the first of them a service has its own code and data in the processor's caches again,
    as on a machine of its own, and not what another left there.
    """
    used = [contender.service.processor_seconds() for contender in contenders]
    took: list[list[float]] = [[] for _ in contenders]
    for _ in range(plan.conversations // IN_A_ROW):
        for contender, seconds in zip(contenders, took, strict=True):
            for _ in range(IN_A_ROW):
                seconds += await hold(contender.talk(client, contender.service.url))
    for contender, seconds, before in zip(contenders, took, used, strict=True):
        url, found = contender.service.url, contender.measured
        found.turn_seconds.append(seconds)
        crowd = await hold_together(contender.talk, url, people=plan.people, each=plan.each)
        found.turns_per_second.append(crowd.per_second)
        spent = contender.service.processor_seconds() - before
        found.processor_seconds.append(spent / (len(seconds) + crowd.turns))
        print(
            f"{contender.name}: {1000 * statistics.median(seconds):.1f} ms a turn, "
            f"{crowd.per_second:.1f} turns/s",
            flush=True,
        )


async def _talk_at_length(contenders: Sequence[Contender]) -> None:
    """A turn late in a long conversation and one early in a new one, one after the other."""
    print(f"Talking on to message {LATE}", flush=True)
    async with new_client() as client:
        long = [(c, c.talk(client, c.service.url)) for c in contenders]
        for _, talk in long:
            await talk.open()
        for number in range(LATE - 1):
            for _, talk in long:
                await talk.say(SMALL_QUESTIONS[number % len(SMALL_QUESTIONS)])
        for number in range(TIMES):
            question = SMALL_QUESTIONS[number % len(SMALL_QUESTIONS)]
            for contender, talk in long:
                new = contender.talk(client, contender.service.url)
                await new.open()
                for earlier in range(EARLY - 1):
                    await new.say(SMALL_QUESTIONS[earlier % len(SMALL_QUESTIONS)])
                contender.measured.early_seconds.append(await _timed(new, question))
                contender.measured.late_seconds.append(await _timed(talk, question))


async def _timed(talk: Talk, text: str) -> float:
    """Seconds of a turn, without what the service asked to wait before it."""
    waited, began = talk.waited, time.perf_counter()
    await talk.say(text)
    return time.perf_counter() - began - (talk.waited - waited)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it all; the table is printed and docs/performance.md is brought up to date."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=described)
    parser.add_argument("--work", type=Path, help="a folder to build in and keep")
    parser.add_argument(
        "--keep-rivals",
        action="store_true",
        help="use those in the folder though phrases have changed since",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--conversations", type=int, default=20, help="one at a time, a round")
    parser.add_argument("--people", type=int, default=16, help="at once")
    parser.add_argument("--each", type=int, default=2, help="conversations of each person a round")
    parser.add_argument("--starts", type=int, default=2, help="starts besides the last")
    parser.add_argument(
        "--only", nargs="+", default=[GUIDE, FLOOR, DEFAULT], choices=[GUIDE, FLOOR, DEFAULT]
    )
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    plan = parser.parse_args(arguments)
    work = plan.work or Path(tempfile.mkdtemp(prefix="bench-"))
    work.mkdir(parents=True, exist_ok=True)
    made = [guide(trained_guide(work, ROOT))] if GUIDE in plan.only else []
    project = copy_project(work / "data")
    made += [
        rival(trained_rival(name, work, project, keep=plan.keep_rivals), project)
        for name in (FLOOR, DEFAULT)
        if name in plan.only
    ]
    asyncio.run(measure(made, plan))
    found = {c.name: dataclasses.asdict(c.measured) for c in made}
    where = dataclasses.asdict(machine.describe())
    (work / "turns.json").write_text(json.dumps({"machine": where, "measured": found}))
    print(turns_report.table({c.name: c.measured for c in made}))
    if len(made) == 3:
        turns_report.write(plan.docs, {c.name: c.measured for c in made}, machine.describe())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
