"""Every rule: what it says, the provision it rests on, since when, and when it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CHECKED_ON = date(2026, 11, 21)
PART_3_BEGAN = date(2014, 9, 1)
TRIBUNAL_RULES_BEGAN = date(2008, 11, 3)
ADVICE_SINCE = PART_3_BEGAN


class Status(StrEnum):
    """What kind of thing a rule is."""

    LAW = "law"
    PRACTICE = "council practice"
    SAFE_ADVICE = "safe advice"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; `disputed` where another reading is arguable and the safer one is given."""

    name: str
    says: str
    provision: str
    in_force_from: date = PART_3_BEGAN
    checked_on: date = CHECKED_ON
    status: Status = Status.LAW
    disputed: bool = False


CFA = "Children and Families Act 2014"
REGS = "SEND Regulations 2014"
TRIBUNAL = "Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008"

_APPEALS = (
    Rule(
        name="appeal_refusal_to_assess",
        says="You can appeal when the council will not carry out an EHC needs assessment.",
        provision=f"{CFA}, section 51(2)(a)",
    ),
    Rule(
        name="appeal_refusal_to_issue",
        says="You can appeal when the council will not issue a plan after an assessment.",
        provision=f"{CFA}, section 51(2)(b)",
    ),
    Rule(
        name="appeal_needs_or_support",
        says="You can appeal the needs (section B) or the support (section F) in a final plan.",
        provision=f"{CFA}, section 51(2)(c)(i) and (ii)",
    ),
    Rule(
        name="appeal_school",
        says="You can appeal the school or type of school in section I, or that none is named.",
        provision=f"{CFA}, section 51(2)(c)(iii) and (iv)",
    ),
    Rule(
        name="appeal_refusal_to_reassess",
        says="You can appeal when the council will not carry out a re-assessment you asked for.",
        provision=f"{CFA}, section 51(2)(d)",
    ),
    Rule(
        name="reassessment_after_six_months",
        says="The council may refuse a re-assessment within 6 months of the last assessment.",
        provision=f"{REGS}, regulation 24",
    ),
    Rule(
        name="appeal_refusal_to_amend",
        says="You can appeal when a plan is left as it is after a review or re-assessment.",
        provision=f"{CFA}, section 51(2)(e)",
    ),
    Rule(
        name="appeal_cease_to_maintain",
        says="You can appeal when the council decides to end a plan.",
        provision=f"{CFA}, section 51(2)(f)",
    ),
    Rule(
        name="plan_continues",
        says="A plan stays in force until the time to appeal ends or the appeal is decided.",
        provision=f"{CFA}, section 45(4)",
    ),
    Rule(
        name="no_appeal_health_or_social_care",
        says="The health and social care sections (C, D, G, H) have no appeal of their own.",
        provision=f"{CFA}, section 51(2)",
    ),
    Rule(
        name="no_appeal_other_sections",
        says="Sections A, E, J and K cannot be appealed.",
        provision=f"{CFA}, section 51(2)",
    ),
    Rule(
        name="appeal_only_listed_decisions",
        says="Only the decisions that the Act lists can be appealed to the SEND Tribunal.",
        provision=f"{CFA}, section 51(2)",
    ),
    Rule(
        name="appeal_only_final_plan",
        says="Plan content can be appealed once the plan is final, not while it is a draft.",
        provision=f"{CFA}, section 51(3)",
    ),
    Rule(
        name="young_person",
        says="The right passes from the parent after the last Friday in June of the school year "
        "of the 16th birthday, until 25.",
        provision=f"{CFA}, section 83(2); Education Act 1996, section 8",
    ),
    Rule(
        name="recommendations",
        says="An appeal about education can also ask for health and social care changes.",
        provision="SEND (First-tier Tribunal Recommendations Power) Regulations 2017",
        in_force_from=date(2018, 4, 3),
    ),
)

_MEDIATION = (
    Rule(
        name="certificate_needed",
        says="Most appeals need a mediation certificate first.",
        provision=f"{CFA}, section 55(1) and (3)",
    ),
    Rule(
        name="certificate_not_needed_school_only",
        says="No certificate is needed where the appeal is only about section I.",
        provision=f"{CFA}, section 55(2)",
    ),
    Rule(
        name="contact_within_two_months",
        says="Contact the mediation adviser within 2 months after the decision was sent.",
        provision=f"{REGS}, regulation 33",
    ),
    Rule(
        name="contact_date_never_moves",
        says="The date to contact mediation is not moved for weekends, holidays or August.",
        provision=f"{REGS}, regulation 33; {TRIBUNAL}, rule 12(2) covers only time set by them",
        status=Status.SAFE_ADVICE,
    ),
    Rule(
        name="certificate_in_three_working_days",
        says="A certificate follows within 3 working days of saying no, or after mediation.",
        provision=f"{REGS}, regulations 34 and 39",
    ),
    Rule(
        name="mediation_in_thirty_days",
        says="The council must arrange mediation within 30 days of being told you want it.",
        provision=f"{REGS}, regulations 36 and 37",
    ),
    Rule(
        name="certificate_after_mediation",
        says="After mediation you get a certificate, and can appeal what was not agreed.",
        provision=f"{CFA}, section 55(5)",
    ),
    Rule(
        name="health_or_social_care_mediation",
        says="You can ask for mediation about health or social care, with no certificate.",
        provision=f"{CFA}, sections 53 and 54; {REGS}, regulations 32, 35 to 37",
    ),
    Rule(
        name="disagreement_resolution",
        says="Disagreement resolution is free, separate and agreed to by both sides.",
        provision=f"{CFA}, section 57",
    ),
    Rule(
        name="voluntary_certificate",
        says="Where only the school is in dispute, a certificate may not give more time.",
        provision=f"{CFA}, section 55(2); {TRIBUNAL}, rule 20(1)(c)",
        status=Status.SAFE_ADVICE,
        disputed=True,
    ),
    Rule(
        name="school_only_refusal_to_amend",
        says="A refusal to change the plan needs a certificate even if only the school matters.",
        provision=f"{CFA}, sections 51(2)(e) and 55(2)",
        status=Status.SAFE_ADVICE,
        disputed=True,
    ),
    Rule(
        name="school_with_other_sections",
        says="With section I and sections that have no appeal, contacting mediation is safest.",
        provision=f"{CFA}, section 55(2)",
        status=Status.SAFE_ADVICE,
        disputed=True,
    ),
    Rule(
        name="unknown_sections_need_certificate",
        says="While the sections are not known, treat the appeal as one that needs a certificate.",
        provision=f"{CFA}, section 55",
        status=Status.SAFE_ADVICE,
    ),
    Rule(
        name="first_contact_late",
        says="After 2 months contact mediation at once; an appeal can still ask to be heard.",
        provision=f"{REGS}, regulations 33 and 34; {TRIBUNAL}, rules 19 and 20",
        status=Status.SAFE_ADVICE,
        disputed=True,
    ),
)

_TIME = (
    Rule(
        name="two_months_from_letter",
        says="The tribunal must receive the appeal within 2 months after the decision was sent.",
        provision=f"{TRIBUNAL}, rule 20(1)(c)",
    ),
    Rule(
        name="one_month_from_certificate",
        says="Or within 1 month of the date on the mediation certificate, if that is later.",
        provision=f"{TRIBUNAL}, rule 20(1)(c)",
    ),
    Rule(
        name="count_from_letter_date",
        says="Count from the date printed on the letter, or from when it came if that is earlier.",
        provision=f"{TRIBUNAL}, rule 20(1)(c); {REGS}, regulation 33 (both say 'sent')",
        status=Status.SAFE_ADVICE,
    ),
    Rule(
        name="corresponding_date",
        says="A period of months ends on the same day number in the last month.",
        provision="Dodds v Walker [1981] 1 WLR 1027 (House of Lords)",
        in_force_from=date(1981, 6, 25),
    ),
    Rule(
        name="last_day_of_short_month",
        says="If the last month is too short for that day number, the period ends on its last day.",
        provision="Dodds v Walker [1981] 1 WLR 1027 (House of Lords)",
        in_force_from=date(1981, 6, 25),
    ),
    Rule(
        name="appeal_on_a_working_day",
        says="An appeal must arrive by 5pm on its last day.",
        provision=f"{TRIBUNAL}, rule 12(1)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
    ),
    Rule(
        name="appeal_next_working_day",
        says="If the last day is not a working day, the next working day is in time.",
        provision=f"{TRIBUNAL}, rule 12(1), (2) and (5)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
    ),
    Rule(
        name="appeal_next_working_day_strict",
        says="If that next working day falls in August or at Christmas, it is not moved again.",
        provision=f"{TRIBUNAL}, rule 12(2) and (3)(a)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
        status=Status.SAFE_ADVICE,
        disputed=True,
    ),
    Rule(
        name="appeal_in_august",
        says="If the last day is in August, the first working day after 31 August is in time.",
        provision=f"{TRIBUNAL}, rule 12(1) and (3)(a)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
    ),
    Rule(
        name="appeal_at_christmas",
        says="If the last day is 25 December to 1 January, the first working day after is in time.",
        provision=f"{TRIBUNAL}, rule 12(1) and (3)(a)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
    ),
    Rule(
        name="late_appeal",
        says="The tribunal can give more time; a late appeal must ask for it and say why.",
        provision=f"{TRIBUNAL}, rules 5(3)(a) and 20(4); CM v Surrey CC [2014] UKUT 4 (AAC)",
        in_force_from=TRIBUNAL_RULES_BEGAN,
    ),
    Rule(
        name="letters_covered",
        says="These rules cover letters dated from 1 September 2014 to 31 December 2030.",
        provision=f"{CFA}, Part 3 (in force from 1 September 2014)",
    ),
)

_OTHER = (
    Rule(
        name="comment_on_draft",
        says="You have at least 15 days to comment on a draft, counting the day it was served.",
        provision=f"{REGS}, regulation 13(1)(a)",
    ),
    Rule(
        name="comment_on_amendment",
        says="You have at least 15 days to comment on changes, counting the day of service.",
        provision=f"{REGS}, regulation 22(2)(c)",
    ),
    Rule(
        name="final_plan_in_eight_weeks",
        says="The final plan is due within 8 weeks of the notice of changes.",
        provision=f"{REGS}, regulation 22(3)",
    ),
    Rule(
        name="council_time_limits",
        says="The council has 6 weeks to decide on an assessment, 20 weeks to issue a final plan "
        "and 4 weeks to decide after a review meeting.",
        provision=f"{REGS}, regulations 5, 13 and 20",
    ),
    Rule(
        name="duty_to_provide",
        says="The council must make sure that the support in section F is given.",
        provision=f"{CFA}, section 42",
    ),
    Rule(
        name="complaint",
        says="You can complain to the council, then to the Ombudsman within 12 months.",
        provision="Local Government Act 1974, sections 26 and 26B",
        in_force_from=date(2008, 4, 1),
    ),
    Rule(
        name="ask_for_assessment",
        says="A parent, a young person or a school can ask for an EHC needs assessment.",
        provision=f"{CFA}, section 36(1)",
    ),
    Rule(
        name="agreement_as_if_ordered",
        says="The council must keep a mediation agreement in the same time as a tribunal order.",
        provision=f"{REGS}, regulations 42(2) and 44",
    ),
    Rule(
        name="agreement_two_weeks",
        says="What was agreed and could not be appealed must be done within 2 weeks.",
        provision=f"{REGS}, regulation 42(3)",
    ),
    Rule(
        name="discrimination_claim",
        says="A disability claim against a school must be made within 6 months, counting the day.",
        provision="Equality Act 2010, Schedule 17, paragraph 4",
        in_force_from=date(2010, 10, 1),
    ),
    Rule(
        name="personal_budget",
        says="A refused personal budget has no appeal, but the council must review it if asked.",
        provision=f"{CFA}, section 49; SEN (Personal Budgets) Regulations 2014",
    ),
    Rule(
        name="transport",
        says="Councils look again at a transport decision in two stages.",
        provision="Education Act 1996, section 508B; Department for Education guidance",
        in_force_from=date(2014, 7, 1),
        status=Status.PRACTICE,
    ),
    Rule(
        name="exclusion",
        says="Governors look at an exclusion; a permanent one can go to an independent panel "
        "within 15 school days.",
        provision="School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012",
        in_force_from=date(2012, 9, 1),
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in (*_APPEALS, *_MEDIATION, *_TIME, *_OTHER)}
"""Every rule by its name."""
