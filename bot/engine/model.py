"""The trained model: made here from the project's own files, named by what it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.engine.settings import ROOT

MODELS = ROOT / "models"
MADE_FROM = ("config.yml", "domain.yml", "data", "bot/language")


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
    """Train, unless the files have not changed since; show what is going on."""
    path = model_path()
    if path.exists():
        print(f"The model is up to date: {path.name}", flush=True)
        return path
    print("Training the guide. This takes about half a minute.", flush=True)
    from rasa.model_training import train as rasa_train

    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data")],
        output=str(MODELS),
        fixed_model_name=path.stem.removesuffix(".tar"),
        force_training=True,
    )
    if result.model is None or not path.exists():
        raise RuntimeError("Training made no model; what went wrong is shown above.")
    print(f"Trained: {path.name}", flush=True)
    return path


def _sources() -> list[Path]:
    found: list[Path] = []
    for name in MADE_FROM:
        path = ROOT / name
        if path.is_file():
            found.append(path)
        else:
            found += [
                f for f in path.rglob("*") if f.is_file() and f.suffix in (".yml", ".py")
            ]
    return sorted(found)
