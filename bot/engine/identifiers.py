"""Takes out of a text what could identify somebody, and never a date.

Every pattern runs in time linear in the text: none can match the same stretch in two ways,
and each repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Span = tuple[int, int]

FIRST_NAMES = Path(__file__).with_name("first_names.txt")

EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S{1,500}", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@])@\w{2,30}")
POSTCODE = re.compile(
    r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? {0,2}\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{2}(?!\w)",
    re.IGNORECASE,
)
INSURANCE = re.compile(
    r"(?<!\w)(?:(?!ON|AT|BY|AS|TO|MY|WE|HE|OR|NO|SO|AM|AN|OF)[A-CEGHJ-PR-TW-Z]{2}"
    r" ?\d{2} ?\d{2} ?\d{2} ?[A-D]|[a-z]{2}\d{6}[a-d])(?!\w)"
)
DIGITS = re.compile(r"\+?\(?\d[\d ().\u2010-\u2015-]{5,60}")
"""A run of digits and what people put between them; `_is_number` says whether it is one."""
REFERENCE = re.compile(r"(?<!\w)(?=[A-Za-z]{0,6}[-/]?\d)[A-Za-z]{1,6}[-/]?\d{4,12}[A-Za-z]?(?!\w)")
STREET = re.compile(
    r"(?<!\w)\d{1,4}[a-zA-Z]? (?:[A-Za-z'’]{2,20} ){1,3}"
    r"(?:street|road|lane|avenue|close|drive|crescent|gardens|way|court|terrace|grove|rd|ave)\b",
    re.IGNORECASE,
)

_WORD = r"[^\W\d_][\w'’-]{0,30}"
INTRODUCED = re.compile(
    rf"(?P<cue>\b(?:name(?:['’]?s| is| was)|named|called|known as|call (?:me|him|her|them))\b:?,? )"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})",
    re.IGNORECASE,
)
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.? (?P<name>{_WORD})", re.IGNORECASE)
KIN = re.compile(
    r"\b(?i:son|daughter|child|boy|girl|twins?|kid|brother|sister|husband|wife|partner|niece"
    r"|nephew|grandson|granddaughter|stepson|stepdaughter|foster child|regards|thanks|i am"
    r"|i['’]?m|im|this is),? "
    r"(?P<name>[A-Z][\w'’-]{1,30}(?: (?!I\b)[A-Z][\w'’-]{1,30})?)",
)
WORD = re.compile(_WORD)

NEVER_NAMES = frozenset(
    word
    for line in (
        "a an the my his her their our your its not no so in on at of to for and or but if as",
        "is was are were be been it he she they we you i me him them who what which when this",
        "that these those ehc ehcp ehcps ehcna send sen sendiass kids mediation tribunal",
        "council hertfordshire herts county local authority la plan letter certificate section",
        "sections january february march april may june july august september october november",
        "december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun",
        "jul aug sep sept oct nov dec autistic autism adhd asd pda refused told given really",
        "very just also still now going trying worried stuck sorry school year reception",
        "nursery english hello hi yes please thank thanks sure unhappy angry here disagreement",
        "resolution assessment appeal review draft final amended annual decision refusal needs",
        "need has had wants is will would can could called home over out up off back mias nhs",
        "camhs dr mr mrs ms miss mx prof",
    )
    for word in line.split()
)
"""Words that come where a name could, in what parents write."""

UNDERSTOOD = frozenset({"text", "intent", "intent_ranking", "response_selector", "questions"})
"""Parts of Rasa's reading of a message that hold none of its words, besides the text itself."""

NAME, NUMBER, ADDRESS = "[name]", "[number]", "[address]"


def without_identifiers(text: str, dates: Iterable[Span] = ()) -> str:
    """The text with names, numbers, addresses and the like replaced by what they were.

    `dates` are stretches (start, end) already read as dates; they are left alone.
    """
    spared = tuple(dates)
    found: list[tuple[int, int, str]] = []

    def take(start: int, end: int, told: str) -> None:
        if not any(start < spared_end and end > begin for begin, spared_end in spared):
            found.append((start, end, told))

    for pattern, told in (
        (EMAIL, "[email]"),
        (LINK, "[link]"),
        (HANDLE, NAME),
        (POSTCODE, "[postcode]"),
        (INSURANCE, NUMBER),
        (STREET, ADDRESS),
    ):
        for match in pattern.finditer(text):
            take(*match.span(), told)
    for match in REFERENCE.finditer(text):
        if not _date_at_start(re.findall(r"\d+", match.group())):
            take(*match.span(), NUMBER)
    for match in DIGITS.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip(" (.-\u2013"))
        if _is_number(text[start:end]):
            take(start, end, NUMBER)
    for start, end in _names(text):
        take(start, end, NAME)
    return _replaced(text, found)


def event_without_identifiers(event: dict[str, Any]) -> dict[str, Any]:
    """One of Rasa's events as it may be stored: a person's words without identifiers."""
    if event.get("event") != "user":
        return event
    parsed = event.get("parse_data") or {}
    text = str(event.get("text") or "")
    dates = [
        (entity["start"], entity["end"])
        for entity in parsed.get("entities") or ()
        if entity.get("entity") == "date" and "start" in entity and "end" in entity
    ]
    safe = without_identifiers(text, dates)
    heard = {
        key: value if key in UNDERSTOOD else _everywhere(value, without_identifiers)
        for key, value in parsed.items()
    }
    return {
        **event,
        "text": safe,
        "parse_data": {**heard, "text": safe},
        "metadata": _everywhere(event.get("metadata"), without_identifiers),
    }


def _everywhere(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _everywhere(held, change) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_everywhere(held, change) for held in value]
    return value


def _is_number(run: str) -> bool:
    """A telephone number, or one of a case or a card; not two dates one after the other."""
    digits = re.sub(r"\D", "", run)
    if len(digits) < 7 or _is_all_dates(run):
        return False
    if len(digits) == 8:
        return not (_day_month_year(digits) or _year_month_day(digits))
    return True


def _is_all_dates(run: str) -> bool:
    """Whether the digits, as they are grouped, are days, months and years."""
    groups = re.findall(r"\d+", run)
    if not 2 <= len(groups) <= 12:
        return False
    place = 0
    while place < len(groups):
        taken = _date_at_start(groups[place:])
        if not taken:
            return False
        place += taken
    return True


def _date_at_start(groups: list[str]) -> int:
    """How many of the groups are a date together; 0 where they begin with none."""
    three = groups[:3]
    if len(three) == 3 and (_day_month_year_parts(*three) or _day_month_year_parts(*three[::-1])):
        return 3
    alone = groups[0]
    if len(alone) in (6, 8) and _packed(alone):
        return 1
    is_year = len(alone) == 4 and alone.startswith(("19", "20"))
    is_rest = len(alone) <= 2 and len(groups) < 3
    return int(is_year or is_rest)


def _packed(digits: str) -> bool:
    return _day_month_year(digits) or _year_month_day(digits)


def _day_month_year(digits: str) -> bool:
    return _day_month_year_parts(digits[:2], digits[2:4], digits[4:])


def _year_month_day(digits: str) -> bool:
    return len(digits) == 8 and _day_month_year_parts(digits[6:], digits[4:6], digits[:4])


def _day_month_year_parts(day: str, month: str, year: str) -> bool:
    return (
        len(day) <= 2
        and len(month) <= 2
        and 1 <= int(day) <= 31
        and 1 <= int(month) <= 31
        and min(int(day), int(month)) <= 12
        and (len(year) == 2 or (len(year) == 4 and year.startswith(("19", "20"))))
    )


def _names(text: str) -> Iterable[Span]:
    for pattern in (INTRODUCED, TITLED, KIN):
        for match in pattern.finditer(text):
            end = _end_of_name(match.group("name"))
            if end:
                yield match.start("name"), match.start("name") + end
    known = first_names()
    for word in WORD.finditer(text):
        if word.group().lower().removesuffix("'s").removesuffix("’s") in known:
            yield word.span()
            surname = WORD.match(text, word.end() + 1)
            if surname and surname.group()[0].isupper() and _end_of_name(surname.group()):
                yield surname.span()


def _end_of_name(words: str) -> int:
    """How far the words are a name: up to the first that is none."""
    end = 0
    for word in WORD.finditer(words):
        if word.group().lower() in NEVER_NAMES or (end and not word.group()[0].isupper()):
            break
        end = word.end()
    return end


@cache
def first_names() -> frozenset[str]:
    """First names that are no other word: those most often given in England since 1980."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(
        name for line in lines if not line.startswith("#") for name in line.lower().split()
    )


def _replaced(text: str, found: list[tuple[int, int, str]]) -> str:
    parts, place = [], 0
    for start, end, told in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < place:
            continue
        parts += [text[place:start], told]
        place = end
    return "".join([*parts, text[place:]])
