"""Reading a message for the date that was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from bot.language.dates.context import Context, read_context, topic_before
from bot.language.dates.reading import DateMention, DateReading, Resolution
from bot.language.dates.scan import Found, scan
from bot.language.dates.tokens import Tokens

About = Literal["letter", "certificate"]


class _Read(NamedTuple):
    mention: DateMention
    context: Context


def find_dates(text: str, *, today: date) -> tuple[DateMention, ...]:
    """Every date in a message, in order, with what the message says it is the date of."""
    return tuple(read.mention for read in _read(text, today))


def read_date(text: str, *, today: date, about: About = "letter") -> DateReading:
    """The date of the letter (or of the certificate) that a message gives.

    None is given where the words leave a doubt, lie in the future or speak of another day.
    """
    reads = _current(_read(text, today))
    if not reads:
        return DateReading(None, False, "none_found", text=text)
    own = [r for r in reads if _is_about(r.mention, about)]
    pool = own or [r for r in reads if r.mention.role == "unknown"]
    if not pool:
        return DateReading(None, False, _other_reason(reads, about), text=text)
    return replace(_settle([r.mention for r in pool]), text=text)


def _read(text: str, today: date) -> list[_Read]:
    tokens = Tokens(text)
    found = scan(tokens, today)
    reads: list[_Read] = []
    carried: str | None = None
    floor = 0
    for n, item in enumerate(found):
        ceiling = found[n + 1].first if n + 1 < len(found) else tokens.length
        context = read_context(tokens, item.first, item.end, floor, ceiling, carried)
        if context.role == "unknown" and context.joined and reads:
            before = reads[-1].context
            context = replace(context, role=before.role, named=before.named, sent=before.sent)
        reads.append(_Read(_mention(tokens, item, context), context))
        carried = topic_before(tokens, floor, item.first, carried)
        floor = item.end
    return reads


def _mention(tokens: Tokens, item: Found, context: Context) -> DateMention:
    day = _weigh(item.resolution, context, tokens.reordered)
    return DateMention(
        start=tokens[item.first].start,
        end=tokens[item.end - 1].end,
        role=context.role,
        date=day.date,
        certain=day.certain,
        reason=day.reason,
        candidates=day.candidates,
        named=context.named,
        sent=context.sent,
    )


def _weigh(resolution: Resolution, context: Context, reordered: bool) -> Resolution:
    if context.approximate and resolution.date:
        return Resolution(None, reason="vague", candidates=resolution.candidates)
    if context.unsure or context.sent or reordered:
        return replace(resolution, certain=False)
    return resolution


def _current(reads: Sequence[_Read]) -> list[_Read]:
    """The dates that stand once those denied or taken back are left out."""
    kept: list[_Read] = []
    for read in reads:
        context = read.context
        if context.negated:
            continue
        same = not kept or context.role in {"unknown", kept[-1].mention.role}
        if kept and context.instead and same:
            role = kept.pop().mention.role
            if context.role == "unknown":
                read = _Read(replace(read.mention, role=role), context)
        if kept and context.span:
            read = _Read(_between(kept.pop().mention, read.mention), context)
        kept.append(read)
    return kept


def _between(first: DateMention, last: DateMention) -> DateMention:
    days = tuple(sorted({*first.candidates, *last.candidates}))
    return replace(first, end=last.end, date=None, certain=False, reason="ambiguous", candidates=days)


def _is_about(mention: DateMention, about: About) -> bool:
    if mention.role == about:
        return True
    return about == "certificate" and mention.role == "letter" and not mention.named


def _settle(mentions: Sequence[DateMention]) -> DateReading:
    firm = [m for m in mentions if m.reason != "vague"] or list(mentions)
    days = {m.date for m in firm}
    if len(days) > 1:
        candidates = tuple(sorted({day for m in firm for day in m.candidates}))
        return DateReading(None, False, "ambiguous", candidates)
    best = next((m for m in firm if m.certain), firm[0])
    return DateReading(best.date, best.certain, best.reason, best.candidates)


def _other_reason(reads: Sequence[_Read], about: About) -> str:
    roles = [r.mention.role for r in reads]
    for role in ("arrival", "certificate", "letter", "event", "birth"):
        if role in roles and role != about:
            return role
    return "none_found"
