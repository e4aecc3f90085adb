"""Which question comes next for a half-filled case."""

from __future__ import annotations

from enum import StrEnum

from bot.guidance.case import Case, Decision
from bot.guidance.coverage import covers_letter
from bot.guidance.sections import APPEALABLE, HEALTH_OR_SOCIAL_CARE, NEED_OR_SUPPORT, SCHOOL_ONLY


class Question(StrEnum):
    """What can be asked, in the order of asking; the values are names of slots."""

    DECISION = "decision"
    SECTIONS = "sections"
    SCHOOL_ONLY_CONFIRMED = "school_only_confirmed"
    LETTER_DATE = "letter_date"
    LETTER_DATE_CONFIRMED = "letter_date_confirmed"
    HAS_CERTIFICATE = "has_certificate"
    CERTIFICATE_DATE = "certificate_date"
    CERTIFICATE_DATE_CONFIRMED = "certificate_date_confirmed"


class IncompleteCase(ValueError):
    """A fact is missing without which no answer can be right; `question` asks for it."""

    def __init__(self, question: Question) -> None:
        super().__init__(f"The case has no answer yet to the question {question.value!r}.")
        self.question = question


ALWAYS_APPEALABLE = frozenset(
    {
        Decision.REFUSAL_TO_ASSESS,
        Decision.REFUSAL_TO_REASSESS,
        Decision.REFUSAL_TO_ISSUE,
        Decision.REFUSAL_TO_AMEND,
        Decision.CEASE_TO_MAINTAIN,
    }
)


def sections_known(case: Case) -> bool:
    """Whether the parent named sections and is sure of them."""
    return bool(case.sections) and not case.sections_unknown


def is_school_only(case: Case) -> bool:
    """The dispute is about section I and nothing else."""
    return sections_known(case) and case.sections == SCHOOL_ONLY


def has_right_of_appeal(case: Case) -> bool:
    """Whether CFA 2014 s.51 gives an appeal (unknown sections are taken as giving one)."""
    if case.decision in ALWAYS_APPEALABLE:
        return True
    if case.decision in (Decision.PLAN_CONTENTS, Decision.MEDIATION_UNRESOLVED):
        return not sections_known(case) or bool(case.sections & APPEALABLE)
    return False


def certificate_needed(case: Case) -> bool:
    """Whether an appeal needs a mediation certificate first (CFA 2014 s.55)."""
    if case.decision is Decision.PLAN_CONTENTS and sections_known(case):
        return bool(case.sections & NEED_OR_SUPPORT)
    return has_right_of_appeal(case)


def is_health_or_social_care_only(case: Case) -> bool:
    """The dispute has no educational part: mediation, but no appeal (CFA 2014 ss.53-54)."""
    if case.decision is Decision.HEALTH_OR_SOCIAL_CARE:
        return True
    return (
        case.decision is Decision.PLAN_CONTENTS
        and sections_known(case)
        and not case.sections & APPEALABLE
        and bool(case.sections & HEALTH_OR_SOCIAL_CARE)
    )


def holds_certificate(case: Case) -> bool:
    """Whether a certificate is held; a date on one says so, unless they said they hold none."""
    if case.has_certificate is None:
        return case.certificate_date is not None
    return case.has_certificate


def next_question(case: Case) -> Question | None:
    """The next question that matters, or None when the answer is ready.

    A letter date is asked only where a time limit runs from it: appeals, and mediation about
    health or social care. A certificate is asked only where it can move the appeal's date or
    the duty to contact the mediation service, so not for section I alone, and not once the
    letter lies outside the dates that the rules cover.
    """
    if case.decision is None:
        return Question.DECISION
    return _about_sections(case) or _about_letter(case) or _about_certificate(case)


def question_left(case: Case) -> Question | None:
    """The next question that an answer cannot do without.

    Not asked about a certificate counts as holding none: the earlier date, and the duty to
    contact. Health or social care alone has an answer without a date.
    """
    question = next_question(case)
    if question is Question.HAS_CERTIFICATE:
        return None
    if question is Question.LETTER_DATE and is_health_or_social_care_only(case):
        return None
    return question


def _about_sections(case: Case) -> Question | None:
    if case.decision is not Decision.PLAN_CONTENTS or case.sections_unknown:
        return None
    if not case.sections:
        return Question.SECTIONS
    if is_school_only(case) and not case.school_only_confirmed:
        return Question.SCHOOL_ONLY_CONFIRMED
    return None


def _about_letter(case: Case) -> Question | None:
    if not (has_right_of_appeal(case) or is_health_or_social_care_only(case)):
        return None
    if case.letter_date is None:
        return None if case.letter_date_unknown else Question.LETTER_DATE
    return None if case.letter_date_confirmed else Question.LETTER_DATE_CONFIRMED


def _about_certificate(case: Case) -> Question | None:
    if not certificate_needed(case):
        return None
    if case.letter_date is not None and not covers_letter(case.letter_date):
        return None
    if not holds_certificate(case):
        answered = case.has_certificate is False or case.contacted_mediation
        return None if answered else Question.HAS_CERTIFICATE
    if case.certificate_date is None:
        return None if case.certificate_date_unknown else Question.CERTIFICATE_DATE
    return None if case.certificate_date_confirmed else Question.CERTIFICATE_DATE_CONFIRMED
