"""Rasa still looks as the changes in bot/engine/patches.py, and the stores, assume."""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.engine import patches
from bot.engine.failures import watching

AS_READ = {
    ("rasa.utils.endpoints", "EndpointConfig.request"): "60519a1e8f24",
    ("rasa.core.actions.action", "RemoteAction._validate_action_result"): "c528806a75ee",
    ("rasa.core.actions.action", "RemoteAction.run"): "5762a142f858",
    ("rasa.core.actions.action", "ActionExtractSlots.run"): "82556a4b7cbe",
    ("rasa.core.actions.action", "ActionExtractSlots._execute_validation_action"): "4b41251f7ced",
    ("rasa.core.actions.action", "ActionExtractSlots._run_custom_action"): "bb9fa92c3722",
    ("rasa.core.processor", "MessageProcessor.handle_message"): "5f7956e4e7f4",
    ("rasa.core.processor", "MessageProcessor._update_tracker_session"): "966d5615198d",
    ("rasa.core.processor", "MessageProcessor._run_action"): "41fbcf527f46",
    ("rasa.core.processor", "MessageProcessor.get_tracker"): "3eb9341ca7cf",
    ("rasa.core.processor", "MessageProcessor.save_tracker"): "d040973bd54b",
    ("rasa.core.tracker_store", "TrackerStore.get_or_create_tracker"): "ba74bcedf6de",
    ("rasa.core.tracker_store", "TrackerStore.create_tracker"): "3a9bfb74b232",
    ("rasa.core.tracker_store", "FailSafeTrackerStore.__init__"): "ed4da4116315",
    ("rasa.core.lock_store", "LockStore.lock"): "2cac12c6c9c1",
    ("rasa.core.processor", "MessageProcessor._load_model"): "b6c525df62a7",
    ("rasa.core.run", "create_http_input_channels"): "bdfab1fb0037",
    ("rasa.core.run", "_create_single_channel"): "7ea3f1328d7c",
    (
        "rasa.engine.storage.local_model_storage",
        "LocalModelStorage.from_model_archive",
    ): "26e8be92a166",
    ("rasa.engine.storage.local_model_storage", "LocalModelStorage._load_metadata"): "2f6be46bd4b1",
    ("rasa.engine.storage.storage", "ModelMetadata.from_dict"): "aa7574713dfc",
    ("rasa.graph_components.providers.domain_provider", "DomainProvider"): "9f82ddeacb01",
    ("rasa.shared.core.trackers", "DialogueStateTracker.current_state"): "b58dd62b374b",
    ("rasa.shared.core.trackers", "DialogueStateTracker.past_states"): "f4eee06146ee",
    ("rasa.shared.core.trackers", "DialogueStateTracker.copy"): "f1f0ccdc4037",
    ("rasa.core.policies.rule_policy", "RulePolicy._find_action_from_rules"): "b908f94c8374",
    ("rasa.core.policies.rule_policy", "RulePolicy._predict"): "d5e1944ff99a",
    ("rasa.core.policies.rule_policy", "RulePolicy._get_possible_keys"): "0b4ef409ea1c",
    ("rasa.core.policies.rule_policy", "RulePolicy._is_rule_applicable"): "4f6b32c4d11d",
    ("rasa.core.policies.rule_policy", "RulePolicy._does_rule_match_state"): "736e3897e677",
    ("rasa.shared.core.domain", "Domain.is_empty"): "5bc624924953",
    ("rasa.shared.core.slots", "Slot"): "41113bdf193f",
    ("rasa.shared.core.trackers", "DialogueStateTracker.from_events"): "c8eb295ef969",
    ("rasa.shared.core.events", "UserUttered.as_dict"): "062d16e12722",
    ("rasa.shared.core.events", "BotUttered.as_dict"): "ed1a099a2ca6",
}


def _code_of(module: str, name: str) -> str:
    """A hash of a function's code as it stands in Rasa's file, patched or not."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    node: Any = tree
    for part in name.split("."):
        node = next(n for n in node.body if getattr(n, "name", None) == part)
    return hashlib.sha256(ast.dump(node).encode()).hexdigest()[:12]


@pytest.mark.parametrize(("module", "name"), AS_READ)
def test_the_code_that_is_changed_or_relied_on_is_as_it_was_read(module: str, name: str) -> None:
    """When this fails, read Rasa's new code, then decide whether the change still holds."""
    assert _code_of(module, name) == AS_READ[module, name]


def test_another_version_of_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The changes are for one version; with any other the guide does not start."""
    monkeypatch.setattr(patches.rasa, "__version__", "3.6.22")
    with pytest.raises(RuntimeError, match=r"not 3\.6\.22"):
        patches.apply()


async def test_actions_run_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that names a module is not called over HTTP."""
    called: list[tuple[str, dict[str, Any]]] = []

    async def run(module: str, call: dict[str, Any]) -> dict[str, Any]:
        called.append((module, call))
        return {"events": [], "responses": []}

    monkeypatch.setattr(patches, "run_action", run)
    endpoint = EndpointConfig(actions_module="actions")
    assert await endpoint.request(json={"next_action": "a"}) == {"events": [], "responses": []}
    assert called == [("actions", {"next_action": "a"})]


async def test_an_action_server_that_cannot_be_reached_fails_the_turn() -> None:
    """Nobody listens at port 1: the error goes on to Rasa, and the turn is marked as failed."""
    endpoint = EndpointConfig("http://127.0.0.1:1/webhook")
    with watching() as turn:
        with pytest.raises(Exception, match="Cannot connect"):
            await endpoint.request(json={})
        assert turn.failed


def test_an_action_reply_of_the_wrong_form_is_refused() -> None:
    """The schema is compiled once, and still checks each reply."""
    action = RemoteAction("action_greet", EndpointConfig(actions_module="actions"))
    assert action._validate_action_result({"events": [], "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": "none"})
