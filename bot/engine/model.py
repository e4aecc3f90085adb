"""The trained model: made here from the project's own files, named by what it was made from."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.engine.settings import ROOT

MODELS = ROOT / "models"
MADE_FROM = ("config.yml", "domain.yml", "data", "bot/language")


class NotMadeHere(RuntimeError):
    """A model's file is not the one that training made. Loading it could run anybody's code."""


def fingerprint() -> str:
    """A hash of everything that training reads."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def model_path() -> Path:
    """Where the model of today's files is, or will be once trained."""
    return MODELS / f"guide-{fingerprint()}.tar.gz"


def train() -> Path:
    """Train, unless the files have not changed since; show what is going on.

    Only one process trains at a time; those that waited find the model made.
    """
    path = model_path()
    if is_made_here(path):
        print(f"The model is up to date: {path.name}", flush=True)
        return path
    with _alone():
        if not is_made_here(path):
            _train(path)
    return path


def is_made_here(model: Path) -> bool:
    """Whether the file is as training left it, and as GUIDE_MODEL_SHA256 says where it is set."""
    try:
        recorded = _record(model).read_text(encoding="ascii").strip()
        found = _hash(model)
    except (OSError, UnicodeDecodeError):
        return False
    demanded = os.environ.get("GUIDE_MODEL_SHA256") or recorded
    return hmac.compare_digest(found, recorded) and hmac.compare_digest(found, demanded)


def check_made_here(model: Path) -> None:
    """Raises NotMadeHere."""
    if not is_made_here(model):
        raise NotMadeHere(
            f"{model.name} is not as `python -m bot train` made it. Delete it and train again."
        )


def _train(path: Path) -> None:
    print("Training the guide. This takes about a minute.", flush=True)
    from rasa.model_training import train as rasa_train

    path.unlink(missing_ok=True)
    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data")],
        output=str(MODELS),
        fixed_model_name=path.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.model is None or not path.exists():
        raise RuntimeError("Training made no model; what went wrong is shown above.")
    _record(path).write_text(_hash(path), encoding="ascii")
    print(f"Trained: {path.name}", flush=True)


@contextmanager
def _alone() -> Iterator[None]:
    MODELS.mkdir(exist_ok=True)
    with (MODELS / ".training").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _record(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".sha256")


def _hash(model: Path) -> str:
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sources() -> list[Path]:
    found: list[Path] = []
    for name in MADE_FROM:
        path = ROOT / name
        if path.is_file():
            found.append(path)
        else:
            found += [f for f in path.rglob("*") if f.is_file() and f.suffix in (".yml", ".py")]
    return sorted(found)
