"""Compares intent classifiers on this project's own phrases and messages.

    python -m bench.understanding                  on tests/understanding/messages.yml
    python -m bench.understanding --held-out       on held_out.yml, which is kept aside
    python -m bench.understanding --phrases 50     with 50 phrases of each intent, for all alike

Every classifier learns from the same phrases and reads the same messages, each in a process of
its own, so that time and memory are its own. Rasa's are trained by `rasa train` and read through
its agent. The table goes into docs/understanding.md, the confusion picture beside it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench import machine, understanding_report
from bench.processes import QUIET, Spent, proportional_size
from bench.readers import (
    GuideReader,
    LogisticTfidf,
    RasaReader,
    Read,
    Reader,
    SentenceVectors,
    SupportVectors,
    WordsAndMeaning,
    median_reading_time,
)
from bench.rivals import ROOT, copy_project, read_phrases
from bench.scores import score
from bench.training import DIET, FLOOR, TODAY, trained_guide, trained_rival

MESSAGES, HELD_OUT = "messages", "held_out"
BY_RASA = {"guide": GuideReader, "floor": RasaReader, "diet": RasaReader}
BY_PHRASES = {
    "logistic_tfidf": LogisticTfidf,
    "support_vectors": SupportVectors,
    "sentence_vectors": SentenceVectors,
    "words_and_meaning": WordsAndMeaning,
}
TIMED = 200
"""How many messages are read to find the time of one."""


@dataclass(frozen=True)
class Examined:
    """One classifier: what it cost and what it made of every message."""

    name: str
    training: Spent
    reading_seconds: float
    memory_bytes: int
    reads: tuple[Read, ...]
    notes: tuple[str, ...] = ()


def thin(project: Path, most: int) -> None:
    """Leave at most so many phrases of each intent in a copy of the project, always the same."""
    chosen = random.Random(0)
    for file in sorted((project / "data" / "nlu").glob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for entry in content["nlu"]:
            lines = entry["examples"].splitlines()
            kept = set(chosen.sample(range(len(lines)), min(most, len(lines))))
            entry["examples"] = "".join(f"{x}\n" for n, x in enumerate(lines) if n in kept)
        file.write_text(yaml.dump(content, allow_unicode=True, width=1000), encoding="utf-8")


def examine_here(name: str, source: Path, messages: Path) -> dict[str, Any]:
    """Load or fit one classifier in this process and read every message."""
    began, used = time.monotonic(), time.process_time()
    reader: Reader
    if name in BY_RASA:
        reader = BY_RASA[name](source)
        training = None
    else:
        phrases = list(read_phrases(source))
        began, used = time.monotonic(), time.process_time()
        reader = BY_PHRASES[name]([text for text, _ in phrases], [i for _, i in phrases])
        training = dataclasses.asdict(Spent(time.monotonic() - began, time.process_time() - used))
    texts = [row["text"] for row in yaml.safe_load(messages.read_text(encoding="utf-8"))]
    reads = [dataclasses.asdict(reader.read(text)) for text in texts]
    return {
        "training": training,
        "reading_seconds": median_reading_time(reader, texts[:TIMED]),
        "memory_bytes": proportional_size(os.getpid()),
        "reads": reads,
    }


def examine(
    name: str,
    source: Path,
    messages: Path,
    work: Path,
    training: Spent | None = None,
    notes: tuple[str, ...] = (),
) -> Examined:
    """The same in a process of its own. Raises RuntimeError with the end of what it printed."""
    print(f"Reading with {name}", flush=True)
    target = work / f"{name}.json"
    command = [
        sys.executable,
        "-m",
        "bench.understanding",
        "--reader",
        name,
        "--source",
        str(source),
        "--messages",
        str(messages),
        "--into",
        str(target),
    ]
    environment = {**os.environ, **QUIET, "GUIDE_TODAY": TODAY}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr[-2000:]}")
    found = json.loads(target.read_text(encoding="utf-8"))
    spent = training or Spent(**found["training"])
    reads = tuple(Read(**read) for read in found["reads"])
    return Examined(name, spent, found["reading_seconds"], found["memory_bytes"], reads, notes)


def compare(plan: argparse.Namespace, work: Path) -> list[Examined]:
    """Train all and read all."""
    project = copy_project(work / "project")
    if plan.phrases:
        thin(project, plan.phrases)
    messages = ROOT / "tests" / "understanding" / f"{HELD_OUT if plan.held_out else MESSAGES}.yml"
    found = []
    for name in plan.only:
        if name in BY_PHRASES:
            found.append(examine(name, project, messages, work))
            continue
        trained = (
            trained_guide(work, project)
            if name == "guide"
            else trained_rival(name, work, project, keep=plan.keep_rivals)
        )
        found.append(examine(name, trained.model, messages, work, trained.spent, trained.notes))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print the table, and bring docs/understanding.md up to date."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.understanding", description=described)
    parser.add_argument("--work", type=Path, help="a folder to build in and keep")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--phrases", type=int, help="at most so many of each intent")
    parser.add_argument(
        "--keep-rivals",
        action="store_true",
        help="use those in the folder though phrases have changed since",
    )
    everybody = [DIET, FLOOR, *BY_PHRASES, "guide"]
    parser.add_argument("--only", nargs="+", choices=everybody, default=everybody)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    for hidden in ("--reader", "--source", "--messages", "--into"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    plan = parser.parse_args(arguments)
    if plan.reader:
        found = examine_here(plan.reader, Path(plan.source), Path(plan.messages))
        Path(plan.into).write_text(json.dumps(found), encoding="utf-8")
        return 0
    work = plan.work or Path(tempfile.mkdtemp(prefix="bench-"))
    work.mkdir(parents=True, exist_ok=True)
    examined = compare(plan, work)
    _report(examined, plan)
    return 0


def _report(examined: Sequence[Examined], plan: argparse.Namespace) -> None:
    from bot.language.urgent import find_danger

    name = HELD_OUT if plan.held_out else MESSAGES
    file = ROOT / "tests" / "understanding" / f"{name}.yml"
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    urgent = [find_danger(row["text"]) is not None for row in rows]
    scored = {e.name: (e, score(rows, e.reads, urgent)) for e in examined}
    print(understanding_report.table(scored))
    print(understanding_report.by_group(scored))
    part = f"{name} with {plan.phrases} phrases" if plan.phrases else name
    understanding_report.write(plan.docs, part, scored, machine.describe())


if __name__ == "__main__":
    raise SystemExit(main())
