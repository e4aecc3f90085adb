"""What every test may use: today's date, the trained guide, and the guide being served."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-21"

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ["GUIDE_SECRET"] = "a secret for the tests alone, of some length"
sys.path.insert(0, str(ROOT))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is on the same day unless it says otherwise."""
    monkeypatch.setenv("GUIDE_TODAY", TODAY)


@pytest.fixture(scope="session")
def event_loop_policy() -> asyncio.AbstractEventLoopPolicy:
    """Python's own loop: importing Sanic would otherwise put uvloop in its place."""
    return asyncio.DefaultEventLoopPolicy()


@pytest.fixture(scope="session")
def guide_model() -> Path:
    """The trained model; trained now if the files it is made from have changed."""
    made = subprocess.run([sys.executable, "-m", "bot", "train"], cwd=ROOT, check=False)
    assert made.returncode == 0, "training failed; its output is above"
    from bot.engine.model import model_path

    return model_path()


@pytest.fixture(scope="session")
def guide_url(guide_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a guide served on a free port of this machine, as on TODAY."""
    with served(tmp_path_factory.mktemp("guide"), GUIDE_TODAY=TODAY) as url:
        yield url


class served:  # noqa: N801 - used as a context manager, like `open`
    """A guide in a process of its own, with a database of its own."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder, self.arguments, self.environment = folder, arguments, environment
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "guide.log"

    def __enter__(self) -> str:
        self.start()
        return self.url

    def start(self) -> None:
        """Start it and wait until it is ready. Raises RuntimeError when it is not in time."""
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.folder}/conversations.db",
            **self.environment,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve", "--port", str(self.port), *self.arguments],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + 90
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/readyz", timeout=2)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"The guide did not start:\n{self.log.read_text()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=25)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
