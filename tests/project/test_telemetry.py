"""No usage data leaves: not through the guide, and not through Rasa's own commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = "import rasa.telemetry as t; print(t.is_telemetry_enabled())"


@pytest.mark.parametrize("first", ["", "import bot; "], ids=["rasa alone", "with the guide"])
def test_telemetry_is_off_without_any_setting(first: str, tmp_path: Path) -> None:
    """In a home where Rasa has never run, and would switch it on."""
    answered = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", first + ASKED],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answered.stdout.split()[-1] == "False"
