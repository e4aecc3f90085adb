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

WORKINGS = frozenset({"requested_slot", "unclear_turns", "date_trouble", "month_told"})
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
    today = _Today.of(domain)
    if today.fits(before) and today.fits(after) and all(today.knows(event) for event in told):
        start = _start(before) if before else []
        replayed = [Event.from_parameters(event) for event in told]
        tracker = _tracker(conversation_id, domain, [*start, *filter(None, replayed)])
        return Carried(tracker, answers_dropped=False)
    kept = {n: v for n, v in after.get("slots", {}).items() if today.has_place(n, v)}
    loop = after.get("loop") if after.get("loop") in today.forms else None
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


@dataclass(frozen=True)
class _Today:
    """What today's guide has a place for."""

    slots: frozenset[str]
    forms: frozenset[str]
    actions: frozenset[str]
    intents: frozenset[str]

    @classmethod
    def of(cls, domain: Domain) -> _Today:
        """Read once from each domain, which every turn asks for."""
        found: _Today | None = getattr(domain, "_today", None)
        if found is None:
            found = domain._today = cls._read(domain)
        return found

    @classmethod
    def _read(cls, domain: Domain) -> _Today:
        return cls(
            slots=frozenset(slot.name for slot in domain.slots),
            forms=frozenset(domain.form_names),
            actions=frozenset(domain.action_names_or_texts),
            intents=frozenset(domain.intents),
        )

    def fits(self, state: State) -> bool:
        loop = state.get("loop")
        return (loop is None or loop in self.forms) and all(
            self.has_place(name, value) for name, value in state.get("slots", {}).items()
        )

    def knows(self, event: Mapping[str, Any]) -> bool:
        kind, name = event.get("event"), event.get("name")
        if kind == "action":
            return name is None or name in self.actions
        if kind == "active_loop":
            return name is None or name in self.forms
        if kind == "slot":
            return event.get("value") is None or self.has_place(str(name), event["value"])
        if kind == "user":
            intent = (event.get("parse_data") or {}).get("intent") or {}
            return intent.get("name") is None or intent["name"] in self.intents
        return True

    def has_place(self, name: str, value: Any) -> bool:
        if name not in self.slots:
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
