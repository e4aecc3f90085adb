"""The code is clean to ruff and to mypy in strict mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_ruff_finds_nothing_to_mend() -> None:
    """Rules and their exceptions, each with its reason, stand in pyproject.toml."""
    found = _run("ruff", "check", ".")
    assert found.returncode == 0, found.stdout


def test_the_code_is_laid_out_as_ruff_lays_it_out() -> None:
    """No discussion about line breaks."""
    found = _run("ruff", "format", "--check", ".")
    assert found.returncode == 0, found.stdout


def test_mypy_finds_nothing_wrong_in_strict_mode() -> None:
    """Every function of ours is typed."""
    found = _run("mypy")
    assert found.returncode == 0, found.stdout
