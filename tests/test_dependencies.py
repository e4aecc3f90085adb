"""Every direct dependency is listed in docs/dependencies.md, with what it is for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LISTED = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
LOCKED = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DIRECT = [
    re.split(r"[<>=!\[ ]", requirement)[0]
    for requirement in (
        *PROJECT["dependencies"],
        *PROJECT["optional-dependencies"]["dev"],
    )
]


@pytest.mark.parametrize("name", DIRECT)
def test_a_direct_dependency_is_listed_with_what_it_is_for(name: str) -> None:
    """A row of its own: name, purpose, state."""
    row = re.search(rf"^\| {re.escape(name)} \|(.+)\|(.+)\|$", LISTED, re.MULTILINE)
    assert row, f"{name} is not in docs/dependencies.md"
    assert all(cell.strip() for cell in row.groups())


def test_nothing_is_listed_that_is_no_longer_used() -> None:
    """The first table has the direct dependencies and nothing else."""
    table = LISTED.partition("## Weaknesses")[0]
    rows = re.findall(r"^\| ([\w.-]+) \|", table, re.MULTILINE)
    assert {row for row in rows if row not in ("Name", "---")} == set(DIRECT)


@pytest.mark.parametrize("name", DIRECT)
def test_a_direct_dependency_is_locked_with_its_hash(name: str) -> None:
    """What is installed is what was looked at."""
    assert re.search(rf"^{re.escape(name)}(?:\[.+\])?==.+\\$", LOCKED, re.MULTILINE | re.IGNORECASE)
