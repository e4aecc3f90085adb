"""A council's file that a test can change and load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import bot.council
from bot.council import Council, load_council

HERTFORDSHIRE = Path(bot.council.__file__).with_name("hertfordshire.yml")

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def council() -> Council:
    return load_council("hertfordshire")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Change], Council]:
    """Load Hertfordshire's file under another name after a change to its content."""

    def load(change: Change) -> Council:
        content = yaml.safe_load(HERTFORDSHIRE.read_text(encoding="utf-8"))
        change(content)
        path = tmp_path / "elsewhere.yml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        load_council.cache_clear()
        return load_council("elsewhere", tmp_path)

    return load
