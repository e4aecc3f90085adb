"""The custom actions, run in the serving process: no second process and no hop per turn."""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa_sdk.executor import ActionExecutor


async def run_action(module: str, call: dict[str, Any]) -> Any:
    """The reply that an action server would give to `call`."""
    return await _executor(module).run(call)


@cache
def _executor(module: str) -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package(module)
    return executor
