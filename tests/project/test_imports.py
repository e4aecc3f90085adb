"""Imports run one way, so that the rules can be read, tested and trusted by themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_USE = {
    "bot/guidance": {"bot.guidance"},
    "bot/council": {"bot.council"},
    "bot/language": {"bot.language", "bot.guidance", "bot.council", "bot.clock"},
    "bot/engine": {
        "bot.engine",
        "bot.guidance",
        "bot.council",
        "bot.language",
        "bot.words",
        "bot.clock",
        "bot.channels",
    },
    "actions": {"actions", "bot.guidance", "bot.council", "bot.language", "bot.words", "bot.clock"},
}


def imported(file: Path) -> set[str]:
    """Every module of ours that a file imports, wherever in the file it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if node.module == "bot" else {node.module}
    return {name for name in found if name.split(".")[0] in ("bot", "actions", "tests")}


@pytest.mark.parametrize("place", MAY_USE)
def test_a_part_uses_only_what_it_may(place: str) -> None:
    """The table above is the whole of it."""
    wrong = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in (ROOT / place).rglob("*.py")
        for name in imported(file)
        if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in MAY_USE[place])
    }
    assert not wrong


def test_only_the_server_reaches_from_the_engine_to_the_channels() -> None:
    """The engine takes turns for any channel; its server alone knows which there are."""
    reaching = {
        file.name
        for file in (ROOT / "bot/engine").rglob("*.py")
        if any(name.startswith("bot.channels") for name in imported(file))
    }
    assert reaching <= {"server.py", "terminal.py", "cli.py"}


def test_the_actions_hold_no_pattern_of_language() -> None:
    """Which slot a message fills is theirs to say; what its words mean is for bot/language."""
    with_patterns = {
        file.name
        for file in (ROOT / "actions").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "re" for alias in node.names)
    }
    assert not with_patterns
