"""Dates in figures: 1/10/2026, 01.10.26, 01 10 2026, 2026-10-01, 20261001."""

from bot.language.dates.forms import Form, Match, NoDay, Written
from bot.language.dates.numbers import full_year, is_year, worded_number
from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import month, weekday, words

_SEPARATORS = frozenset({"/", ".", "-", "\\", ",", "|", ":", "_"})
_SAYS_DATE = frozenset({"dated", "date", "on", "day", "date:", "says", "it", "its", "from", "is"})
_GOES_ON = words(
    "letter came its it on the is was says i and but not received got dated they date or no yes"
)
_BEFORE_POINTS = words("dated date letter leter letters")
_REFERENCE = words("ref refs reference refrens refrence case id")
_MONEY = frozenset("£$€")


def figures(tokens: Tokens, i: int) -> Match | None:
    """The date in figures that begins at token `i`, which holds figures."""
    return _run_together(tokens, i) or _parts(tokens, i)


def continues_a_number(tokens: Tokens, i: int) -> bool:
    """Whether figures come straight before: a telephone number, an address, a sum of money."""
    before, earlier = tokens[i - 1], tokens[i - 2]
    if before.text in _MONEY or before.text in {"+", "#"}:
        return True
    if before.text in _REFERENCE or (before.kind == "p" and earlier.text in _REFERENCE):
        return True
    if before.text == "/" and not (before.gap or tokens[i].gap) and _is_a_code(earlier.text):
        return True
    return (
        before.text in {"/", ".", "-", ":"}
        and not tokens[i].gap
        and earlier.kind == "n"
        and not before.gap
    )


def _is_a_code(word: str) -> bool:
    """Whether letters before a stroke begin a reference: "EHC/05/11/26"."""
    return word.isalpha() and word not in _SAYS_DATE and not (month(word) or weekday(word))


def _next_part(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """Where the next figures are after token `i`, and the mark (or space) between."""
    after = tokens[i + 1]
    if after.text in _SEPARATORS:
        return (i + 2, after.text) if tokens[i + 2].kind == "n" else None
    return (i + 1, " ") if after.kind == "n" else None


def _parts(tokens: Tokens, i: int) -> Match | None:
    first = tokens[i].text
    second = _next_part(tokens, i)
    if not second:
        return None
    j, mark = second
    third = _next_part(tokens, j)
    if is_year(first) and third and third[1] == mark and mark in "/-. ":
        return _year_first(tokens, i, j, third[0])
    if len(first) > 2 or len(tokens[j].text) > 2:
        return None
    if third:
        k, other = third
        same = other == mark or {mark, other} <= {"/", ".", "-", ",", "\\", "_"}
        if same and (is_year(tokens[k].text) or _short_year_at(tokens, i, k, mark)):
            return _day_first(tokens, i, j, k, mark)
        if mark != " " and other == " " and is_year(tokens[k].text):
            return _day_first(tokens, i, j, k, mark)
        if mark in "/.-" and other == mark and len(tokens[k].text) in {3, 5} and mark == "/":
            return Match(NoDay("impossible"), k + 1)
        if other == mark and mark != " " and tokens[k].kind == "n" and not tokens[k].gap:
            return None
    return _without_year(tokens, i, j, mark)


def _ended(tokens: Tokens, k: int) -> bool:
    after, beyond = tokens[k + 1], tokens[k + 2]
    return not (
        after.text in {"/", "-", "."} and not after.gap and beyond.kind == "n" and not beyond.gap
    )


def _short_year_at(tokens: Tokens, i: int, k: int, mark: str) -> bool:
    if len(tokens[k].text) != 2 or not _ended(tokens, k):
        return False
    if mark == " ":
        alone = tokens[k + 1].kind != "n" and tokens[i - 1].kind != "n"
        said = i == 0 or tokens.word(i - 1) in _SAYS_DATE or tokens.word(i - 1) == ":"
        return alone and said and tokens[k + 1].text not in {"am", "pm"}
    return mark not in {":", ","}


def _year_first(tokens: Tokens, i: int, j: int, k: int) -> Match | None:
    if len(tokens[j].text) > 2 or len(tokens[k].text) > 2 or not _ended(tokens, k):
        return None
    year, month, day = int(tokens[i].text), int(tokens[j].text), int(tokens[k].text)
    iso = tokens.word(i + 1) == "-" and len(tokens[j].text) == 2 == len(tokens[k].text)
    return Match(Written(day, month, year, numeric=not iso), k + 1)


def _day_first(tokens: Tokens, i: int, j: int, k: int, mark: str) -> Match | None:
    if not _ended(tokens, k) or mark == ":":
        return None
    if mark == " " and (tokens[i - 1].kind == "n" or tokens[k + 1].kind == "n"):
        return Match(NoDay("ambiguous"), k + 1) if tokens[i - 1].kind != "n" else None
    year = tokens[k].text
    short = len(year) == 2
    value = full_year(int(year)) if short else int(year)
    day, month, swapped = _in_order(int(tokens[i].text), int(tokens[j].text))
    form = Written(day, month, value, numeric=True, short_year=short, doubtful=swapped)
    return Match(form, k + 1)


def _in_order(first: int, second: int) -> tuple[int, int, bool]:
    """Day, month, and whether the month came first: 10/15, as there is no fifteenth month."""
    return (second, first, True) if second > 12 >= first >= 1 else (first, second, False)


def _without_year(tokens: Tokens, i: int, j: int, mark: str) -> Match | None:
    """Day and month in figures, which might be a score, a time, a sum or a span."""
    if mark not in {"/", ".", "-"} or tokens[j].gap or tokens[i + 1].gap or not _ended(tokens, j):
        return None
    before, after = tokens.word(i - 1), tokens.word(j + 1)
    day, month, swapped = _in_order(int(tokens[i].text), int(tokens[j].text))
    if swapped and (mark != "/" or before not in _SAYS_DATE):
        day, month = month, day
    said = before in _SAYS_DATE - {"it", "its", "is"} or before in {",", ":", "(", "\n"}
    said = said or before in {"the", "it", "its", "is", "letter", "came", "received", "got", "for"}
    alone = i == 0 and j + 1 >= tokens.length
    said = said or (i == 0 and (tokens[j + 1].kind != "w" or after in _GOES_ON))
    firm = before in {"dated", "date"} or (alone and (day, month) != (24, 7))
    if (day, month) == (24, 7) and not firm:
        return None
    if after in {"am", "pm", "of", "hours", "hrs", "%", "pounds", "months", "weeks", "days"}:
        return None
    if mark == "/" and (said or firm) and day <= 31 and (month <= 12 or firm):
        return Match(Written(day, month, numeric=True, doubtful=True), j + 1)
    if mark != "/" and (firm or before in _BEFORE_POINTS) and day <= 31 and month <= 12:
        return Match(Written(day, month, numeric=True, doubtful=True), j + 1)
    counted = before in {"page", "part", "section", "question", "room", "flat", "unit", "floor"}
    long = len(tokens[i].text) + len(tokens[j].text) > 2
    if mark == "/" and i and not counted and long and 1 <= month <= 12 and 1 <= day <= 31:
        return Match(Written(day, month, numeric=True, doubtful=True), j + 1)
    return None


def _run_together(tokens: Tokens, i: int) -> Match | None:
    """20261001, 01102026 or, where a date is plainly meant, 011026."""
    text, before = tokens[i].text, tokens.word(i - 1)
    alone = tokens[i - 1].kind != "n" and tokens[i + 1].kind != "n"
    if not alone or before in {"ref", "reference", "number", "no", "case", "id", "call", "ring"}:
        return None
    said = before in _SAYS_DATE or tokens.length == 1
    form: Form | None = None
    if len(text) == 8:
        form = _eight(text)
    elif len(text) == 6 and said:
        day, month, year = int(text[:2]), int(text[2:4]), int(text[4:])
        if 1 <= day <= 31 and 1 <= month <= 12 and year >= 14:
            form = Written(day, month, 2000 + year, numeric=True, short_year=True, doubtful=True)
    return Match(form, i + 1) if form else None


def _eight(text: str) -> Form | None:
    year_first = (int(text[6:]), int(text[4:6]), int(text[:4]))
    day_first = (int(text[:2]), int(text[2:4]), int(text[4:]))
    for day, nth_month, year in (year_first, day_first):
        if 1 <= day <= 31 and 1 <= nth_month <= 12 and 1990 <= year <= 2060:
            return Written(day, nth_month, year, numeric=True, doubtful=True)
    return None


def spoken_figures(tokens: Tokens, i: int) -> Match | None:
    """A date dictated number by number: "oh one ten twenty six", "the first of the tenth"."""
    numbers: list[int] = []
    j, ordinal = i, False
    while j < tokens.length and len(numbers) < 5:
        number = worded_number(tokens, j)
        if not number:
            break
        ordinal = ordinal or number.ordinal
        numbers.append(number.value)
        j = number.end
    if ordinal or tokens[j].kind == "n" or j - i < 3:
        return None
    split = _split_spoken(numbers)
    if split is None:
        return None
    day, month, year = split
    return Match(Written(day, month, year, numeric=True, short_year=True, doubtful=True), j)


def _split_spoken(numbers: list[int]) -> tuple[int, int, int] | None:
    if len(numbers) == 4 and numbers[2] in {19, 20} and numbers[3] >= 10:
        day, month, year = numbers[0], numbers[1], numbers[2] * 100 + numbers[3]
    elif len(numbers) == 3 and 14 <= numbers[2] <= 59:
        day, month, year = numbers[0], numbers[1], 2000 + numbers[2]
    else:
        return None
    return (day, month, year) if 1 <= day <= 31 and 1 <= month <= 12 else None
