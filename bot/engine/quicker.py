"""Rasa 3.6.21's own slowest habits, done once instead of each time. Nothing else changes:
tests/engine/test_quicker.py compares each with what Rasa itself does.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, TypeVar

import rasa.core.actions.forms
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from bot.engine import quicker_slots, quicker_states
from bot.engine.serving_storage import ServingStorage

Anything = TypeVar("Anything")

COPIES_FOR_ITS_LOG = (
    rasa.core.processor,
    rasa.core.actions.forms,
    rasa.core.policies.rule_policy,
)
"""These copy only what they put into a debug record, whether it is written or not."""

_temporary_slowly = FormAction._temporary_tracker
_update_session_slowly = MessageProcessor._update_tracker_session
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


class WithoutCopying:
    """Stands for the module `copy` where a debug record is all that is copied for."""

    @staticmethod
    def deepcopy(value: Anything) -> Anything:
        """The value itself."""
        return value


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
        made.slots[name] = _copy_slot(slot)
    made.active_loop = copy.copy(self.active_loop)
    return made


def _temporary_tracker(
    self: FormAction,
    current_tracker: DialogueStateTracker,
    additional_events: list[Event],
    domain: Domain,
) -> DialogueStateTracker:
    """The conversation with a form's next events, from a copy, where Rasa replays every event."""
    if current_tracker.idx_after_latest_restart():
        made: DialogueStateTracker = _temporary_slowly(
            self, current_tracker, additional_events, domain
        )
        return made
    made = _copy(current_tracker)
    made.model_id = made.assistant_id = made.sender_source = None
    made.update(SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker)))
    made.update(ActionExecuted(self.name()))
    for event in additional_events:
        made.update(event)
    return made


async def _update_tracker_session(
    self: MessageProcessor,
    tracker: DialogueStateTracker,
    output_channel: OutputChannel,
    metadata: dict[str, Any] | None = None,
) -> None:
    """A session that has begun and never ends needs no look at all its events."""
    last = tracker.events[-1] if tracker.events else None
    if isinstance(last, ActionExecuted) and not self.domain.session_config.are_sessions_enabled():
        return
    await _update_session_slowly(self, tracker, output_channel, metadata)


def _copy_slot(self: Slot) -> Slot:
    """As `copy.copy` does it, without asking first how."""
    made: Slot = object.__new__(type(self))
    made.__dict__.update(self.__dict__)
    return made


@cache
def _empty_domain() -> dict[str, Any]:
    empty: dict[str, Any] = Domain.empty().as_dict()
    return empty


def _is_empty(self: Domain) -> bool:
    return bool(self.as_dict() == _empty_domain())


def apply() -> None:
    """Take the places of Rasa's own."""
    rasa.core.processor.DaskGraphRunner = SequentialGraphRunner
    rasa.core.processor.LocalModelStorage = ServingStorage
    for module in COPIES_FOR_ITS_LOG:
        module.copy = WithoutCopying
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    Slot.__copy__ = _copy_slot
    Domain.is_empty = _is_empty
    DialogueStateTracker.copy = _copy
    FormAction._temporary_tracker = _temporary_tracker
    MessageProcessor._update_tracker_session = _update_tracker_session
    ActionExtractSlots.run = quicker_slots.extract_slots
    DialogueStateTracker.current_state = quicker_states.current_state
    DialogueStateTracker.past_states = quicker_states.past_states
    RulePolicy._find_action_from_rules = quicker_states.find_action_from_rules
    RulePolicy._get_possible_keys = quicker_states.get_possible_keys
