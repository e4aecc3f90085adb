"""python bench/faults.py: conversations with faults injected; counts silent, doubled, lost turns.

Faults, at random from a fixed seed: actions that fail, hang, answer nonsense or nothing; the
database failing at reading, at writing, and after a commit; locks lost; messages sent twice,
twenty times at once, and again later; callers that go away in the middle.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

TALK = (
    ("they refused to assess", "letter_date"),
    ("the letter is dated 1 october 2026", "has_certificate"),
    ("what is mediation", "has_certificate"),
    ("how much does it cost", "has_certificate"),
    ("no", None),
)
CONTACT_BY = "2026-12-01"
LONGEST_TURN = 0.6
AT_ONCE = 8


@dataclass
class Faults:
    """What to inject, and how often each was."""

    random: random.Random
    rate: float
    counted: Counter[str] = field(default_factory=Counter)

    def strike(self, kind: str, share: float = 1.0) -> bool:
        """Whether this fault happens now."""
        happens = self.random.random() < self.rate * share
        self.counted[kind] += happens
        return happens


@dataclass
class Tally:
    """What became of the turns."""

    turns: int = 0
    sent: int = 0
    silent: int = 0
    doubled: int = 0
    lost: int = 0
    wrong: int = 0
    apologies: int = 0


def inject(guide: Any, faults: Faults) -> None:
    """Put the faults between the guide and everything behind it."""
    from sqlalchemy.exc import OperationalError

    from bot.engine import patches

    run_action, store = patches.run_action, guide._store
    run_work, locks = store.database.run, guide._agent.lock_store
    lock = locks.lock

    async def action(module: str, call: dict[str, Any]) -> Any:
        if faults.strike("action failed"):
            raise ConnectionError
        if faults.strike("action hung", 0.1):
            await asyncio.sleep(30)
        if faults.strike("action answered nonsense"):
            return {"events": "nonsense"}
        if faults.strike("action answered nothing"):
            return None
        return await run_action(module, call)

    async def database(work: Any) -> Any:
        if faults.strike("database down"):
            raise OperationalError("", {}, Exception())
        done = await run_work(work)
        if faults.strike("connection cut after the commit"):
            raise OperationalError("", {}, Exception())
        await asyncio.sleep(0)
        return done

    @asynccontextmanager
    async def lossy_lock(conversation_id: str, *_: Any, **__: Any) -> Any:
        if faults.strike("lock lost", 2):
            yield None
            return
        async with lock(conversation_id) as held:
            yield held

    patches.run_action, store.database.run, locks.lock = action, database, lossy_lock


def apologises(replies: Any) -> bool:
    """Whether this is the reply of a guide that could not take the message in."""
    from bot.words import words

    return [reply.text for reply in replies] == [words().say("utter_guide_failed")]


async def converse(guide: Any, faults: Faults, tally: Tally, history: Any) -> None:
    """One conversation to its date, as a client has it that sends again what failed."""
    conversation_id = str(uuid.uuid4())

    async def send(text: str, message_id: str) -> Any:
        tally.sent += 1
        return await guide.take_turn(conversation_id, text, message_id=message_id, channel="web")

    async def turn(text: str, message_id: str) -> Any:
        tally.turns += 1
        while True:
            if faults.strike("caller went away"):
                away = asyncio.ensure_future(send(text, message_id))
                await asyncio.sleep(0)
                away.cancel()
            if faults.strike("sent many times at once"):
                several = await asyncio.gather(*(send(text, message_id) for _ in range(20)))
                kept = [replies for replies in several if not apologises(replies)]
                tally.doubled += sum(replies != kept[0] for replies in kept)
            replies = await send(text, message_id)
            tally.silent += not replies
            if not apologises(replies):
                return replies
            tally.apologies += 1

    await turn("/session_open", "/session_open")
    for number, (text, asks) in enumerate(TALK):
        replies = await turn(text, str(number))
        tally.wrong += asks not in [reply.asks for reply in replies]
        if number and faults.strike("sent again later", 3):
            earlier = faults.random.randrange(number)
            await turn(TALK[earlier][0], str(earlier))
            tally.turns -= 1
    await guide.finish()
    ids = Counter(m.id for m in await history(conversation_id) if hasattr(m, "id"))
    wanted = {str(number) for number in range(len(TALK))}
    tally.lost += len(wanted - ids.keys())
    tally.doubled += sum(count - 1 for count in ids.values())
    dates = [
        m.guidance["contact_mediation_by"]
        for m in await history(conversation_id)
        if getattr(m, "guidance", None)
    ]
    tally.wrong += dates != [CONTACT_BY]


async def run(turns: int, rate: float, seed: int, folder: Path) -> tuple[Tally, Faults, list[int]]:
    """Drive conversations until there were that many turns; memory (kB) at each tenth."""
    from bot.engine.agent import load_agent
    from bot.engine.conversations import Conversations
    from bot.engine.database import Database
    from bot.engine.logs import configure
    from bot.engine.model import train

    configure(level=100)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/conversations.db"
    os.environ["GUIDE_TODAY"] = "2026-11-21"
    guide = Conversations(load_agent(train()), longest_turn=LONGEST_TURN)
    tally, faults = Tally(), Faults(random.Random(seed), rate)
    honest = Database(os.environ["DATABASE_URL"])
    memory: list[int] = []

    async def history(conversation_id: str) -> Any:
        """Read without faults: the judge is not injected."""
        broken, guide._store.database.run = guide._store.database.run, honest.run
        try:
            return await guide.history(conversation_id)
        finally:
            guide._store.database.run = broken

    async def drive() -> None:
        while tally.turns < turns:
            await converse(guide, faults, tally, history)
            if tally.turns * 10 >= turns * (len(memory) + 1):
                memory.append(_memory())

    await guide.open("warm", "web")
    inject(guide, faults)
    await asyncio.gather(*(drive() for _ in range(AT_ONCE)))
    return tally, faults, memory


def _memory() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def main() -> int:
    """Print the figures; the exit code is 1 when any turn was silent, doubled, lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=0.01, help="of each fault, each time")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        began = time.monotonic()
        tally, faults, memory = asyncio.run(run(chosen.turns, chosen.rate, chosen.seed, folder))
    print(f"{tally.turns} turns ({tally.sent} sendings) in {time.monotonic() - began:.0f} s")
    for kind, count in sorted(faults.counted.items()):
        print(f"  {count:6} {kind}")
    print(f"apologies, then taken in when sent again: {tally.apologies}")
    print(f"silent {tally.silent}, doubled {tally.doubled}, lost {tally.lost}, wrong {tally.wrong}")
    print("memory (MB) at each tenth:", " ".join(f"{kb // 1024}" for kb in memory))
    return int(bool(tally.silent or tally.doubled or tally.lost or tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
