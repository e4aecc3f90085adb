"""What bot/engine/quicker.py does once gives what Rasa gives by doing it each time."""

from __future__ import annotations

import ast
import copy
import types
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.forms import FormAction
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain, SessionConfig
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    LoopInterrupted,
    Restarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.common import all_subclasses

from bot.engine import quicker

ROOT = Path(__file__).resolve().parent.parent.parent

CONVERSATIONS: dict[str, list[Event]] = {
    "new": [],
    "one turn": [ActionExecuted("action_listen"), UserUttered("hi", {"name": "chitchat"})],
    "in a form": [
        UserUttered("they said no", {"name": "decision"}),
        ActionExecuted("case_form"),
        ActiveLoop("case_form"),
        SlotSet("decision", "refusal_to_assess"),
        SlotSet("sections", ["B", "F"]),
        SlotSet("requested_slot", "letter_date"),
        BotUttered("When?"),
        ActionExecuted("action_listen"),
    ],
    "interrupted": [ActiveLoop("case_form"), LoopInterrupted(True)],
    "taken back": [
        ActionExecuted("action_listen"),
        UserUttered("a"),
        ActionExecuted("action_listen"),
        UserUttered("b"),
        UserUtteranceReverted(),
    ],
    "started again": [SlotSet("decision", "other"), Restarted(), ActionExecuted("action_listen")],
}


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_copied_conversation_is_as_a_replayed_one(name: str, domain: Domain) -> None:
    """Every part of the state is the same."""
    tracker = DialogueStateTracker.from_events("x", CONVERSATIONS[name], domain.slots)
    copied, replayed = quicker._copy(tracker), tracker.travel_back_in_time(float("inf"))
    assert copied.current_state(EventVerbosity.ALL) == replayed.current_state(EventVerbosity.ALL)
    assert _plain(copied) == _plain(replayed)


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_what_happens_to_the_copy_does_not_happen_to_the_conversation(
    name: str, domain: Domain
) -> None:
    """Slots, events and the open form are the copy's own."""
    tracker = DialogueStateTracker.from_events("x", CONVERSATIONS[name], domain.slots)
    before = tracker.current_state(EventVerbosity.ALL)
    copied = quicker._copy(tracker)
    copied.update_with_events([SlotSet("decision", "transport"), LoopInterrupted(True)], domain)
    copied.update(ActiveLoop(None), domain)
    assert tracker.current_state(EventVerbosity.ALL) == before


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_what_a_form_looks_ahead_with_is_as_rasa_replays_it(name: str, domain: Domain) -> None:
    """The same state and events, and none of it the conversation's own."""
    tracker = DialogueStateTracker.from_events("x", CONVERSATIONS[name], domain.slots)
    tracker.model_id, tracker.assistant_id = "model", "assistant"
    before = tracker.current_state(EventVerbosity.ALL)
    form = FormAction("case_form", None)
    told = [SlotSet("decision", "transport"), SlotSet("sections", None), SlotSet("no_such", 1)]
    quick = quicker._temporary_tracker(form, tracker, told, domain)
    slow = quicker._temporary_slowly(form, tracker, told, domain)
    assert _plain(quick) == _plain(slow)
    assert [vars(slot) for slot in quick.slots.values()] == [
        vars(slot) for slot in slow.slots.values()
    ]
    assert all("model_id" not in event.metadata for event in quick.events)
    assert tracker.current_state(EventVerbosity.ALL) == before


@pytest.mark.parametrize("minutes", [0, 60])
@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_a_session_begins_where_rasa_begins_one(
    name: str, minutes: int, domain: Domain
) -> None:
    """In a new conversation, after a restart, and where sessions end by themselves."""
    begun: list[list[str]] = []
    for update in (quicker._update_tracker_session, quicker._update_session_slowly):
        processor = object.__new__(MessageProcessor)
        processor.domain, processor.nlg = copy.copy(domain), None
        processor.domain.session_config = SessionConfig(minutes, False)
        actions: list[str] = []

        async def run(action: str, actions: list[str] = actions, **_: Any) -> None:
            actions.append(action)

        processor._get_action, processor._run_action = str, run
        tracker = DialogueStateTracker.from_events("x", CONVERSATIONS[name], domain.slots)
        await update(processor, tracker, None)
        begun.append(actions)
    assert begun[0] == begun[1] == ([] if CONVERSATIONS[name] else ["action_session_start"])


def test_every_kind_of_event_is_found_as_rasa_finds_it() -> None:
    """And one that there is not is refused as Rasa refuses it."""
    for kind in all_subclasses(Event):
        found = Event.resolve_by_type(kind.type_name)
        assert found is quicker._resolve_slowly(kind.type_name)
    with pytest.raises(ValueError, match="no_such_event"):
        Event.resolve_by_type("no_such_event")


@pytest.mark.parametrize(
    "text", ["they refused to assess him", "what is mediation", "1 october 2026", ""]
)
def test_the_graph_gives_the_same_without_a_scheduler(
    text: str, guide_model: Path, tmp_path: Path
) -> None:
    """The same message is read the same by Rasa's runner and by ours."""
    outputs: list[Any] = []
    for number, runner_class in enumerate((DaskGraphRunner, quicker.SequentialGraphRunner)):
        folder = tmp_path / str(number)
        folder.mkdir()
        metadata, runner = load_predict_graph_runner(
            folder, guide_model, LocalModelStorage, runner_class
        )
        from rasa.core.channels.channel import UserMessage
        from rasa.engine.constants import PLACEHOLDER_MESSAGE

        given = {PLACEHOLDER_MESSAGE: [UserMessage(text)]}
        done = runner.run(inputs=given, targets=[metadata.nlu_target])
        outputs.append(
            [message.as_dict(only_output_properties=True) for message in done[metadata.nlu_target]]
        )
    assert outputs[0] == outputs[1]


def test_an_empty_domain_is_known_as_such(domain: Domain) -> None:
    """And one that is not, is not."""
    assert Domain.empty().is_empty()
    assert not domain.is_empty()


def test_a_copied_slot_is_one_of_its_own(domain: Domain) -> None:
    """With the same value, kind and mappings as Python itself would copy."""
    for slot in domain.slots:
        slot.value = "told"
        copied = copy.copy(slot)
        assert type(copied) is type(slot)
        assert vars(copied) == vars(slot)
        copied.reset()
        assert slot.value == "told"
        slot.reset()


@pytest.mark.parametrize("module", quicker.COPIES_FOR_ITS_LOG)
def test_rasa_copies_there_for_its_debug_log_alone(module: types.ModuleType) -> None:
    """Each use of `copy` is an argument of structlogger.debug: copies go nowhere else."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    logged = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for node in ast.walk(call)
    }
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    assert uses
    assert all(id(node) in logged for node in uses)
    copied = {ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert {use for use in copied if use.startswith("copy.")} == {"copy.deepcopy"}


def _plain(tracker: DialogueStateTracker) -> dict[str, Any]:
    state = {name: value for name, value in vars(tracker).items() if name != "slots"}
    state["events"] = list(tracker.events)
    return {**state, "slots": {name: slot.value for name, slot in tracker.slots.items()}}
