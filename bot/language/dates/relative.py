"""Days told from today: "last Tuesday", "a fortnight ago", "Boxing Day", "the other week"."""

from dataclasses import replace

from bot.language.dates.forms import (
    Ago,
    DayOfWeek,
    Form,
    Match,
    NamedDay,
    NoDay,
)
from bot.language.dates.numbers import is_year, worded_number, year_after
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import SHORT_DAYS, month, weekday, words

_VAGUE, _FUTURE = NoDay("vague"), NoDay("future")
_PHRASES: dict[str, Form] = {
    "today": Ago(0),
    "2 day": Ago(0),
    "todays date": Ago(0),
    "this morning": Ago(0),
    "this mornin": Ago(0),
    "this afternoon": Ago(0),
    "this evening": Ago(0),
    "tonight": _FUTURE,
    "yesterday": Ago(1),
    "yesterdays": Ago(1),
    "yesturday": Ago(1),
    "yestarday": Ago(1),
    "yesteday": Ago(1),
    "yday": Ago(1),
    "ystrday": Ago(1),
    "yesterdy": Ago(1),
    "yestday": Ago(1),
    "yestrday": Ago(1),
    "yest": Ago(1),
    "last night": Ago(1),
    "this time last week": Ago(7),
    "the day before yesterday": Ago(2),
    "day before yesterday": Ago(2),
    "day before yday": Ago(2),
    "the day before yesterdays": Ago(2),
    "day before yesterdays": Ago(2),
    "tomorrow": _FUTURE,
    "tomorow": _FUTURE,
    "tommorow": _FUTURE,
    "tmrw": _FUTURE,
    "next week": _FUTURE,
    "next month": _FUTURE,
    "next year": _FUTURE,
    "christmas eve": NamedDay("christmas_eve"),
    "xmas eve": NamedDay("christmas_eve"),
    "christmas day": NamedDay("christmas_day"),
    "xmas day": NamedDay("christmas_day"),
    "boxing day": NamedDay("boxing_day"),
    "new years day": NamedDay("new_years_day"),
    "new year day": NamedDay("new_years_day"),
    "new years eve": NamedDay("new_years_eve"),
    "new year eve": NamedDay("new_years_eve"),
    "easter monday": NamedDay("easter_monday"),
    "easter sunday": NamedDay("easter_sunday"),
    "good friday": NamedDay("good_friday"),
    "valentines day": NamedDay("valentines_day"),
    "halloween": NamedDay("halloween"),
    "bonfire night": NamedDay("bonfire_night"),
    "guy fawkes night": NamedDay("bonfire_night"),
}
_PHRASES |= dict.fromkeys(
    (
        "last week", "last month", "last year", "this week", "this month", "this year",
        "the other day", "the other week", "the other month", "the other night", "other day",
        "some time ago", "a while ago", "a while back", "while ago", "while back", "ages ago",
        "recently", "not long ago", "last term", "this term", "half term", "last autumn",
        "last summer", "last spring", "last winter", "over the summer", "in the summer",
        "over the weekend", "at the weekend", "last weekend", "the weekend", "the summer holidays",
        "before christmas", "after christmas", "around christmas", "over christmas", "christmas",
        "last christmas", "easter", "easter holidays", "before easter", "after easter", "xmas",
        "new year", "bank holiday", "few days ago", "few weeks ago", "few months ago",
        "couple of weeks", "couple of days", "few weeks", "few days", "couple weeks",
        "couple of days ago", "couple of weeks ago", "couple of months ago", "couple weeks ago",
        "couple days ago", "couple months ago", "couple of weeks back", "couple weeks back",
        "few weeks back", "few days back", "few months back", "several weeks ago", "weeks ago",
        "months ago", "days ago", "years ago", "bout a week ago", "long time ago", "the holidays",
        "earlier this month", "earlier this week", "earlier this year", "late last month",
        "early last month", "month before last", "week before last", "the week before last",
        "the month before last", "few wks ago", "couple of wks ago", "weeks back", "months back",
        "last half term", "the end of last month", "end of last month", "end of term",
        "end of the month", "start of the month", "beginning of the month", "mid month",
        "beginning of last month", "start of last month", "middle of last month",
        "end of last week", "start of last week", "beginning of last week", "end of the week",
        "beginning of this month", "start of this month", "middle of this month",
        "beginning of term", "start of term",
    ),
    _VAGUE,
)  # fmt: skip
_PHRASES |= {
    spelt: NoDay("vague", months_ago=int(spelt.endswith("last month")))
    for spelt, form in _PHRASES.items()
    if form == _VAGUE and spelt.endswith(("last month", "the month", "this month", "mid month"))
}
_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
for _phrase, _form in sorted(_PHRASES.items(), key=lambda item: -len(item[0].split())):
    _words = tuple(_phrase.split())
    _BY_FIRST_WORD.setdefault(_words[0], []).append((_words, _form))

_UNITS = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "weeek": 7, "weaks": 7,
    "fortnight": 14, "fortnights": 14, "fornight": 14, "fortnite": 14, "month": -1, "months": -1,
    "mth": -1, "mths": -1, "year": -12, "years": -12, "yr": -12, "yrs": -12,
}  # fmt: skip
_PARTS = words(
    "end ends beginning begining start middle mid early late first second last back earlier later"
)
_MONTH_LEADS = frozenset({"in", "during", "last", "since", "of", "for", "until", "this", "from"})
LEADS = frozenset({"last", "this", "next", "past", "week"})


RELATIVE_OPENINGS = _BY_FIRST_WORD.keys() | _UNITS.keys() | _PARTS | LEADS | {"a", "an"}


def phrase(tokens: Tokens, i: int) -> Match | None:
    """A set phrase beginning at token `i`: "Boxing Day", "the day after Boxing Day"."""
    return _beside_a_named_day(tokens, i) or _set_phrase(tokens, i)


def _beside_a_named_day(tokens: Tokens, i: int) -> Match | None:
    start = i + 1 if tokens.word(i) == "the" else i
    side = {"after": 1, "before": -1}.get(tokens.word(start + 1))
    if tokens.word(start) != "day" or side is None:
        return None
    named = _set_phrase(tokens, start + 2)
    if not named or not isinstance(named.form, NamedDay):
        return None
    return Match(replace(named.form, days_after=side), named.end)


def _set_phrase(tokens: Tokens, i: int) -> Match | None:
    for spelt, form in _BY_FIRST_WORD.get(tokens.word(i), ()):
        if all(tokens.word(i + n) == word for n, word in enumerate(spelt)):
            end = i + len(spelt)
            if not isinstance(form, NamedDay):
                return Match(form, end)
            year = year_after(tokens, end)
            if year is None or (year.value is None and year.years_ago is None):
                return Match(form, end)
            return Match(NamedDay(form.name, year.value, year.years_ago), year.end)
    return None


def ago(tokens: Tokens, i: int) -> Match | None:
    """ "3 weeks ago", "a fortnight ago today", "a week last Tuesday", "in two weeks"."""
    found = counted(tokens, i)
    if not found:
        return None
    count, unit, j = found
    word = tokens.word(j)
    if word == "and" and (more := counted(tokens, j + 1)):
        return _together(tokens, found, more)
    if word == "or" and tokens.word(j + 2) in {"ago", "back"}:
        return Match(_VAGUE, j + 3)
    if word in {"ago", "back", "agao"} and tokens.word(j + 1) != "to":
        return _after_ago(tokens, j + 1, count, unit)
    if unit in {7, 14} and word in {"last", "past"}:
        spelling = weekday(tokens.word(j + 1))
        if spelling:
            weeks = count * unit // 7
            return Match(DayOfWeek(spelling.value, "gone", weeks), j + 2)
    if unit in {7, 14} and word == "on" and weekday(tokens.word(j + 1)):
        return Match(_FUTURE, j + 2)
    if tokens.word(i - 1) == "in" and word not in {"ago", "of"}:
        return Match(_FUTURE, j)
    return None


def _together(
    tokens: Tokens, first: tuple[int, int, int], second: tuple[int, int, int]
) -> Match | None:
    """ "Two weeks and a day ago", or "old"."""
    (weeks, unit, _), (days, smaller, end) = first, second
    if tokens.word(end) not in {"ago", "back", "old"}:
        return None
    if unit < 0 or smaller < 0:
        return Match(_VAGUE, end + 1)
    return Match(Ago(weeks * unit + days * smaller), end + 1)


def counted(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
    """How many, of how many days (-1 for a month), and where it ends: "two weeks"."""
    token = tokens[i]
    if token.text in _UNITS and token.text in {"week", "fortnight", "month", "day"}:
        return 1, _UNITS[token.text], i + 1
    if token.kind == "n" and len(token.text) <= 3:
        count, j = int(token.text), i + 1
    elif token.text in {"a", "an"}:
        count, j = 1, i + 1
    elif number := worded_number(tokens, i):
        if number.ordinal:
            return None
        count, j = number.value, number.end
    else:
        return None
    unit = _UNITS.get(tokens.word(j))
    return None if unit is None else (count, unit, j + 1)


def _after_ago(tokens: Tokens, j: int, count: int, unit: int) -> Match:
    if unit < 0:
        if tokens.word(j) == "today":
            return Match(Ago(months=-unit * count), j + 1)
        return Match(_VAGUE, j)
    days = count * unit
    if tokens.word(j) in {"today", "yesterday"}:
        return Match(Ago(days + (tokens.word(j) == "yesterday")), j + 1)
    place = j
    while place < j + 2 and tokens.word(place) in {"on", "last", "this", "past"}:
        place += 1
    spelling = weekday(tokens.word(place)) if tokens[place].kind == "w" else None
    if spelling and (place > j or tokens.word(place) not in SHORT_DAYS) and unit >= 7:
        if "last" in (tokens.word(j), tokens.word(j + 1)):
            return Match(DayOfWeek(spelling.value, "last", days // 7), place + 1)
        return Match(DayOfWeek(spelling.value, "near", days // 7), place + 1)
    return Match(Ago(days), j)


def part_of_month(tokens: Tokens, i: int) -> Match | None:
    """ "the end of September", "early October", "in October": no day."""
    word = tokens.word(i)
    if word in _PARTS:
        j = i + 1
        while j < i + 4 and tokens.word(j) in {"of", "in", "week", "the", "part", "days", "-"}:
            j += 1
        if tokens[j].kind == "w" and month(tokens.word(j)):
            return _vague_month(tokens, j) if _clear_month(tokens, j, j > i + 1) else None
        return None
    if tokens[i].kind == "w" and month(word):
        lead = tokens.word(i - 1) in _MONTH_LEADS or tokens.length == 1
        return _vague_month(tokens, i) if _clear_month(tokens, i, lead) else None
    return None


def _clear_month(tokens: Tokens, i: int, led: bool) -> bool:
    word = tokens.word(i)
    return led or (word not in {"may", "march", "mar", "jan", "dec"} and len(word) >= 6)


def _vague_month(tokens: Tokens, i: int) -> Match:
    spelling, said_year = month(tokens.word(i)), is_year(tokens.word(i + 1))
    year = int(tokens.word(i + 1)) if said_year else None
    named = spelling.value if spelling else None
    return Match(NoDay("vague", named, year), i + 2 if said_year else i + 1)
