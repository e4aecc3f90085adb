"""Changes to Rasa 3.6.21 itself, for which it has no seam. tests/engine/test_patches.py
fails when Rasa's code no longer looks as they assume.

1. `action_endpoint: {actions_module: actions}` in endpoints.yml runs the actions in this
   process, as later Rasa versions do.
2. The schema of an action's reply is compiled once, not at every reply.
3. A failed action is noted, so that its turn is not saved as if nothing had happened.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.engine.failures import note_failure
from bot.engine.in_process_actions import run_action

MADE_FOR = "3.6.21"

_request_over_http = EndpointConfig.request


def apply() -> None:
    """Change Rasa, once. Raises RuntimeError for any other version."""
    if rasa.__version__ != MADE_FOR:
        raise RuntimeError(f"These changes are for Rasa {MADE_FOR}, not {rasa.__version__}.")
    EndpointConfig.request = _request
    RemoteAction._validate_action_result = _validate_action_result


async def _request(self: EndpointConfig, *args: Any, **kwargs: Any) -> Any:
    try:
        module = self.kwargs.get("actions_module")
        if module:
            return await run_action(module, kwargs["json"])
        return await _request_over_http(self, *args, **kwargs)
    except Exception:
        note_failure()
        raise


@cache
def _reply_validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _reply_validator().validate(result)
    return True
