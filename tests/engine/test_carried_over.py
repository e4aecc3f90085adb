"""A new version of the guide takes over what it can, and says when it lost an answer."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from bot.engine.conversations import Conversations
from bot.engine.database import EVENTS, TURNS
from bot.engine.tracker_store import ConversationStore
from bot.words import words

CHANGED = words().say("utter_guide_changed")


async def _begun(guide: Conversations) -> None:
    await guide.open("c", "web")
    await guide.take_turn(
        "c", "they refused to assess, letter dated 1 october 2026", message_id="1", channel="web"
    )


def _rewrite(store: ConversationStore, change: Any) -> None:
    """Make what is stored look as another version of the guide would have stored it."""
    with store.database.engine.begin() as connection:
        for table, column in ((TURNS, "state"), (EVENTS, "data")):
            for row in connection.execute(sa.select(table)).mappings().all():
                held = json.loads(row[column])
                change(held)
                keys = [row_key == row[row_key.name] for row_key in table.primary_key.columns]
                connection.execute(table.update().where(*keys).values({column: json.dumps(held)}))


def _with_slot(name: str, value: Any) -> Any:
    def change(held: dict[str, Any]) -> None:
        if "slots" in held:
            held["slots"][name] = value
        if held.get("event") == "slot" and held.get("name") == name:
            held["value"] = value

    return change


async def _no(guide: Conversations) -> list[Any]:
    return await guide.take_turn("c", "no", message_id=str(uuid.uuid4()), channel="web")


async def test_a_conversation_goes_on_where_nothing_changed(
    guide: Conversations, store: ConversationStore
) -> None:
    """The answers are kept and nobody is told of a change."""
    await _begun(guide)
    replies = await _no(guide)
    assert any(reply.guidance for reply in replies)
    assert CHANGED not in [reply.text for reply in replies]


async def test_an_answer_to_a_question_no_longer_asked_is_dropped_and_said(
    guide: Conversations, store: ConversationStore
) -> None:
    """The others stay: the date is still known."""
    await _begun(guide)
    _rewrite(store, _with_slot("a_question_of_before", "yes"))
    replies = await _no(guide)
    assert replies[-1].text == CHANGED
    assert any(reply.guidance for reply in replies)
    said = [reply.text for reply in await guide.history("c") if hasattr(reply, "buttons")]
    assert said[-1] == CHANGED
    again = await guide.take_turn("c", "what is mediation", message_id="z", channel="web")
    assert CHANGED not in [reply.text for reply in again]


@pytest.mark.parametrize(
    ("slot", "value", "asks"),
    [
        ("decision", "a_decision_of_before", "decision"),
        ("letter_date", "the first of October", "letter_date"),
        ("letter_date", 20261001, "letter_date"),
        ("sections", ["B", "Z"], None),
    ],
)
async def test_an_answer_that_no_longer_has_a_meaning_is_asked_again(
    guide: Conversations, store: ConversationStore, slot: str, value: Any, asks: str | None
) -> None:
    """Never guessed, never an error at every turn from then on."""
    await _begun(guide)
    _rewrite(store, _with_slot(slot, value))
    replies = await _no(guide)
    assert replies[-1].text == CHANGED
    if asks:
        assert asks in [reply.asks for reply in replies]
        assert not any(reply.guidance for reply in replies)


async def test_forms_actions_and_intents_of_before_do_not_stop_a_conversation(
    guide: Conversations, store: ConversationStore
) -> None:
    """A flow with other names altogether: the answers are what counts."""

    def change(held: dict[str, Any]) -> None:
        if "loop" in held:
            held["loop"] = "form_of_before"
        if held.get("event") == "active_loop":
            held["name"] = "form_of_before"
        if held.get("event") == "action" and held.get("name", "").startswith("action_ask"):
            held["name"] = "action_of_before"
        if held.get("event") == "user":
            held["parse_data"]["intent"]["name"] = "intent_of_before"

    await _begun(guide)
    _rewrite(store, change)
    replies = await guide.take_turn("c", "i have no certificate", message_id="2", channel="web")
    assert any(reply.guidance for reply in replies)
    assert next(r.guidance for r in replies if r.guidance)["contact_mediation_by"] == "2026-12-01"
