"""Dates with the month in words, and days of the month alone."""

from bot.language.dates.forms import DayOfMonth, Match, NoDay, Several, Written
from bot.language.dates.numbers import Number, day_number, is_year, year_after
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import Spelling, month, words

_NUMBERED = words(
    "section sections part year yr yrs page pages aged age class ks stage para paragraph reg"
    " regulation regulations rule room question point item step chapter grade band level"
)
_VERB_SUBJECTS = words(
    "i we you he she they it be have not need well also ask just get want take send still"
    " contain include apply help as"
)
_WHICH_PAGE = frozenset({"first", "front", "top", "last", "second", "1st"})
_CHOICES = frozenset({"or", "and", "to", "-", "/", "&", "until", "till", "through", "thru"})
_AFTER_DAY = words(
    "and but so it its he she they we i im ive from to at that says said is was not no of the on"
    " came got for because which when now please thanks thank then or if sorry think dont my our"
    " this in a he her his you with apparently maybe actually definitely received arrived has"
    " letter though as about saying dated last isnt wasnt by sent they theyve yes yeah"
)
_COUNTED = words(
    "letter time call attempt appeal plan review year day week month birthday one person meeting"
    " assessment school child draft version page floor"
)
_AS_IN_LETTERS = {"inst": 0, "instant": 0, "ult": 1, "ultimo": 1}
_OF = frozenset({"of", "if", "pf", "ov", "uv", "off", "fo"})
_SHY_ORDINALS = frozenset({"first", "second", "third"})
_LEADS = frozenset({"on", "dated", "date", "says", "say", "from", "is", "its", "was", "till"})


def _month(tokens: Tokens, i: int) -> Spelling | None:
    token = tokens[i]
    return month(token.text) if token.kind == "w" else None


def _glued_month(tokens: Tokens, i: int) -> Spelling | None:
    """The month in "1stoctober" or "1stofoctober", where token `i` is "stoctober"."""
    token = tokens[i]
    if token.kind != "w" or token.gap or len(token.text) < 5:
        return None
    text = token.text
    for suffix in ("st", "nd", "rd", "th"):
        if text.startswith(suffix):
            text = text[2:]
            break
    return month(text.removeprefix("of"))


def _is_verb(tokens: Tokens, place: int) -> bool:
    """Whether "may" or "march" at a place is a verb: "he is 7 may I ask"."""
    word = tokens.word(place)
    return word in {"may", "march"} and tokens.word(place + 1) in _VERB_SUBJECTS


def _is_false_start(tokens: Tokens, place: int) -> bool:
    """Whether a word that is no month is put right by one: "of octember October"."""
    word = tokens.word(place)
    return word.endswith("ber") and not month(word) and _month(tokens, place + 1) is not None


def day_and_month(tokens: Tokens, i: int, weekday: int | None = None) -> Match | None:
    """ "1st of October 2026", "the first october", "1stoct26", "1-5 October"."""
    start = i + 1 if tokens.word(i) == "the" else i
    number = day_number(tokens, start)
    if not number:
        return None
    counted = tokens.word(start - 1) in _NUMBERED and tokens.word(start - 2) not in _WHICH_PAGE
    if counted and not number.ordinal:
        return None
    glued = _glued_month(tokens, number.end)
    found = (glued, number.end) if glued else _month_after(tokens, number)
    if not found:
        return _choice_of_days(tokens, number)
    spelling, place = found
    if _is_verb(tokens, place):
        return None
    if tokens[start].gap and tokens[start - 1].kind == "n" and start == i:
        return Match(NoDay("ambiguous"), place + 1)
    return _with_year(tokens, place + 1, number.value, spelling, weekday)


def _month_after(tokens: Tokens, number: Number) -> tuple[Spelling, int] | None:
    place = number.end
    while place < number.end + 3 and (
        tokens.word(place) in {"of", "the", "-", "/", ".", ",", "day"}
        or (number.ordinal and tokens.word(place) in _OF)
    ):
        place += 1
    if number.ordinal and _is_false_start(tokens, place):
        place += 1
    spelling = _month(tokens, place)
    if spelling:
        return spelling, place
    between = [tokens.word(k) for k in range(number.end, place)]
    if number.ordinal and "of" in between:
        other = day_number(tokens, place)
        if other and 1 <= other.value <= 12 and (other.ordinal or "the" in between):
            return Spelling(other.value, True), other.end - 1
    return None


def _with_year(tokens: Tokens, i: int, day: int, spelling: Spelling, weekday: int | None) -> Match:
    year = year_after(tokens, i)
    if not year:
        return Match(Written(day, spelling.value, None, weekday, doubtful=spelling.guessed), i)
    if year.value is None and year.years_ago is None:
        return Match(NoDay("impossible"), year.end)
    form = Written(
        day, spelling.value, year.value, weekday,
        doubtful=spelling.guessed, years_ago=year.years_ago,
    )  # fmt: skip
    return Match(form, year.end)


def _choice_of_days(tokens: Tokens, first: Number) -> Match | None:
    """ "1-5 October", "5th or 6th of October"."""
    if tokens.word(first.end) not in _CHOICES:
        return None
    place = first.end + 1
    if tokens.word(place) == "the":
        place += 1
    second = day_number(tokens, place)
    if not second:
        return None
    glued = _glued_month(tokens, second.end)
    found = (glued, second.end) if glued else _month_after(tokens, second)
    if not found or _is_verb(tokens, found[1]):
        return None
    last = _with_year(tokens, found[1] + 1, second.value, found[0], None)
    if not isinstance(last.form, Written):
        return last
    year, years_ago = last.form.year, last.form.years_ago
    earlier = Written(first.value, last.form.month, year, years_ago=years_ago)
    return Match(Several((earlier, last.form)), last.end)


def month_first(tokens: Tokens, i: int, weekday: int | None = None) -> Match | None:
    """ "October 1st, 2026", "oct the 5th", "October 2026" (which gives no day)."""
    spelling = _month(tokens, i)
    if not spelling or _is_verb(tokens, i):
        return None
    place = i + 1
    while place < i + 3 and tokens.word(place) in {"the", ",", "-", "/", "."}:
        place += 1
    if is_year(tokens.word(place)) or tokens.word(place) == "'":
        return _year_then_day(tokens, i, place, spelling)
    number = day_number(tokens, place)
    if not number or (tokens.word(place - 1) == "." and len(tokens.word(i)) > 4):
        return None
    if _month(tokens, number.end) and not number.ordinal and tokens.word(number.end) != "may":
        return None
    if tokens[number.end].text == ":" or tokens.word(number.end) in {"am", "pm", "weeks", "days"}:
        return None
    choice = tokens.word(number.end)
    if choice in {"or", "-", "to", "/"} and (other := day_number(tokens, number.end + 1)):
        written = [Written(n.value, spelling.value) for n in (number, other)]
        return Match(Several((written[0], written[1])), other.end)
    match = _with_year(tokens, number.end, number.value, spelling, weekday)
    form = match.form
    bare = not number.ordinal and not number.worded and number.value >= 14
    if isinstance(form, Written) and form.year is None and bare and form.years_ago is None:
        form = Written(form.day, form.month, None, weekday, day_or_year=weekday is None)
    return Match(form, match.end)


def _year_then_day(tokens: Tokens, i: int, place: int, spelling: Spelling) -> Match | None:
    number = day_number(tokens, place + 1) if is_year(tokens.word(place)) else None
    if number and number.ordinal and not number.worded:
        year = int(tokens.word(place))
        return Match(Written(number.value, spelling.value, year), number.end)
    if is_year(tokens.word(place)) or len(tokens.word(place + 1)) == 2:
        end = place + 1 if is_year(tokens.word(place)) else place + 2
        return Match(NoDay("vague"), end)
    return None


def year_first(tokens: Tokens, i: int) -> Match | None:
    """ "2026 October 1"."""
    spelling = _month(tokens, i + 1)
    if not is_year(tokens.word(i)) or not spelling:
        return None
    number = day_number(tokens, i + 2)
    if not number:
        return None
    if is_year(tokens.word(number.end)):
        return None
    form = Written(number.value, spelling.value, int(tokens.word(i)), doubtful=spelling.guessed)
    return Match(form, number.end)


def day_alone(tokens: Tokens, i: int, weekday: int | None = None) -> Match | None:
    """ "the 5th", "5th of last month", "the eleventh"."""
    start = i + 1 if tokens.word(i) == "the" else i
    number = day_number(tokens, start)
    if not number or number.value == 0 or number.value > 31:
        return None
    months_ago, end = _which_month(tokens, number.end)
    if months_ago is not None:
        return Match(DayOfMonth(number.value, weekday, months_ago), end)
    if not number.ordinal:
        return None
    before = tokens.word(i - 1)
    if _month(tokens, i - 1) or (tokens[i - 1].kind == "p" and _month(tokens, i - 2)):
        return None
    on_paper = tokens.word(end) == "on" and tokens.word(end + 1) in {"the", "it", "my"}
    led = before in _LEADS or on_paper or tokens.length <= end + 1
    if tokens.word(start) in _SHY_ORDINALS and not led:
        return None
    if weekday is None and start == i and i > 0 and number.worded and before not in _LEADS:
        return None
    after = tokens[number.end]
    if after.kind == "w" and not _may_follow(after.text, weekday):
        return None
    if tokens.word(start) in _SHY_ORDINALS and after.text in {"letter", "no", "of"}:
        return None
    if after.text == "of" or (after.text == "-" and not after.gap):
        return None
    return Match(DayOfMonth(number.value, weekday), number.end)


def _may_follow(word: str, weekday: int | None) -> bool:
    """Beside a day of the week an ordinal is a date, unless it counts what comes after it."""
    return word in _AFTER_DAY or (weekday is not None and word not in _COUNTED)


def _which_month(tokens: Tokens, i: int) -> tuple[int | None, int]:
    j = i + 1 if tokens.word(i) == "of" else i
    if tokens.word(j) == "the" and tokens.word(j + 1) in {"this", "last", "month"}:
        j += 1
    which, unit = tokens.word(j), tokens.word(j + 1)
    if which in _AS_IN_LETTERS:
        return _AS_IN_LETTERS[which], j + 2 if unit == "." else j + 1
    if unit in {"month", "mth"} and which in {"this", "last", "current", "previous"}:
        return (0 if which in {"this", "current"} else 1), j + 2
    if which == "month" and tokens.word(j - 1) == "the":
        return 0, j + 1
    return None, i
