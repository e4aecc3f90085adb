"""The states of a conversation that Rasa 3.6.21's rules compare, without working each out twice.

bot/engine/quicker.py puts these in the place of Rasa's own.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    PREVIOUS_ACTION,
    SHOULD_NOT_BE_SET,
    USER,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

State = dict[str, Mapping[str, Any]]

RULES_REMEMBERED = 4096

current_state_slowly = DialogueStateTracker.current_state
past_states_slowly = DialogueStateTracker.past_states
get_possible_keys_slowly = RulePolicy._get_possible_keys
find_action_from_rules_slowly = RulePolicy._find_action_from_rules


def current_state(
    self: DialogueStateTracker, event_verbosity: EventVerbosity = EventVerbosity.NONE
) -> dict[str, Any]:
    """The same, with the message that began the open form as it is, not a deep copy of it."""
    loop = self.active_loop
    if loop is None or loop.trigger_message is None:
        return dict(current_state_slowly(self, event_verbosity))
    self.active_loop = dataclasses.replace(loop, trigger_message=None)
    try:
        state: dict[str, Any] = current_state_slowly(self, event_verbosity)
    finally:
        self.active_loop = loop
    state["active_loop"]["trigger_message"] = loop.trigger_message
    return state


def past_states(
    self: DialogueStateTracker,
    domain: Domain,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """The states before each action, kept until anything happens: rules may ask twice for them."""
    if ignore_rule_only_turns:
        found: list[State] = past_states_slowly(
            self, domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data
        )
        return found
    asked = (id(domain), omit_unset_slots, len(self.events))
    last = self.events[-1] if self.events else None
    kept_for, kept_last, kept = getattr(self, "_kept_states", (None, None, []))
    if kept_for != asked or kept_last is not last:
        kept = past_states_slowly(self, domain, omit_unset_slots)
        self._kept_states = (asked, last, kept)
    return [{name: dict(part) for name, part in state.items()} for state in kept]


def get_possible_keys(self: RulePolicy, lookup: Mapping[str, str], states: list[State]) -> set[str]:
    """The rules that fit the states; each rule is read once, and asked until it fails."""
    latest_first = list(reversed(states))
    return {key for key in lookup if _fits(_read(key), latest_first)}


def find_action_from_rules(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """As Rasa's, but no rule is sought by a message's words where every rule asks for an intent."""
    if use_text_for_last_user_input and not _some_rule_may_fit_words(self):
        return None, None, False
    found: tuple[str | None, str | None, bool] = find_action_from_rules_slowly(
        self, tracker, domain, use_text_for_last_user_input
    )
    return found


def _some_rule_may_fit_words(policy: RulePolicy) -> bool:
    lookup = policy.lookup
    kept_for, answer = getattr(policy, "_fits_words", (None, True))
    if kept_for is not lookup:
        lasts = [
            json.loads(key)[-1]
            for rules in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)
            for key in lookup.get(rules, {})
        ]
        answer = any(_is_after_a_message(s) and not s.get(USER, {}).get(INTENT) for s in lasts)
        policy._fits_words = (lookup, answer)
    return bool(answer)


def _is_after_a_message(state: State) -> bool:
    before = state.get(PREVIOUS_ACTION)
    return not before or before.get(ACTION_NAME) == ACTION_LISTEN_NAME


@lru_cache(maxsize=RULES_REMEMBERED)
def _read(key: str) -> tuple[tuple[bool, tuple[tuple[str, str, Any], ...]], ...]:
    """A rule's states from the last to the first: whether an action came before, and what must be.

    JSON has made lists of tuples.
    """
    return tuple(
        (
            bool(state.get(PREVIOUS_ACTION)),
            tuple(
                (kind, name, tuple(value) if isinstance(value, list) else value)
                for kind, part in state.items()
                for name, value in part.items()
            ),
        )
        for state in reversed(json.loads(key))
    )


def _fits(
    rule: tuple[tuple[bool, tuple[tuple[str, str, Any], ...]], ...], states: Iterable[State]
) -> bool:
    for (after_action, needed), state in zip(rule, states, strict=False):
        if after_action != bool(state.get(PREVIOUS_ACTION)):
            return False
        if after_action and not all(_is_met(state, *need) for need in needed):
            return False
    return True


def _is_met(state: State, kind: str, name: str, needed: Any) -> bool:
    value = state[kind].get(name) if kind in state else None
    if needed == SHOULD_NOT_BE_SET:
        return not value or value == SHOULD_NOT_BE_SET
    return not needed or bool(value == needed)
