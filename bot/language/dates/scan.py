"""Finding the dates in a message, from left to right, each token looked at a fixed few times."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.language.dates.anchored import anchored
from bot.language.dates.context import is_aside, read_context
from bot.language.dates.days_of_month import place_in_month
from bot.language.dates.forms import (
    Ago,
    Anchored,
    DayOfMonth,
    DayOfWeek,
    Form,
    Match,
    NoDay,
    Written,
)
from bot.language.dates.numeric import continues_a_number, figures, spoken_figures
from bot.language.dates.reading import Resolution
from bot.language.dates.relative import RELATIVE_OPENINGS, ago, part_of_month, phrase
from bot.language.dates.resolve import resolve, resolve_beside
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import CARDINALS, ORDINALS, TENS, month, weekday
from bot.language.dates.weekdays import from_weekday
from bot.language.dates.written import day_alone, day_and_month, month_first, year_first

Reader = Callable[[Tokens, int], Match | None]

MOST_DATES = 40
_FROM_FIGURES = (
    year_first,
    figures,
    day_and_month,
    place_in_month,
    anchored,
    ago,
    day_alone,
)
_FROM_WORDS = (
    spoken_figures,
    place_in_month,
    anchored,
    from_weekday,
    day_and_month,
    ago,
    month_first,
    day_alone,
    phrase,
    part_of_month,
)
_OPENING_WORDS = (
    CARDINALS.keys()
    | ORDINALS.keys()
    | TENS.keys()
    | RELATIVE_OPENINGS
    | {"the", "oh", "zero", "same"}
)
_BY_WORD: dict[str, tuple[Reader, ...]] = {
    "the": (day_and_month, place_in_month, anchored, day_alone, phrase),
    **dict.fromkeys(
        CARDINALS.keys() | TENS.keys(), (spoken_figures, day_and_month, anchored, ago, day_alone)
    ),
    **dict.fromkeys(ORDINALS, (day_and_month, place_in_month, day_alone, part_of_month)),
}


class Found(NamedTuple):
    """A date at tokens `first` up to but not including `end`."""

    first: int
    end: int
    form: Form
    resolution: Resolution


def scan(tokens: Tokens, today: date) -> list[Found]:
    """The dates in a message in order, at most `MOST_DATES` of them."""
    found: list[Found] = []
    i = 0
    while i < tokens.length and len(found) < MOST_DATES:
        match = _read_at(tokens, i)
        if match and match.form == Ago(0) and _is_small_talk(tokens, i, match.end):
            i = match.end
        elif match:
            match = _with_weekday_after(tokens, match)
            found.append(_found(match, i, found, today))
            i = match.end
        else:
            i += 1
    return _said_again(_beside_vague_words(tokens, found))


def _found(match: Match, first: int, before: list[Found], today: date) -> Found:
    """The date of a match, told from the date before it where it is told so."""
    if not isinstance(match.form, Anchored):
        return Found(first, match.end, match.form, resolve(match.form, today))
    last = next((item for item in reversed(before) if not isinstance(item.form, NoDay)), None)
    if last and match.form == Anchored():
        return Found(first, match.end, match.form, last.resolution)
    anchor = last.resolution.date if last else None
    return Found(first, match.end, match.form, resolve_beside(match.form, anchor, today))


def _said_again(found: list[Found]) -> list[Found]:
    """Gives a day without its month the month that the same day has elsewhere: "the 22nd"."""
    whole: dict[int, set[Resolution]] = {}
    for item in found:
        if isinstance(item.form, Written) and item.resolution.date:
            whole.setdefault(item.form.day, set()).add(item.resolution)
    return [
        item._replace(resolution=replace(next(iter(same)), certain=False))
        if isinstance(item.form, DayOfMonth)
        and item.form.months_ago is None
        and len(same := whole.get(item.form.day, set())) == 1
        else item
        for item in found
    ]


def _beside_vague_words(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Gives up a day without its month where the month is told apart: "in October, the 5th"."""
    if not any(_tells_a_time(tokens, item) for item in found):
        return found
    return [
        item._replace(resolution=Resolution(None, False, "ambiguous", item.resolution.candidates))
        if isinstance(item.form, DayOfWeek)
        or (isinstance(item.form, DayOfMonth) and item.form.months_ago is None)
        else item
        for item in found
    ]


def _tells_a_time(tokens: Tokens, item: Found) -> bool:
    """Whether words give a time and no day; "this week" takes nothing from a day in it."""
    this_week = (tokens.word(item.first), tokens.word(item.first + 1)) == ("this", "week")
    return isinstance(item.form, NoDay) and item.form.reason == "vague" and not this_week


def _is_small_talk(tokens: Tokens, first: int, end: int) -> bool:
    """Whether "today" is only said in passing: "how are you today"."""
    return (
        is_aside(tokens, first, end)
        and read_context(tokens, first, end, floor=0, ceiling=tokens.length, carried=None).role
        == "unknown"
    )


def _read_at(tokens: Tokens, i: int) -> Match | None:
    token = tokens[i]
    if token.kind == "n":
        if continues_a_number(tokens, i):
            return None
        return _first_match(_FROM_FIGURES, tokens, i)
    if token.kind == "w" and (
        token.text in _OPENING_WORDS or month(token.text) or weekday(token.text)
    ):
        return _first_match(_BY_WORD.get(token.text, _FROM_WORDS), tokens, i)
    return None


def _first_match(readers: tuple[Reader, ...], tokens: Tokens, i: int) -> Match | None:
    for reader in readers:
        match = reader(tokens, i)
        if match:
            return match
    return None


def _with_weekday_after(tokens: Tokens, match: Match) -> Match:
    """Takes in the day of the week said after a date: "1 October (a Thursday)"."""
    form = match.form
    if not isinstance(form, Written) or form.weekday is not None:
        return match
    j = match.end
    bracket = tokens.word(j) == "("
    while j < match.end + 4 and tokens.word(j) in {"(", ",", "a", "which", "was", "is"}:
        j += 1
    spelling = weekday(tokens.word(j)) if tokens[j].kind == "w" else None
    if not spelling or not (bracket or tokens[j + 1].kind in {"", "p"}):
        return match
    end = j + 2 if tokens.word(j + 1) == ")" else j + 1
    return Match(
        Written(
            form.day, form.month, form.year, spelling.value, form.numeric, form.short_year,
            form.doubtful, form.years_ago,
        ),
        end,
    )  # fmt: skip
