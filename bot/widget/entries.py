"""What somebody entered on a page without script, as the message it stands for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.widget.words import fill

MOST_CHARACTERS = 1000

Form = Mapping[str, Sequence[str]]
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Entered:
    """A message to send, and its own id."""

    id: str
    text: str


@dataclass(frozen=True)
class Mistake:
    """What to put right, and the name of the field."""

    sentence: str
    field: str


def entered(form: Form, words: Words) -> Entered | Mistake:
    """Read a form by its `kind`: a choice, parts of a plan, a date, or words."""
    readers = {"choice": _choice, "sections": _sections, "date": _date, "text": _text}
    read = readers.get(_one(form, "kind"), _text)(form, words)
    return read if isinstance(read, Mistake) else Entered(_one(form, "id"), read)


def is_section(payload: str) -> bool:
    """Whether a choice only names parts of a plan, which have boxes to tick."""
    return bool(re.search(r'^sections? [A-K]|"section":', payload, re.IGNORECASE))


def month_of(typed: str, months: Sequence[str]) -> int | None:
    """The month, 1 to 12, of its number or of three letters or more of its name."""
    text = typed.strip().lower().removesuffix(".")
    if re.fullmatch("[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    if text == "sept":
        return 9
    named = [n for n, name in enumerate(months, 1) if name.lower().startswith(text)]
    return named[0] if len(text) >= 3 and named else None


def _choice(form: Form, words: Words) -> str | Mistake:
    chosen = _one(form, "choice")
    return chosen if chosen else Mistake(words["empty"], "text")


def _sections(form: Form, words: Words) -> str | Mistake:
    told = words["sections"]
    parts = [part for part in form.get("section", ()) if part in told["labels"]]
    if not parts:
        return Mistake(told["empty"], "section")
    if len(parts) == 1:
        return fill(told["says_one"], part=parts[0])
    return fill(told["says_many"], parts=", ".join(parts))


def _date(form: Form, words: Words) -> str | Mistake:
    told = words["date"]
    day = _number(_one(form, "day"), 1, 2)
    month = month_of(_one(form, "month"), told["months"])
    year = _number(_one(form, "year"), 4, 4)
    if day is None or not 1 <= day <= 31:
        return Mistake(told["day_error"], "day")
    if month is None:
        return Mistake(told["month_error"], "month")
    if not year:
        return Mistake(told["year_error"], "year")
    if day > calendar.monthrange(year, month)[1]:
        return Mistake(told["not_real"], "day")
    return f"{day} {told['months'][month - 1]} {year}"


def _text(form: Form, words: Words) -> str | Mistake:
    text = _one(form, "text").strip()
    if not text:
        return Mistake(words["empty"], "text")
    return text if len(text) <= MOST_CHARACTERS else Mistake(words["too_long"], "text")


def _number(text: str, fewest: int, most: int) -> int | None:
    found = re.fullmatch(f"[0-9]{{{fewest},{most}}}", text.strip())
    return int(found[0]) if found else None


def _one(form: Form, name: str) -> str:
    return (form.get(name) or [""])[0]
