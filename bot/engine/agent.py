"""Rasa's agent as the guide runs it."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import read_endpoint_config

from bot.engine.settings import ROOT

ENDPOINTS = ROOT / "endpoints.yml"


def load_agent(model: Path, endpoints: Path = ENDPOINTS) -> Agent:
    """Load a trained model with the stores and actions that `endpoints` names."""
    store = TrackerStore.create(read_endpoint_config(str(endpoints), "tracker_store"))
    agent = Agent(
        tracker_store=store,
        lock_store=LockStore.create(read_endpoint_config(str(endpoints), "lock_store")),
        action_endpoint=read_endpoint_config(str(endpoints), "action_endpoint"),
    )
    # Rasa wraps the store in one that loses answers to memory when the database fails.
    agent.tracker_store = store
    agent.load_model(str(model))
    return agent
