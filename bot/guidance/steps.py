"""The steps to take, as they stand on one day: in time, today, or late."""

from __future__ import annotations

from datetime import date

from bot.guidance.advice import Step, Timing
from bot.guidance.deadlines import Deadlines
from bot.guidance.timing import timing_of
from bot.guidance.working_days import is_working_day

GET_ADVICE = Step(key="get_advice")
COMPLAIN = (Step(key="complain_to_council"), Step(key="go_to_ombudsman"))
AFTER_CONTACT = (
    Step(key="mediation_information"),
    Step(key="choose_mediation"),
    Step(key="get_certificate"),
)


def step_by(key: str, by: date | None) -> Step:
    """The step with its date, or its wording without one."""
    return Step(key=key, by=by) if by else Step(key=f"{key}_undated")


def appeal_steps(dates: Deadlines, today: date, *, surely_late: bool = False) -> tuple[Step, ...]:
    """Sending the appeal: by when, or late and asking for more time."""
    by, latest = dates.appeal_by, dates.appeal_by_latest
    if surely_late and by is None:
        return (Step(key="appeal_late"), Step(key="ask_for_more_time"))
    if by is None or latest is None:
        return (Step(key="appeal_without_delay"),)
    if today < by:
        return (Step(key="appeal", by=by),)
    if today == by:
        return (Step(key="appeal_today", by=by),)
    if today <= latest:
        return (Step(key="appeal_still_in_time", by=latest),)
    return (Step(key="appeal_late"), Step(key="ask_for_more_time"))


def contact_steps(
    contact_by: date | None, today: date, *, surely_late: bool = False
) -> tuple[Step, ...]:
    """Contacting mediation for the first time; by e-mail too when it presses and phones are shut.

    `contact_by` is None where the date on the letter is not known, which is urgent;
    `surely_late` says that even two months from its arrival have gone.
    """
    first: tuple[Step, ...]
    if contact_by is None and surely_late:
        first = (Step(key="contact_mediation_late"), Step(key="ask_for_letter_date"))
    elif contact_by is None:
        first = (Step(key="contact_mediation_urgent"), Step(key="ask_for_letter_date"))
    elif today > contact_by:
        first = (Step(key="contact_mediation_late"),)
    elif today == contact_by:
        first = (Step(key="contact_mediation_today", by=contact_by),)
    else:
        first = (Step(key="contact_mediation", by=contact_by),)
    return _email_first(contact_by, today) + first


def _email_first(contact_by: date | None, today: date) -> tuple[Step, ...]:
    presses = contact_by is None or timing_of(contact_by, today) is not Timing.IN_TIME
    if not presses or phones_open(today):
        return ()
    return (Step(key="email_mediation_today", by=today),)


def phones_open(today: date) -> bool:
    """Whether it is a working day; taken as not where the bank holidays are not known."""
    try:
        return is_working_day(today)
    except ValueError:
        return False
