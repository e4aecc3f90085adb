"""`python -m bot forget-old` erases what is over, in every table, and leaves the rest."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from bot.channels.text_store import Session, TextStore

ROOT = Path(__file__).resolve().parents[1]
SECRET = "a secret for the tests alone, of some length"
DAYS = 24 * 3600.0


async def test_sessions_by_text_that_are_over_go_and_others_stay(tmp_path: Path) -> None:
    """The same command as for conversations, for a timer of one's own."""
    database = tmp_path / "conversations.db"
    store = TextStore(f"sqlite:///{database}", SECRET)
    now = time.time()
    for sender, age in (("old", 8 * DAYS), ("new", 1 * DAYS)):
        await store.ready(sender, sender, Session("x", last_at=now - age), ())
    store.close()
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "forget-old"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}", "GUIDE_SECRET": SECRET},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "conversations erased" in ran.stdout
    with sqlite3.connect(database) as connection:
        left = [row[0] for row in connection.execute("SELECT sender FROM text_sessions")]
    connection.close()
    assert left == ["new"]
