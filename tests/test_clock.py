"""Today is a day in London, or the day that GUIDE_TODAY names."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

from bot import clock


def test_every_part_can_be_put_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hour stays that of the clock."""
    monkeypatch.setenv("GUIDE_TODAY", "2027-03-28")
    assert clock.today() == date(2027, 3, 28)
    assert clock.now().tzinfo is clock.LONDON


def test_without_it_the_day_is_londons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven by universal time is after midnight there in summer."""
    monkeypatch.delenv("GUIDE_TODAY")

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(2026, 7, 1, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Clock)
    assert clock.today() == date(2026, 7, 2)


def test_a_day_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to write instead."""
    monkeypatch.setenv("GUIDE_TODAY", "tomorrow")
    with pytest.raises(ValueError, match="2026-11-21"):
        clock.today()
