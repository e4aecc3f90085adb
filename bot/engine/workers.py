"""Several workers behind one port: each a process of its own, started again when it dies.

Each is a fork of the process that has imported the guide, so that they share the memory of what
they only read, and one that dies is soon replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from types import FrameType

from prometheus_client import multiprocess

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


Serve = Callable[[socket.socket], None]


class Workers:
    """Processes that accept from one socket: what one had not yet accepted, another answers."""

    def __init__(self, count: int, listening: socket.socket, serve: Serve) -> None:
        self._listening = listening
        self._serve = serve
        self._stopping = False
        self._failures = 0
        self._processes = [self._start() for _ in range(count)]

    def watch(self) -> None:
        """Until told to stop, put a new worker in the place of each that ends."""
        while not self._stopping:
            time.sleep(LOOK_SECONDS)
            for place, process in enumerate(self._processes):
                status = process.exitcode
                if status is None or self._stopping:
                    continue
                logger.error("worker ended", extra={"worker": place, "status": status})
                self._failures += status > 0
                if self._failures >= MOST_FAILURES:
                    raise CannotStart("Workers end again and again; the log says why.")
                multiprocess.mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
                time.sleep(AGAIN_SECONDS)
                self._processes[place] = self._start()

    def stop(self) -> None:
        """Let each worker finish what it has accepted."""
        self._stopping = True
        for process in self._processes:
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self._processes:
            process.join(max(0.1, end - time.monotonic()))
            if process.exitcode is None:
                process.kill()

    def told_to_stop(self, number: int, frame: FrameType | None) -> None:
        """The handler of signals that end the server."""
        self._stopping = True

    def _start(self) -> ForkProcess:
        process = get_context("fork").Process(target=self._work)
        process.start()
        return process

    def _work(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)  # the handlers are the parent's
        die_with_parent(os.getppid())
        self._serve(self._listening)


def die_with_parent(parent: int) -> None:
    """Stop when the process that started this one ends, even by kill -9. Linux only."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before it could be asked for
        os.kill(os.getpid(), signal.SIGTERM)


def run_workers(count: int, host: str, port: int, serve: Serve) -> None:
    """Run `serve` in `count` workers until SIGTERM or SIGINT."""
    with socket.create_server((host, port), backlog=BACKLOG) as listening:
        workers = Workers(count, listening, serve)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, workers.told_to_stop)
        print(f"\nThe guide is at http://{host}:{port}/ with {count} workers\n", flush=True)
        try:
            workers.watch()
        finally:
            workers.stop()
