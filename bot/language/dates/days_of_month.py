"""Days told by their place in a month: "the first Monday of October", "the last day of May"."""

from bot.language.dates.forms import Match, WeekdayOfMonth
from bot.language.dates.numbers import day_number, year_after
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import month, weekday

_MONTHS_AGO = {"this": 0, "the": 0, "last": 1}
_MOST_WEEKDAYS = 5


def place_in_month(tokens: Tokens, i: int) -> Match | None:
    """ "First Monday of this month", "last Friday in October", "the last day of September"."""
    start = i + 1 if tokens.word(i) == "the" else i
    nth, place = _place(tokens, start)
    if not nth:
        return None
    day = weekday(tokens.word(place)) if tokens[place].kind == "w" else None
    if not (day or tokens.word(place) == "day") or tokens.word(place + 1) not in {"of", "in"}:
        return None
    value = day.value if day else None
    k = place + 2
    if tokens.word(k) in _MONTHS_AGO and tokens.word(k + 1) == "month":
        ago = _MONTHS_AGO[tokens.word(k)]
        return Match(WeekdayOfMonth(nth, value, months_ago=ago), k + 2)
    named = month(tokens.word(k)) if tokens[k].kind == "w" else None
    if not named:
        return None
    year = year_after(tokens, k + 1)
    if year and year.value:
        return Match(WeekdayOfMonth(nth, value, named.value, year.value), year.end)
    return Match(WeekdayOfMonth(nth, value, named.value), k + 1)


def _place(tokens: Tokens, i: int) -> tuple[int, int]:
    """Which one, -1 for the last, and where its word ends; 0 if it is none."""
    if tokens.word(i) == "last":
        return -1, i + 1
    number = day_number(tokens, i)
    if number and number.ordinal and number.value <= _MOST_WEEKDAYS:
        return number.value, number.end
    return 0, i
