"""What a parent has told us: the decision, the sections in dispute and the dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum


class Decision(StrEnum):
    """What the council decided, or what the worry is about where there is no decision."""

    REFUSAL_TO_ASSESS = "refusal_to_assess"
    REFUSAL_TO_REASSESS = "refusal_to_reassess"
    REFUSAL_TO_ISSUE = "refusal_to_issue"
    REFUSAL_TO_AMEND = "refusal_to_amend"
    CEASE_TO_MAINTAIN = "cease_to_maintain"
    PLAN_CONTENTS = "plan_contents"
    DRAFT_PLAN = "draft_plan"
    PROPOSED_AMENDMENT = "proposed_amendment"
    NO_DECISION_YET = "no_decision_yet"
    SEN_SUPPORT = "sen_support"
    PROVISION_NOT_DELIVERED = "provision_not_delivered"
    HEALTH_OR_SOCIAL_CARE = "health_or_social_care"
    PERSONAL_BUDGET = "personal_budget"
    TRANSPORT = "transport"
    EXCLUSION = "exclusion"
    SCHOOL_DISCRIMINATION = "school_discrimination"
    AGREEMENT_NOT_KEPT = "agreement_not_kept"
    MEDIATION_UNRESOLVED = "mediation_unresolved"
    OTHER = "other"


class Section(StrEnum):
    """The sections of an EHC plan (SEND Regulations 2014, regulation 12)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H1 = "H1"
    H2 = "H2"
    I = "I"  # noqa: E741 - the letter that the plan itself uses
    J = "J"
    K = "K"


def read_sections(given: Iterable[Section | str] | Section | str) -> frozenset[Section]:
    """The sections named; a plain "H" means H1 and H2.

    Raises TypeError for what is not a section or text, ValueError for an unknown letter.
    """
    members: Iterable[Section | str] = [given] if isinstance(given, str) else given
    if not isinstance(members, Iterable):
        raise TypeError(f"sections must be a set of plan sections, not {given!r}.")
    found: set[Section] = set()
    for member in members:
        if not isinstance(member, str):
            raise TypeError(f"sections must be Section members or letters, not {member!r}.")
        letter = member.strip().upper()
        if letter == "H":
            found |= {Section.H1, Section.H2}
            continue
        try:
            found.add(Section(letter))
        except ValueError:
            raise ValueError(f"An EHC plan has no section {member!r}.") from None
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One decision and what is known about it; every field may still be missing.

    `event_date` is the day of the discrimination, or of the mediation agreement.
    A date given outweighs the matching `..._unknown`; `sections_unknown` outweighs `sections`.
    Raises TypeError or ValueError for a value of the wrong kind.
    """

    decision: Decision | None = None
    sections: frozenset[Section] = frozenset()
    sections_unknown: bool = False
    school_only_confirmed: bool = True
    letter_date: date | None = None
    letter_date_confirmed: bool = True
    letter_date_unknown: bool = False
    arrival_date: date | None = None
    has_certificate: bool | None = None
    certificate_date: date | None = None
    certificate_date_confirmed: bool = True
    certificate_date_unknown: bool = False
    contacted_mediation: bool = False
    event_date: date | None = None
    date_of_birth: date | None = None

    def __post_init__(self) -> None:
        if self.decision is not None:
            object.__setattr__(self, "decision", _read_decision(self.decision))
        object.__setattr__(self, "sections", read_sections(self.sections))
        for field in fields(self):
            value = getattr(self, field.name)
            if field.type == "date | None":
                require_date(field.name, value, optional=True)
            elif field.type == "bool" and not isinstance(value, bool):
                raise TypeError(f"{field.name} must be True or False, not {value!r}.")
            elif field.type == "bool | None" and not (value is None or isinstance(value, bool)):
                raise TypeError(f"{field.name} must be True, False or None, not {value!r}.")


def require_date(name: str, value: object, *, optional: bool = False) -> None:
    """Raise TypeError unless `value` is a plain calendar date (a datetime is not)."""
    if optional and value is None:
        return
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{name} must be a date without a time, not {value!r}.")


def _read_decision(value: object) -> Decision:
    if not isinstance(value, str):
        raise TypeError(f"decision must be a Decision or its name, not {value!r}.")
    try:
        return Decision(value)
    except ValueError:
        raise ValueError(f"There is no decision called {value!r}.") from None
