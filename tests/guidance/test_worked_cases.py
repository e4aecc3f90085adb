"""Worked cases with a known answer, each with the provision it shows."""

from datetime import date
from pathlib import Path

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


TABLE = Path(__file__).with_name("worked_cases.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| 2")
]


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


def test_the_table_of_worked_cases_is_read_whole():
    assert len(ROWS) == len([line for line in TABLE.splitlines() if line.startswith("|")]) - 2
    assert len(ROWS) >= 28
