"""Putting an Advice together: reasons from rule names, notes without repeats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.guidance.advice import Advice, ContactMediation, Reason, Route, Step, Timing
from bot.guidance.case import Case
from bot.guidance.deadlines import Deadlines
from bot.guidance.questions import has_right_of_appeal
from bot.guidance.rules import RULES
from bot.guidance.young_person import whose_right

NO_DATES = Deadlines()


def compose(
    case: Case,
    today: date,
    *,
    route: Route,
    contact: ContactMediation,
    steps: Iterable[Step],
    rules: Iterable[str],
    notes: Iterable[str] = (),
    dates: Deadlines = NO_DATES,
    timing: Timing = Timing.NOT_TIMED,
    form: str | None = None,
    right_of_appeal: bool | None = None,
    show_contact_dates: bool = True,
) -> Advice:
    """An Advice from a route's parts; the rules and notes of its dates are added."""
    right = has_right_of_appeal(case) if right_of_appeal is None else right_of_appeal
    owner = whose_right(case.date_of_birth, today) if case.date_of_birth else None
    names = [*rules, *dates.rules, *(["young_person"] if owner else [])]
    return Advice(
        route=route,
        right_of_appeal=right,
        contact_mediation=contact,
        contact_mediation_by=dates.contact_by if show_contact_dates else None,
        contact_mediation_practical_by=dates.practical_by if show_contact_dates else None,
        appeal_by=dates.appeal_by,
        appeal_by_latest=dates.appeal_by_latest,
        timing=timing,
        steps=tuple(steps),
        reasons=tuple(reason(name) for name in dict.fromkeys(names)),
        form=form,
        notes=_notes(case, today, [*notes, *dates.notes], owner, show_contact_dates),
    )


def reason(name: str) -> Reason:
    """The reason that a rule gives."""
    rule = RULES[name]
    return Reason(rule=rule.name, provision=rule.provision, checked_on=rule.checked_on)


def _notes(
    case: Case, today: date, notes: list[str], owner: str | None, show_contact_dates: bool
) -> tuple[str, ...]:
    if not show_contact_dates:
        notes = [note for note in notes if note != "contact_date_not_moved"]
    if case.letter_date and case.letter_date > today:
        notes.append("letter_date_in_future")
    if case.certificate_date and case.certificate_date > today:
        notes.append("certificate_date_in_future")
    if owner:
        notes.append(owner)
    return tuple(dict.fromkeys(notes))
