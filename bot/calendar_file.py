"""The dates of an answer as a calendar file, with reminders a week and a day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event
from itsdangerous import BadData, URLSafeTimedSerializer

from bot.council import Council
from bot.widget.words import fill

LINK_LIFE = timedelta(hours=24)
REMINDERS = {"reminder_week": timedelta(days=-7), "reminder_day": timedelta(days=-1)}
TRIBUNAL_DAY = (time(9), time(17))
"""A notice that the tribunal receives after 5pm counts as the next day's (rule 12(1))."""

CONTACT, CONTACT_OPTIONAL, APPEAL, OTHER = "contact", "contact_optional", "appeal", "other"
CONTACT_ELSEWHERE = "contact_elsewhere"
"""The mediation service of another council: nothing is known of it here."""


class LinkTooOld(ValueError):
    """A calendar link was not made by this guide, or longer ago than `LINK_LIFE`."""


@dataclass(frozen=True)
class Deadline:
    """A day to put in a calendar; `last` is the day that the law gives, where that is later."""

    kind: str
    day: date
    last: date


def deadlines(advice: Mapping[str, Any], today: date) -> tuple[Deadline, ...]:
    """The days of an Advice (as JSON) that are not over yet, soonest first."""
    found = [*_contact(advice, today), *_appeal(advice, today)]
    if not advice["contact_mediation_by"] and not advice["appeal_by"]:
        days = [date.fromisoformat(step["by"]) for step in advice["steps"] if step.get("by")]
        found = [Deadline(OTHER, day, day) for day in sorted(set(days)) if day >= today]
    return tuple(
        sorted(
            found,
            key=lambda deadline: (deadline.day, deadline.kind not in (CONTACT, CONTACT_ELSEWHERE)),
        )
    )


def calendar_file(
    dates: Sequence[Deadline], council: Council, words: Mapping[str, Any], made: datetime
) -> bytes:
    """Write an iCalendar file (RFC 5545). Events are in the council's own time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Appeal and mediation guide//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words["calendar"]["name"])
    for deadline in dates:
        calendar.add_component(_event(deadline, council, words, made))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def link_value(dates: Sequence[Deadline], secret: str) -> str:
    """The dates, signed, for an address that works as a plain link. It tells nothing else."""
    told = [[d.kind, d.day.isoformat(), d.last.isoformat()] for d in dates]
    return str(_signer(secret).dumps(told))


def read_link(value: str, secret: str) -> tuple[Deadline, ...]:
    """The dates of a signed address. Raises LinkTooOld."""
    try:
        told = _signer(secret).loads(value, max_age=int(LINK_LIFE.total_seconds()))
    except BadData as error:
        raise LinkTooOld("This calendar link is not valid or has run out.") from error
    return tuple(Deadline(kind, _day(day), _day(last)) for kind, day, last in told)


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="calendar")


def _day(value: Any) -> date:
    return date.fromisoformat(value)


def _contact(advice: Mapping[str, Any], today: date) -> list[Deadline]:
    kinds = {"required": CONTACT, "optional": CONTACT_OPTIONAL}
    kind = kinds.get(advice["contact_mediation"])
    if kind is None or not advice["contact_mediation_by"]:
        return []
    if (advice.get("case") or {}).get("other_council"):
        kind = CONTACT_ELSEWHERE
    last = _day(advice["contact_mediation_by"])
    day = _day(advice["contact_mediation_practical_by"] or advice["contact_mediation_by"])
    return [Deadline(kind, day if day >= today else last, last)] if last >= today else []


def _appeal(advice: Mapping[str, Any], today: date) -> list[Deadline]:
    if not advice["appeal_by"]:
        return []
    day = _day(advice["appeal_by"])
    last = _day(advice["appeal_by_latest"] or advice["appeal_by"])
    return [Deadline(APPEAL, day if day >= today else last, last)] if last >= today else []


def _event(deadline: Deadline, council: Council, words: Mapping[str, Any], made: datetime) -> Event:
    told = words["calendar"]
    title = told["contact" if deadline.kind == CONTACT_OPTIONAL else deadline.kind]
    opens, closes = _hours(deadline, council)
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'ehc-guide:{deadline.kind}:{deadline.day}')}")
    event.add("dtstamp", made)
    event.add("dtstart", datetime.combine(deadline.day, opens, council.zone))
    event.add("dtend", datetime.combine(deadline.day, closes, council.zone))
    event.add("summary", title)
    until = f"{deadline.last:%A} {deadline.last.day} {deadline.last:%B %Y}"
    event.add("description", fill(told[f"{deadline.kind}_note"], until=until))
    event.add("transp", "TRANSPARENT")
    for name, before in REMINDERS.items():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", fill(told[name], part=title))
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _hours(deadline: Deadline, council: Council) -> tuple[time, time]:
    """From opening to closing of those to be reached on that day, else a working day."""
    hours = council.contact("kids").hours
    if deadline.kind in (CONTACT, CONTACT_OPTIONAL) and hours is not None:
        spans = hours.week[deadline.day.weekday()]
        if spans and spans[-1].closes < 24 * 60:
            return _clock(spans[0].opens), _clock(spans[-1].closes)
    return TRIBUNAL_DAY


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
