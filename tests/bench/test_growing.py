"""What larger crowds would take follows from what was measured, and from nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from bench import growing_report
from bench.growing import Way
from bench.processes import (
    Service,
    own_size,
    processor_time_of_the_ended,
    proportional_size,
)

NO_SERVICE = Service([], "", "")  # type: ignore[arg-type]


def way(name: str, workers: int, milliseconds: float) -> Way:
    """A way of serving whose guide takes that long for a turn, and PostgreSQL a tenth of it."""
    return Way(
        name,
        workers,
        NO_SERVICE,
        postgres=object() if "Postgre" in name else None,  # type: ignore[arg-type]
        redis=object() if "Redis" in name else None,  # type: ignore[arg-type]
        turn_seconds=[2 * milliseconds / 1000] * 3,
        turns_per_second=[workers * 1000 / milliseconds] * 3,
        processor_seconds=[milliseconds / 1000] * 3,
        postgres_seconds=[milliseconds / 10_000] * 3,
        redis_seconds=[milliseconds / 100_000] * 3,
        memory_bytes=(200 + 50 * workers) * growing_report.MB,
        further_bytes=50.0 * growing_report.MB,
        bytes_stored=1024.0,
    )


WAYS = [
    way("a file", 1, 4),
    way("PostgreSQL", 1, 5),
    way("PostgreSQL and Redis", 1, 6),
    way("PostgreSQL and Redis", 2, 6),
]


@pytest.mark.parametrize(
    ("people", "turns", "workers"), [(30, 1, 1), (1500, 50, 1), (3000, 100, 2)]
)
def test_workers_are_half_busy(people: int, turns: float, workers: int) -> None:
    """Two messages a minute from each; 6 ms of a worker for each; half of its time."""
    need = growing_report.needs(people, WAYS[-1])
    assert (need.turns_a_second, need.workers) == (turns, workers)
    assert need.postgres_cores == pytest.approx(turns * 0.0006 / 0.5)
    assert need.memory == 300 * growing_report.MB
    assert need.stored == pytest.approx(turns * 24 * 3600 * 1024)


def test_the_tables_say_what_was_measured_and_what_follows() -> None:
    """Each way has a row, what was added is named, and both crowds are worked out."""
    made = growing_report.tables(WAYS)
    assert "| a file | 1 | 8.0 (8.0–8.0) ms | 250 (250–250) | 4.0 (4.0–4.0) ms |  |  |" in made
    assert "| 300 MB | 50 MB |" in made
    assert "PostgreSQL in place of the file adds to a turn +2.0 ms of waiting, +1.0 ms" in made
    assert "A second worker makes 2.00 times" in made
    assert "| 1,000 | 33 | 1 |" in made
    assert "| 100,000 | 3,333 | 40 |" in made


def test_the_time_of_children_that_have_ended_is_not_lost() -> None:
    """PostgreSQL ends a process with each connection."""
    before = processor_time_of_the_ended(os.getpid())
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    subprocess.run([sys.executable, "-S", "-c", busy], check=True)
    assert processor_time_of_the_ended(os.getpid()) - before >= 0.25


def test_what_a_process_shares_is_not_its_own() -> None:
    """A fork has little until it writes."""
    held = bytearray(os.urandom(30 * growing_report.MB))
    child = os.fork()
    if not child:
        time.sleep(30)
        os._exit(0)
    try:
        time.sleep(0.3)
        assert own_size(child) < 20 * growing_report.MB
        assert proportional_size(child) >= len(held) / 2
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
