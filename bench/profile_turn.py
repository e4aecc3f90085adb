"""Says where a turn of the guide goes, early in a conversation and late in a long one.

    python -m bench.profile_turn                the parts of a turn, in milliseconds
    python -m bench.profile_turn --functions    the functions that cost most, by cProfile
    python -m bench.profile_turn --docs docs    puts the parts into docs/performance.md

Turns are taken in this process, without HTTP, against a database file of their own. Each part
is timed without the parts inside it, so that they add up to the turn.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import functools
import gc
import importlib
import inspect
import os
import pstats
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.talking import SCRIPT as BEGINNING
from bench.talking import SMALL_QUESTIONS, GuideTalk

TODAY = "2026-11-21"
EARLY = 5
SCRIPT = (*BEGINNING, GuideTalk.no)

PARTS: dict[str, tuple[str, ...]] = {
    "loading the conversation": (
        "bot.engine.tracker_store:ConversationStore.read",
        "bot.engine.tracker_store:ConversationStore.retrieve",
    ),
    "saving the conversation": ("bot.engine.tracker_store:ConversationStore.save",),
    "understanding the message": (
        "rasa.core.processor:MessageProcessor._parse_message_with_graph",
    ),
    "choosing the next action": (
        "rasa.core.processor:MessageProcessor._predict_next_with_tracker",
    ),
    "copying the conversation and domain for an action": (
        "rasa.core.actions.action:RemoteAction._action_call_format",
    ),
    "running the actions": ("rasa_sdk.executor:ActionExecutor.run",),
    "checking an action's reply": (
        "rasa.core.actions.action:RemoteAction._validate_action_result",
    ),
    "taking over an action's events": (
        "rasa.core.processor:MessageProcessor._log_action_on_tracker",
    ),
    "reading events from their stored form": ("rasa.shared.core.events:deserialise_events",),
    "filling slots": ("rasa.core.processor:MessageProcessor.run_action_extract_slots",),
}
REST = "all else in Rasa and the guide"


@dataclass
class Clock:
    """Time by part, without the parts inside it, in seconds."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[list[Any]] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a part; what runs inside under another name is taken off."""
        self._open.append([time.perf_counter(), 0.0])
        try:
            yield
        finally:
            began, inside = self._open.pop()
            took = time.perf_counter() - began
            self.spent[name] += took - inside
            if self._open:
                self._open[-1][1] += took

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under that name."""
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def timed_async(*args: Any, **kwargs: Any) -> Any:
                with self.part(name):
                    return await function(*args, **kwargs)

            return timed_async

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.part(name):
                return function(*args, **kwargs)

        return timed


@contextmanager
def timing(clock: Clock) -> Iterator[None]:
    """Time every part until the end of the block. Raises AttributeError for one that is gone."""
    changed: list[tuple[Any, str, Any]] = []
    try:
        for name, places in PARTS.items():
            for place in places:
                holder, attribute = _find(place)
                was = inspect.getattr_static(holder, attribute)
                plain = was.__func__ if isinstance(was, staticmethod) else was
                timed: Any = clock.wrap(name, plain)
                if isinstance(was, staticmethod):
                    timed = staticmethod(timed)
                setattr(holder, attribute, timed)
                changed.append((holder, attribute, was))
        yield
    finally:
        for holder, attribute, was in reversed(changed):
            setattr(holder, attribute, was)


def _find(place: str) -> tuple[Any, str]:
    module, _, path = place.partition(":")
    holder: Any = importlib.import_module(module)
    *outer, attribute = path.split(".")
    for name in outer:
        holder = getattr(holder, name)
    # A method that is inherited is replaced where it is written.
    if inspect.isclass(holder):
        holder = next(base for base in holder.__mro__ if attribute in vars(base))
    return holder, attribute


async def take_turns(conversations: Any, texts: Sequence[str], name: str) -> list[float]:
    """The seconds of each turn of one conversation; its opening is not counted."""
    await conversations.open(name, "web")
    took = []
    for number, text in enumerate(texts):
        began = time.perf_counter()
        await conversations.take_turn(name, text, message_id=str(number), channel="web")
        took.append(time.perf_counter() - began)
    return took


async def profile_parts(conversations: Any, times: int) -> dict[str, float]:
    """Milliseconds of each part in the usual turn: whole conversations that reach a date."""
    await take_turns(conversations, SCRIPT, "warming")
    clock = Clock()
    turns = 0
    with timing(clock):
        for number in range(times):
            await conversations.open(f"{number}", "web")
            for step, text in enumerate(SCRIPT):
                with clock.part(REST):
                    await conversations.take_turn(
                        f"{number}", text, message_id=str(step), channel="web"
                    )
                turns += 1
    return {name: 1000 * spent / turns for name, spent in clock.spent.items()}


async def profile_growth(conversations: Any, length: int, times: int) -> list[dict[str, float]]:
    """Milliseconds of each part in a turn after EARLY messages and in one after `length`."""
    await take_turns(conversations, _questions(length), "long")
    clocks = (Clock(), Clock())
    for number in range(times):
        await take_turns(conversations, _questions(EARLY), f"new {number}")
        for clock, name in zip(clocks, (f"new {number}", "long"), strict=True):
            with timing(clock), clock.part(REST):
                await conversations.take_turn(
                    name, SMALL_QUESTIONS[0], message_id=f"timed {number}", channel="web"
                )
    return [{n: 1000 * spent / times for n, spent in clock.spent.items()} for clock in clocks]


def _questions(how_many: int) -> list[str]:
    return [SMALL_QUESTIONS[number % len(SMALL_QUESTIONS)] for number in range(how_many)]


def table(columns: Mapping[str, Mapping[str, float]]) -> str:
    """Markdown: milliseconds by part, and how much of the turn each is."""
    lines = [
        "| part of a turn | " + " | | ".join(columns) + " | |",
        "| --- |" + " ---: | ---: |" * len(columns),
    ]
    first = next(iter(columns.values()))
    parts = {part for found in columns.values() for part in found}
    for part in sorted(parts, key=lambda part: -first.get(part, 0)):
        cells = [
            f"{found.get(part, 0):.2f} ms | {found.get(part, 0) / sum(found.values()):.0%}"
            for found in columns.values()
        ]
        lines.append(f"| {part} | {' | '.join(cells)} |")
    sums = " | ".join(f"{sum(found.values()):.1f} ms |" for found in columns.values())
    return "\n".join([*lines, f"| **together** | {sums} |"])


async def profile_functions(conversations: Any, times: int, length: int, how_many: int) -> None:
    """Print the functions that cost most, in whole conversations or in a long one."""
    profile = cProfile.Profile()
    if length:
        await take_turns(conversations, _questions(length), "long")
        profile.enable()
        for number in range(times):
            await conversations.take_turn(
                "long", SMALL_QUESTIONS[0], message_id=f"late {number}", channel="web"
            )
        profile.disable()
    else:
        await take_turns(conversations, SCRIPT, "warming")
        profile.enable()
        for number in range(times):
            await take_turns(conversations, SCRIPT, f"{number}")
        profile.disable()
    found = pstats.Stats(profile)
    found.strip_dirs().sort_stats("cumulative").print_stats(how_many)
    found.sort_stats("tottime").print_stats(how_many)


async def _run(plan: argparse.Namespace) -> None:
    from bot.engine.agent import load_agent
    from bot.engine.conversations import Conversations
    from bot.engine.logs import configure
    from bot.engine.model import train

    configure()
    model = train()
    conversations = Conversations(load_agent(model))
    gc.freeze()  # as the server does
    if plan.functions:
        await profile_functions(conversations, plan.times, plan.after, plan.top)
        return
    usual = await profile_parts(conversations, plan.times)
    length = plan.after or 200
    early, late = await profile_growth(conversations, length, plan.times)
    made = table(
        {
            "whole conversations": usual,
            f"a question after {EARLY} messages": early,
            f"the same after {length}": late,
        }
    )
    print(made)
    if plan.docs:
        from bench.turns_report import replace_part

        replace_part(plan.docs / "performance.md", "profile", made)


def main(arguments: Sequence[str] | None = None) -> int:
    """Profile the guide as it stands in the project."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.profile_turn", description=described)
    parser.add_argument("--times", type=int, default=30, help="conversations, and late turns")
    parser.add_argument("--after", type=int, default=0, help="messages before what is profiled")
    parser.add_argument("--functions", action="store_true", help="by function, with cProfile")
    parser.add_argument("--top", type=int, default=40, help="how many functions")
    parser.add_argument("--docs", type=Path, help="the folder of performance.md")
    plan = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/conversations.db"
        os.environ["GUIDE_TODAY"] = TODAY
        importlib.import_module("bot.__main__")  # for the settings of the libraries below
        asyncio.run(_run(plan))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
