"""Who may read and go on: STOP and START, the end of a session, the next owner of a number."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from bot.channels.text_choices import button_id
from bot.channels.text_message import Inbound, Kind
from bot.engine.conversations import Conversations
from tests.channels.phone import LASTS, REFUSED, Phone


@pytest.fixture
def phone(guide: Conversations) -> Phone:
    """A phone that has not written before."""
    return Phone(guide)


@pytest.mark.parametrize("word", ["STOP", "stop", "Unsubscribe", "CANCEL", "END", "QUIT"])
async def test_stop_ends_and_forgets(phone: Phone, word: str) -> None:
    """One last message says so; nothing is kept; nothing more is sent until START."""
    await phone.say(REFUSED)
    conversation = phone.conversation
    said = await phone.say(word)
    assert "You won't get more texts" in said and "deleted" in said
    assert not await phone.guide.exists(conversation)
    assert phone.session is not None
    assert (phone.session.stopped, phone.session.conversation) == (True, None)
    for later in ("hello", "what was my date", "2", "menu"):
        assert await phone.say(later) == ""


@pytest.mark.parametrize("word", ["START", "start", "UNSTOP", "yes"])
async def test_start_begins_again_after_stop(phone: Phone, word: str) -> None:
    """From the first question, with nothing of what was said before."""
    await phone.say(REFUSED)
    await phone.say("STOP")
    said = await phone.say(word)
    assert "I'm an automatic guide" in said and "What did the council decide?" in said
    assert "1 Oct" not in await phone.say("what was my date again")


async def test_start_in_the_middle_begins_again(phone: Phone) -> None:
    """The earlier conversation is erased."""
    await phone.say(REFUSED)
    before = phone.conversation
    assert "What did the council decide?" in await phone.say("START")
    assert phone.conversation != before
    assert not await phone.guide.exists(before)


async def test_yes_is_an_answer_unless_they_had_stopped(phone: Phone) -> None:
    """Carriers take YES for START, but only of somebody who stopped."""
    await phone.say(REFUSED)
    assert "What date is printed on the certificate?" in await phone.say("YES")


@pytest.mark.parametrize("stopped", [False, True])
async def test_help_always_says_who_we_are_and_how_to_stop(phone: Phone, stopped: bool) -> None:
    """And changes nothing: the question before it still waits."""
    await phone.say(REFUSED)
    if stopped:
        await phone.say("STOP")
    before = phone.session
    said = await phone.say("HELP")
    for wanted in ("automatic EHC guide", "STOP", "03330 062 835", "999"):
        assert wanted in said
    assert phone.session == before


async def test_a_provider_that_replied_to_stop_itself_is_not_echoed(phone: Phone) -> None:
    """Twilio's own opt-out has already answered; it is obeyed all the same."""
    await phone.say(REFUSED)
    assert await phone.say("STOP", answered_already=True) == ""
    assert phone.session is not None and phone.session.stopped


async def test_delete_everything_erases_the_conversation(phone: Phone) -> None:
    """Asked for by words or from the menu, and confirmed first."""
    await phone.say(REFUSED)
    conversation = phone.conversation
    assert "Shall I?" in await phone.say("forget me")
    assert "deleted" in await phone.say("1")
    assert not await phone.guide.exists(conversation)
    assert "I'm an automatic guide" in await phone.say("hello")


async def test_the_answer_can_be_asked_for_again_while_the_session_lives(phone: Phone) -> None:
    """Until the time without messages is over."""
    await phone.say(REFUSED)
    await phone.say("2")
    phone.now += LASTS.total_seconds() - 60
    assert "Contact Kids by Tue 1 Dec 2026" in await phone.say("what was my date?")
    phone.now += LASTS.total_seconds() - 60
    assert "Contact Kids by Tue 1 Dec 2026" in await phone.say("what was my date?")


async def test_whoever_has_the_number_next_sees_nothing_of_before(phone: Phone) -> None:
    """After the session's time a message begins a new conversation; the old one is erased."""
    await phone.say(REFUSED)
    await phone.say("2")
    before = phone.conversation
    phone.now += LASTS.total_seconds() + 60
    said = await phone.say("what was my date?")
    assert "Dec" not in said and "Oct" not in said
    assert "I'm an automatic guide" in said
    assert phone.conversation != before
    assert not await phone.guide.exists(before)


async def test_an_old_button_pressed_in_a_new_conversation_is_not_an_answer(
    phone: Phone,
) -> None:
    """A list of the person who had the number before tells nothing of the one who has it now."""
    id = button_id("decision", '/decision{"decision": "refusal_to_issue"}')
    await phone.say(REFUSED)
    phone.now += LASTS.total_seconds() + 60
    said = await phone.say(id, kind=Kind.CHOICE)
    assert "What did the council decide?" in said
    assert "will not issue" not in said


@pytest.mark.parametrize(
    "id",
    [
        "|/restart",
        'has_certificate|/certificate{"certificate": "invented"}',
        "/session_start",
        "no payload at all",
        "|",
    ],
)
async def test_a_choice_that_was_never_offered_is_not_obeyed(phone: Phone, id: str) -> None:
    """Ids come back from the network; only those that we sent mean anything."""
    await phone.say(REFUSED)
    said = await phone.say(id, kind=Kind.CHOICE)
    assert "earlier question" in said
    assert "Do you already have a mediation certificate?" in said


@pytest.mark.parametrize("text", ["/affirm", '/change{"question": "decision"}', "/restart"])
async def test_typed_commands_are_words(phone: Phone, text: str) -> None:
    """Only the channel itself and the buttons it sent may give one."""
    await phone.say(REFUSED)
    assert "Do you already have a mediation certificate?" in await phone.say(text)


async def test_the_same_message_again_gives_the_same_reply(phone: Phone) -> None:
    """After a crash between the turn and keeping its reply: one turn, also for a number."""
    await phone.say(REFUSED)
    session = phone.session
    message = Inbound(uuid.uuid4().hex, phone.number, "sms", Kind.TEXT, "2")
    first = await phone.deliver(message)
    history = await phone.guide.history(phone.conversation)
    phone.session = session
    assert await phone.deliver(message) == first
    assert await phone.guide.history(phone.conversation) == history


async def test_a_first_message_again_continues_its_own_conversation(phone: Phone) -> None:
    """The id of a conversation follows from the message that began it."""
    message = Inbound(uuid.uuid4().hex, phone.number, "sms", Kind.TEXT, REFUSED)
    first = await phone.deliver(message)
    conversation, phone.session = phone.conversation, None
    assert await phone.deliver(message) == first
    assert phone.conversation == conversation
    assert phone.number not in conversation


async def test_a_turn_that_fails_keeps_the_list(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told to send it again, and the number still picks."""
    await phone.say(REFUSED)
    before = phone.session
    with monkeypatch.context() as broken:
        broken.setattr("actions.advice.advise", lambda *_, **__: 1 / 0)
        assert "Please send that again" in await phone.say("2")
    assert before is not None and phone.session is not None
    assert replace(phone.session, last_at=0.0) == replace(before, last_at=0.0)
    assert "Contact Kids by" in await phone.say("2")


async def test_a_provider_that_answered_help_itself_is_not_echoed(phone: Phone) -> None:
    """Twilio's own reply to HELP is enough."""
    await phone.say(REFUSED)
    assert await phone.say("HELP", answered_already=True) == ""


async def test_a_channel_that_is_closed_says_who_to_contact(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One reply to each message, and the conversation goes on when it is open again."""
    with monkeypatch.context() as closed:
        closed.setenv("GUIDE_CLOSED", "sms")
        for text in (REFUSED, "hello", "2"):
            said = await phone.say(text)
            assert "switched off" in said and "03330 062 835" in said
            assert len(phone.replies) == 1
    assert "mediation certificate?" in await phone.say(REFUSED)
