"""The routes that end at the SEND Tribunal."""

from __future__ import annotations

from datetime import date

from bot.guidance.advice import Advice, ContactMediation, Route, Step, Timing
from bot.guidance.case import Case, Decision, Section
from bot.guidance.compose import compose
from bot.guidance.deadlines import Deadlines, deadlines, surely_late
from bot.guidance.questions import has_right_of_appeal, is_school_only, sections_known
from bot.guidance.rules import RULES
from bot.guidance.sections import HEALTH_OR_SOCIAL_CARE, NEED_OR_SUPPORT, SCHOOL_ONLY
from bot.guidance.steps import (
    AFTER_CONTACT,
    COMPLAIN,
    GET_ADVICE,
    appeal_steps,
    contact_steps,
    step_by,
)
from bot.guidance.timing import timing_of

SEND35, SEND35A = "SEND35", "SEND35A"
PREPARE = Step(key="prepare_appeal")

APPEAL_RULES: dict[Decision, tuple[str, ...]] = {
    Decision.REFUSAL_TO_ASSESS: ("appeal_refusal_to_assess",),
    Decision.REFUSAL_TO_ISSUE: ("appeal_refusal_to_issue",),
    Decision.REFUSAL_TO_REASSESS: ("appeal_refusal_to_reassess", "reassessment_after_six_months"),
    Decision.REFUSAL_TO_AMEND: ("appeal_refusal_to_amend",),
    Decision.CEASE_TO_MAINTAIN: ("appeal_cease_to_maintain", "plan_continues"),
}
DECISION_NOTES: dict[Decision, tuple[str, ...]] = {
    Decision.REFUSAL_TO_REASSESS: ("check_last_assessment",),
    Decision.CEASE_TO_MAINTAIN: ("plan_continues",),
}


def mediation_then_tribunal(case: Case, today: date) -> Advice:
    """Contact mediation, get the certificate, then appeal (CFA 2014 s.55)."""
    dates = deadlines(case)
    rules, notes = [*_appeal_rules(case), "certificate_needed"], [*_contents_notes(case)]
    if case.decision is Decision.REFUSAL_TO_AMEND and _may_be_school_only(case):
        rules.append("school_only_refusal_to_amend")
        notes.append("school_only_still_needs_certificate")
    contact, steps = _contact_before_appeal(case, dates, today)
    if not dates.certificate:
        rules += ["contact_within_two_months", "certificate_in_three_working_days"]
        rules += ["one_month_from_certificate", "mediation_in_thirty_days"]
    return compose(
        case,
        today,
        route=Route.MEDIATION_THEN_TRIBUNAL,
        contact=contact,
        dates=dates,
        timing=_timing(case, dates, today),
        steps=(*steps, PREPARE, *_appeal(case, dates, today), GET_ADVICE),
        rules=(*rules, *_late_rules(case, dates, today), *_moved_contact_rule(dates)),
        notes=(*notes, *_late_notes(case, dates, today)),
        form=_form(case),
    )


def tribunal_direct(case: Case, today: date) -> Advice:
    """Only section I has an appeal here: straight to the tribunal (CFA 2014 s.55(2))."""
    dates = deadlines(case)
    alone = is_school_only(case)
    if dates.certificate:
        contact = ContactMediation.DONE
    else:
        contact = ContactMediation.NOT_NEEDED if alone else ContactMediation.OPTIONAL
    if alone:
        rules, notes = [], ["check_needs_and_support"]
    else:
        rules, notes = ["school_with_other_sections"], ["contacting_mediation_is_safest"]
    offered: tuple[Step, ...] = ()
    if contact is ContactMediation.OPTIONAL:
        still_to_come = dates.contact_by is not None and today <= dates.contact_by
        offered = (
            step_by("contact_mediation_to_be_safe", dates.contact_by if still_to_come else None),
        )
    return compose(
        case,
        today,
        route=Route.TRIBUNAL_DIRECT,
        contact=contact,
        dates=dates,
        timing=_timing(case, dates, today, contact_counts=False),
        steps=(*offered, *_ask_date(dates), PREPARE, *_appeal(case, dates, today), GET_ADVICE),
        rules=(
            *_appeal_rules(case),
            "certificate_not_needed_school_only",
            *rules,
            *_late_appeal_rule(dates, today),
        ),
        notes=(*notes, *_contents_notes(case)),
        form=SEND35,
        show_contact_dates=not alone,
    )


def after_mediation(case: Case, today: date) -> Advice:
    """Mediation did not settle it: the certificate, then the appeal (CFA 2014 s.55(5))."""
    if not has_right_of_appeal(case):
        return compose(
            case,
            today,
            route=Route.AFTER_MEDIATION,
            contact=ContactMediation.NOT_AVAILABLE,
            steps=(Step(key="ask_council_what_next"), *COMPLAIN, GET_ADVICE),
            rules=(_no_appeal_rule(case), "complaint"),
            right_of_appeal=False,
        )
    dates = deadlines(case)
    contact = ContactMediation.DONE if dates.certificate else ContactMediation.REQUIRED
    first = () if dates.certificate else (Step(key="ask_for_certificate"),)
    return compose(
        case,
        today,
        route=Route.AFTER_MEDIATION,
        contact=contact,
        dates=dates,
        timing=_timing(case, dates, today, contact_counts=False),
        steps=(*first, *_ask_date(dates), PREPARE, *_appeal(case, dates, today), GET_ADVICE),
        rules=(
            "certificate_after_mediation",
            "certificate_in_three_working_days",
            "one_month_from_certificate",
            *_late_rules(case, dates, today),
        ),
        notes=("part_not_agreed", *_late_notes(case, dates, today)),
        form=None,
        show_contact_dates=False,
    )


def _contact_before_appeal(
    case: Case, dates: Deadlines, today: date
) -> tuple[ContactMediation, tuple[Step, ...]]:
    if dates.certificate:
        return ContactMediation.DONE, _ask_date(dates)
    if case.contacted_mediation:
        return ContactMediation.REQUIRED, (Step(key="ask_for_certificate"), *_ask_date(dates))
    late = surely_late(case, dates, today)
    first = contact_steps(dates.contact_by, today, surely_late=late)
    return ContactMediation.REQUIRED, (*first, *AFTER_CONTACT)


def _appeal(case: Case, dates: Deadlines, today: date) -> tuple[Step, ...]:
    return appeal_steps(dates, today, surely_late=surely_late(case, dates, today))


def _no_appeal_rule(case: Case) -> str:
    if case.sections & HEALTH_OR_SOCIAL_CARE:
        return "no_appeal_health_or_social_care"
    return "no_appeal_other_sections"


def _ask_date(dates: Deadlines) -> tuple[Step, ...]:
    return (Step(key="ask_for_letter_date"),) if dates.contact_by is None else ()


def _timing(case: Case, dates: Deadlines, today: date, *, contact_counts: bool = True) -> Timing:
    if dates.contact_by is None and dates.appeal_by is None:
        return Timing.PASSED if surely_late(case, dates, today) else Timing.NOT_TIMED
    if contact_counts and not dates.certificate and not case.contacted_mediation:
        return timing_of(dates.contact_by, today)
    return timing_of(dates.appeal_by, today, latest=dates.appeal_by_latest)


def _appeal_rules(case: Case) -> tuple[str, ...]:
    if case.decision in APPEAL_RULES:
        return APPEAL_RULES[case.decision]
    if not sections_known(case):
        return ("appeal_needs_or_support", "appeal_school", "unknown_sections_need_certificate")
    rules: tuple[str, ...] = ()
    if case.sections & NEED_OR_SUPPORT:
        rules += ("appeal_needs_or_support",)
    if Section.I in case.sections:
        rules += ("appeal_school",)
    if _can_ask_for_recommendations(case):
        rules += ("recommendations",)
    return rules


def _can_ask_for_recommendations(case: Case) -> bool:
    """Health or care beside the appeal, and a letter since the regulations began."""
    since = RULES["recommendations"].in_force_from
    new_enough = case.letter_date is None or case.letter_date >= since
    return new_enough and bool(case.sections & HEALTH_OR_SOCIAL_CARE)


def _contents_notes(case: Case) -> tuple[str, ...]:
    if case.decision is not Decision.PLAN_CONTENTS:
        return DECISION_NOTES.get(case.decision, ()) if case.decision else ()
    if not sections_known(case):
        return ("sections_unknown",)
    if _can_ask_for_recommendations(case):
        return ("ask_for_recommendations",)
    return ()


def _may_be_school_only(case: Case) -> bool:
    return not sections_known(case) or case.sections == SCHOOL_ONLY


def _late(dates: Deadlines, today: date) -> bool:
    return dates.appeal_by_latest is not None and today > dates.appeal_by_latest


def _late_contact(case: Case, dates: Deadlines, today: date) -> bool:
    """First contact is still to come and its two months are over; after mediation it is made."""
    by = dates.contact_by
    made = case.contacted_mediation or case.decision is Decision.MEDIATION_UNRESOLVED
    return by is not None and today > by and not dates.certificate and not made


def _late_rules(case: Case, dates: Deadlines, today: date) -> tuple[str, ...]:
    rules: tuple[str, ...] = ()
    if "certificate_after_two_months" in dates.notes or _late_contact(case, dates, today):
        rules += ("first_contact_late",)
    return rules + _late_appeal_rule(dates, today)


def _late_appeal_rule(dates: Deadlines, today: date) -> tuple[str, ...]:
    return ("late_appeal",) if _late(dates, today) else ()


def _late_notes(case: Case, dates: Deadlines, today: date) -> tuple[str, ...]:
    notes: tuple[str, ...] = ()
    if not dates.certificate and not _late_contact(case, dates, today):
        notes += ("month_from_certificate_if_later",)
    if _late_contact(case, dates, today) and not _late(dates, today):
        notes += ("contact_late_appeal_open",)
    return notes


def _moved_contact_rule(dates: Deadlines) -> tuple[str, ...]:
    return ("contact_date_never_moves",) if "contact_date_not_moved" in dates.notes else ()


def _form(case: Case) -> str:
    return SEND35A if case.decision is Decision.REFUSAL_TO_ASSESS else SEND35
