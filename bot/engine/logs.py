"""What may be written to a log: that something happened, never what anybody said.

Other people's code quotes messages, slots and database parameters in its logs. Of a record that
is not ours only the name, the level, the line and the kind of error are written.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from typing import Any, TextIO

import structlog

OURS = ("bot", "actions")
FIELDS = ("kind", "channel", "status", "count", "worker", "seconds", "setting")
"""What our own records may add to their words; nothing else is written."""


class SafeFormatter(logging.Formatter):
    """One line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without anything that could be personal."""
        told: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "where": f"{record.name}:{record.lineno}",
        }
        if record.name.partition(".")[0] in OURS:
            # The words as they stand in our source; their arguments are never filled in.
            told["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            told["kind"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            told["trace"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(told)


def _drop(*_: Any) -> Any:
    """Rasa's structured records hold messages, slots and events."""
    raise structlog.DropEvent


def configure(stream: TextIO | None = None, level: int = logging.WARNING) -> None:
    """Write warnings and errors of everything as JSON lines, and nothing else to anywhere."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        processors=[_drop],
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("sanic.access").disabled = True
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)  # they repeat, and say nothing new
