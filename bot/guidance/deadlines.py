"""From a case to its dates: contacting mediation, appealing, and the rules that gave them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.guidance.case import Case, Decision
from bot.guidance.coverage import CALENDAR_TO, LETTERS_FROM, LETTERS_TO
from bot.guidance.months import months_after
from bot.guidance.questions import holds_certificate, sections_known
from bot.guidance.sections import NEED_OR_SUPPORT
from bot.guidance.time_limits import ONE_MONTH, RULE_12, TWO_MONTHS, Dated, only_rule
from bot.guidance.working_days import last_working_day


class OutsideRulesError(Exception):
    """The rules do not reach these dates; `note` says why."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """The dates of a case, with the names of the rules and notes that belong to them.

    `certificate` says that a certificate for this decision is held.
    """

    certificate: bool = False
    contact_by: date | None = None
    practical_by: date | None = None
    appeal_by: date | None = None
    appeal_by_latest: date | None = None
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def letter_sent(case: Case) -> date | None:
    """The day to count from: the date on the letter, or its arrival where that is earlier.

    A date not yet confirmed is none. Raises OutsideRulesError for a day the rules do not cover.
    """
    if case.letter_date is None or not case.letter_date_confirmed:
        return None
    sent = min(case.letter_date, case.arrival_date or case.letter_date)
    require_covered(sent)
    return sent


def require_covered(sent: date) -> None:
    """Raise OutsideRulesError for a letter outside the dates that the rules cover."""
    if sent < LETTERS_FROM:
        raise OutsideRulesError("outside_rules_before_2014")
    if sent > LETTERS_TO:
        raise OutsideRulesError("outside_rules_after_2030")


def appeal_deadline(sent: date, certificate_date: date | None) -> Dated:
    """The later of two months from the letter and one month from the certificate, and which."""
    from_letter = months_after(sent, 2)
    if certificate_date is not None:
        from_certificate = months_after(certificate_date, 1)
        if from_certificate > from_letter:
            return Dated(from_certificate, "one_month_from_certificate")
    return Dated(from_letter, "two_months_from_letter")


def deadlines(case: Case) -> Deadlines:
    """The dates of a case with a right of appeal.

    Raises OutsideRulesError where a date lies outside the rules or the trusted calendar.
    """
    sent = letter_sent(case)
    notes = _notes_on_letter(case, sent)
    held, certificate_date, certificate_notes = _certificate(case, sent)
    notes += certificate_notes
    idle = certificate_date is not None and not certificate_extends(case)
    counted = None if idle else certificate_date
    if sent is None:
        return _without_letter(held, counted, notes)
    contact = only_rule(sent, TWO_MONTHS)
    appeal = appeal_deadline(sent, counted)
    rules = ["count_from_letter_date", "two_months_from_letter", contact.rule]
    if idle:
        notes += ("voluntary_certificate",)
        rules.append("voluntary_certificate")
    if counted and counted > contact.day:
        notes += ("certificate_after_two_months",)
    if appeal.rule != "two_months_from_letter" and counted:
        rules += [appeal.rule, only_rule(counted, ONE_MONTH).rule]
    latest = _latest(appeal.day)
    return Deadlines(
        certificate=held,
        contact_by=contact.day,
        practical_by=last_working_day(contact.day),
        appeal_by=appeal.day,
        appeal_by_latest=latest.day,
        rules=(*rules, latest.rule),
        notes=notes + _notes_on_moves(None if held else contact.day, appeal.day, latest),
    )


def certificate_extends(case: Case) -> bool:
    """Whether a certificate can give a later date.

    Not where section I is the only educational section, nor, to be safe, where it may be.
    """
    if case.decision is Decision.PLAN_CONTENTS and not sections_known(case):
        return False
    if case.decision in (Decision.PLAN_CONTENTS, Decision.MEDIATION_UNRESOLVED):
        return not sections_known(case) or bool(case.sections & NEED_OR_SUPPORT)
    return True


def surely_late(case: Case, dates: Deadlines, today: date) -> bool:
    """The letter's date is not known, but two months have gone even from its arrival."""
    if dates.contact_by is not None or dates.appeal_by is not None or case.arrival_date is None:
        return False
    return today > months_after(case.arrival_date, 2)


def mediation_deadline(case: Case) -> Deadlines:
    """The dates for mediation about health or social care alone, where there is no appeal."""
    sent = letter_sent(case)
    notes = _notes_on_letter(case, sent)
    if sent is None:
        return Deadlines(notes=notes)
    contact = only_rule(sent, TWO_MONTHS)
    return Deadlines(
        contact_by=contact.day,
        practical_by=last_working_day(contact.day),
        rules=("count_from_letter_date", contact.rule, "contact_date_never_moves"),
        notes=notes,
    )


def _latest(appeal_by: date) -> Dated:
    if appeal_by > CALENDAR_TO:
        raise OutsideRulesError("outside_calendar")
    latest = only_rule(appeal_by, RULE_12)
    if latest.day > CALENDAR_TO:
        raise OutsideRulesError("outside_calendar")
    return latest


def _without_letter(held: bool, certificate_date: date | None, notes: tuple[str, ...]) -> Deadlines:
    """No letter date: one month from the certificate is never later than the law's date."""
    if certificate_date is None:
        return Deadlines(certificate=held, notes=notes)
    if certificate_date < LETTERS_FROM:
        raise OutsideRulesError("outside_calendar")
    appeal = only_rule(certificate_date, ONE_MONTH)
    latest = _latest(appeal.day)
    return Deadlines(
        certificate=held,
        appeal_by=appeal.day,
        appeal_by_latest=latest.day,
        rules=("one_month_from_certificate", appeal.rule, latest.rule),
        notes=(*notes, *_notes_on_moves(None, appeal.day, latest)),
    )


def _certificate(case: Case, sent: date | None) -> tuple[bool, date | None, tuple[str, ...]]:
    if not holds_certificate(case):
        return False, None, ()
    if case.certificate_date is None or not case.certificate_date_confirmed:
        return True, None, ("certificate_date_unknown",)
    if case.certificate_date > CALENDAR_TO:
        raise OutsideRulesError("outside_calendar")
    if sent is not None and case.certificate_date < sent:
        return False, None, ("certificate_before_letter",)
    return True, case.certificate_date, ()


def _notes_on_letter(case: Case, sent: date | None) -> tuple[str, ...]:
    if sent is None:
        if case.arrival_date is None:
            return ("letter_date_unknown",)
        require_covered(case.arrival_date)
        return ("true_date_is_earlier",)
    if case.letter_date is not None and sent < case.letter_date:
        return ("arrived_before_its_date",)
    return ()


def _notes_on_moves(contact_by: date | None, appeal_by: date, latest: Dated) -> tuple[str, ...]:
    notes: tuple[str, ...] = ()
    if latest.rule == "appeal_next_working_day_strict":
        notes += ("disputed_last_day",)
    if latest.day > appeal_by:
        notes += ("appeal_date_moved",)
        if contact_by == appeal_by:
            notes += ("contact_date_not_moved",)
    return notes
