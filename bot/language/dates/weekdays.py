"""Days of the week: "last Tuesday", "Friday gone", "Thursday 1 October"."""

from bot.language.dates.forms import DayOfMonth, DayOfWeek, Match, NoDay, Written
from bot.language.dates.numeric import figures
from bot.language.dates.relative import LEADS
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import SHORT_DAYS, weekday, words
from bot.language.dates.written import day_alone, day_and_month, month_first

_VAGUE, _FUTURE = NoDay("vague"), NoDay("future")
_BEFORE_A_SHORT_DAY = words(
    "on from dated date says sez came come arrived got opened posted sent emailed"
)
_AFTER_A_FIGURE = words("on it is and but so they we i lol not as which that says from top")
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "just"})


def from_weekday(tokens: Tokens, i: int) -> Match | None:
    """A day of the week, alone or before a date: "Thursday 1 October", "last Tuesday"."""
    token = tokens[i]
    if token.kind != "w":
        return None
    if token.text in LEADS:
        return _led_weekday(tokens, i)
    spelling = weekday(token.text)
    if not spelling or (token.text == "sat" and tokens.word(i + 1) == "on"):
        return None
    j = i + 1
    while j < i + 3 and tokens.word(j) in {",", ".", "-", "the", "on"}:
        j += 1
    dated = _date_after_weekday(tokens, j, spelling.value)
    if dated:
        return dated
    if token.text in SHORT_DAYS and tokens.word(i - 1) not in _BEFORE_A_SHORT_DAY:
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
    return match or _figure_after_weekday(tokens, j, day)


def _figure_after_weekday(tokens: Tokens, j: int, day: int) -> Match | None:
    """ "Friday 6", where nothing after it says that the 6 is of something else."""
    number, after = tokens[j], tokens[j + 1]
    if number.kind != "n" or len(number.text) > 2 or not 1 <= int(number.text) <= 31:
        return None
    joined = after.text in {":", "/", "-", "%", "+"} or tokens[j + 2].kind == "n"
    if joined or (after.kind == "w" and after.text not in _AFTER_A_FIGURE):
        return None
    return Match(DayOfMonth(int(number.text), day), j + 1)


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
    if one == "just" and two in {"gone", "gon", "passed", "past"}:
        return Match(DayOfWeek(day, "gone"), j + 2)
    if one in {"gone", "gon", "past", "passed"}:
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
