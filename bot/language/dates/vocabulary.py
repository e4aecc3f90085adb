"""The words of dates and their misspellings: months, days of the week, numbers."""

from functools import lru_cache
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """The words of a list kept as plain text."""
    return frozenset(text.split())


_MONTH_WORDS = {
    1: "january jan janu januray janurary janury jannuary janaury januaury",
    2: "february feb febuary feburary febrary febuary febr feberuary febuery febury",
    3: "march mar mrch",
    4: "april apr apri apirl aprl aprill apil",
    5: "may",
    6: "june jun",
    7: "july jul julyy",
    8: "august aug agust augst augst agost ogust",
    9: "september sep sept septmber setember septembre setpember septemeber septemer"
    " spetember stepember sptember septermber sebtember septmeber",
    10: "october oct octobre ocotber octber ocober oktober octobor octuber otober ocktober otcober"
    " octoer ocober",
    11: "november nov novmber novemeber novembre novemer novemebr novenber noveber",
    12: "december dec decmber decembre decemeber decemer desember decmeber dezember",
}
_MONTH_WORDS_ABROAD = {
    1: "ianuarie janeiro enero stycznia",
    2: "februarie fevereiro febrero lutego",
    3: "martie marzo marca",
    4: "aprilie abril kwietnia",
    5: "maio mayo",
    6: "iunie junho junio czerwca",
    7: "iulie julho julio lipca",
    8: "agosto sierpnia",
    9: "septembrie setembro septiembre wrzesnia",
    10: "octombrie octobrie outubro octubre pazdziernika",
    11: "noiembrie novembro noviembre",
    12: "decembrie dezembro diciembre grudnia",
}
_DAY_WORDS = (
    "monday mon mondy moday mondey mnday munday mundy",
    "tuesday tue tues tuseday teusday tuesdy tusday tueday tuesdsay chewsday tewsday toosday",
    "wednesday wed weds wensday wendsday wednsday wedensday wenesday wedneday wednessday wedesday"
    " wensdy wendsdy",
    "thursday thu thur thurs thurday thrusday thursdy thirsday thersday thusday thuresday"
    " fursday thirsdy",
    "friday fri firday fryday fridy frday frydy",
    "saturday sat saterday satuday saturdy satday satruday saturady satdy satarday",
    "sunday sun sundy snday",
)
SHORT_DAYS = frozenset({"mon", "tue", "wed", "weds", "sat", "sun", "thu", "fri", "thur"})

_CARDINALS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

CARDINALS = {word: value for value, word in enumerate(_CARDINALS, 1)} | {
    "fourty": 40, "twelv": 12, "eihgt": 8, "fiveteen": 15, "forteen": 14,
}  # fmt: skip
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, 1)} | {
    "twentieth": 20, "thirtieth": 30, "twelth": 12, "twelveth": 12, "nineth": 9, "eigth": 8,
    "eighteeth": 18, "fith": 5, "fivth": 5, "forteenth": 14, "twentyth": 20, "twentith": 20,
    "thirtyth": 30, "therd": 3, "thurd": 3, "fird": 3, "fitheenth": 15, "sevnth": 7, "fust": 1,
    "furst": 1, "ferst": 1, "frist": 1, "secund": 2, "sekond": 2, "secound": 2,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "twenny": 20, "twentey": 20, "firty": 30, "thurty": 30,
}  # fmt: skip
for _tens in ("twenty", "thirty"):
    for _unit in range(1, 10):
        CARDINALS[_tens + _CARDINALS[_unit - 1]] = TENS[_tens] + _unit
        ORDINALS[_tens + _ORDINALS[_unit - 1]] = TENS[_tens] + _unit
CARDINALS.pop("fourty")

_MONTHS = {
    w: month
    for names in (_MONTH_WORDS_ABROAD, _MONTH_WORDS)
    for month, spelt in names.items()
    for w in spelt.split()
}
_DAYS = {w: day for day, words in enumerate(_DAY_WORDS) for w in words.split()}
_FULL_MONTHS = {w: m for m, words in _MONTH_WORDS.items() if len(w := words.split()[0]) >= 6}
_FULL_DAYS = {words.split()[0]: day for day, words in enumerate(_DAY_WORDS)}
_REAL_WORDS = words(
    "sundry sundays mondays fridays remember member members dismember midday monday noday"
    " augusta embers ember tuesdays thursdays saturdays wednesdays weekday someday"
)


class Spelling(NamedTuple):
    """A month (1 to 12) or day (Monday 0) and whether the spelling had to be guessed."""

    value: int
    guessed: bool


def month(word: str) -> Spelling | None:
    """The month that a word names."""
    known = _MONTHS.get(word) or _MONTHS.get(_as_spoken(word))
    return Spelling(known, False) if known else _nearest(word, months=True)


def _as_spoken(word: str) -> str:
    """A month spelt as it sounds: "octoba"."""
    return word[:-1] + "er" if word.endswith("ba") else word


def weekday(word: str) -> Spelling | None:
    """The day of the week that a word names, 0 for Monday."""
    known = _DAYS.get(word)
    return Spelling(known, False) if known is not None else _nearest(word, months=False)


def _misspelt(word: str) -> set[str]:
    """A long word with one letter left out or two neighbours swapped."""
    if len(word) < 6:
        return set()
    missing = {word[:n] + word[n + 1 :] for n in range(1, len(word) - 1)}
    swapped = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, len(word) - 2)}
    return missing | swapped


for _names in (CARDINALS, ORDINALS):
    _known = CARDINALS.keys() | ORDINALS.keys() | TENS.keys()
    for _word, _value in list(_names.items()):
        for _wrong in _misspelt(_word) - _known - {"eighty", "seventy", "ninety", "sixty"}:
            _names.setdefault(_wrong, _value)
for _word, _value in list(ORDINALS.items()):
    if _word.endswith("th"):
        ORDINALS.setdefault(_word[:-2] + "f", _value)


def _nearest(word: str, *, months: bool) -> Spelling | None:
    if not 5 <= len(word) <= 11 or word in _REAL_WORDS:
        return None
    if not months and "day" not in word and "dy" not in word and "dya" not in word:
        return None
    return _search(word, months)


@lru_cache(maxsize=4096)
def _search(word: str, months: bool) -> Spelling | None:
    names = _FULL_MONTHS if months else _FULL_DAYS
    near = sorted(
        (distance, value)
        for name, value in names.items()
        if abs(len(name) - len(word)) <= 2
        and (distance := _edits(word, name)) <= (2 if len(name) >= 8 else 1)
        and (distance <= 1 or word[0] == name[0])
    )
    if not near or (len(near) > 1 and near[1][0] - near[0][0] < 1):
        return None
    clear = near[0][0] <= 1 and (len(near) == 1 or near[1][0] > near[0][0] + 1)
    return Spelling(near[0][1], not clear)


def _edits(a: str, b: str) -> int:
    """Letters added, left out, changed or swapped with a neighbour to turn one into the other."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
