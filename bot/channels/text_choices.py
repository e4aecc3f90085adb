"""What a number, a button or "back" means, given the list and the question last sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from bot.channels.text_store import Session
from bot.engine.conversations import Reply
from bot.guidance import Question

DATES = {Question.LETTER_DATE, Question.CERTIFICATE_DATE}
_ASKED_AGAIN_BY = {
    Question.LETTER_DATE_CONFIRMED: Question.LETTER_DATE,
    Question.CERTIFICATE_DATE_CONFIRMED: Question.CERTIFICATE_DATE,
    Question.SCHOOL_ONLY_CONFIRMED: Question.SECTIONS,
}
_DEPENDS_ON_QUESTION = ("/affirm", "/deny", "/explain")
_BETWEEN = "|"


def asking(replies: Sequence[Reply]) -> Reply:
    """The reply whose question or list is the one to answer: the last that has any."""
    nothing = Reply("")
    return next((reply for reply in reversed(replies) if reply.asks or reply.buttons), nothing)


def asks_a_date(session: Session) -> bool:
    """Whether a date is being asked for: then a number is a day, and picks nothing."""
    return session.asks in DATES


def letters(session: Session, picked: Sequence[int]) -> str:
    """Several picks as the letters of sections: "1 and 3" is "B and I"; else empty."""
    if session.asks != Question.SECTIONS or max(picked) > len(session.choices) or 0 in picked:
        return ""
    found: set[str] = set()
    for one in picked:
        _, _, told = session.choices[one - 1]["payload"].partition("{")
        value = json.loads("{" + told).get("section") if told else None
        if value is None:
            return ""
        found |= {value} if isinstance(value, str) else set(value)
    return "sections " + " and ".join(sorted(found))


def button_id(asks: str | None, payload: str) -> str:
    """The id of a button: the question it was sent with, so that an old one is recognised."""
    return f"{asks or ''}{_BETWEEN}{payload}"


def read_id(id: str) -> tuple[str, str]:
    """The question and the payload of `button_id`."""
    question, _, payload = id.partition(_BETWEEN)
    return question, payload


def depends_on_question(payload: str) -> bool:
    """Whether a choice says nothing without its question, like "Yes"."""
    return payload.startswith(_DEPENDS_ON_QUESTION)


def question_before(asked: Iterable[str | None]) -> str | None:
    """The question to go back to, given what each reply so far asked; None at the first one."""
    path: list[Question] = []
    last: str | None = None
    for name in asked:
        last = name
        if name not in set(Question):
            continue
        question = Question(name)
        question = _ASKED_AGAIN_BY.get(question, question)
        if question in path:
            del path[path.index(question) + 1 :]
        else:
            path.append(question)
    if last in set(Question) and last not in _ASKED_AGAIN_BY:
        path = path[:-1]
    return path[-1].value if path else None
