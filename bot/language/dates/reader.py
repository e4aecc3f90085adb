"""Reading a message for the date that was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from bot.language.dates.context import (
    Context,
    content_words,
    happened_on,
    is_aside,
    opens_an_entry,
    read_context,
    told_of,
    topic_before,
)
from bot.language.dates.cues import BREAKS, COPULAS, SOFT_BREAKS
from bot.language.dates.forms import Ago, Anchored, DayOfWeek, NamedDay, NoDay, Written
from bot.language.dates.reading import DateMention, DateReading, Resolution
from bot.language.dates.roles import is_decided
from bot.language.dates.scan import MOST_DATES, Found, scan
from bot.language.dates.tokens import Tokens

About = Literal["letter", "certificate"]
_ENTRIES_AT_COMMAS = 3
_WORDS_OF_A_STORY = 4
_SAYS_THE_DAY = {"its", "is", "now", "today", "todays"}


class _Read(NamedTuple):
    mention: DateMention
    context: Context


def find_dates(text: str, *, today: date) -> tuple[DateMention, ...]:
    """Every date in a message, in order, with what the message says it is the date of.

    A date that the message denies or takes back has no day and the reason "denied". Where it gives
    two dates to one paper, neither is certain.
    """
    mentions = _standing(_read(text, today))
    papers: dict[str, set[date]] = {}
    for mention in mentions:
        if mention.date:
            papers.setdefault(mention.role, set()).add(mention.date)
    return tuple(
        replace(m, certain=False) if m.certain and len(papers[m.role]) > 1 else m for m in mentions
    )


def read_date(text: str, *, today: date, about: About = "letter") -> DateReading:
    """The date of the letter (or of the certificate) that a message gives.

    None is given where the words leave a doubt, lie in the future or speak of another day.
    """
    mentions = [m for m in find_dates(text, today=today) if m.reason != "denied"]
    if not mentions:
        return DateReading(None, False, "none_found", text=text)
    if len(mentions) >= MOST_DATES:
        return DateReading(None, False, "ambiguous", text=text)
    unknown = [m for m in mentions if m.role == "unknown"]
    own = [m for m in mentions if m.role == about]
    pool = own or [m for m in unknown if m.printed] or unknown
    pool = [m for m in pool if not m.sent] or pool
    if not pool:
        return DateReading(None, False, _other_reason(mentions, about), text=text)
    rest = [m for m in unknown if m not in pool]
    return replace(_beside(_settle(pool), pool, rest), text=text)


def _read(text: str, today: date) -> list[_Read]:
    tokens = Tokens(text)
    found = scan(tokens, today)
    reads: list[_Read] = []
    carried: str | None = None
    floor = 0
    listed = _entries(tokens, found)
    for n, item in enumerate(found):
        ceiling = found[n + 1].first if n + 1 < len(found) else tokens.length
        context = read_context(
            tokens,
            item.first,
            item.end,
            floor=floor,
            ceiling=ceiling,
            carried=carried,
            listed=item.first in listed,
        )
        plain = context.role == "unknown" and not context.printed
        told_after = context.sent and tokens.word(item.end) not in SOFT_BREAKS | BREAKS
        if plain and not told_after and reads and item.first not in listed:
            context = _as_before(tokens, reads[-1], found[n - 1], item, context)
        context = _beyond_the_paper(tokens, item, context, floor)
        if plain and item.first in listed and not context.decided and context.unsure:
            context = replace(context, role="event")
        if plain and len(found) > 1 and _is_the_day_today(tokens, item, today):
            context = replace(context, role="event")
        if not isinstance(item.form, Anchored) or context.role != "event":
            reads.append(_Read(_mention(tokens, item, context), context))
        carried = topic_before(tokens, floor, item.first, carried)
        floor = max(item.end, context.end)
    return _with_emails_apart(reads)


def _with_emails_apart(reads: list[_Read]) -> list[_Read]:
    """The same, the day of an email being that of the sending where a letter has its own date."""
    if not any(m.role == "letter" and not context.emailed for m, context in reads):
        return reads
    return [
        _Read(replace(m, sent=True, certain=False), context) if context.emailed else read
        for read in reads
        for m, context in (read,)
    ]


def _entries(tokens: Tokens, found: Sequence[Found]) -> frozenset[int]:
    """Where the dates stand that open the entries of a list: "1 October, they said no. 5 ..."."""
    lines = [f.first for f in found if opens_an_entry(tokens, f.first, f.end, at_commas=False)]
    clauses = [f.first for f in found if opens_an_entry(tokens, f.first, f.end, at_commas=True)]
    if len(clauses) >= _ENTRIES_AT_COMMAS:
        return frozenset(clauses)
    return frozenset(lines if len(lines) > 1 else ())


def _as_before(
    tokens: Tokens, before: _Read, found: Found, item: Found, context: Context
) -> Context:
    """The context of a date of which nothing is said, from that of the date before it.

    It goes with the one that it is only joined to, or that it tells more exactly: "it came on a
    Wednesday, the 4th I think".
    """
    if context.joined:
        told = before.context
        return replace(context, role=told.role, printed=told.printed, sent=told.sent)
    vague = isinstance(found.form, DayOfWeek | NoDay) and not isinstance(item.form, DayOfWeek)
    between = range(found.end, item.first)
    clauses = [k for k in between if tokens.word(k) in SOFT_BREAKS]
    own = range(clauses[-1] if clauses else found.end, item.first)
    apart = any(tokens.word(k) in BREAKS for k in between) or any(
        tokens.word(k) in COPULAS for k in own
    )
    if vague and not apart and before.mention.role in {"arrival", "event"}:
        return replace(context, role=before.mention.role)
    return context


def _is_the_day_today(tokens: Tokens, item: Found, today: date) -> bool:
    """Whether a date told beside others only says what day it is: "it's 21 November"."""
    if not isinstance(item.form, Written) or item.resolution.date != today:
        return False
    before = {tokens.word(item.first - 1), tokens.word(item.first - 2)}
    return not before.isdisjoint(_SAYS_THE_DAY)


def _beyond_the_paper(tokens: Tokens, item: Found, context: Context, floor: int) -> Context:
    """The context where more is told than the date: "they rang my son's school on 5 October"."""
    said = context.printed or context.sent or context.role in {"arrival", "birth", "event"}
    if said or context.instead or item.resolution.date is None:
        return context
    if context.role == "unknown" and _is_in_a_story(tokens, item):
        return replace(context, role="event")
    if context.told_aloud and context.on:
        return replace(context, role="event")
    if not context.decided and happened_on(tokens, item.first, item.end):
        return replace(context, role="event")
    if context.role == "unknown" and not context.decided and told_of(tokens, item.first, floor):
        return replace(context, role="event")
    aside = is_aside(tokens, item.first, item.end)
    if isinstance(item.form, Ago | DayOfWeek | NamedDay) and aside:
        return replace(context, role="event")
    passing = (context.on and context.role != "unknown") or is_aside(
        tokens, item.first, item.end, beside_paper=True
    )
    return replace(context, unsure=context.unsure or passing)


def _is_in_a_story(tokens: Tokens, item: Found) -> bool:
    """Whether a day of the week or of weeks ago stands where no decision is told of."""
    if not isinstance(item.form, Ago | DayOfWeek):
        return False
    words = content_words(tokens, [*range(item.first), *range(item.end, tokens.length)])
    return words > _WORDS_OF_A_STORY and not is_decided(tokens, range(tokens.length))


def _mention(tokens: Tokens, item: Found, context: Context) -> DateMention:
    day = _weigh(
        item.resolution,
        context,
        reordered=tokens.reordered,
        names_month=isinstance(item.form, Written),
    )
    return DateMention(
        start=tokens[item.first].start,
        end=tokens[item.end - 1].end,
        role=context.role,
        date=day.date,
        certain=day.certain,
        reason=day.reason,
        candidates=day.candidates,
        printed=context.printed,
        sent=context.sent,
        month=day.month,
    )


def _weigh(
    resolution: Resolution, context: Context, *, reordered: bool, names_month: bool
) -> Resolution:
    if context.approximate and resolution.date:
        month = resolution.date.replace(day=1) if names_month else None
        return Resolution(None, reason="vague", candidates=resolution.candidates, month=month)
    if context.unsure or context.sent or reordered:
        return replace(resolution, certain=False)
    return resolution


def _standing(reads: Sequence[_Read]) -> list[DateMention]:
    """The mentions, those denied, taken back or at the ends of a span marked as such."""
    mentions: list[DateMention] = []
    last: int | None = None
    for read in reads:
        mention, context = read
        if context.negated:
            mentions = [_denied(m) if _is_denied_by(m, mention) else m for m in mentions]
            mentions.append(_denied(mention))
            continue
        if last is not None:
            mentions[last], mention = _paired(mentions[last], mention, context)
        last = len(mentions)
        mentions.append(mention)
    return mentions


def _paired(
    before: DateMention, mention: DateMention, context: Context
) -> tuple[DateMention, DateMention]:
    """A mention and the one before it, in view of how the words between tie them together."""
    if context.span and not (mention.printed and before.role in {"arrival", "event"}):
        days = tuple(sorted({*before.candidates, *mention.candidates}))
        return _one_of(before, days), _one_of(replace(mention, role=before.role), days)
    if _replaces(mention, context, before):
        return _denied(before), replace(mention, role=before.role, certain=False)
    return before, mention


def _replaces(mention: DateMention, context: Context, before: DateMention) -> bool:
    return context.instead and mention.role in {"unknown", before.role}


def _is_denied_by(earlier: DateMention, denied: DateMention) -> bool:
    """Whether the day denied is the one that an earlier date gave: "Friday. Not yesterday"."""
    own = earlier.role in {"letter", "certificate", "unknown"}
    return own and earlier.date is not None and earlier.date == denied.date


def _denied(mention: DateMention) -> DateMention:
    return replace(mention, date=None, certain=False, reason="denied", candidates=())


def _one_of(mention: DateMention, days: tuple[date, ...]) -> DateMention:
    return replace(mention, date=None, certain=False, reason="ambiguous", candidates=days)


def _settle(mentions: Sequence[DateMention]) -> DateReading:
    firm = [m for m in mentions if m.reason not in {"vague", "future"}]
    firm = firm or [m for m in mentions if m.reason != "vague"] or list(mentions)
    days = {m.date for m in firm}
    if len(days) > 1:
        candidates = tuple(sorted({day for m in firm for day in m.candidates}))
        return DateReading(None, False, "ambiguous", candidates)
    best = next((m for m in firm if m.certain), firm[0])
    return DateReading(best.date, best.certain, best.reason, best.candidates)


def _beside(
    reading: DateReading, pool: Sequence[DateMention], rest: Sequence[DateMention]
) -> DateReading:
    """The reading in view of other days in the message that may be the one asked about."""
    others = {m.date for m in rest if m.date and not m.sent} - {reading.date}
    said = any(m.printed and m.role != "unknown" for m in pool)
    if not reading.date or not others or said:
        return reading
    if min(day for day in others if day) < reading.date:
        days = tuple(sorted({reading.date, *(day for day in others if day)}))
        return DateReading(None, False, "ambiguous", days)
    return replace(reading, certain=False)


def _other_reason(mentions: Sequence[DateMention], about: About) -> str:
    if any(m.role == "event" and m.reason == "vague" for m in mentions):
        return "vague"
    roles = {mention.role for mention in mentions}
    order = ("arrival", "certificate", "letter", "event", "birth")
    return next((role for role in order if role in roles and role != about), "none_found")
