"""Every accepted message gets exactly one reply, whatever breaks behind it."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from bot.engine import patches
from bot.engine.conversations import Conversations, NotBegun, Reply, Said
from bot.engine.database import TURNS
from bot.engine.tracker_store import ConversationStore
from bot.words import words
from tests.engine.conftest import Say

FAILED = words().say("utter_guide_failed")
RUN_ACTION = patches.run_action


def _turns(store: ConversationStore) -> int:
    with store.database.engine.connect() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(TURNS)) or 0)


async def _slots(store: ConversationStore) -> dict[str, Any]:
    tracker = await store.retrieve("c")
    assert tracker is not None
    return {k: v for k, v in tracker.current_slot_values().items() if v is not None}


@pytest.fixture
async def opened(guide: Conversations) -> list[Reply]:
    """The conversation "c", which the guide has opened."""
    return await guide.open("c", "web")


@pytest.mark.usefixtures("opened")
async def test_the_same_message_again_is_answered_from_the_record(
    say: Say, store: ConversationStore
) -> None:
    """Later, after other messages, with other words: it is the id that counts."""
    first = await say("they refused to assess", "1")
    await say("1 october 2026", "2")
    assert await say("they refused to assess", "1") == first
    assert await say("something else altogether", "1") == first
    assert _turns(store) == 3


@pytest.mark.usefixtures("opened")
async def test_twenty_of_the_same_message_at_once_are_one_turn(
    say: Say, store: ConversationStore
) -> None:
    """All twenty get the same reply."""
    replies = await asyncio.gather(*(say("they refused to assess", "1") for _ in range(20)))
    assert all(reply == replies[0] for reply in replies)
    assert _turns(store) == 2


@pytest.mark.usefixtures("opened")
async def test_without_any_lock_twenty_of_the_same_are_still_one_turn(
    say: Say, store: ConversationStore, guide: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock was lost, or has run out: the database has the last word."""
    _without_locks(guide, monkeypatch)
    replies = await asyncio.gather(*(say("they refused to assess", "1") for _ in range(20)))
    assert all(reply == replies[0] for reply in replies)
    assert _turns(store) == 2


@pytest.mark.usefixtures("opened")
async def test_without_any_lock_different_messages_are_all_kept_in_some_order(
    say: Say, store: ConversationStore, guide: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a turn of its own on what the one before left; none is lost or mixed up."""
    _without_locks(guide, monkeypatch)
    await asyncio.gather(
        say("they refused to assess", "1"),
        say("the letter is dated 1 october 2026", "2"),
        say("what is mediation", "3"),
    )
    assert _turns(store) == 4
    assert {"decision", "letter_date"} <= (await _slots(store)).keys()


@pytest.mark.usefixtures("opened")
async def test_the_same_words_with_another_id_are_another_turn(
    say: Say, store: ConversationStore
) -> None:
    """Twice "no" is two answers; nothing is taken for a repeat by its words."""
    await say("no", "1")
    await say("no", "2")
    assert _turns(store) == 3


@pytest.mark.usefixtures("opened")
async def test_messages_at_the_same_moment_are_answered_in_the_order_they_came(
    say: Say, guide: Conversations
) -> None:
    """Ten at once in one conversation."""
    await asyncio.gather(*(say(f"what is mediation {n}", str(n)) for n in range(10)))
    said = [m.id for m in await guide.history("c") if isinstance(m, Said)]
    assert said == [str(n) for n in range(10)]


class Broken:
    """An action that fails in one of the ways that actions can."""

    def __init__(self, how: str, name: str = "action_ask_letter_date") -> None:
        self.how, self.name = how, name

    async def __call__(self, module: str, call: dict[str, Any]) -> Any:
        if call["next_action"] != self.name:
            return await RUN_ACTION(module, call)
        if self.how == "refused":
            raise ConnectionRefusedError("nobody listens; the slot was Jack")
        if self.how == "slow":
            await asyncio.sleep(60)
        if self.how == "malformed":
            return {"events": "Jack", "responses": 7}
        if self.how == "half":
            done = await RUN_ACTION(module, call)
            return {**done, "events": [{"event": "slot"}]}
        return None


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("how", ["refused", "slow", "malformed", "half", "nothing"])
@pytest.mark.parametrize(
    "action", ["action_ask_letter_date", "validate_case_form", "action_validate_slot_mappings"]
)
async def test_a_failed_action_gives_one_apology_and_keeps_the_answers(
    loaded_agent: Any,
    store: ConversationStore,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    action: str,
) -> None:
    """How to reach Kids, no date, nothing of the turn kept; the same message then works."""
    guide = Conversations(loaded_agent, longest_turn=1)
    before = await _slots(store)
    monkeypatch.setattr(patches, "run_action", Broken(how, action))
    replies = await guide.take_turn("c", "they refused to assess", message_id="1", channel="web")
    assert [reply.text for reply in replies] == [FAILED]
    assert "03330 062 835" in FAILED
    assert not replies[0].guidance
    assert await _slots(store) == before
    assert _turns(store) == 1
    monkeypatch.setattr(patches, "run_action", RUN_ACTION)
    again = await guide.take_turn("c", "they refused to assess", message_id="1", channel="web")
    assert [reply.asks for reply in again] == ["letter_date"]
    assert _turns(store) == 2


@pytest.mark.usefixtures("opened")
async def test_a_database_that_fails_at_reading_stops_the_turn(
    say: Say, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said; the conversation does not silently start from nothing."""
    await say("they refused to assess", "1")
    with monkeypatch.context() as broken:
        broken.setattr(store.database, "run", _down)
        assert [reply.text for reply in await say("1 october 2026", "2")] == [FAILED]
    replies = await say("1 october 2026", "2")
    assert [reply.asks for reply in replies] == ["has_certificate"]


@pytest.mark.usefixtures("opened")
async def test_a_database_that_fails_at_writing_confirms_nothing(
    say: Say, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is told as taken in that was not kept; sending it again is safe."""
    from bot.engine import turns

    with monkeypatch.context() as broken:
        broken.setattr(turns, "keep", _raise)
        assert [reply.text for reply in await say("they refused to assess", "1")] == [FAILED]
    assert _turns(store) == 1
    assert [reply.asks for reply in await say("they refused to assess", "1")] == ["letter_date"]


@pytest.mark.usefixtures("opened")
async def test_a_turn_that_was_kept_after_all_is_answered_with_its_reply(
    say: Say, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection broke after the commit: the record knows better than the error."""
    run = store.database.run

    async def breaks_after_writing(work: Any) -> Any:
        done = await run(work)
        if "save" in work.__qualname__:
            raise OperationalError("INSERT", {}, Exception("server closed the connection"))
        return done

    monkeypatch.setattr(store.database, "run", breaks_after_writing)
    assert [reply.asks for reply in await say("they refused to assess", "1")] == ["letter_date"]


@pytest.mark.usefixtures("opened")
async def test_who_goes_away_finds_the_reply_when_they_return(
    say: Say, guide: Conversations, store: ConversationStore
) -> None:
    """A caller that is cut off does not stop the turn."""
    waiting = asyncio.ensure_future(say("they refused to assess", "1"))
    await asyncio.sleep(0)
    waiting.cancel()
    await guide.finish()
    assert _turns(store) == 2
    history = await guide.history("c")
    assert [m.asks for m in history if isinstance(m, Reply)][-1] == "letter_date"
    assert [r.asks for r in await say("they refused to assess", "1")] == ["letter_date"]
    assert _turns(store) == 2


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "/session_start",
        "/session_open",
        " /restart",
        '/inform{"choice": "x"}',
        "/",
        "//",
        "/forget_confirmed",
        "/back",
        "/EXTERNAL: x",
    ],
)
async def test_a_typed_command_is_never_obeyed(
    say: Say, store: ConversationStore, typed: str
) -> None:
    """Only what a button of this conversation stands for is a command."""
    await say("they refused to assess", "1")
    before = await _slots(store)
    replies = await say(typed, "2")
    assert replies and replies[0].text
    after = await _slots(store)
    assert {**after, "unclear_turns": 0} == {**before, "unclear_turns": 0}


@pytest.mark.usefixtures("opened")
async def test_an_old_button_changes_its_own_answer(say: Say, store: ConversationStore) -> None:
    """Pressed after moving on, it never answers the question asked now."""
    await say('/decision{"decision": "refusal_to_assess"}', "1")
    await say("1 october 2026", "2")
    replies = await say('/decision{"decision": "cease_to_maintain"}', "3")
    slots = await _slots(store)
    assert slots["decision"] == "cease_to_maintain"
    assert slots["letter_date"] == "2026-10-01"
    assert "has_certificate" not in slots
    assert [reply.asks for reply in replies if reply.asks] == ["has_certificate"]


@pytest.mark.usefixtures("opened")
async def test_an_answer_that_comes_before_its_question_is_not_taken_for_another(
    say: Say, store: ConversationStore
) -> None:
    """The third answer before the second: both facts are right in the end."""
    await say("they refused to assess", "1")
    await say("i don't have a certificate", "3")
    await say("the letter is dated 1 october 2026", "2")
    slots = await _slots(store)
    assert slots["letter_date"] == "2026-10-01"
    assert slots["has_certificate"] is False
    assert "certificate_date" not in slots


@pytest.mark.usefixtures("opened")
async def test_forgetting_in_the_conversation_erases_it(
    say: Say, guide: Conversations, store: ConversationStore
) -> None:
    """The reply says so, and nothing is left."""
    await say("delete everything", "1")
    replies = await say("/forget_confirmed", "2")
    assert [reply.forget for reply in replies] == [True]
    assert not await guide.exists("c")
    assert _turns(store) == 0


async def test_a_conversation_that_must_have_begun_is_not_begun_by_a_message(
    guide: Conversations, store: ConversationStore
) -> None:
    """Neither before it is opened nor after it is erased; between, it is answered as ever."""
    talk = partial(guide.take_turn, "c", "they refused to assess", channel="web", begun=True)
    with pytest.raises(NotBegun):
        await talk(message_id="1")
    assert _turns(store) == 0
    await guide.open("c", "web")
    first = await talk(message_id="1")
    assert first[-1].asks == "letter_date"
    assert await talk(message_id="1") == first
    await guide.forget("c")
    for message_id in ("1", "2"):
        with pytest.raises(NotBegun):
            await talk(message_id=message_id)
    assert _turns(store) == 0


async def test_a_closed_channel_gives_the_contact_details_and_keeps_nothing(
    guide: Conversations, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the channel that is named; the others go on."""
    monkeypatch.setenv("GUIDE_CLOSED", "sms, web")
    for channel in ("web", "sms"):
        replies = await guide.take_turn("c", "hello", message_id="1", channel=channel)
        assert len(replies) == 1
        assert "03330 062 835" in replies[0].text
    assert _turns_or_none(store) == 0
    assert len(await guide.take_turn("c", "hello", message_id="1", channel="whatsapp")) >= 1
    assert _turns(store) == 1


@pytest.mark.usefixtures("opened")
async def test_the_history_shows_choices_by_their_words(say: Say, guide: Conversations) -> None:
    """And the opening is not shown as something that the person said."""
    await say('/decision{"decision": "refusal_to_assess"}', "1")
    said = [m for m in await guide.history("c") if isinstance(m, Said)]
    assert said == [Said("1", "They won't assess my child")]


@pytest.mark.usefixtures("opened")
async def test_the_history_shows_what_was_replied(
    say: Say, guide: Conversations, opened: list[Reply]
) -> None:
    """Message by message, with choices, question and guidance."""
    told = [*opened, *await say("they refused to assess, letter dated 1 october 2026", "1")]
    told += await say("no", "2")
    assert [m for m in await guide.history("c") if isinstance(m, Reply)] == told
    assert Counter(bool(reply.guidance) for reply in told)[True] == 1


def _without_locks(guide: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(guide._agent.lock_store, "lock", lambda _: nullcontext())


def _turns_or_none(store: ConversationStore) -> int:
    try:
        return _turns(store)
    except OperationalError:
        return 0  # not even a table


async def _down(work: Any) -> Any:
    raise OperationalError("SELECT", {"text": "Jack"}, Exception("connection refused"))


def _raise(*_: Any) -> Any:
    raise OperationalError("INSERT", {"text": "Jack"}, Exception("disk full"))


@pytest.mark.usefixtures("opened")
async def test_a_turn_without_a_reply_is_not_kept(
    say: Say, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa would listen again in silence; here it counts as a failure, and can be sent again."""

    async def silent(module: str, call: dict[str, Any]) -> Any:
        return {"events": [], "responses": []}

    monkeypatch.setattr(patches, "run_action", silent)
    assert [reply.text for reply in await say("what is mediation", "1")] == [FAILED]
    assert _turns(store) == 1
