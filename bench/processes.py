"""Services and trainings in processes of their own: their time, and the memory of all of them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds by the clock, and of processor time in all its processes."""

    seconds: float
    processor_seconds: float


def run_timed(
    command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str] | None = None
) -> Spent:
    """Run a command to its end. Raises RuntimeError with the end of its log when it fails."""
    began = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **QUIET, **(environment or {})},
            stdout=output,
            stderr=output,
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} failed:\n{end}")
    return Spent(time.monotonic() - began, usage.ru_utime + usage.ru_stime)


@dataclass
class Service:
    """One or more server processes that together answer messages at `url`."""

    commands: Sequence[Sequence[str]]
    folder: Path
    url: str
    environment: Mapping[str, str] = field(default_factory=dict)
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start every process at once, each in a session of its own."""
        self._processes = []
        for number, command in enumerate(self.commands):
            with (self.folder / f"service-{number}.log").open("ab") as log:
                self._processes.append(
                    subprocess.Popen(
                        command,
                        cwd=self.folder,
                        env={**os.environ, **QUIET, **self.environment},
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )

    def check(self) -> None:
        """Raises RuntimeError when one of the processes has ended."""
        for number, process in enumerate(self._processes):
            if process.poll() is not None:
                end = (self.folder / f"service-{number}.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{' '.join(self.commands[number])} ended:\n{end}")

    def stop(self) -> None:
        """End the processes that this service started, and those that they started."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    @property
    def pids(self) -> list[int]:
        """The processes that it started itself."""
        return [process.pid for process in self._processes]

    def memory(self) -> int:
        """Bytes held by all its processes, a shared page counted once in all (Linux's PSS)."""
        return sum(proportional_size(pid) for root in self._processes for pid in family(root.pid))

    def processor_seconds(self) -> float:
        """Processor time that its processes have taken since they began."""
        return sum(processor_time(pid) for root in self._processes for pid in family(root.pid))


def processor_time(pid: int) -> float:
    """Seconds that a process has used a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def processor_time_of_the_ended(pid: int) -> float:
    """Seconds that a process's children used which have ended since it began."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*"):
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def proportional_size(pid: int) -> int:
    """One process's share of memory, in bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"No memory is recorded for process {pid}.")


def own_size(pid: int) -> int:
    """What one process holds that no other shares, in bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
