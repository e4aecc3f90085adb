"""The calendar file: which days, at which London hours, with which reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from itsdangerous import URLSafeTimedSerializer

from bot.calendar_file import (
    LINK_LIFE,
    Deadline,
    LinkTooOld,
    calendar_file,
    deadlines,
    link_value,
    read_link,
)
from bot.council import load_council
from bot.guidance import Case, Decision, Section, advise
from bot.widget.words import load_words

COUNCIL = load_council("hertfordshire")
WORDS = load_words(COUNCIL)
SECRET = "a secret that only this test knows"
MADE = datetime(2026, 11, 21, 19, 40, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def _written(*dates: Deadline) -> Calendar:
    return Calendar.from_ical(calendar_file(dates, COUNCIL, WORDS, MADE))


def _advice(today: date = TODAY, **case: Any) -> dict[str, Any]:
    return advise(Case(**case), today=today).as_json()


def test_another_councils_mediation_service_is_not_called_kids() -> None:
    """The letter names it, and the day is the same."""
    advice = _advice(decision=Decision.REFUSAL_TO_ASSESS, letter_date=date(2026, 10, 1))
    ours = deadlines(advice, TODAY)
    theirs = deadlines({**advice, "case": {"other_council": "Essex"}}, TODAY)
    assert [d.day for d in theirs] == [d.day for d in ours]
    assert [d.kind for d in theirs] == ["contact_elsewhere", "appeal"]
    event = _written(*theirs).walk("VEVENT")[0]
    assert str(event["summary"]) == "Contact your mediation advisers"
    assert "Kids" not in str(event["description"]) and "03330" not in str(event["description"])
    assert read_link(link_value(theirs, SECRET), SECRET) == theirs


@pytest.mark.parametrize(
    ("case", "today", "found"),
    [
        (
            {"decision": Decision.REFUSAL_TO_ASSESS, "letter_date": date(2026, 10, 1)},
            TODAY,
            [("contact", "2026-12-01"), ("appeal", "2026-12-01")],
        ),
        (  # the last day to contact is a Sunday: Kids answer on the Friday before
            {"decision": Decision.REFUSAL_TO_ASSESS, "letter_date": date(2026, 10, 13)},
            TODAY,
            [("contact", "2026-12-11"), ("appeal", "2026-12-13")],
        ),
        (  # on that Sunday itself, the e-mail is still in time
            {"decision": Decision.REFUSAL_TO_ASSESS, "letter_date": date(2026, 10, 13)},
            date(2026, 12, 13),
            [("contact", "2026-12-13"), ("appeal", "2026-12-13")],
        ),
        (  # a certificate held: only the appeal is left
            {
                "decision": Decision.REFUSAL_TO_ISSUE,
                "letter_date": date(2026, 10, 1),
                "has_certificate": True,
                "certificate_date": date(2026, 11, 20),
            },
            TODAY,
            [("appeal", "2026-12-20")],
        ),
        (
            {
                "decision": Decision.PLAN_CONTENTS,
                "sections": {Section.I},
                "letter_date": date(2026, 10, 1),
            },
            TODAY,
            [("appeal", "2026-12-01")],
        ),
        (  # all is over: nothing to remind of
            {"decision": Decision.REFUSAL_TO_ASSESS, "letter_date": date(2026, 2, 2)},
            TODAY,
            [],
        ),
        (  # a draft: at least 15 days for comments, the day of the letter the first
            {"decision": Decision.DRAFT_PLAN, "letter_date": date(2026, 11, 19)},
            TODAY,
            [("other", "2026-12-03")],
        ),
        ({"decision": Decision.TRANSPORT}, TODAY, []),
    ],
    ids=["both", "sunday", "on the sunday", "certificate", "school", "over", "draft", "none"],
)
def test_the_days_are_those_of_the_advice(
    case: dict[str, Any], today: date, found: list[tuple[str, str]]
) -> None:
    """What is still to come, soonest first, and never a day that the rules did not give."""
    got = [(d.kind, d.day.isoformat()) for d in deadlines(_advice(today, **case), today)]
    assert got == found


def test_each_event_has_two_reminders_a_week_and_a_day_before() -> None:
    """At the same hour of the day as the event opens: 9 in the morning."""
    day = date(2026, 12, 1)
    for event in _written(Deadline("contact", day, day), Deadline("appeal", day, day)).walk(
        "VEVENT"
    ):
        alarms = event.walk("VALARM")
        assert [alarm.decoded("trigger") for alarm in alarms] == [
            timedelta(days=-7),
            timedelta(days=-1),
        ]
        assert [alarm["ACTION"] for alarm in alarms] == ["DISPLAY", "DISPLAY"]
        assert event.decoded("dtstart").strftime("%H:%M") == "09:00"


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 12, 1), "09:00"),
        (date(2027, 3, 26), "09:00"),
        (date(2027, 3, 29), "08:00"),
        (date(2026, 10, 23), "08:00"),
        (date(2026, 10, 26), "09:00"),
    ],
)
def test_events_are_in_london_time_on_both_sides_of_the_clock_change(day: date, utc: str) -> None:
    """Nine in London, whatever that is elsewhere, with the zone written into the file."""
    calendar = _written(Deadline("appeal", day, day))
    start = calendar.walk("VEVENT")[0]["DTSTART"]
    assert start.params["TZID"] == "Europe/London"
    assert start.dt.astimezone(UTC).strftime("%H:%M") == utc
    zones = calendar.walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Europe/London"]


def test_contacting_kids_lasts_their_opening_hours_and_the_appeal_until_five() -> None:
    """What is received after 5pm counts as the next day's."""
    day = date(2026, 12, 1)
    contact, appeal = _written(Deadline("contact", day, day), Deadline("appeal", day, day)).walk(
        "VEVENT"
    )
    for event in (contact, appeal):
        assert event.decoded("dtend").strftime("%d %H:%M") == "01 17:00"
    assert "03330 062 835" in contact["DESCRIPTION"]
    assert "Tuesday 1 December 2026" in contact["DESCRIPTION"]
    assert "5pm" in appeal["SUMMARY"]


def test_the_file_is_one_that_calendars_open() -> None:
    """Version, method, an id that stays the same, a stamp, lines of at most 75 octets, CRLF."""
    day = date(2026, 12, 1)
    body = calendar_file((Deadline("contact", day, day),), COUNCIL, WORDS, MADE)
    again = calendar_file((Deadline("contact", day, day),), COUNCIL, WORDS, MADE)
    assert body == again
    assert body.startswith(b"BEGIN:VCALENDAR\r\n") and body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    for line in (b"VERSION:2.0", b"METHOD:PUBLISH", b"DTSTAMP:20261121T194000Z", b"UID:"):
        assert line in body


def test_one_day_may_hold_two_dates_with_ids_of_their_own() -> None:
    """A calendar would drop the second of two events with the same id."""
    day = date(2026, 12, 1)
    events = _written(Deadline("contact", day, day), Deadline("appeal", day, day)).walk("VEVENT")
    assert len({event["UID"] for event in events}) == 2


@given(
    st.lists(
        st.builds(
            Deadline,
            st.sampled_from(["contact", "contact_optional", "appeal", "other"]),
            DAYS,
            DAYS,
        ),
        max_size=5,
    )
)
def test_a_signed_link_gives_back_its_dates(dates: list[Deadline]) -> None:
    """All of them, as they were, and the file can be written of any."""
    assert read_link(link_value(dates, SECRET), SECRET) == tuple(dates)
    events = _written(*dates).walk("VEVENT")
    assert [event.decoded("dtstart").date() for event in events] == [d.day for d in dates]


@pytest.mark.parametrize("value", ["", "nonsense", "a.b.c", "é", "x" * 10_000])
def test_a_link_that_was_not_made_here_is_refused(value: str) -> None:
    """Whatever it says."""
    with pytest.raises(LinkTooOld):
        read_link(value, SECRET)


def test_a_link_of_another_secret_or_another_purpose_is_refused() -> None:
    """A token is no calendar link."""
    day = date(2026, 12, 1)
    with pytest.raises(LinkTooOld):
        read_link(link_value([Deadline("appeal", day, day)], "another secret"), SECRET)
    with pytest.raises(LinkTooOld):
        read_link(str(URLSafeTimedSerializer(SECRET, salt="web").dumps([])), SECRET)


def test_a_link_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a day, and not before."""
    day = date(2026, 12, 1)
    value = link_value([Deadline("appeal", day, day)], SECRET)
    now = datetime.now(UTC).timestamp()
    age = "itsdangerous.timed.TimestampSigner.get_timestamp"
    monkeypatch.setattr(age, lambda signer: int(now + LINK_LIFE.total_seconds() - 5))
    assert read_link(value, SECRET)
    monkeypatch.setattr(age, lambda signer: int(now + LINK_LIFE.total_seconds() + 5))
    with pytest.raises(LinkTooOld):
        read_link(value, SECRET)
