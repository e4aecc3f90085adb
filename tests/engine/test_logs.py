"""No log at any level has anything that a person said, whatever happens to their message."""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import OperationalError

from bot.engine import logs, patches
from bot.engine.conversations import Conversations
from bot.engine.tracker_store import ConversationStore

PERSONAL = ["Zebedee", "Quillfeather", "07700", "900123", "zeb@example.org", "SG13", "1 October",
            "2026-10-01", "refused to assess", "chosen-conversation", "chosen-message"]  # fmt: skip
TOLD = (
    "I'm Zebedee Quillfeather, 07700 900123, zeb@example.org, SG13 8DE. "
    "They refused to assess, letter dated 1 October 2026"
)
RUN_ACTION = patches.run_action


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that any logger writes, each set to its most talkative."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level, structlog.get_config()
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    logs.configure(stream, logging.DEBUG)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], root.level = before[0], before[1]
    structlog.configure(**before[2])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def _nothing_personal(text: str) -> None:
    for personal in PERSONAL:
        assert personal.lower() not in text.lower(), personal


async def _talk(guide: Conversations) -> None:
    await guide.open("chosen-conversation", "web")
    for number, text in enumerate([TOLD, "/restart", "no", TOLD, "what is mediation", "\x00 1"]):
        await guide.take_turn(
            "chosen-conversation", text, message_id=f"chosen-message {number}", channel="web"
        )


async def test_whole_conversations_leave_nothing_in_the_logs(
    guide: Conversations, written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    """At DEBUG, Rasa's own loggers included, and on the terminal."""
    await _talk(guide)
    assert written.getvalue().count("rasa.") > 20, "Rasa's loggers were not listened to"
    _nothing_personal(written.getvalue())
    _nothing_personal("".join(capfd.readouterr()))


@pytest.mark.parametrize("fault", ["action", "reply", "database", "language"])
async def test_failures_leave_nothing_in_the_logs(
    guide: Conversations, store: ConversationStore, written: io.StringIO, fault: str,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Errors that quote the message, and the database's, which quote their parameters."""

    async def fails(module: str, call: dict[str, Any]) -> Any:
        raise RuntimeError(f"cannot: {call['tracker']['latest_message']} {TOLD}")

    async def strange(module: str, call: dict[str, Any]) -> Any:
        return {"events": TOLD, "responses": [{"text": 7, TOLD: TOLD}]}

    async def down(work: Any) -> Any:
        raise OperationalError("INSERT", {"data": TOLD}, Exception(TOLD))

    def unreadable(*_: Any, **__: Any) -> Any:
        raise ValueError(TOLD)

    await guide.open("chosen-conversation", "web")
    if fault in ("action", "reply"):
        monkeypatch.setattr(patches, "run_action", fails if fault == "action" else strange)
    elif fault == "database":
        monkeypatch.setattr(store.database, "run", down)
    else:
        monkeypatch.setattr("bot.language.fact_extractor.find_dates", unreadable)
    await _talk(guide)
    assert '"turn failed"' in written.getvalue()
    _nothing_personal(written.getvalue())
    _nothing_personal("".join(capfd.readouterr()))


@pytest.mark.filterwarnings("default::UserWarning")
def test_what_others_log_is_never_written(written: io.StringIO) -> None:
    """Only where it came from and what kind of error; warnings and structured records too."""
    try:
        raise ValueError(TOLD)
    except ValueError:
        logging.getLogger("sanic.error").exception("of %s", TOLD)
    logging.getLogger("somebody.else").critical(TOLD)
    structlog.get_logger().critical("event", text=TOLD)
    warnings.warn(TOLD, stacklevel=1)
    _nothing_personal(written.getvalue())
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert any(line.get("kind") == "ValueError" and line["trace"] for line in lines)


def test_our_own_records_say_what_happened_in_fixed_words(written: io.StringIO) -> None:
    """Arguments are never filled in, and only known fields are added."""
    logging.getLogger("bot.engine.x").error(
        "turn failed", extra={"kind": "TimeoutError", "channel": "sms", "text": TOLD}
    )
    logging.getLogger("bot.engine.x").error("of %s", TOLD)
    _nothing_personal(written.getvalue())
    first = json.loads(written.getvalue().splitlines()[0])
    assert first["event"] == "turn failed"
    assert (first["kind"], first["channel"]) == ("TimeoutError", "sms")
    assert set(first) == {"at", "level", "where", "event", "kind", "channel"}


def test_the_stream_is_standard_error_unless_told_otherwise() -> None:
    """A container's log is what it writes there."""
    before = logging.getLogger().handlers[:]
    logs.configure()
    assert logging.getLogger().handlers[0].stream is sys.stderr  # type: ignore[attr-defined]
    logging.getLogger().handlers[:] = before
