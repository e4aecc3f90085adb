"""From a clean clone to the first answer, beside `rasa init` and its first answer.

    python -m bench.clean_clone            both, and docs/performance.md
    python -m bench.clean_clone --docs ''  both, printed only

Both begin with an empty folder, and with the packages in uv's cache. The guide: `git clone`,
`make chat`, a first message answered. Rasa: an environment from the same lock file,
`rasa init --no-prompt`, `rasa run`, a first message answered.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import machine
from bench.processes import Service, free_port, run_timed
from bench.rivals import ROOT
from bench.talking import GuideTalk, RestTalk, Talk, wait_for_first_answer
from bench.turns_report import replace_part

PATIENCE = 1800


def the_guide(work: Path) -> dict[str, float]:
    """Seconds of each step."""
    clone = work / "clone"
    found = {"clone": run_timed(["git", "clone", "-q", str(ROOT), str(clone)], work, work / "log")}
    port = free_port()
    service = Service([["make", "chat", f"PORT={port}"]], clone, f"http://127.0.0.1:{port}")
    return {
        "clone": found["clone"].seconds,
        "make chat, to the first answer": _first_answer(service, GuideTalk),
    }


def rasa_init(work: Path) -> dict[str, float]:
    """Seconds of each step."""
    folder = work / "rasa"
    folder.mkdir()
    # Where the machine has no uv, the one that `make chat` has just put into the clone.
    uv = shutil.which("uv") or str(work / "clone" / ".uv" / "bin" / "uv")
    version = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    log, lock = folder / "log", str(ROOT / "requirements.lock")
    venv = folder / ".venv"
    made = run_timed([uv, "venv", "-q", "--python", version, str(venv)], folder, log)
    sync = [uv, "pip", "sync", "-q", "--require-hashes", "--compile-bytecode", lock]
    filled = run_timed(sync, folder, log, {"VIRTUAL_ENV": str(venv)})
    rasa = [str(venv / "bin" / "python"), "-m", "rasa"]
    bot = folder / "bot"
    bot.mkdir()
    started = run_timed([*rasa, "init", "--no-prompt", "--init-dir", str(bot)], folder, log)
    port = free_port()
    (bot / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    service = Service(
        [[*rasa, "run", "--interface", "127.0.0.1", "--port", str(port)]],
        bot,
        f"http://127.0.0.1:{port}",
    )
    return {
        "environment": made.seconds + filled.seconds,
        "rasa init": started.seconds,
        "rasa run, to the first answer": _first_answer(service, Hello),
    }


class Hello(RestTalk):
    """The bot of `rasa init` knows greetings."""

    async def open(self) -> str:
        return await self.say("hello")


def _first_answer(service: Service, kind: type[Talk]) -> float:
    began = time.monotonic()
    service.start()
    try:
        asyncio.run(wait_for_first_answer(kind, service.url, service.check, PATIENCE))
        return time.monotonic() - began
    finally:
        service.stop()


def table(guide: dict[str, float], rasa: dict[str, float]) -> str:
    """Markdown: the steps of each, and the ratio of the sums."""
    lines = ["| | step | seconds |", "| --- | --- | ---: |"]
    for name, steps in (("the guide", guide), ("Rasa", rasa)):
        lines += [f"| {name} | {step} | {seconds:.0f} |" for step, seconds in steps.items()]
        lines.append(f"| {name} | **together** | **{sum(steps.values()):.0f}** |")
    ratio = sum(guide.values()) / sum(rasa.values())
    return "\n".join([*lines, "", f"The guide takes {ratio:.2f} of it (aim: at most 0.5)."])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both, one after the other."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.clean_clone", description=described)
    parser.add_argument("--docs", default=str(ROOT / "docs"))
    plan = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        made = table(the_guide(Path(folder)), rasa_init(Path(folder)))
    print(made, file=sys.stdout)
    if plan.docs:
        text = f"{made}\n\n{machine.describe().sentence()}"
        replace_part(Path(plan.docs) / "performance.md", "clean clone", text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
