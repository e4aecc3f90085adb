"""The tables of bench/growing.py, and what its figures mean for many more people."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.growing import Way

TURNS_A_MINUTE = 2
"""A parent reads the reply, looks for the letter, and types: a message every half minute."""
FULL = 0.5
"""How much of a worker's or a server's time may be spoken for, so that a burst does not queue."""
CROWDS = (1_000, 100_000)
KEPT_HOURS = 24
"""How long a conversation on the page is kept; one by text three times as long."""
MB = 2**20


@dataclass(frozen=True)
class Needs:
    """What a number of conversations at once takes."""

    turns_a_second: float
    workers: int
    memory: float
    """Bytes, on machines that have two workers each."""
    postgres_cores: float
    redis_cores: float
    stored: float
    """Bytes on PostgreSQL's disk, were the crowd there day and night."""


def needs(people: int, two: Way) -> Needs:
    """From what one turn took of each process where two workers shared the work."""
    turns = people * TURNS_A_MINUTE / 60
    workers = math.ceil(turns * statistics.median(two.processor_seconds) / FULL)
    return Needs(
        turns_a_second=turns,
        workers=workers,
        memory=math.ceil(workers / two.workers) * two.memory_bytes,
        postgres_cores=turns * statistics.median(two.postgres_seconds) / FULL,
        redis_cores=turns * statistics.median(two.redis_seconds) / FULL,
        stored=turns * KEPT_HOURS * 3600 * two.bytes_stored,
    )


def tables(ways: Sequence[Way]) -> str:
    """What was measured, what each server adds, and what follows on paper."""
    file, postgres, redis, two = ways
    return "\n\n".join((_measured(ways), _added(file, postgres, redis, two), _on_paper(two)))


def _measured(ways: Sequence[Way]) -> str:
    head = (
        "| conversations in | workers | a turn, one parent at a time | turns a second, 16 at once "
        "| processor time of a turn: guide | PostgreSQL | Redis | memory of the guide "
        "| of it for each further worker |"
    )
    lines = [head, "| --- |" + " ---: |" * 8]
    for way in ways:
        lines.append(
            f"| {way.name} | {way.workers} | {_ms(way.turn_seconds)} "
            f"| {_middle(way.turns_per_second, 0)} | {_ms(way.processor_seconds)} "
            f"| {_ms(way.postgres_seconds) if way.postgres else ''} "
            f"| {_ms(way.redis_seconds) if way.redis else ''} "
            f"| {way.memory_bytes / MB:.0f} MB "
            f"| {f'{way.further_bytes / MB:.0f} MB' if way.workers > 1 else ''} |"
        )
    return "\n".join(lines)


def _added(file: Way, postgres: Way, redis: Way, two: Way) -> str:
    def more(first: Way, second: Way) -> str:
        waited = _median(second.turn_seconds) - _median(first.turn_seconds)
        worked = _median(second.processor_seconds) - _median(first.processor_seconds)
        return f"{1000 * waited:+.1f} ms of waiting, {1000 * worked:+.1f} ms of it the guide's own"

    factor = _median(two.turns_per_second) / _median(redis.turns_per_second)
    return (
        f"PostgreSQL in place of the file adds to a turn {more(file, postgres)}; Redis adds "
        f"{more(postgres, redis)} processor time. A second worker makes {factor:.2f} times the "
        f"turns of one here, where two processors are shared with PostgreSQL, Redis and the "
        f"sixteen parents themselves. A turn leaves {two.bytes_stored / 1024:.1f} KB in PostgreSQL."
    )


def _on_paper(two: Way) -> str:
    lines = [
        "| conversations at once | turns a second | workers, a processor each | their memory "
        "| PostgreSQL, processors | Redis, processors | on disk after a day |",
        "|" + " ---: |" * 7,
    ]
    for people in CROWDS:
        need = needs(people, two)
        lines.append(
            f"| {people:,} | {need.turns_a_second:,.0f} | {need.workers} "
            f"| {need.memory / 1024 / MB:.1f} GB | {_cores(need.postgres_cores)} "
            f"| {_cores(need.redis_cores)} | {need.stored / 1024 / MB:,.0f} GB |"
        )
    return "\n".join(lines)


def _cores(number: float) -> str:
    return "less than 1" if number < 1 else f"{math.ceil(number)}"


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _ms(seconds: Sequence[float]) -> str:
    return f"{_middle([1000 * value for value in seconds], 1)} ms"


def _middle(values: Sequence[float], digits: int) -> str:
    """The median, and the least and most in brackets."""
    low, high = min(values), max(values)
    return f"{_median(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"
