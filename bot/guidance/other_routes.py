"""The routes without an appeal: mediation alone, waiting, complaints, and other places to go."""

from __future__ import annotations

from datetime import date, timedelta

from bot.guidance.advice import Advice, ContactMediation, Route, Step, Timing
from bot.guidance.agreement import agreement_dates
from bot.guidance.case import Case, Decision
from bot.guidance.compose import compose
from bot.guidance.coverage import covers_letter
from bot.guidance.deadlines import letter_sent, mediation_deadline, surely_late
from bot.guidance.months import months_after
from bot.guidance.steps import COMPLAIN, GET_ADVICE, step_by
from bot.guidance.timing import timing_of

_DAY = timedelta(days=1)
COMMENT_DAYS = 15
FINAL_PLAN_WEEKS = 8


def mediation_only(case: Case, today: date) -> Advice:
    """Health or social care alone: mediation without a certificate (CFA 2014 ss.53-54)."""
    dates = mediation_deadline(case)
    by = dates.contact_by
    timing = timing_of(by, today)
    if surely_late(case, dates, today):
        timing = Timing.PASSED
    first = step_by("ask_for_mediation", by)
    if timing is Timing.PASSED:
        first = Step(key="ask_for_mediation_late")
    return compose(
        case,
        today,
        route=Route.MEDIATION_ONLY,
        contact=ContactMediation.OPTIONAL,
        dates=dates,
        timing=timing,
        steps=(
            first,
            Step(key="tell_council_what_about"),
            Step(key="complain_about_health_or_care"),
            GET_ADVICE,
        ),
        rules=(
            "no_appeal_health_or_social_care",
            "health_or_social_care_mediation",
            "mediation_in_thirty_days",
        ),
        notes=("check_education_too",),
    )


def disagreement_resolution(case: Case, today: date) -> Advice:
    """Sections A, E, J and K only, or SEN support in school (CFA 2014 s.57)."""
    if case.decision is Decision.SEN_SUPPORT:
        steps = (
            Step(key="talk_to_senco"),
            Step(key="complain_to_school"),
            Step(key="ask_for_disagreement_resolution"),
            Step(key="ask_for_assessment"),
        )
        rules = ("appeal_only_listed_decisions", "disagreement_resolution", "ask_for_assessment")
    else:
        steps = (
            Step(key="ask_for_disagreement_resolution"),
            Step(key="raise_at_review"),
            *COMPLAIN,
        )
        rules = ("no_appeal_other_sections", "disagreement_resolution", "complaint")
    return _without_mediation(case, today, Route.DISAGREEMENT_RESOLUTION, steps=steps, rules=rules)


def wait_for_final_plan(case: Case, today: date) -> Advice:
    """A draft, or a notice of changes: comment now, appeal when the plan is final."""
    sent = letter_sent(case)
    comment_by = sent + timedelta(days=COMMENT_DAYS - 1) if sent else None
    late = comment_by is not None and today > comment_by
    draft = case.decision is Decision.DRAFT_PLAN
    if late:
        comment = Step(key="comment_late")
    else:
        comment = step_by("comment_on_draft" if draft else "comment_on_changes", comment_by)
    steps = [comment, Step(key="name_a_school")]
    rules = ["appeal_only_final_plan", "comment_on_draft" if draft else "comment_on_amendment"]
    if not draft:
        steps.append(_chase_final_plan(sent))
        rules.append("final_plan_in_eight_weeks")
    steps.append(Step(key="come_back_with_final_plan"))
    return _without_mediation(
        case, today, Route.WAIT_FOR_FINAL_PLAN, steps=tuple(steps), rules=tuple(rules)
    )


def complaint(case: Case, today: date) -> Advice:
    """No decision yet, support not given, or an agreement not kept."""
    if case.decision is Decision.NO_DECISION_YET:
        steps: tuple[Step, ...] = (Step(key="write_about_delay"),)
        rules: tuple[str, ...] = ("council_time_limits", "complaint")
    elif case.decision is Decision.PROVISION_NOT_DELIVERED:
        steps = (Step(key="write_about_support"),)
        rules = ("duty_to_provide", "complaint")
    else:
        steps = (Step(key="write_about_agreement"), *_agreement_steps(case.event_date))
        rules = ("agreement_as_if_ordered", "agreement_two_weeks", "complaint")
    return _without_mediation(
        case,
        today,
        Route.COMPLAINT,
        steps=(*steps, *COMPLAIN),
        rules=("appeal_only_listed_decisions", *rules),
    )


def other_route(case: Case, today: date) -> Advice:
    """Matters that go to another body."""
    if case.decision is Decision.SCHOOL_DISCRIMINATION:
        return _discrimination(case, today)
    steps, rule = {
        Decision.PERSONAL_BUDGET: (
            (Step(key="ask_for_budget_review"), *COMPLAIN),
            "personal_budget",
        ),
        Decision.TRANSPORT: ((Step(key="ask_for_transport_review"), *COMPLAIN), "transport"),
        Decision.EXCLUSION: (
            (Step(key="write_to_governors"), Step(key="ask_for_review_panel")),
            "exclusion",
        ),
    }[case.decision or Decision.OTHER]
    return _without_mediation(
        case,
        today,
        Route.OTHER_ROUTE,
        steps=steps,
        rules=("appeal_only_listed_decisions", rule),
    )


def cannot_say(case: Case, today: date, note: str | None = None) -> Advice:
    """Nothing that the rules can answer: who can help, and no dates."""
    outside = note is not None
    return compose(
        case,
        today,
        route=Route.CANNOT_SAY,
        contact=ContactMediation.CANNOT_SAY,
        right_of_appeal=False,
        steps=(
            (Step(key="check_the_date"), Step(key="contact_mediation_in_case"), GET_ADVICE)
            if outside
            else (Step(key="contact_send_team"), Step(key="find_letter"), GET_ADVICE)
        ),
        rules=("letters_covered" if outside else "appeal_only_listed_decisions",),
        notes=(note,) if note else (),
    )


def _discrimination(case: Case, today: date) -> Advice:
    """A claim, not an appeal: the last day is the day before the corresponding date."""
    day = case.event_date
    by = months_after(day, 6) - _DAY if day and covers_letter(day) else None
    timing = timing_of(by, today)
    claim = step_by("claim_discrimination", by)
    if timing is Timing.PASSED:
        claim = Step(key="claim_discrimination_late")
    return compose(
        case,
        today,
        route=Route.OTHER_ROUTE,
        contact=ContactMediation.NOT_NEEDED,
        timing=timing,
        steps=(claim, GET_ADVICE),
        rules=("discrimination_claim",),
        notes=("claim_date_never_moves",),
    )


def _chase_final_plan(sent: date | None) -> Step:
    if sent is None:
        return Step(key="chase_final_plan_undated")
    return Step(key="chase_final_plan", not_before=sent + timedelta(weeks=FINAL_PLAN_WEEKS) + _DAY)


def _agreement_steps(agreed_on: date | None) -> tuple[Step, ...]:
    limits = agreement_dates(agreed_on) if agreed_on else {}
    if not limits:
        return (Step(key="agreement_times"),)
    return (
        Step(key="agreement_school_or_other", by=limits["something_without_appeal"]),
        Step(key="agreement_needs_or_support", by=limits["amended_contents"]),
        Step(key="agreement_new_plan", by=limits["final_plan"]),
        Step(key="agreement_assessment", by=limits["final_plan_after_assessment"]),
    )


def _without_mediation(
    case: Case, today: date, route: Route, *, steps: tuple[Step, ...], rules: tuple[str, ...]
) -> Advice:
    return compose(
        case,
        today,
        route=route,
        contact=ContactMediation.NOT_AVAILABLE,
        steps=(*steps, GET_ADVICE),
        rules=rules,
    )
