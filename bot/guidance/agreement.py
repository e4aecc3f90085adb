"""By when the council must do what a mediation agreement says (SEND Regs 2014 regs 42 and 44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.guidance.case import require_date
from bot.guidance.coverage import covers_letter


@dataclass(frozen=True)
class AgreementLimit:
    """What was agreed, the weeks from the agreement's date, and the provision."""

    what: str
    weeks: int
    provision: str


AGREEMENT_LIMITS = (
    AgreementLimit("something_without_appeal", 2, "reg 42(3)"),
    AgreementLimit("say_it_will_assess", 2, "regs 42(2), 44"),
    AgreementLimit("refusal_to_issue_after_assessment", 10, "regs 42(2), 44"),
    AgreementLimit("final_plan_after_assessment", 14, "regs 42(2), 44"),
    AgreementLimit("draft_plan", 5, "regs 42(2), 44"),
    AgreementLimit("final_plan", 11, "regs 42(2), 44"),
    AgreementLimit("amended_contents", 5, "regs 42(2), 44"),
    AgreementLimit("amended_school", 2, "regs 42(2), 44"),
    AgreementLimit("amended_plan_that_continues", 5, "regs 42(2), 44"),
)


def agreement_dates(agreed_on: date) -> dict[str, date]:
    """The last day for each thing that can be agreed, unless other times were agreed in writing.

    Empty for an agreement outside the dates that the rules cover.
    """
    require_date("agreed_on", agreed_on)
    if not covers_letter(agreed_on):
        return {}
    return {limit.what: agreed_on + timedelta(weeks=limit.weeks) for limit in AGREEMENT_LIMITS}
