"""Several workers behind one port: each a process of its own, started again when it dies."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from types import FrameType

from prometheus_client import multiprocess

from bot.engine.settings import ROOT

logger = logging.getLogger(__name__)

BACKLOG = 1024
LOOK_SECONDS = 0.2
AGAIN_SECONDS = 1.0
"""Between the death of a worker and the next: one that cannot start must not spin."""
STOP_SECONDS = 30
MOST_FAILURES = 6
PR_SET_PDEATHSIG = 1


class CannotStart(RuntimeError):
    """Workers end by themselves, not because somebody killed them."""


class Workers:
    """Processes that accept from one socket: what one had not yet accepted, another answers."""

    def __init__(self, count: int, listening: socket.socket, folder: str) -> None:
        self._listening = listening
        self._environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": folder}
        self._folder = folder
        self._stopping = False
        self._failures = 0
        self._processes = [self._start() for _ in range(count)]

    def watch(self) -> None:
        """Until told to stop, put a new worker in the place of each that ends."""
        while not self._stopping:
            time.sleep(LOOK_SECONDS)
            for place, process in enumerate(self._processes):
                if process.poll() is None or self._stopping:
                    continue
                logger.error("worker ended", extra={"worker": place, "status": process.returncode})
                self._failures += process.returncode > 0
                if self._failures >= MOST_FAILURES:
                    raise CannotStart("Workers end again and again; the log says why.")
                multiprocess.mark_process_dead(process.pid, self._folder)  # type: ignore[no-untyped-call]
                time.sleep(AGAIN_SECONDS)
                self._processes[place] = self._start()

    def stop(self) -> None:
        """Let each worker finish what it has accepted."""
        self._stopping = True
        for process in self._processes:
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self._processes:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()

    def told_to_stop(self, number: int, frame: FrameType | None) -> None:
        """The handler of signals that end the server."""
        self._stopping = True

    def _start(self) -> subprocess.Popen[bytes]:
        descriptor = self._listening.fileno()
        return subprocess.Popen(  # noqa: S603 - this same program
            [sys.executable, "-m", "bot", "serve", "--socket", str(descriptor)],
            cwd=ROOT,
            env=self._environment,
            pass_fds=(descriptor,),
        )


def die_with_parent() -> None:
    """Stop when the process that started this one ends, even by kill -9. Linux only."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run_workers(count: int, host: str, port: int) -> None:
    """Serve with `count` workers until SIGTERM or SIGINT."""
    listening = socket.create_server((host, port), backlog=BACKLOG)
    with tempfile.TemporaryDirectory(prefix="guide-metrics-") as folder, listening:
        workers = Workers(count, listening, folder)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, workers.told_to_stop)
        print(f"\nThe guide is at http://{host}:{port}/ with {count} workers\n", flush=True)
        try:
            workers.watch()
        finally:
            workers.stop()
