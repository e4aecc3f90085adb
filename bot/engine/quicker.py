"""Rasa 3.6.21's own slowest habits, done once instead of each time. Nothing else changes:
tests/engine/test_quicker.py compares each with what Rasa itself does.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import rasa.core.processor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.engine.serving_storage import ServingStorage

_resolve_slowly = Event.resolve_by_type


class SequentialGraphRunner(DaskGraphRunner):  # type: ignore[misc]
    """Runs the same nodes in the same process, without a scheduler's queues and locks."""

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """The outputs of `targets`, as the parent class gives them."""
        wanted = targets or self._graph_schema.target_names
        given = inputs or {}
        done: dict[str, Any] = {}

        def output(name: str) -> Any:
            if name in given:
                return (name, given[name])
            if name not in done:
                needs = self._graph_schema.nodes[name].needs.values()
                done[name] = self._instantiated_nodes[name](*(output(n) for n in needs))
            return done[name]

        return dict(output(name) for name in wanted)


@cache
def _event_types() -> dict[str, type[Event]]:
    found: dict[str, type[Event]] = {}
    for kind in all_subclasses(Event):
        found.setdefault(kind.type_name, kind)
    return found


def _resolve_by_type(name: str, default: type[Event] | None = None) -> type[Event] | None:
    return _event_types().get(name) or _resolve_slowly(name, default)


def _copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """The same state by copying it, where Rasa replays every event."""
    made = copy.copy(self)
    made.events = copy.copy(self.events)
    made.slots = copy.copy(self.slots)
    for name, slot in self.slots.items():
        made.slots[name] = copy.copy(slot)
    made.active_loop = copy.copy(self.active_loop)
    return made


def apply() -> None:
    """Take the places of Rasa's own."""
    rasa.core.processor.DaskGraphRunner = SequentialGraphRunner
    rasa.core.processor.LocalModelStorage = ServingStorage
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    DialogueStateTracker.copy = _copy
