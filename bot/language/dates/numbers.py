"""Numbers in a date: days as figures or words, and years."""

from typing import NamedTuple

from bot.language.dates.tokens import Tokens
from bot.language.dates.vocabulary import CARDINALS, ORDINALS, TENS, month, words

SUFFIXES = frozenset({"st", "nd", "rd", "th", "o", "ts", "ht", "dn", "d"})
UNITS_OF_TIME = words(
    "day days week weeks wk wks month months year years yr yrs fortnight fortnights hour hours hr"
    " hrs minute minutes min mins am pm oclock pages page people percent times pounds pound quid"
    " children kids miles working school sessions more other of"
)


class Number(NamedTuple):
    """A number that ends just before token `end`; `worded` when it is spelt out."""

    value: int
    end: int
    ordinal: bool
    worded: bool


def day_number(tokens: Tokens, i: int) -> Number | None:
    """A number of at most two figures, with its "st" or "th", or a number in words to 31."""
    token = tokens[i]
    if token.kind == "n":
        if len(token.text) > 2:
            return None
        after = tokens[i + 1]
        if after.text == "-" and tokens.word(i + 2) in {"st", "nd", "rd", "th"}:
            return Number(int(token.text), i + 3, True, False)
        if after.text in SUFFIXES and after.kind == "w" and not (after.gap and after.text in "od"):
            return Number(int(token.text), i + 2, True, False)
        return Number(int(token.text), i + 1, False, False)
    return worded_number(tokens, i)


def worded_number(tokens: Tokens, i: int) -> Number | None:
    """A number in words: "five", "fifth", "twenty third", "oh one"."""
    word = tokens.word(i)
    if word in {"oh", "zero", "nought"}:
        units = tokens.word(i + 1)
        value = CARDINALS.get(units, 0)
        return Number(value, i + 2, False, True) if 1 <= value <= 9 else None
    if word in TENS:
        j = i + 2 if tokens.word(i + 1) == "-" else i + 1
        unit = tokens.word(j)
        if 1 <= CARDINALS.get(unit, 0) <= 9:
            return Number(TENS[word] + CARDINALS[unit], j + 1, False, True)
        if 1 <= ORDINALS.get(unit, 0) <= 9:
            return Number(TENS[word] + ORDINALS[unit], j + 1, True, True)
        if tokens[i + 1].kind == "n" and tokens.word(i + 2) in SUFFIXES:
            figure = tokens.word(i + 1)
            return Number(TENS[word] + int(figure), i + 3, True, True) if len(figure) == 1 else None
        return Number(TENS[word], i + 1, False, True)
    if word in CARDINALS:
        return Number(CARDINALS[word], i + 1, False, True)
    if word in ORDINALS:
        return Number(ORDINALS[word], i + 1, True, True)
    return None


class Year(NamedTuple):
    """A year that ends just before token `end`; `value` is `None` when it cannot be a year."""

    value: int | None
    end: int
    short: bool = False
    years_ago: int | None = None


def full_year(two_figures: int) -> int:
    """The year that two figures stand for: 60 and above are in the last century."""
    return two_figures + (1900 if two_figures >= 60 else 2000)


def is_year(text: str) -> bool:
    """Whether a token is a year of four figures, 1900 to 2099."""
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def year_after(tokens: Tokens, i: int) -> Year | None:
    """The year that follows a day and month ending just before token `i`."""
    spoken = _relative_year(tokens, i)
    if spoken:
        return spoken
    j, marks = i, ""
    while j < i + 3 and tokens.word(j) in {",", ".", "-", "/", "'", "of", "in", "year", "the"}:
        marks += tokens.word(j)
        j += 1
    token = tokens[j]
    if token.kind == "n":
        return _year_in_figures(tokens, j, marks)
    if token.kind == "w":
        return _year_in_words(tokens, j) if marks in {"", ",", "of", "in"} else None
    return None


def _relative_year(tokens: Tokens, i: int) -> Year | None:
    j = i + 1 if tokens.word(i) in {"of", ","} else i
    if tokens.word(j + 1) not in {"year", "yr"}:
        return None
    ago = {"this": 0, "last": 1}.get(tokens.word(j))
    return None if ago is None else Year(None, j + 2, years_ago=ago)


def _year_in_figures(tokens: Tokens, j: int, marks: str) -> Year | None:
    token, after = tokens[j], tokens[j + 1]
    if is_year(token.text):
        return Year(int(token.text), j + 1)
    size = len(token.text)
    if size == 2:
        if marks not in {"", "'", "-", "/", ".", ",", ".'", ",'", "of"} or int(token.text) < 10:
            return None
        if "'" not in marks and _not_a_year(tokens, j):
            return None
        return Year(full_year(int(token.text)), j + 1, short=True)
    if size == 1 and token.text == "2" and after.text == "thousand":
        return _after_thousand(tokens, j + 2)
    if size in {3, 4, 5} and marks in {"", "-", "/", "'", "."}:
        return Year(None, j + 1)
    return None


def _not_a_year(tokens: Tokens, j: int) -> bool:
    after = tokens[j + 1]
    if after.text in UNITS_OF_TIME or after.text in {":", "/", "%"}:
        return True
    if after.text in SUFFIXES and not after.gap:
        return True
    if after.text in {"-", "."} and tokens[j + 2].kind == "n" and not tokens[j + 2].gap:
        return True
    return after.kind == "w" and month(after.text) is not None and after.text != "may"


def _after_thousand(tokens: Tokens, j: int) -> Year | None:
    if tokens.word(j) == "and":
        j += 1
    token = tokens[j]
    if token.kind == "n" and len(token.text) <= 2:
        return Year(2000 + int(token.text), j + 1)
    rest = worded_number(tokens, j)
    return Year(2000 + rest.value, rest.end) if rest and not rest.ordinal else Year(2000, j)


def _year_in_words(tokens: Tokens, j: int) -> Year | None:
    if tokens.word(j) == "two" and tokens.word(j + 1) == "thousand":
        return _after_thousand(tokens, j + 2)
    century = worded_number(tokens, j)
    if not century or century.ordinal:
        return None
    if century.value in {19, 20}:
        k = century.end + 1 if tokens.word(century.end) == "-" else century.end
        rest = worded_number(tokens, k)
        if rest and not rest.ordinal and 10 <= rest.value <= 99:
            return Year(century.value * 100 + rest.value, rest.end)
        figures = tokens[k]
        if figures.kind == "n" and len(figures.text) == 2:
            return Year(century.value * 100 + int(figures.text), k + 1)
    if 14 <= century.value <= 59 and tokens.word(century.end) not in UNITS_OF_TIME:
        return Year(2000 + century.value, century.end, short=True)
    return None
