"""What is handed back: a reading of a whole message, and each date mentioned in it."""

import datetime
from dataclasses import dataclass
from typing import Literal

Role = Literal["letter", "arrival", "certificate", "event", "birth", "unknown"]


@dataclass(frozen=True)
class Resolution:
    """The day that a form of words stands for, or the reason why there is none."""

    date: datetime.date | None
    certain: bool = False
    reason: str | None = None
    candidates: tuple[datetime.date, ...] = ()
    month: datetime.date | None = None
    """The first day of the month that is named without a day of it."""


@dataclass(frozen=True)
class DateMention:
    """One date in a message: `start` and `end` are character offsets in the text as given.

    The role is "letter" or "certificate" only where the message speaks of that paper; `printed`
    is true when it says that the date is on the paper ("dated", "it says").
    `month` is the first day of the month, where that is all that is told.
    `sent` is true when the day is the one on which a paper was sent, not the one printed on it.
    """

    start: int
    end: int
    role: Role
    date: datetime.date | None
    certain: bool
    reason: str | None
    candidates: tuple[datetime.date, ...] = ()
    printed: bool = False
    sent: bool = False
    month: datetime.date | None = None


@dataclass(frozen=True)
class DateReading:
    """The date asked about, or `None` and the reason to ask again.

    `certain` means that nobody needs to confirm it. `candidates` are the days it could be.
    """

    date: datetime.date | None
    certain: bool
    reason: str | None
    candidates: tuple[datetime.date, ...] = ()
    text: str = ""
