"""The Advice in words. Every date in the text is a date of the Advice; none is computed here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from actions.opening import open_now_sentence
from bot.council import Council
from bot.guidance import Advice, Case, ContactMediation, Reason, Step, Timing
from bot.words import SMS, Words, day_for

REASONS_SAID = 3
SAID_BY_THE_HEADLINE = {"contact_mediation", "contact_mediation_today", "contact_mediation_late"}
SAID_BY_OTHER_STEPS = {"choose_mediation", "prepare_appeal"}
OF_NO_MATTER = {"contact_send_team", "find_letter"}
"""Steps for those of whose matter nothing is known."""
FIRST_REASONS = (
    "certificate_not_needed_school_only",
    "contact_within_two_months",
    "two_months_from_letter",
    "one_month_from_certificate",
    "certificate_needed",
)
CLAIM = "claim_discrimination"
SAID_FIRST = {"certificate_before_letter"}
SAID_BY_THE_MOMENT = {"contact_late_appeal_open"}
LAST_DAY_NOTE = "contact_date_not_moved"
LATER_DAY_NOTE = "appeal_date_moved"
FULL_NAME = "Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008"
SHORT_NAME = "Tribunal Rules 2008"
TWO_DAYS = 2


def answer_in_words(
    advice: Advice,
    case: Case,
    *,
    at: datetime,
    channel: str,
    council: Council,
    said: Words,
    matter: str | None = None,
    in_short: bool = False,
) -> str:
    """Answer first, then what happens next, what else to know, and why; `in_short` the first only.

    `matter` is what it is about where it is no decision of the rules ("admissions").
    """
    values = values_of(advice, case, at=at, channel=channel, council=council, said=said)
    headline = _headline(advice, case, at.date(), said)
    of_its_own = f"{headline}_{matter}" if matter and said.has(f"{headline}_{matter}") else None
    parts = [said.say(of_its_own or headline, channel, **values)]
    if channel == SMS or in_short:
        return parts[0]
    first = [note for note in advice.notes if note in SAID_FIRST]
    parts = [*(said.say(f"utter_note_{note}", channel, **values) for note in first), *parts]
    done = SAID_BY_THE_HEADLINE | SAID_BY_OTHER_STEPS | (OF_NO_MATTER if of_its_own else set())
    steps = steps_in_words(advice, channel, values, said, but=done)
    if steps:
        parts.append(steps)
    parts += [
        said.say(f"utter_note_{note}", channel, **values)
        for note in advice.notes
        if note not in SAID_FIRST | SAID_BY_THE_MOMENT
        and not (note == LAST_DAY_NOTE and values["last_day"])
        and not _is_over(note, advice, at.date())
    ]
    why = why_in_words(advice, channel, values, said)
    return "\n\n".join([*parts, why] if why else parts)


def _is_over(note: str, advice: Advice, today: date) -> bool:
    """Whether a remark tells people to work to a day that has gone."""
    day = {LAST_DAY_NOTE: advice.contact_mediation_by, LATER_DAY_NOTE: advice.appeal_by}.get(note)
    return day is not None and day < today


def steps_in_words(
    advice: Advice,
    channel: str,
    values: dict[str, str],
    said: Words,
    *,
    but: Collection[str] = SAID_BY_THE_HEADLINE | SAID_BY_OTHER_STEPS,
) -> str:
    """What happens next, numbered, without the steps that `but` names; empty without steps."""
    steps = [_step(step, channel, values, said) for step in advice.steps if step.key not in but]
    if not steps:
        return ""
    numbered = "\n".join(f"{n}. {text}" for n, text in enumerate(steps, start=1))
    return f"{said.say('utter_what_happens_next', channel)}\n{numbered}"


def dates_in_words(advice: Advice, channel: str, values: dict[str, str], said: Words) -> str:
    """Every date of the Advice with what it is for; empty when it has none."""
    keys = []
    if advice.contact_mediation_by and advice.contact_mediation is not ContactMediation.DONE:
        keys.append("utter_dates_contact")
    if advice.appeal_by:
        keys.append("utter_dates_appeal")
        if advice.appeal_by_latest != advice.appeal_by:
            keys.append("utter_dates_appeal_latest")
    told = [said.say(key, channel, **values).strip() for key in keys]
    if not told:
        told = [_step(step, channel, values, said) for step in advice.steps if step.by]
    return "\n".join(told)


def why_in_words(advice: Advice, channel: str, values: dict[str, str], said: Words) -> str:
    """The reasons that matter most, each with its provision; empty when no rule was used."""
    ranked = sorted(advice.reasons, key=_rank)[:REASONS_SAID]
    told = [_reason(reason, channel, values, said) for reason in ranked]
    if not told:
        return ""
    return f"{said.say('utter_why', channel)} {' '.join(told)}"


def _moment(advice: Advice, today: date) -> str | None:
    """The days around a last day, which need words of their own; None on all others."""
    if advice.timing is Timing.PASSED and not advice.contact_mediation_by and not advice.appeal_by:
        return "passed_without_date"
    required = advice.contact_mediation is ContactMediation.REQUIRED
    contact_by, practical = advice.contact_mediation_by, advice.contact_mediation_practical_by
    if required and contact_by and practical:
        if practical == today < contact_by:
            return "contact_last_working_day"
        if practical < today < contact_by:
            return "contact_by_email_only"
    still_open = (
        advice.appeal_by is not None
        and advice.appeal_by_latest is not None
        and advice.appeal_by < today <= advice.appeal_by_latest
    )
    if still_open and required and contact_by and contact_by < today:
        return "contact_late_appeal_open"
    if still_open and not required:
        return "appeal_still_in_time"
    return None


def _rank(reason: Reason) -> int:
    return FIRST_REASONS.index(reason.rule) if reason.rule in FIRST_REASONS else len(FIRST_REASONS)


def _headline(advice: Advice, case: Case, today: date, said: Words) -> str:
    route, contact = advice.route.value, advice.contact_mediation.value
    decision = case.decision.value if case.decision else ""
    outcome = f"utter_answer_{route}_{contact}"
    candidates = [
        f"{outcome}_{advice.timing.value}",
        outcome,
        f"utter_answer_{route}_{decision}_{advice.timing.value}",
        f"utter_answer_{route}_{decision}",
        f"utter_answer_{route}",
    ]
    if case.contacted_mediation and advice.timing is not Timing.NOT_TIMED:
        late = "_late" if advice.timing is Timing.PASSED else ""
        candidates[:0] = [f"{outcome}_contacted{late}", f"{outcome}_contacted"]
    elif moment := _moment(advice, today):
        candidates.insert(0, f"utter_answer_{moment}")
    return next(key for key in candidates if said.has(key))


def _step(step: Step, channel: str, values: dict[str, str], said: Words) -> str:
    dated = {
        "by": day_for(channel, step.by) if step.by else "",
        "not_before": day_for(channel, step.not_before) if step.not_before else "",
    }
    key = step.text_key
    if step.by is None and step.not_before is None and said.has(f"{key}_undated"):
        key = f"{key}_undated"
    return said.say(key, channel, **{**values, **dated})


def _reason(reason: Reason, channel: str, values: dict[str, str], said: Words) -> str:
    sentence = said.say(f"utter_reason_{reason.rule}", channel, **values).rstrip(".")
    return f"{sentence} ({reason.provision.replace(FULL_NAME, SHORT_NAME)})."


def values_of(
    advice: Advice, case: Case, *, at: datetime, channel: str, council: Council, said: Words
) -> dict[str, str]:
    def day(value: date | None) -> str:
        return day_for(channel, value) if value else ""

    today = at.date()
    values = {
        "contact_by": day(advice.contact_mediation_by),
        "practical_by": day(advice.contact_mediation_practical_by),
        "reach_by": day(_reach_by(advice, today)),
        "appeal_by": day(advice.appeal_by),
        "appeal_by_latest": day(advice.appeal_by_latest),
        "letter_date": day(case.letter_date),
        "arrival_date": day(case.arrival_date),
        "claim_by": day(next((s.by for s in advice.steps if s.key == CLAIM and s.by), None)),
        "form": advice.form or "",
        "time_left": _time_left(_next_date(advice, today), today, channel, said),
    }
    values["last_day"] = ""
    if values["reach_by"] != values["contact_by"]:
        values["last_day"] = said.say("utter_last_day", channel, **values)
    values["reach_kids"] = open_now_sentence(council, at, channel, said)
    return values


def _reach_by(advice: Advice, today: date) -> date | None:
    """The last day on which the service can be reached, while that is still to come."""
    practical = advice.contact_mediation_practical_by
    return practical if practical and practical >= today else advice.contact_mediation_by


def _next_date(advice: Advice, today: date) -> date | None:
    if advice.contact_mediation is ContactMediation.REQUIRED:
        return _reach_by(advice, today) or advice.appeal_by
    return advice.appeal_by or _reach_by(advice, today)


def _time_left(day: date | None, today: date, channel: str, said: Words) -> str:
    if day is None or day < today:
        return ""
    left = (day - today).days
    if left == 0:
        return said.say("utter_time_left_today", channel)
    if left < TWO_DAYS:
        return said.say("utter_time_left_tomorrow", channel)
    return said.say("utter_time_left", channel, days=left)
