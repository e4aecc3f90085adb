"""Rasa's agent as the guide runs it."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.utils.endpoints import read_endpoint_config

from bot.engine.model import check_made_here
from bot.engine.settings import BadSetting, endpoints_file
from bot.engine.tracker_store import ConversationStore


def load_agent(model: Path, endpoints: Path | None = None) -> Agent:
    """Load a trained model with the stores and actions that `endpoints` names.

    Raises NotMadeHere for a model that was not trained here, or was changed since.
    """
    check_made_here(model)
    file = str(endpoints or endpoints_file())
    agent = Agent(
        tracker_store=TrackerStore.create(read_endpoint_config(file, "tracker_store")),
        lock_store=LockStore.create(read_endpoint_config(file, "lock_store")),
        action_endpoint=read_endpoint_config(file, "action_endpoint"),
    )
    own_store(agent)
    agent.load_model(str(model))
    return agent


def own_store(agent: Agent) -> ConversationStore:
    """The agent's store itself: Rasa wraps it in one that loses answers to memory when the
    database fails, and falls back to memory where the store's name is wrong.

    Raises BadSetting when it is not ours.
    """
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
        agent.tracker_store = store
        if agent.processor is not None:
            agent.processor.tracker_store = store
    if not isinstance(store, ConversationStore):
        raise BadSetting(
            "tracker_store in endpoints.yml must be bot.engine.tracker_store.ConversationStore."
        )
    return store
