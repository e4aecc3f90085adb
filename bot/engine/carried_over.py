"""A conversation carried over into the guide of today, whatever version it began under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.guidance import Decision, Question, Section

State = Mapping[str, Any]

WORKINGS = frozenset({"requested_slot", "unclear_turns", "date_trouble"})
"""Slots that are no answer of anybody's: nobody need be told when they are lost."""


@dataclass(frozen=True)
class Carried:
    """A tracker ready for its next turn."""

    tracker: DialogueStateTracker
    answers_dropped: bool
    """Something that was told before has no place in today's guide."""


def state_of(tracker: DialogueStateTracker) -> State:
    """The answers and the open form at the end of a turn, as JSON."""
    return {
        "slots": {n: v for n, v in tracker.current_slot_values().items() if v is not None},
        "loop": tracker.active_loop_name,
    }


def begin_again(
    conversation_id: str,
    domain: Domain,
    before: State,
    events: Iterable[Mapping[str, Any]],
    after: State,
) -> Carried:
    """From the answers `before` the last turns and their `events`.

    Where these name anything that the guide no longer has, from the answers `after` them alone,
    as far as they still have a place.
    """
    told = list(events)
    if _fits(before, domain) and _fits(after, domain) and all(_known(e, domain) for e in told):
        start = _start(before) if before else []
        replayed = [Event.from_parameters(event) for event in told]
        tracker = _tracker(conversation_id, domain, [*start, *filter(None, replayed)])
        return Carried(tracker, answers_dropped=False)
    kept = {n: v for n, v in after.get("slots", {}).items() if _has_place(n, v, domain)}
    loop = after.get("loop") if after.get("loop") in domain.form_names else None
    lost = after.get("slots", {}).keys() - kept.keys() - WORKINGS
    tracker = _tracker(conversation_id, domain, _start({"slots": kept, "loop": loop}))
    return Carried(tracker, answers_dropped=bool(lost))


def _tracker(conversation_id: str, domain: Domain, events: list[Event]) -> DialogueStateTracker:
    tracker = DialogueStateTracker(conversation_id, domain.slots)
    for event in events:
        tracker.update(event)
    return tracker


def _start(state: State) -> list[Event]:
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *(SlotSet(name, value) for name, value in state.get("slots", {}).items()),
        *([ActiveLoop(state["loop"])] if state.get("loop") else []),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def _fits(state: State, domain: Domain) -> bool:
    loop = state.get("loop")
    return (loop is None or loop in domain.form_names) and all(
        _has_place(name, value, domain) for name, value in state.get("slots", {}).items()
    )


def _known(event: Mapping[str, Any], domain: Domain) -> bool:
    kind, name = event.get("event"), event.get("name")
    if kind == "action":
        return name is None or name in domain.action_names_or_texts
    if kind == "active_loop":
        return name is None or name in domain.form_names
    if kind == "slot":
        return event.get("value") is None or _has_place(str(name), event["value"], domain)
    if kind == "user":
        intent = (event.get("parse_data") or {}).get("intent") or {}
        return intent.get("name") is None or intent["name"] in domain.intents
    return True


def _has_place(name: str, value: Any, domain: Domain) -> bool:
    if name not in {slot.name for slot in domain.slots}:
        return False
    try:
        if name == "decision":
            Decision(value)
        elif name == "sections":
            [Section(letter) for letter in value]
        elif name.endswith("_date"):
            date.fromisoformat(value)
        elif name == "requested_slot":
            Question(value)
    except (ValueError, TypeError):
        return False
    return True
