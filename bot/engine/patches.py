"""Changes to Rasa 3.6.21 itself, for which it has no seam. tests/engine/test_patches.py
fails when Rasa's code no longer looks as they assume.

1. `action_endpoint: {actions_module: actions}` in endpoints.yml runs the actions in this
   process, as later Rasa versions do.
2. The schema of an action's reply is compiled once, not at every reply, and asked only
   where a reply is not of the few plain forms that our own actions give.
3. A failed action is noted, so that its turn is not saved as if nothing had happened.
   Rasa writes "Bot will continue, but the actions events are lost" to its log, and does.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import cache, wraps
from typing import Any

import jsonschema
import rasa
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import EndpointConfig

from bot.engine import quicker
from bot.engine.failures import note_failure
from bot.engine.in_process_actions import run_action

MADE_FOR = "3.6.21"

Run = Callable[..., Coroutine[Any, Any, Any]]

_request_over_http = EndpointConfig.request
_run_unwatched = MessageProcessor._run_action


def apply() -> None:
    """Change Rasa, once. Raises RuntimeError for any other version."""
    if rasa.__version__ != MADE_FOR:
        raise RuntimeError(f"These changes are for Rasa {MADE_FOR}, not {rasa.__version__}.")
    EndpointConfig.request = _request
    RemoteAction._validate_action_result = _validate_action_result
    quicker.apply()
    MessageProcessor._run_action = _run_action


async def _request(self: EndpointConfig, *args: Any, **kwargs: Any) -> Any:
    try:
        module = self.kwargs.get("actions_module")
        if module:
            return await run_action(module, kwargs["json"])
        return await _request_over_http(self, *args, **kwargs)
    except Exception:
        note_failure()
        raise


async def _run_action(self: MessageProcessor, action: Action, *args: Any, **kwargs: Any) -> bool:
    action.run = _watched(action.run)
    goes_on: bool = await _run_unwatched(self, action, *args, **kwargs)
    return goes_on


def _watched(run: Run) -> Run:
    """The same, noting any failure but a form's way of saying that it has nothing to do."""

    @wraps(run)
    async def watched(*args: Any, **kwargs: Any) -> Any:
        try:
            return await run(*args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception:
            note_failure()
            raise

    return watched


@cache
def _reply_validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    if not _is_plainly_right(result):
        _reply_validator().validate(result)
    return True


_PLAIN_EVENTS = {
    "slot": {"name", "value"},
    "followup": {"name"},
    "active_loop": {"name"},
    "action_execution_rejected": {"name"},
}


def _is_plainly_right(result: Any) -> bool:
    """What our own actions give back: slots, a form and what comes next, and messages."""
    return (
        isinstance(result, dict)
        and result.keys() <= {"events", "responses"}
        and isinstance(result.get("events"), list)
        and all(
            isinstance(e, dict)
            and e.get("event") in _PLAIN_EVENTS
            and e.keys() >= _PLAIN_EVENTS[e["event"]]
            and (isinstance(e["name"], str) or (e["event"] == "active_loop" and e["name"] is None))
            for e in result["events"]
        )
        and isinstance(result.get("responses"), list)
        and all(isinstance(r, dict) for r in result["responses"])
    )
