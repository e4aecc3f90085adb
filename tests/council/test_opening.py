"""Whether somebody answers depends on the local clock, the week and the bank holidays alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.council import Contact, Council, HoursNotKnown, load_council

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """Read a moment on a London clock; a final * picks the second of a repeated hour."""
    return datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=LONDON, fold="*" in text)


KIDS_MOMENTS = [
    ("2026-11-20T08:59:59", False, "2026-11-20T09:00"),
    ("2026-11-20T09:00", True, "2026-11-20T09:00"),
    ("2026-11-20T12:34:56", True, "2026-11-20T12:34:56"),
    ("2026-11-20T16:59:59", True, "2026-11-20T16:59:59"),
    ("2026-11-20T17:00", False, "2026-11-23T09:00"),
    ("2026-11-20T23:59:59", False, "2026-11-23T09:00"),
    ("2026-11-21T00:00", False, "2026-11-23T09:00"),
    ("2026-11-21T12:00", False, "2026-11-23T09:00"),
    ("2026-11-23T00:00", False, "2026-11-23T09:00"),
    ("2026-12-24T17:00", False, "2026-12-29T09:00"),  # Boxing Day on Saturday, Monday instead
    ("2026-12-25T12:00", False, "2026-12-29T09:00"),
    ("2026-12-28T12:00", False, "2026-12-29T09:00"),
    ("2026-12-31T17:00", False, "2027-01-04T09:00"),
    ("2027-03-25T17:00", False, "2027-03-30T09:00"),  # Good Friday to Easter Monday
    ("2027-03-29T10:00", False, "2027-03-30T09:00"),
    ("2026-08-31T10:00", False, "2026-09-01T09:00"),  # the late summer holiday, not Scotland's
    ("2026-08-03T10:00", True, "2026-08-03T10:00"),
    ("2027-12-31T17:00", False, "2028-01-04T09:00"),  # 1 January 2028 is a Saturday
    ("2026-03-27T17:00", False, "2026-03-30T09:00"),  # clocks go forward on 29 March
    ("2026-10-23T17:00", False, "2026-10-26T09:00"),  # clocks go back on 25 October
]


@pytest.mark.parametrize(("moment", "open_now", "opens"), KIDS_MOMENTS)
def test_kids_answer_in_their_hours_on_working_days(
    council: Council, moment: str, open_now: bool, opens: str
) -> None:
    kids = council.contact("kids")
    assert kids.is_open(at(moment)) is open_now
    assert kids.next_opening(at(moment)) == at(opens)


def test_the_next_opening_is_on_the_local_clock(council: Council) -> None:
    before_winter = council.contact("kids").next_opening(at("2026-10-23T18:00"))
    assert before_winter.isoformat() == "2026-10-26T09:00:00+00:00"
    before_summer = council.contact("kids").next_opening(at("2026-03-27T18:00"))
    assert before_summer.isoformat() == "2026-03-30T09:00:00+01:00"


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 8, 30, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 4, 0, tzinfo=timezone(timedelta(hours=-5))), True),
    ],
)
def test_a_moment_of_another_zone_is_read_on_the_local_clock(
    council: Council, moment: datetime, open_now: bool
) -> None:
    assert council.contact("kids").is_open(moment) is open_now


def test_a_time_without_its_zone_is_refused(council: Council) -> None:
    kids = council.contact("kids")
    for ask in (kids.is_open, kids.next_opening):
        with pytest.raises(ValueError, match="must say its time zone"):
            ask(datetime(2026, 11, 20, 10, 0))


def test_a_contact_without_known_hours_is_neither_open_nor_closed(council: Council) -> None:
    for ask in (council.contact("send_team").is_open, council.contact("send_team").next_opening):
        with pytest.raises(HoursNotKnown, match="SEND Duty Line"):
            ask(at("2026-11-20T10:00"))


@pytest.mark.parametrize("moment", ["2026-12-25T03:00", "2026-11-21T00:00", "2026-11-21T23:59:59"])
@pytest.mark.parametrize("key", ["emergency", "nhs_111", "samaritans"])
def test_help_in_danger_answers_at_every_hour_of_every_day(
    council: Council, key: str, moment: str
) -> None:
    assert council.contact(key).is_open(at(moment))


@pytest.fixture
def odd(changed: Callable[[Callable[[dict[str, Any]], object]], Council]) -> Contact:
    """Give a contact with openings in the hours that the clocks skip and repeat."""

    def open_at_night(content: dict[str, Any]) -> None:
        content["contacts"]["kids"]["hours"]["value"] = {
            "saturday": "20:00-24:00",
            "sunday": ["00:00-00:30", "01:30-05:00"],
        }

    return changed(open_at_night).contact("kids")


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-21T23:59:59", "2026-11-21T23:59:59"),
        ("2026-11-22T00:00", "2026-11-22T00:00"),
        ("2026-11-22T00:30", "2026-11-22T01:30"),
        ("2026-10-25T00:45", "2026-10-25T01:30"),
        ("2026-10-25T01:10*", "2026-10-25T01:30*"),
        ("2026-10-25T01:30", "2026-10-25T01:30"),
        ("2026-03-29T00:45", "2026-03-29T02:30"),
        ("2026-03-29T05:00", "2026-04-04T20:00"),
    ],
)
def test_openings_at_night_hold_when_clocks_change(odd: Contact, moment: str, opens: str) -> None:
    assert odd.next_opening(at(moment)).astimezone(UTC) == at(opens).astimezone(UTC)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(st.datetimes(datetime(2014, 9, 1), datetime(2031, 12, 31), timezones=st.just(LONDON)))
def test_the_next_opening_is_the_first_open_moment(moment: datetime) -> None:
    for key in ("kids", "sendiass", "samaritans"):
        contact = load_council("hertfordshire").contact(key)
        opening = contact.next_opening(moment).astimezone(UTC)
        start = moment.astimezone(UTC)
        assert contact.is_open(opening)
        assert opening >= start
        if contact.is_open(moment):
            assert opening == start
        else:
            between = (opening - start) // timedelta(minutes=15)
            waits = (start + timedelta(minutes=15 * step) for step in range(between + 1))
            assert not any(contact.is_open(wait) for wait in waits if wait < opening)
