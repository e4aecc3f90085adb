"""Only a model that was made here, and not changed since, is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.engine.agent import load_agent
from bot.engine.model import NotMadeHere, check_made_here, is_made_here


@pytest.fixture
def copied(guide_model: Path, tmp_path: Path) -> Path:
    """The trained model and its record, elsewhere."""
    record = guide_model.with_name(guide_model.name.removesuffix(".tar.gz") + ".sha256")
    shutil.copy(record, tmp_path)
    return Path(shutil.copy(guide_model, tmp_path))


def test_the_trained_model_is_accepted(copied: Path) -> None:
    """Wherever it is copied to, with the record made at training."""
    check_made_here(copied)


def test_a_changed_model_is_not_loaded(copied: Path) -> None:
    """One byte is enough; nothing of it is opened."""
    with copied.open("ab") as file:
        file.write(b"x")
    with pytest.raises(NotMadeHere, match="train again"):
        load_agent(copied)


def test_a_model_without_a_record_is_not_loaded(copied: Path) -> None:
    """Somebody put it there."""
    copied.with_name(copied.name.removesuffix(".tar.gz") + ".sha256").unlink()
    with pytest.raises(NotMadeHere):
        load_agent(copied)


def test_a_deployment_can_name_the_one_model_it_accepts(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that was changed along with the model is not enough then."""
    record = copied.with_name(copied.name.removesuffix(".tar.gz") + ".sha256")
    monkeypatch.setenv("GUIDE_MODEL_SHA256", record.read_text())
    assert is_made_here(copied)
    monkeypatch.setenv("GUIDE_MODEL_SHA256", "0" * 64)
    assert not is_made_here(copied)
