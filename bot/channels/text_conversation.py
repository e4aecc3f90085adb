"""A conversation by text: keywords, numbers and choices first, then the guide's own turns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import clock
from bot.calendar_file import deadlines, link_value
from bot.channels import text_choices
from bot.channels.text_keywords import Keyword, is_greeting, keyword, number, numbers
from bot.channels.text_message import Inbound, Kind, Pseudonyms
from bot.channels.text_store import Session
from bot.channels.typed_text import cleaned
from bot.engine.conversations import Conversations, Reply
from bot.engine.settings import closed_channels
from bot.words import words

LONGEST_TEXT = 2000
REPEAT, WHY, NEXT, DATES = (
    "/repeat_answer",
    '/tell_more{"part": "why"}',
    '/tell_more{"part": "next"}',
    '/tell_more{"part": "dates"}',
)
COMMANDS = {Keyword.WHY: WHY, Keyword.NEXT: NEXT, Keyword.DATES: DATES}


@dataclass(frozen=True)
class Answered:
    """What to send back, and where the sender stands now (None: nothing is kept)."""

    replies: tuple[Reply, ...]
    session: Session | None


@dataclass(frozen=True)
class Links:
    """What is needed to make a signed, short-lived address."""

    public_url: str
    secret: str


class TextConversations:
    """Every conversation of the text channels, by the sender's pseudonym."""

    def __init__(
        self,
        conversations: Conversations,
        pseudonyms: Pseudonyms,
        *,
        lasts: timedelta,
        links: Links,
    ) -> None:
        self._guide = conversations
        self._names = pseudonyms
        self._lasts = lasts.total_seconds()
        self._links = links

    async def answer(
        self, sender: str, message: Inbound, session: Session | None, now: float
    ) -> Answered:
        """Take one message. The same message and session again give the same answer."""
        text = cleaned(message.text)
        asked = keyword(text) if message.kind is Kind.TEXT else None
        stopped = session is not None and session.stopped
        if asked is Keyword.STOP:
            return await self._stop(message, session, now)
        if asked is Keyword.HELP:
            said = () if message.answered_already else self._say(message, "utter_text_help")
            return Answered(said, session)
        if stopped and asked is not Keyword.START and text.casefold() != "yes":
            return Answered((), session)
        if message.channel in closed_channels():
            return Answered(self._say(message, "utter_closed"), session)
        if asked is Keyword.START or stopped:
            await self._forget(session)
            return await self._open(sender, message, now)
        if session is None or not self._lives(session, now):
            await self._forget(session)
            return await self._begin(sender, message, text, asked, now)
        if message.sent_at is not None and message.sent_at < session.last_sent_at:
            late = (*self._say(message, "utter_text_late"), *await self._question(session))
            return Answered(late, session)
        session = replace(
            session, last_at=now, last_sent_at=message.sent_at or session.last_sent_at
        )
        answered = await self._go_on(message, text, asked, session)
        if not message.with_picture:
            return answered
        told = (*self._say(message, "utter_text_words_only"), *answered.replies)
        return replace(answered, replies=told)

    def _lives(self, session: Session, now: float) -> bool:
        return session.conversation is not None and now - session.last_at <= self._lasts

    async def _stop(self, message: Inbound, session: Session | None, now: float) -> Answered:
        await self._forget(session)
        said = () if message.answered_already else self._say(message, "utter_text_stop")
        return Answered(said, Session(None, now, stopped=True))

    async def _forget(self, session: Session | None) -> None:
        if session is not None and session.conversation:
            await self._guide.forget(session.conversation)

    async def _open(self, sender: str, message: Inbound, now: float) -> Answered:
        """A new conversation, in which the guide speaks first."""
        name = self._names.of("conversation", sender, message.id)
        session = Session(f"{message.channel}-{name}", now, message.sent_at or 0.0)
        replies = await self._guide.open(str(session.conversation), message.channel)
        hello, *question = replies
        first = self._say(message, "utter_text_first") if question else ()
        return Answered((hello, *first, *question), _standing(session, replies))

    async def _begin(
        self, sender: str, message: Inbound, text: str, asked: Keyword | None, now: float
    ) -> Answered:
        """The first message of a conversation may be a greeting or already tell something."""
        opened = await self._open(sender, message, now)
        told = message.kind is Kind.TEXT and text and not is_greeting(text)
        if opened.session is None or not told or asked or len(text) > LONGEST_TEXT:
            if message.kind is Kind.MEDIA or len(text) > LONGEST_TEXT:
                key = "utter_text_too_long" if text else "utter_text_words_only"
                hello, *rest = opened.replies
                return Answered((hello, *self._say(message, key), *rest), opened.session)
            return opened
        answered = await self._turn(message, text, opened.session)
        if not any(reply.asks or reply.guidance for reply in answered.replies):
            return answered  # help in danger comes before any greeting
        return Answered((*opened.replies[:2], *answered.replies), answered.session)

    async def _go_on(
        self, message: Inbound, text: str, asked: Keyword | None, session: Session
    ) -> Answered:
        if message.kind is Kind.MEDIA or not text:
            return Answered(self._say(message, "utter_text_words_only"), session)
        if len(text) > LONGEST_TEXT:
            return Answered(self._say(message, "utter_text_too_long"), session)
        if message.kind is Kind.CHOICE:
            return await self._chosen(message, text, session)
        if asked is Keyword.MENU:
            return self._menu(message, session)
        if asked is Keyword.BACK:
            return await self._back(message, session)
        if asked is Keyword.NONE and text_choices.asks_a_date(session) and session.choices:
            return await self._turn(message, session.choices[0]["payload"], session, command=True)
        if asked in COMMANDS and (asked is not Keyword.WHY or session.asks is None):
            return await self._turn(message, COMMANDS[asked], session, command=True)
        if text_choices.asks_a_date(session):
            if number(text) is None:
                return await self._turn(message, text, session)
            day_alone = self._say(message, "utter_date_vague")
            return Answered((*day_alone, *await self._question(session)), session)
        return await self._numbered(message, text, session)

    async def _numbered(self, message: Inbound, text: str, session: Session) -> Answered:
        picked, several = number(text), numbers(text)
        if several and (letters := text_choices.letters(session, several)):
            return await self._turn(message, letters, session)
        if picked is None:
            return await self._turn(message, text, session)
        if 1 <= picked <= len(session.choices):
            payload = session.choices[picked - 1]["payload"]
            return await self._turn(message, payload, session, command=True)
        if not session.choices:
            return Answered(self._say(message, "utter_text_no_list"), session)
        told = words().say("utter_text_pick", message.channel, last=len(session.choices))
        return Answered((Reply(told, buttons=session.choices, asks=session.asks),), session)

    async def _chosen(self, message: Inbound, id: str, session: Session) -> Answered:
        """A button or row. One of an older message changes that answer, if it says which."""
        question, payload = text_choices.read_id(id)
        latest = any(choice["payload"] == payload for choice in session.choices)
        stale = question != (session.asks or "")
        if (stale and text_choices.depends_on_question(payload)) or not (
            latest or await self._was_offered(session, payload)
        ):
            old = self._say(message, "utter_text_old_choice")
            return Answered((*old, *await self._question(session)), session)
        return await self._turn(message, payload, session, command=True)

    async def _back(self, message: Inbound, session: Session) -> Answered:
        asked = [
            told.asks
            for told in await self._guide.history(str(session.conversation))
            if isinstance(told, Reply)
        ]
        question = text_choices.question_before(asked)
        if question is None:
            first = self._say(message, "utter_text_nothing_before")
            return Answered((*first, *await self._question(session)), session)
        payload = f"/change{json.dumps({'question': question})}"
        return await self._turn(message, payload, session, command=True)

    def _menu(self, message: Inbound, session: Session) -> Answered:
        key = "utter_text_menu"
        offered = words().buttons(key, message.channel)
        if session.asks:
            offered = [choice for choice in offered if choice["payload"] != "/correct"]
        menu = Reply(words().say(key, message.channel), buttons=tuple(offered))
        return Answered((menu,), replace(session, asks=None, choices=menu.buttons))

    async def _turn(
        self, message: Inbound, text: str, session: Session, *, command: bool = False
    ) -> Answered:
        replies = await self._guide.take_turn(
            str(session.conversation),
            text,
            message_id=self._names.of("turn", message.id),
            channel=message.channel,
            command=command,
        )
        if any(reply.forget for reply in replies):
            return Answered(tuple(replies), None)
        if not all(reply.kept for reply in replies):
            return Answered(tuple(replies), session)
        if command and text == DATES:
            replies = [self._with_calendar(reply, message.channel) for reply in replies]
        return Answered(tuple(replies), _standing(session, replies))

    def _with_calendar(self, reply: Reply, channel: str) -> Reply:
        """The dates with an address that puts them in a calendar, for as long as it is valid."""
        if not reply.guidance:
            return reply
        dates = deadlines(reply.guidance, clock.today())
        if not dates:
            return reply
        value = link_value(dates, self._links.secret)
        link = f"{self._links.public_url}/chat/calendar.ics?dates={value}"
        told = words().say("utter_text_calendar", channel, link=link)
        return replace(reply, text=f"{reply.text}\n{told}", guidance=None)

    async def _question(self, session: Session) -> tuple[Reply, ...]:
        """The question that waits for an answer, as it was asked."""
        history = await self._guide.history(str(session.conversation))
        asked = [told for told in history if isinstance(told, Reply) and told.asks]
        return (asked[-1],) if asked and session.asks else ()

    async def _was_offered(self, session: Session, payload: str) -> bool:
        return any(
            button["payload"] == payload
            for told in await self._guide.history(str(session.conversation))
            if isinstance(told, Reply)
            for button in told.buttons
        )

    def _say(self, message: Inbound, key: str) -> tuple[Reply, ...]:
        return (Reply(words().say(key, message.channel)),)


def _standing(session: Session, replies: Sequence[Reply]) -> Session:
    """Where the sender stands after these replies: the list last sent, and what it asks."""
    asked = text_choices.asking(replies)
    return replace(session, asks=asked.asks, choices=tuple(asked.buttons))
