"""Days told from today: "last Tuesday", "a fortnight ago", "Boxing Day", "the other week"."""

from bot.language.dates.forms import (
    Ago,
    DayOfMonth,
    DayOfWeek,
    Form,
    Match,
    NamedDay,
    NoDay,
    Written,
)
from bot.language.dates.numbers import is_year, worded_number, year_after
from bot.language.dates.numeric import figures
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import SHORT_DAYS, month, weekday, words
from bot.language.dates.written import day_alone, day_and_month, month_first

_VAGUE, _FUTURE = NoDay("vague"), NoDay("future")
_PHRASES: dict[str, Form] = {
    "today": Ago(0),
    "2 day": Ago(0),
    "todays date": Ago(0),
    "this morning": Ago(0),
    "this mornin": Ago(0),
    "this afternoon": Ago(0),
    "this evening": Ago(0),
    "tonight": Ago(0),
    "yesterday": Ago(1),
    "yesterdays": Ago(1),
    "yesturday": Ago(1),
    "yestarday": Ago(1),
    "yesteday": Ago(1),
    "yday": Ago(1),
    "last night": Ago(1),
    "this time last week": Ago(7),
    "the day before yesterday": Ago(2),
    "day before yesterday": Ago(2),
    "day before yday": Ago(2),
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
_LEADS = frozenset({"last", "this", "next", "past", "week"})
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "just"})


RELATIVE_OPENINGS = _BY_FIRST_WORD.keys() | _UNITS.keys() | _PARTS | _LEADS | {"a", "an"}


def phrase(tokens: Tokens, i: int) -> Match | None:
    """A set phrase beginning at token `i`."""
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
    counted = _count(tokens, i)
    if not counted:
        return None
    count, unit, j = counted
    word = tokens.word(j)
    if word == "or" and tokens.word(j + 2) in {"ago", "back"}:
        return Match(_VAGUE, j + 3)
    if word in {"ago", "back", "agao"} and tokens.word(j + 1) != "to":
        return _after_ago(tokens, j + 1, count, unit)
    if unit in {7, 14} and word in {"last", "past"}:
        spelling = weekday(tokens.word(j + 1))
        if spelling:
            weeks = count * unit // 7
            return Match(DayOfWeek(spelling.value, "last", weeks), j + 2)
    if unit in {7, 14} and word == "on" and weekday(tokens.word(j + 1)):
        return Match(_FUTURE, j + 2)
    if tokens.word(i - 1) == "in" and word not in {"ago", "of"}:
        return Match(_FUTURE, j)
    return None


def _count(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
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
    return Match(_VAGUE, i + 2 if is_year(tokens.word(i + 1)) else i + 1)


def from_weekday(tokens: Tokens, i: int) -> Match | None:
    """A day of the week, alone or before a date: "Thursday 1 October", "last Tuesday"."""
    token = tokens[i]
    if token.kind != "w":
        return None
    if token.text in _LEADS:
        return _led_weekday(tokens, i)
    spelling = weekday(token.text)
    if not spelling:
        return None
    j = i + 1
    while j < i + 3 and tokens.word(j) in {",", ".", "-", "the", "on"}:
        j += 1
    dated = _date_after_weekday(tokens, j, spelling.value)
    if dated:
        return dated
    if token.text in SHORT_DAYS and tokens.word(i - 1) not in {"on", "from"}:
        return None
    if tokens.word(i - 1) in {"a", "every", "each", "by"}:
        return Match(_VAGUE, i + 1) if tokens.word(i - 1) == "a" else None
    return _bare_weekday(tokens, i, spelling.value)


def _date_after_weekday(tokens: Tokens, j: int, day: int) -> Match | None:
    for reader in (day_and_month, month_first, day_alone):
        match = reader(tokens, j, day)
        if match and not isinstance(match.form, NoDay):
            return match
    match = figures(tokens, j) if tokens[j].kind == "n" else None
    if match and isinstance(match.form, Written):
        return Match(_on_weekday(match.form, day), match.end)
    return match


def _on_weekday(form: Written, day: int) -> Written:
    return Written(
        form.day, form.month, form.year, day, form.numeric, form.short_year, form.doubtful
    )


def _led_weekday(tokens: Tokens, i: int) -> Match | None:
    first, second = tokens.word(i), tokens.word(i + 1)
    if first == "last" and second in {"week", "wk"}:
        place = i + 3 if tokens.word(i + 2) in {"on", ",", "-"} else i + 2
        spelling = weekday(tokens.word(place))
        if spelling and tokens[place].kind == "w":
            return Match(DayOfWeek(spelling.value, "last_week"), place + 1)
        return None
    place = i + 2 if (first, second) == ("this", "past") or second == "weeks" else i + 1
    spelling = weekday(tokens.word(place)) if tokens[place].kind == "w" else None
    if not spelling or first == "week":
        return None
    dated = _date_after_weekday(tokens, place + 1, spelling.value)
    if dated and not isinstance(dated.form, DayOfMonth):
        return dated
    if dated:
        return dated
    if first == "next":
        return Match(_FUTURE, place + 1)
    which = "last" if first == "last" else "gone" if place == i + 2 or first == "past" else "this"
    return _bare_weekday(tokens, place, spelling.value, which)


def _bare_weekday(tokens: Tokens, i: int, day: int, which: str = "plain") -> Match:
    j = i + 1
    if tokens.word(j) in _DAY_PARTS and tokens.word(j + 1) != "gone":
        j += 1
    one, two = tokens.word(j), tokens.word(j + 1)
    if one == "just" and two in {"gone", "passed", "past"}:
        return Match(DayOfWeek(day, "gone"), j + 2)
    if one in {"gone", "past", "passed"}:
        return Match(DayOfWeek(day, "gone"), j + 1)
    if one == "before" and two == "last":
        return Match(DayOfWeek(day, "before_last"), j + 2)
    if one == "of" and two == "last":
        j, one, two = j + 1, "last", tokens.word(j + 2)
    if one == "last" and two in {"week", "wk"}:
        return Match(DayOfWeek(day, "last_week"), j + 2)
    if (one, two) in {("next", "week"), ("after", "next")} or one == "week":
        return Match(_FUTURE, j + 2 if one != "week" else j + 1)
    if (one, two) == ("this", "week"):
        return Match(DayOfWeek(day, "this_week"), j + 2)
    if one == "last" and which == "plain" and tokens[j + 1].kind != "w":
        return Match(DayOfWeek(day, "last"), j + 1)
    return Match(DayOfWeek(day, which), j)
