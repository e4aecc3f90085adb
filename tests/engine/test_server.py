"""What a server loads once is neither gone over again nor held twice."""

from __future__ import annotations

import gc
import subprocess
from pathlib import Path

import pytest

from bot.engine import model, server


def test_the_collector_leaves_alone_what_is_loaded() -> None:
    """And goes on with what is made afterwards."""
    gc.disable()
    try:
        server.keep_what_is_loaded()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.enable()
        gc.unfreeze()


def test_the_first_training_is_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it loads does not stay with the server; where it fails, the server ends as it did."""
    run: list[list[str]] = []

    def runs(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        run.append(command[1:])
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(model, "MODELS", tmp_path)
    monkeypatch.setattr(subprocess, "run", runs)
    with pytest.raises(SystemExit) as ended:
        server.trained_model()
    assert ended.value.code == 3
    assert run == [["-m", "bot", "train"]]


def test_a_model_that_is_there_is_not_trained_again(
    guide_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one of today's files."""
    monkeypatch.setattr(subprocess, "run", None)
    assert server.trained_model() == guide_model


def test_channels_are_those_of_the_credentials_file(tmp_path: Path) -> None:
    """Each by its class, as Rasa's own server has them."""
    file = tmp_path / "credentials.yml"
    file.write_text("bot.channels.web.WebChannel:\nbot.channels.twilio.TwilioChannel:\n")
    names = [type(channel).__name__ for channel in server.channels_named_in(file)]
    assert names == ["WebChannel", "TwilioChannel"]
