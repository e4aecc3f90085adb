"""Trains what is compared, once for a given set of phrases, and keeps what it took."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Spent, run_timed
from bench.rivals import build_default, build_diet, build_floor, copy_project, read_phrases

GUIDE, FLOOR, DEFAULT, DIET = "guide", "floor", "default", "diet"
BUILD = {FLOOR: build_floor, DEFAULT: build_default, DIET: build_diet}
TODAY = "2026-11-21"
EARLIER = "It was trained on an earlier state of the same phrases."


@dataclass
class Trained:
    """A folder with a trained model in it, what that took, and what is to be said about it."""

    name: str
    folder: Path
    model: Path
    spent: Spent
    notes: tuple[str, ...] = ()


def trained_guide(work: Path, root: Path) -> Trained:
    """A copy of the guide as it stands under `root`, trained from nothing."""
    folder = work / GUIDE
    shutil.rmtree(folder, ignore_errors=True)
    copy_project(folder, root)
    spent = _run(GUIDE, [sys.executable, "-m", "bot", "train"], folder)
    return Trained(GUIDE, folder, next((folder / "models").glob("guide-*.tar.gz")), spent)


def trained_rival(name: str, work: Path, project: Path, *, keep: bool) -> Trained:
    """An ordinary Rasa bot on the phrases under `project`; trained again when they changed.

    With `keep`, one that was trained on earlier phrases is used all the same, and it is said.
    """
    folder = work / name
    mark, kept = folder / "made-from", folder / "training.json"
    model = folder / "models" / "rival.tar.gz"
    made_from = fingerprint(project)
    changed = not mark.exists() or mark.read_text() != made_from
    if not model.exists() or (changed and not keep):
        shutil.rmtree(folder, ignore_errors=True)
        BUILD[name](folder, project, TODAY)
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "rival"]
        spent = _run(name, command, folder)
        kept.write_text(json.dumps(dataclasses.asdict(spent)))
        mark.write_text(made_from)
        changed = False
    told = json.loads(kept.read_text())
    notes = tuple(note for note in (told.pop("note", ""), EARLIER if changed else "") if note)
    return Trained(name, folder, model, Spent(**told), notes)


def fingerprint(project: Path) -> str:
    """A hash of the phrases that a rival is trained on."""
    phrases = json.dumps(list(read_phrases(project))).encode()
    return hashlib.sha256(phrases).hexdigest()[:16]


def _run(name: str, command: Sequence[str], folder: Path) -> Spent:
    print(f"Training {name}", flush=True)
    return run_timed(command, folder, folder / "train.log")
