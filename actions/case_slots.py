"""A conversation's slots as a Case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.guidance import Case, Section

Slots = Mapping[str, Any]
Changes = dict[str, Any]
"""New values of slots."""

CASE_SLOTS = (
    "decision",
    "sections",
    "sections_unknown",
    "school_only_confirmed",
    "letter_date",
    "letter_date_confirmed",
    "letter_date_unknown",
    "arrival_date",
    "has_certificate",
    "certificate_date",
    "certificate_date_confirmed",
    "certificate_date_unknown",
    "contacted_mediation",
    "event_date",
)


def case_from_slots(slots: Slots) -> Case:
    """The case that the slots describe; a date that was not confirmed still awaits its yes."""
    letter_date = _day(slots.get("letter_date"))
    certificate_date = _day(slots.get("certificate_date"))
    return Case(
        decision=slots.get("decision"),
        sections=frozenset(Section(letter) for letter in slots.get("sections") or ()),
        sections_unknown=bool(slots.get("sections_unknown")),
        school_only_confirmed=bool(slots.get("school_only_confirmed")),
        letter_date=letter_date,
        letter_date_confirmed=letter_date is None or bool(slots.get("letter_date_confirmed")),
        letter_date_unknown=bool(slots.get("letter_date_unknown")),
        arrival_date=_day(slots.get("arrival_date")),
        has_certificate=slots.get("has_certificate"),
        certificate_date=certificate_date,
        certificate_date_confirmed=certificate_date is None
        or bool(slots.get("certificate_date_confirmed")),
        certificate_date_unknown=bool(slots.get("certificate_date_unknown")),
        contacted_mediation=bool(slots.get("contacted_mediation")),
        event_date=_day(slots.get("event_date")),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
