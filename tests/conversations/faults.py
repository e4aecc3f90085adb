"""What no reply may do, whatever the conversation: each fault in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.engine.conversations import Reply

SMS = "sms"
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€"
)
THREE_SEGMENTS = 3 * 153
WRITTEN_DAY = re.compile(
    r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Tue|Wed|Thu|Sat)(?:day)? "
    r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})\b"
)
NEXT_STEP = re.compile(
    r"\b(call|contact|email|ask|write|send|look|talk|tell|check|go on|come back|keep|start|reply|"
    r"still here|here for)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"[{}]|\bNone\b|utter_|\b(nan|null)\b|\w [.,;](?=\s|$)|\(\)|Send form and")
COLD = re.compile(r"(?<!SOS)!|\bunfortunately\b|\bplease note\b|\btoo late\b", re.IGNORECASE)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
TOLD_TO_ACT_BY = re.compile(r"\b(?:by|on) [A-Z][a-z]+ \d{1,2} [A-Z][a-z]+ \d{4}")


def fault_of(replies: Sequence[Reply], channel: str) -> str | None:
    """The first fault of a turn's reply, or None when it has none."""
    if not replies:
        return "nothing was said"
    text = "\n\n".join(reply.text for reply in replies)
    return next((fault for check in CHECKS for fault in check(replies, text, channel)), None)


def _empty(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    if any(not reply.text.strip() for reply in replies):
        yield "an empty message was sent"


def _unfinished(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    if found := UNFINISHED.search(text):
        yield f"{found.group()!r} was shown to a parent"


def _cold(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    if found := COLD.search(text):
        yield f"{found.group()!r} is not how the guide talks"


def _no_next_step(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    last = replies[-1]
    forgotten = any(reply.forget for reply in replies)
    if not (last.asks or last.buttons or forgotten or NEXT_STEP.search(last.text)):
        yield "the reply has no next step"


def _wrong_weekday(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    for said in WRITTEN_DAY.finditer(text):
        day = _day(said)
        if not f"{day:%A}".startswith(said["weekday"]):
            yield f"{said.group()!r} is a {day:%A}"


def _later_than_the_law(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    """The headline of an answer names no day but those of the Advice that goes with it."""
    for reply in replies:
        if not reply.guidance:
            continue
        allowed = _days_of(reply.guidance)
        headlines = BOLD if channel != SMS else TOLD_TO_ACT_BY
        told = " ".join(headlines.findall(reply.text))
        for said in WRITTEN_DAY.finditer(told):
            if _day(said) not in allowed:
                yield f"the headline says {said.group()!r}, which is no date of the Advice"


def _twice(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    for paragraph in paragraphs:
        if paragraphs.count(paragraph) > 1:
            yield f"{paragraph[:40]!r} was said twice"


def _too_much_for_a_phone(replies: Sequence[Reply], text: str, channel: str) -> Iterator[str]:
    if channel != SMS:
        return
    if strange := sorted(set(text) - GSM_7):
        yield f"{strange} would double the cost of a text message"
    if len(text) > THREE_SEGMENTS:
        yield f"{len(text)} characters are more than three text messages"


def _day(said: re.Match[str]) -> date:
    return datetime.strptime(f"{said['day']} {said['month'][:3]} {said['year']}", "%d %b %Y").date()


def _days_of(guidance: Mapping[str, Any]) -> set[date]:
    fields = (
        "contact_mediation_by",
        "contact_mediation_practical_by",
        "appeal_by",
        "appeal_by_latest",
    )
    days = [guidance.get(name) for name in fields]
    days += [step["by"] for step in guidance.get("steps", ())]
    return {date.fromisoformat(day) for day in days if day}


Check = Callable[[Sequence[Reply], str, str], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    _empty,
    _unfinished,
    _cold,
    _no_next_step,
    _wrong_weekday,
    _later_than_the_law,
    _twice,
    _too_much_for_a_phone,
)
