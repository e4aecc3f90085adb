"""Worked cases with a known answer, each with the provision it shows."""

from datetime import date

import pytest

from bot.guidance import Case, advise

ON = date(2026, 9, 1)


def dates_of(letter, certificate=None, **facts):
    case = Case(
        **{"decision": "refusal_to_issue", **facts},
        letter_date=letter,
        certificate_date=certificate,
    )
    advice = advise(case, today=ON)
    return (
        advice.contact_mediation_by,
        advice.contact_mediation_practical_by,
        advice.appeal_by,
        advice.appeal_by_latest,
    )


WORKED = """
letter     | certificate | contact by | practical  | appeal by  | latest     | why
2026-10-01 | 2026-11-29  | 2026-12-01 | 2026-12-01 | 2026-12-29 | 2027-01-04 | r.20(1)(c) later of the two; r.12(3)(a) Christmas; 1 to 3 January 2027 no working days
2028-02-29 | -           | 2028-04-29 | 2028-04-28 | 2028-04-29 | 2028-05-02 | Dodds: 29 to 29; r.12(2) past the May bank holiday
2026-12-31 | -           | 2027-02-28 | 2027-02-26 | 2027-02-28 | 2027-03-01 | Dodds: the month is too short
2027-12-31 | -           | 2028-02-29 | 2028-02-29 | 2028-02-29 | 2028-02-29 | Dodds: the short month in a leap year
2027-01-26 | -           | 2027-03-26 | 2027-03-25 | 2027-03-26 | 2027-03-30 | r.12(2), (5): Good Friday and Easter Monday; reg 33 is not moved
2026-09-21 | -           | 2026-11-21 | 2026-11-20 | 2026-11-21 | 2026-11-23 | reg 33 on a Saturday
2027-02-28 | -           | 2027-04-28 | 2027-04-28 | 2027-04-28 | 2027-04-28 | Dodds: 28 February runs to 28, not 30, April
2026-10-30 | -           | 2026-12-30 | 2026-12-30 | 2026-12-30 | 2027-01-04 | Dodds: same day number; r.12(3)(a)
2027-05-31 | -           | 2027-07-31 | 2027-07-30 | 2027-07-31 | 2027-08-02 | r.12(2): strict reading of Saturday 31 July 2027
2028-10-24 | -           | 2028-12-24 | 2028-12-22 | 2028-12-24 | 2028-12-27 | r.12(2): strict reading of Sunday 24 December 2028
2028-10-23 | -           | 2028-12-23 | 2028-12-22 | 2028-12-23 | 2028-12-27 | r.12(2): strict reading of Saturday 23 December 2028
2026-06-30 | -           | 2026-08-30 | 2026-08-28 | 2026-08-30 | 2026-09-01 | r.12(3)(a): Monday 31 August 2026 is itself a bank holiday
2026-06-01 | -           | 2026-08-01 | 2026-07-31 | 2026-08-01 | 2026-09-01 | r.12(3)(a): the first day of August; reg 33 not moved
2026-07-01 | -           | 2026-09-01 | 2026-09-01 | 2026-09-01 | 2026-09-01 | r.12(3)(a): days of August inside the period still count
2027-11-01 | -           | 2028-01-01 | 2027-12-31 | 2028-01-01 | 2028-01-04 | r.12(3)(a), (5): Monday 3 January 2028 is the substitute holiday
2028-10-25 | -           | 2028-12-25 | 2028-12-22 | 2028-12-25 | 2029-01-02 | r.12(3)(a): Christmas Day 2028
2026-10-24 | -           | 2026-12-24 | 2026-12-24 | 2026-12-24 | 2026-12-24 | r.12(3)(a): Christmas Eve is not in the window
2019-03-08 | -           | 2019-05-08 | 2019-05-08 | 2019-05-08 | 2019-05-08 | r.20
2020-03-08 | -           | 2020-05-08 | 2020-05-07 | 2020-05-08 | 2020-05-11 | r.12(5): the May bank holiday of 2020 was moved to Friday 8 May
2020-03-04 | -           | 2020-05-04 | 2020-05-04 | 2020-05-04 | 2020-05-04 | r.12(5): so Monday 4 May 2020 was a working day
2022-04-03 | -           | 2022-06-03 | 2022-06-01 | 2022-06-03 | 2022-06-06 | r.12(5): the Jubilee, 2 and 3 June 2022
2022-07-19 | -           | 2022-09-19 | 2022-09-16 | 2022-09-19 | 2022-09-20 | r.12(5): the State Funeral, 19 September 2022
2023-03-08 | -           | 2023-05-08 | 2023-05-05 | 2023-05-08 | 2023-05-09 | r.12(5): the Coronation, 8 May 2023
2026-10-01 | 2026-10-05  | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | r.20(1)(c): an early certificate never shortens
2026-10-01 | 2026-11-01  | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | r.20(1)(c): both on the same day
2026-11-30 | 2027-01-31  | 2027-01-30 | 2027-01-29 | 2027-02-28 | 2027-03-01 | Dodds for the one month; r.20(1)(c)
2030-12-31 | -           | 2031-02-28 | 2031-02-28 | 2031-02-28 | 2031-02-28 | the last letter covered
2014-09-01 | -           | 2014-11-01 | 2014-10-31 | 2014-11-01 | 2014-11-03 | the first letter covered
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in WORKED.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_letter_and_a_certificate_give_these_dates(row):
    letter, certificate, contact, practical, appeal, latest = (
        None if cell == "-" else date.fromisoformat(cell) for cell in row[:6]
    )
    assert dates_of(letter, certificate) == (contact, practical, appeal, latest), row[6]


def test_a_certificate_for_the_school_only_gives_no_more_time():
    """CFA 2014 s.55(2): doubtful, so the earlier date, and the doubt is named."""
    case = Case(
        decision="plan_contents",
        sections={"I"},
        letter_date=date(2026, 9, 30),
        certificate_date=date(2026, 11, 25),
    )
    advice = advise(case, today=date(2026, 11, 26))
    assert advice.appeal_by == date(2026, 11, 30)
    assert "voluntary_certificate" in advice.notes
    assert "voluntary_certificate" in [reason.rule for reason in advice.reasons]


def test_the_strict_reading_of_rule_12_is_said_to_be_disputed():
    case = Case(decision="refusal_to_assess", letter_date=date(2027, 5, 31))
    advice = advise(case, today=date(2027, 6, 1))
    assert "disputed_last_day" in advice.notes
    assert "appeal_next_working_day_strict" in [reason.rule for reason in advice.reasons]


@pytest.mark.parametrize("extra", ["C", "D", "G", "H", "A", "E", "J", "K"])
def test_the_school_with_a_section_that_has_no_appeal_makes_contact_optional(extra):
    case = Case(decision="plan_contents", sections={"I", extra}, letter_date=date(2026, 10, 1))
    advice = advise(case, today=date(2026, 11, 1))
    assert (advice.route, advice.contact_mediation) == ("tribunal_direct", "optional")
    assert advice.contact_mediation_by == advice.appeal_by == date(2026, 12, 1)
    assert "contacting_mediation_is_safest" in advice.notes


def test_a_refusal_to_amend_about_the_school_alone_still_needs_the_certificate():
    case = Case(decision="refusal_to_amend", sections={"I"}, letter_date=date(2026, 10, 1))
    advice = advise(case, today=date(2026, 11, 1))
    assert advice.contact_mediation == "required"
    assert "school_only_refusal_to_amend" in [reason.rule for reason in advice.reasons]


def test_the_certificate_of_a_refusal_counts_whatever_sections_were_named_before():
    """Sections left over from an answer that was corrected do not change a refusal."""
    plain = dates_of(date(2026, 10, 1), date(2026, 11, 29), decision="refusal_to_assess")
    left_over = dates_of(
        date(2026, 10, 1), date(2026, 11, 29), decision="refusal_to_assess", sections={"I"}
    )
    assert plain == left_over
