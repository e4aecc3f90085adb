"""Somebody a family can turn to: how to reach them and when they answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import PrivateAttr

from bot.council.facts import Email, Fact, Frozen, Hours, Link, Number, Phone, Text
from bot.council.opening import Calendar, is_open, next_opening


class HoursNotKnown(LookupError):
    """Nobody has recorded when this contact answers, so it cannot be called open or closed."""


class Contact(Frozen):
    """A contact as the council's file gives it. A field left out is not known, never empty."""

    name: Text
    phone: Phone | None = None
    email: Email | None = None
    url: Link | None = None
    hours: Hours | None = None
    referral_working_days: Number | None = None
    certificate_working_days: Number | None = None
    information_session_minutes: Number | None = None

    _calendar: Calendar = PrivateAttr(Calendar("Europe/London", "ENG"))

    def on(self, calendar: Calendar) -> Contact:
        """Give this contact with its hours kept by a council's clock and bank holidays."""
        contact = self.copy()
        contact._calendar = calendar
        return contact

    def known(self) -> Iterator[tuple[str, Fact]]:
        """Give each known fact with its field's name."""
        for field in self.__fields__:
            fact = getattr(self, field)
            if fact is not None:
                yield field, fact

    def is_open(self, at: datetime) -> bool:
        """Say whether somebody answers at a moment.

        Raises ValueError for a time without its zone, HoursNotKnown where there are no hours.
        """
        return is_open(self._hours(), self._calendar, at)

    def next_opening(self, at: datetime) -> datetime:
        """Give the first moment at or after `at` when somebody answers, in local time.

        Raises as `is_open`.
        """
        return next_opening(self._hours(), self._calendar, at)

    def _hours(self) -> Hours:
        if self.hours is None:
            raise HoursNotKnown(f"The opening hours of {self.name} are not known.")
        return self.hours
