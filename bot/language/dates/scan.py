"""Finding the dates in a message, from left to right, each token looked at a fixed few times."""

from datetime import date
from typing import NamedTuple

from bot.language.dates.forms import Ago, DayOfWeek, Form, Match, NamedDay, Written
from bot.language.dates.numeric import figures, spoken_figures
from bot.language.dates.reading import Resolution
from bot.language.dates.relative import ago, from_weekday, part_of_month, phrase
from bot.language.dates.resolve import resolve
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import weekday
from bot.language.dates.written import day_alone, day_and_month, month_first, year_first

MOST_DATES = 40
_READERS = (
    year_first, figures, spoken_figures, from_weekday, day_and_month, ago, month_first, day_alone,
    phrase, part_of_month,
)  # fmt: skip


class Found(NamedTuple):
    """A date at tokens `first` up to but not including `end`."""

    first: int
    end: int
    resolution: Resolution
    relative: bool


def scan(tokens: Tokens, today: date) -> list[Found]:
    """The dates in a message in order, at most `MOST_DATES` of them."""
    found: list[Found] = []
    i = 0
    while i < tokens.length and len(found) < MOST_DATES:
        match = _read_at(tokens, i)
        if match:
            match = _with_weekday_after(tokens, match)
            found.append(Found(i, match.end, resolve(match.form, today), _is_relative(match.form)))
            i = match.end
        else:
            i += 1
    return found


def _is_relative(form: Form) -> bool:
    return isinstance(form, Ago | DayOfWeek | NamedDay)


def _read_at(tokens: Tokens, i: int) -> Match | None:
    if tokens[i].kind == "p":
        return None
    for reader in _READERS:
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
