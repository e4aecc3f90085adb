"""The real PostgreSQL and Redis, on free ports of this machine alone."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

DEBIAN_POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Postgres:
    """A PostgreSQL server; as root it runs as the user `postgres`, as it must."""

    def __init__(self) -> None:
        found = shutil.which("postgres")
        self._programs = DEBIAN_POSTGRES[-1] if DEBIAN_POSTGRES else Path(str(found)).parent
        # Not in pytest's folder: only its own user may enter that.
        self._folder = Path(tempfile.mkdtemp(prefix="guide-postgres-"))
        self._data = self._folder / "data"
        self.port = free_port()
        self.url = f"postgresql://guide@127.0.0.1:{self.port}/postgres"
        self._log = (self._folder / "postgres.log").open("ab")
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self._run(
            "initdb", "-D", str(self._data), "-U", "guide", "--auth=trust", "-E", "UTF8", "-N"
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [
                str(self._programs / "postgres"),
                "-D",
                str(self._data),
                "-p",
                str(self.port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                f"unix_socket_directories={self._folder}",
            ],
            stdout=self._log,
            stderr=self._log,
            user=self._user,
            group=self._user,
            cwd=self._folder,
        )
        _until_open(self.port, self._process)

    @property
    def pid(self) -> int:
        """Its first process, from which all others come."""
        return self._process.pid

    def stop(self) -> None:
        """Cut every connection and stop."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=30)

    def remove(self) -> None:
        """Stop it and delete its files."""
        self.stop()
        self._log.close()
        shutil.rmtree(self._folder)

    @property
    def _user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 else None

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            stdout=self._log,
            stderr=self._log,
            user=self._user,
            group=self._user,
            cwd=self._folder,
        )


class Redis:
    """A Redis server that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [
                "redis-server",
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                str(self._folder),
            ],
            stdout=subprocess.DEVNULL,
        )
        _until_open(self.port, self._process)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def stop(self) -> None:
        """Kill it: everything in it is lost."""
        self._process.kill()
        self._process.wait(timeout=10)


def _until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                if connection:
                    time.sleep(0.2)
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Nothing listens at port {port}.")
