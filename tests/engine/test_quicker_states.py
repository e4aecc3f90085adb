"""Rules are chosen among by the same states, and choose the same, as by Rasa's own code."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH
from rasa.shared.core.constants import SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.engine import quicker_states
from bot.engine.conversations import Conversations
from bot.engine.tracker_store import ConversationStore

ROOT = Path(__file__).resolve().parent.parent.parent
IN_A_FORM: list[Event] = [
    ActionExecuted("action_listen"),
    UserUttered("they said no", {"name": "decision"}, parse_data={"text": "they said no"}),
    ActiveLoop("case_form"),
    SlotSet("decision", "refusal_to_assess"),
    SlotSet("requested_slot", "letter_date"),
]
TALK = (
    "they refused to assess my son",
    "what is mediation",
    "asdf qwer",
    "1 october 2026",
    "I want to hurt myself",
    "no",
    "why",
    "start again",
    "just the school",
    "delete everything",
    "no",
)


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.mark.parametrize("verbosity", EventVerbosity)
@pytest.mark.parametrize("events", [[], IN_A_FORM], ids=["new", "in a form"])
def test_a_conversation_is_told_to_actions_as_rasa_tells_it(
    events: list[Event], verbosity: EventVerbosity, domain: Domain
) -> None:
    """And its open form is left as it was."""
    tracker = DialogueStateTracker.from_events("x", events, domain.slots)
    loop = tracker.active_loop
    told = quicker_states.current_state(tracker, verbosity)
    assert told == quicker_states.current_state_slowly(tracker, verbosity)
    assert tracker.active_loop is loop


async def test_every_turn_of_a_conversation_has_the_states_and_rules_that_rasa_finds(
    guide: Conversations, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of both at every step, in all that the guide does."""
    compared = {"states": 0, "rules": 0, "actions": 0}

    def past_states(self: Any, *args: Any, **kwargs: Any) -> Any:
        ours = quicker_states.past_states(self, *args, **kwargs)
        assert ours == quicker_states.past_states_slowly(self, *args, **kwargs)
        compared["states"] += 1
        return ours

    def get_possible_keys(self: Any, lookup: Any, states: Any) -> Any:
        ours = quicker_states.get_possible_keys(self, lookup, states)
        assert ours == quicker_states.get_possible_keys_slowly(self, lookup, states)
        compared["rules"] += 1
        return ours

    def find_action_from_rules(self: Any, *args: Any, use_text_for_last_user_input: bool) -> Any:
        ours = quicker_states.find_action_from_rules(self, *args, use_text_for_last_user_input)
        rasas = quicker_states.find_action_from_rules_slowly(
            self, *args, use_text_for_last_user_input
        )
        if use_text_for_last_user_input:  # of no rule found, nobody asks the source
            assert (ours[0], ours[2]) == (rasas[0], rasas[2]) == (None, False)
        else:
            assert ours == rasas
        compared["actions"] += 1
        return ours

    monkeypatch.setattr(
        quicker_states.RulePolicy, "_find_action_from_rules", find_action_from_rules
    )
    monkeypatch.setattr(DialogueStateTracker, "past_states", past_states)
    monkeypatch.setattr(quicker_states.RulePolicy, "_get_possible_keys", get_possible_keys)
    await guide.open("c", "web")
    for number, text in enumerate(TALK):
        await guide.take_turn("c", text, message_id=str(number), channel="web")
    assert min(compared.values()) > len(TALK)


def test_states_are_worked_out_anew_once_anything_happened(domain: Domain) -> None:
    """And whoever changes what was given changes nothing of what is kept."""
    tracker = DialogueStateTracker.from_events("x", IN_A_FORM, domain.slots)
    first = tracker.past_states(domain)
    first[-1]["user"].clear()
    assert tracker.past_states(domain) == quicker_states.past_states_slowly(tracker, domain)
    assert tracker.past_states(domain, omit_unset_slots=True) == (
        quicker_states.past_states_slowly(tracker, domain, True)
    )
    for event in (ActionExecuted("case_form"), ActionExecutionRejected("case_form")):
        copied = tracker.copy()
        copied.update(event)
        assert copied.past_states(domain) == quicker_states.past_states_slowly(copied, domain)
        tracker.update(event)
        assert tracker.past_states(domain) == copied.past_states(domain)


def test_rules_of_every_form_fit_the_states_that_rasa_says_they_fit(loaded_agent: Any) -> None:
    """The guide's own rules, against states put together at random from their parts."""
    policy = next(
        node._component
        for name, node in loaded_agent.processor.graph_runner._instantiated_nodes.items()
        if "RulePolicy" in name
    )
    rules = {**policy.lookup[RULES], **policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]}
    states = [state for key in rules for state in json.loads(key)]
    assert any(SHOULD_NOT_BE_SET in str(state) for state in states)
    chance = random.Random(7)
    fitted = 0
    for _ in range(400):
        conversation = [
            _as_in_a_conversation(chance.choice(states)) for _ in range(chance.randint(1, 4))
        ]
        ours = quicker_states.get_possible_keys(policy, rules, conversation)
        assert ours == quicker_states.get_possible_keys_slowly(policy, rules, conversation)
        fitted += len(ours)
    assert fitted


@pytest.mark.parametrize(
    ("last", "may"),
    [
        ({"user": {"intent": "faq"}, "prev_action": {"action_name": "action_listen"}}, False),
        ({"user": {"text": "hello"}, "prev_action": {"action_name": "action_listen"}}, True),
        ({"prev_action": {"action_name": "action_listen"}}, True),
        ({"prev_action": {"action_name": "case_form"}}, False),
        ({"slots": {"decision": [1.0]}}, True),
    ],
)
def test_rules_are_sought_by_words_where_one_may_fit_them(last: Any, may: bool) -> None:
    """A rule that asks for an intent after the message never does."""

    class Policy:
        lookup = {RULES: {json.dumps([{}, last]): "action_greet"}}

    assert quicker_states._some_rule_may_fit_words(Policy()) is may


def _as_in_a_conversation(state: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Lists are tuples there, and what should not be set is not there."""
    return {
        kind: {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in part.items()
            if value != SHOULD_NOT_BE_SET
        }
        for kind, part in state.items()
    }
