"""Conversations by text, as a phone shows them: keywords, numbers, going back, who may read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.calendar_file import read_link
from bot.channels.text_choices import button_id
from bot.channels.text_conversation import Links, TextConversations
from bot.channels.text_gsm7 import parts
from bot.channels.text_message import Inbound, Kind, Pseudonyms
from bot.channels.text_rendering import as_sms
from bot.channels.text_store import Session
from bot.engine.conversations import Conversations, Reply

SECRET = "a secret for the tests alone, of some length"
LASTS = timedelta(hours=72)
REFUSED = "they refused to assess my son, letter dated 1 October 2026"


@dataclass
class Phone:
    """One person's phone."""

    guide: Conversations
    channel: str = "sms"
    number: str = field(default_factory=lambda: uuid.uuid4().hex)
    session: Session | None = None
    now: float = 1_795_000_000.0
    replies: tuple[Reply, ...] = ()

    @property
    def talks(self) -> TextConversations:
        """As the server makes it."""
        links = Links("https://guide.example.gov.uk", SECRET)
        return TextConversations(self.guide, Pseudonyms(SECRET), lasts=LASTS, links=links)

    async def say(self, text: str, **changed: Any) -> str:
        """Send words; what the phone shows then."""
        self.now += 20
        told: dict[str, Any] = {"kind": Kind.TEXT, "text": text, "channel": self.channel}
        message = Inbound(uuid.uuid4().hex, self.number, **{**told, **changed})
        return await self.deliver(message)

    async def deliver(self, message: Inbound) -> str:
        """Have a message answered."""
        answered = await self.talks.answer(self.number, message, self.session, self.now)
        self.session, self.replies = answered.session, answered.replies
        return "\n---\n".join(as_sms(answered.replies))

    @property
    def conversation(self) -> str:
        """The conversation under way."""
        assert self.session is not None and self.session.conversation is not None
        return self.session.conversation


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


async def test_a_number_picks_from_the_list_last_sent_and_only_there(phone: Phone) -> None:
    """The second choice of the latest list, whatever came before."""
    await phone.say("hello")
    assert "will not issue an EHC plan" in await phone.say("2")
    await phone.say("1 October 2026")
    assert "don't have a mediation certificate yet" in await phone.say("2")
    assert "not sure what that number is for" in await phone.say("2")


async def test_a_number_as_an_answer_to_a_date_is_a_day(phone: Phone) -> None:
    """It never picks, and half a date is asked for again."""
    await phone.say("they refused to assess")
    for text in ("1", "5", "30"):
        said = await phone.say(text)
        assert "like 1 October 2026" in said
        assert "What date is printed on the letter?" in said
        assert phone.session is not None and phone.session.asks == "letter_date"


async def test_a_number_that_is_not_in_the_list_is_asked_for_again(phone: Phone) -> None:
    """With the list, and nothing is taken."""
    await phone.say("hello")
    said = await phone.say("9")
    assert "number from 1 to 6" in said
    assert "6. Something else" in said
    assert "will not carry out" in await phone.say("1")


async def test_none_says_that_there_is_no_date(phone: Phone) -> None:
    """It stands for the button that a screen would have."""
    assert "reply NONE" in await phone.say("they refused to assess")
    assert "mediation certificate?" in await phone.say("none")
    assert "can't give a safe date" in await phone.say("2")


async def test_none_is_only_words_elsewhere(phone: Phone) -> None:
    """ "None" to "what did they decide?" is not about a date."""
    await phone.say("hello")
    await phone.say("none")
    assert phone.session is not None and phone.session.asks == "decision"


async def test_several_numbers_pick_several_sections(phone: Phone) -> None:
    """ "1 and 4" is B and I."""
    await phone.say("I disagree with our final plan")
    said = await phone.say("1 and 4")
    assert "sections B and I" in said
    assert "What date is printed on the letter?" in said


async def test_nought_goes_back_one_question_at_a_time(phone: Phone) -> None:
    """To the first one, and no further."""
    await phone.say("hello")
    await phone.say("1")
    await phone.say("1 October 2026")
    assert "What date is printed on the letter?" in await phone.say("0")
    assert "What did the council decide?" in await phone.say("0")
    said = await phone.say("0")
    assert "no question before this one" in said
    assert "What did the council decide?" in said
    assert "will not issue" in await phone.say("2")


async def test_after_the_answer_nought_goes_back_to_the_last_question(phone: Phone) -> None:
    """And another answer gives another outcome."""
    await phone.say(REFUSED)
    assert "Contact Kids by" in await phone.say("2")
    assert "Do you already have a mediation certificate?" in await phone.say("0")
    assert "What date is printed on the certificate?" in await phone.say("1")


async def test_menu_offers_what_can_be_done(phone: Phone) -> None:
    """Its numbers pick from the menu; in the middle it leads back to the question."""
    await phone.say(REFUSED)
    said = await phone.say("MENU")
    assert said.splitlines()[1:] == ["1. Where was I?", "2. Start again", "3. Delete everything"]
    assert "Do you already have a mediation certificate?" in await phone.say("1")
    await phone.say("2")
    assert "2. Something is wrong" in await phone.say("menu")
    assert "Which answer would you like to change?" in await phone.say("2")
    assert "What date is printed on the letter?" in await phone.say("2")


async def test_delete_everything_erases_the_conversation(phone: Phone) -> None:
    """Asked for by words or from the menu, and confirmed first."""
    await phone.say(REFUSED)
    conversation = phone.conversation
    assert "Shall I?" in await phone.say("forget me")
    assert "deleted" in await phone.say("1")
    assert not await phone.guide.exists(conversation)
    assert "I'm an automatic guide" in await phone.say("hello")


async def test_why_next_and_dates_tell_the_rest_of_the_answer(phone: Phone) -> None:
    """Reasons with their provisions, the steps, and every date with a link for a calendar."""
    await phone.say(REFUSED)
    assert "Reply WHY, NEXT or DATES." in await phone.say("2")
    why = await phone.say("WHY")
    assert "SEND Regulations 2014, regulation 33" in why
    steps = await phone.say("next")
    assert "1. Contact Kids by Tue 1 Dec 2026" in steps
    assert "The tribunal must have your appeal by Tue 1 Dec 2026" in steps
    dates = await phone.say("Dates")
    assert "Contact Kids by Tue 1 Dec 2026." in dates
    assert "The tribunal must have your appeal by Tue 1 Dec 2026." in dates
    value = dates.split("https://guide.example.gov.uk/chat/calendar.ics?dates=")[1]
    told = [(d.kind, d.day.isoformat()) for d in read_link(value.strip(), SECRET)]
    assert told == [("contact", "2026-12-01"), ("appeal", "2026-12-01")]
    assert phone.conversation not in dates


async def test_the_dates_name_both_days_where_the_law_gives_a_later_one(phone: Phone) -> None:
    """The appeal's day falls on a Sunday: the safe day first, then the law's last."""
    await phone.say("they refused to assess, letter dated 6 October 2026")
    await phone.say("2")
    dates = await phone.say("dates")
    assert "Contact Kids by Fri 4 Dec 2026. The last day is Sun 6 Dec 2026" in dates
    assert "appeal by Sun 6 Dec 2026." in dates
    assert "may allow until Mon 7 Dec 2026" in dates


@pytest.mark.parametrize(
    ("told", "keyword", "wanted"),
    [
        ("it is a draft plan", "dates", "There is no date I can work out for this."),
        ("it is a draft plan", "why", "Why:"),
        ("it is a draft plan", "next", "What happens next:"),
        ("the council refused school transport", "next", "What happens next:"),
    ],
)
async def test_every_outcome_has_its_why_next_and_dates(
    phone: Phone, told: str, keyword: str, wanted: str
) -> None:
    """Also where there is nothing to appeal."""
    await phone.say(told)
    if phone.session is not None and phone.session.asks == "letter_date":
        await phone.say("1 November 2026")
    assert wanted in await phone.say(keyword) or "by" in "".join(r.text for r in phone.replies)


@pytest.mark.parametrize("keyword", ["NEXT", "DATES"])
async def test_more_of_an_answer_is_not_given_before_there_is_one(
    phone: Phone, keyword: str
) -> None:
    """The question comes again instead."""
    await phone.say(REFUSED)
    said = await phone.say(keyword)
    assert "I don't have your answer yet" in said
    assert "Do you already have a mediation certificate?" in said


async def test_why_at_a_question_explains_the_question(phone: Phone) -> None:
    """Before there is an answer, "why?" is about what was asked."""
    await phone.say(REFUSED)
    said = await phone.say("why?")
    assert "Do you already have a mediation certificate?" in said
    assert "don't have your answer" not in said


@pytest.mark.parametrize("text", ["", "my letter is here"])
async def test_a_picture_is_not_looked_at_and_its_date_asked_for(phone: Phone, text: str) -> None:
    """Words beside it are read."""
    await phone.say("they refused to assess")
    kind = Kind.TEXT if text else Kind.MEDIA
    said = await phone.say(text, kind=kind, with_picture=bool(text))
    assert "I can only read words" in said
    assert "type the date printed on it" in said
    assert ("What date is printed" in said) is bool(text)
    assert "certificate?" in await phone.say("1 October 2026")


async def test_a_picture_first_is_answered_with_the_opening(phone: Phone) -> None:
    """Nobody is left without a next step."""
    said = await phone.say("", kind=Kind.MEDIA)
    assert "I'm an automatic guide" in said
    assert "I can only read words" in said
    assert "What did the council decide?" in said


async def test_a_first_message_that_tells_something_is_heard(phone: Phone) -> None:
    """The greeting comes with the reply, and says how to stop."""
    said = await phone.say(REFUSED)
    for wanted in ("automatic guide", "STOP to end", "Thu 1 Oct 2026", "mediation certificate?"):
        assert wanted in said


async def test_danger_in_a_first_message_comes_before_any_greeting(phone: Phone) -> None:
    """999 first, and no question about a date."""
    said = await phone.say("my partner is hitting my child right now")
    assert "999" in said.split(".")[0]
    assert "automatic guide" not in said
    assert "What did the council decide?" not in said


async def test_a_message_that_is_too_long_is_answered_politely(phone: Phone) -> None:
    """It is not read, and nothing changes."""
    await phone.say("they refused to assess")
    said = await phone.say("word " * 500)
    assert "too long" in said
    assert "certificate?" in await phone.say("1 October 2026")


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


async def test_a_whole_conversation_stays_within_three_parts_a_message(phone: Phone) -> None:
    """All but the answer and what is asked for after it."""
    for text in ("hello", "5", "1 and 2", "what is mediation", "1/10/26", "yes", "what's that"):
        said = await phone.say(text)
        assert parts(said) <= 3, said
