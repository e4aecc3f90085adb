"""What is counted: how many and how long, never who or what they said."""

from __future__ import annotations

import os

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

TURNS = Counter(
    "guide_turns",
    "Messages answered, by what became of them: answered, repeated, failed or closed.",
    ("channel", "outcome"),
)
TURN_SECONDS = Histogram(
    "guide_turn_seconds",
    "From taking a message to its reply.",
    ("channel",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 12),
)
NOT_UNDERSTOOD = Counter(
    "guide_not_understood", "Messages that the guide did not understand.", ("channel",)
)
ANSWERS = Counter(
    "guide_answers",
    "Answers given, by the route and whether mediation must be contacted.",
    ("channel", "route", "contact_mediation"),
)
ERRORS = Counter("guide_errors", "What went wrong, by the kind of error.", ("kind",))
REFUSALS = Counter("guide_refusals", "Requests refused, by HTTP status.", ("status",))
ERASED = Counter("guide_erased", "Conversations erased because their time was over.")


def exposition() -> bytes:
    """Every figure, of all workers where there are several, as Prometheus reads it."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
