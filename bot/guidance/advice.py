"""The answer: the route, the dates, what happens next and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.guidance.keys import NOTE_KEYS, STEP_KEYS


class Route(StrEnum):
    """Where a disagreement goes."""

    MEDIATION_THEN_TRIBUNAL = "mediation_then_tribunal"
    TRIBUNAL_DIRECT = "tribunal_direct"
    MEDIATION_ONLY = "mediation_only"
    DISAGREEMENT_RESOLUTION = "disagreement_resolution"
    COMPLAINT = "complaint"
    WAIT_FOR_FINAL_PLAN = "wait_for_final_plan"
    AFTER_MEDIATION = "after_mediation"
    OTHER_ROUTE = "other_route"
    CANNOT_SAY = "cannot_say"


class ContactMediation(StrEnum):
    """Whether the mediation service must be contacted; `done` means a certificate is held."""

    REQUIRED = "required"
    DONE = "done"
    OPTIONAL = "optional"
    NOT_NEEDED = "not_needed"
    NOT_AVAILABLE = "not_available"
    CANNOT_SAY = "cannot_say"


class Timing(StrEnum):
    """How near the next date is that must be kept; `soon` is seven days or fewer."""

    IN_TIME = "in_time"
    SOON = "soon"
    TODAY = "today"
    PASSED = "passed"
    NOT_TIMED = "not_timed"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do; `by` and `not_before` are days, both inclusive.

    Raises ValueError for a key that is not in STEP_KEYS.
    """

    key: str
    by: date | None = None
    not_before: date | None = None

    def __post_init__(self) -> None:
        if self.key not in STEP_KEYS:
            raise ValueError(f"There is no step called {self.key!r}.")

    @property
    def text_key(self) -> str:
        """The name of the words for this step."""
        return f"utter_step_{self.key}"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A rule that the answer rests on, with its provision and the day it was last checked."""

    rule: str
    provision: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The outcome of a case as of one day.

    `right_of_appeal` is True only where the rules establish one: for `cannot_say` it is False
    because nothing is established, not because there is none.
    `form` is the tribunal's form, `notes` are keys of further things to say.
    Raises ValueError for a note that is not in NOTE_KEYS.
    """

    route: Route
    right_of_appeal: bool
    contact_mediation: ContactMediation
    contact_mediation_by: date | None = None
    contact_mediation_practical_by: date | None = None
    appeal_by: date | None = None
    appeal_by_latest: date | None = None
    timing: Timing = Timing.NOT_TIMED
    steps: tuple[Step, ...] = ()
    reasons: tuple[Reason, ...] = ()
    form: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for note in self.notes:
            if note not in NOTE_KEYS:
                raise ValueError(f"There is no note called {note!r}.")

    def as_json(self) -> dict[str, Any]:
        """The same fields as JSON values: dates in ISO form, enums as their value."""
        return {
            "route": self.route.value,
            "right_of_appeal": self.right_of_appeal,
            "contact_mediation": self.contact_mediation.value,
            "contact_mediation_by": _iso(self.contact_mediation_by),
            "contact_mediation_practical_by": _iso(self.contact_mediation_practical_by),
            "appeal_by": _iso(self.appeal_by),
            "appeal_by_latest": _iso(self.appeal_by_latest),
            "timing": self.timing.value,
            "steps": [
                {
                    "key": step.key,
                    "by": _iso(step.by),
                    "not_before": _iso(step.not_before),
                    "text_key": step.text_key,
                }
                for step in self.steps
            ],
            "reasons": [
                {
                    "rule": reason.rule,
                    "provision": reason.provision,
                    "checked_on": reason.checked_on.isoformat(),
                }
                for reason in self.reasons
            ],
            "form": self.form,
            "notes": list(self.notes),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
