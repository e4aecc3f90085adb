"""The outcome of a case: which route it takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.guidance.advice import Advice
from bot.guidance.appeal_routes import after_mediation, mediation_then_tribunal, tribunal_direct
from bot.guidance.case import Case, Decision, require_date
from bot.guidance.deadlines import OutsideRulesError, letter_sent
from bot.guidance.other_routes import (
    cannot_say,
    complaint,
    disagreement_resolution,
    mediation_only,
    other_route,
    wait_for_final_plan,
)
from bot.guidance.questions import (
    IncompleteCase,
    certificate_needed,
    has_right_of_appeal,
    is_health_or_social_care_only,
    question_left,
)

RouteFunction = Callable[[Case, date], Advice]

ROUTES: dict[Decision, RouteFunction] = {
    Decision.HEALTH_OR_SOCIAL_CARE: mediation_only,
    Decision.MEDIATION_UNRESOLVED: after_mediation,
    Decision.DRAFT_PLAN: wait_for_final_plan,
    Decision.PROPOSED_AMENDMENT: wait_for_final_plan,
    Decision.NO_DECISION_YET: complaint,
    Decision.PROVISION_NOT_DELIVERED: complaint,
    Decision.AGREEMENT_NOT_KEPT: complaint,
    Decision.SEN_SUPPORT: disagreement_resolution,
    Decision.PERSONAL_BUDGET: other_route,
    Decision.TRANSPORT: other_route,
    Decision.EXCLUSION: other_route,
    Decision.SCHOOL_DISCRIMINATION: other_route,
    Decision.OTHER: cannot_say,
}


def route_of(case: Case) -> RouteFunction:
    """The route for a case whose decision, and sections where they matter, are known."""
    if case.decision in ROUTES:
        return ROUTES[case.decision]
    if certificate_needed(case):
        return mediation_then_tribunal
    if has_right_of_appeal(case):
        return tribunal_direct
    if is_health_or_social_care_only(case):
        return mediation_only
    return disagreement_resolution


def advise(case: Case, *, today: date) -> Advice:
    """What to do about a case, as of `today`.

    Raises IncompleteCase, with the question to ask, where a fact is missing without which no
    answer can be right; TypeError where `case` or `today` is of the wrong kind.
    """
    if not isinstance(case, Case):
        raise TypeError(f"case must be a Case, not {case!r}.")
    require_date("today", today)
    question = question_left(case)
    if question is not None:
        raise IncompleteCase(question)
    try:
        letter_sent(case)
        return route_of(case)(case, today)
    except OutsideRulesError as outside:
        return cannot_say(case, today, outside.note)
