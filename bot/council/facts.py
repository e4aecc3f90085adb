"""A fact of a council's file: its value, where it was read, and when it was last checked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, StrictBool, StrictStr, conint, validator

from bot.council.hours import WEEKDAYS, Span, Week, in_short, in_words, read_day, read_span

_PHONE = re.compile(r"0[0-9 ]{9,13}|[0-9 ]{3,7}")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Frozen(BaseModel):
    """Base of all that a council's file holds: nothing changes, nothing unknown is let in."""

    class Config:
        frozen = True
        extra = Extra.forbid
        anystr_strip_whitespace = True


class Fact(Frozen):
    """What every fact carries."""

    source: StrictStr
    checked_on: date
    check_before_launch: StrictBool = False

    @validator("source")
    def _source_is_named(cls, source: str) -> str:
        if not source:
            raise ValueError("must say where the fact was read")
        return source

    @validator("checked_on", pre=True)
    def _checked_on_is_a_day(cls, checked_on: object) -> object:
        if type(checked_on) is not date:
            raise ValueError("must be a date such as 2026-11-21")
        return checked_on


class Text(Fact):
    """Words as people read them, such as a name."""

    value: StrictStr

    @validator("value")
    def _has_words(cls, value: str) -> str:
        if not value:
            raise ValueError("must not be empty")
        return value

    def __str__(self) -> str:
        return self.value


class Number(Fact):
    """A whole number above nought; the field's name gives its unit."""

    value: conint(strict=True, gt=0)  # type: ignore[valid-type]  # pydantic 1 makes the type

    def __str__(self) -> str:
        return str(self.value)


class Phone(Fact):
    """A United Kingdom telephone number as people read it out."""

    value: StrictStr

    @validator("value")
    def _is_a_number(cls, value: str) -> str:
        if not _PHONE.fullmatch(value):
            raise ValueError('must be a United Kingdom number in quotes such as "01442 453300"')
        return value

    def __str__(self) -> str:
        return self.value

    @property
    def tel(self) -> str:
        """The address that a link dials: tel:+441442453300, or tel:999 for a short number."""
        digits = self.value.replace(" ", "")
        return f"tel:+44{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


class Email(Fact):
    """An e-mail address."""

    value: StrictStr

    @validator("value")
    def _is_an_address(cls, value: str) -> str:
        if not _EMAIL.fullmatch(value):
            raise ValueError("must be an e-mail address")
        return value

    def __str__(self) -> str:
        return self.value

    @property
    def mailto(self) -> str:
        """The address that a link writes to."""
        return f"mailto:{self.value}"


class Link(Fact):
    """The address of a public page, always https."""

    value: StrictStr

    @validator("value")
    def _is_https(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or parts.username or " " in value:
            raise ValueError("must be a web address that starts with https://")
        return value

    def __str__(self) -> str:
        return self.value


class Days(Frozen):
    """Openings by weekday as the file gives them; a day left out is shut."""

    monday: tuple[Span, ...] = ()
    tuesday: tuple[Span, ...] = ()
    wednesday: tuple[Span, ...] = ()
    thursday: tuple[Span, ...] = ()
    friday: tuple[Span, ...] = ()
    saturday: tuple[Span, ...] = ()
    sunday: tuple[Span, ...] = ()

    @validator(*WEEKDAYS, pre=True)
    def _reads_openings(cls, value: Any) -> tuple[Span, ...]:
        openings = [value] if isinstance(value, str) else value
        if not isinstance(openings, list) or not all(isinstance(o, str) for o in openings):
            raise ValueError('must be an opening such as "09:00-17:00", or a list of them')
        return read_day([read_span(opening) for opening in openings])


class Hours(Fact):
    """When somebody answers, in the council's local time."""

    value: Days
    open_on_bank_holidays: StrictBool = False

    @validator("value")
    def _opens_sometime(cls, value: Days) -> Days:
        if not any(getattr(value, day) for day in WEEKDAYS):
            raise ValueError("must have at least one opening in the week")
        return value

    @property
    def week(self) -> Week:
        """The openings of Monday to Sunday."""
        return tuple(getattr(self.value, day) for day in WEEKDAYS)

    def __str__(self) -> str:
        return in_words(self.week)

    @property
    def short(self) -> str:
        """The hours for a text message."""
        return in_short(self.week)
