"""The table of facts counts what was taken right, missed, and taken wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bench.facts import dangers, decisions, letter_dates, never
from tests.understanding.reading import Understood

FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


def understood(wanted: dict[str, Any], **facts: Any) -> Understood:
    """A message that should give `wanted`, and the facts that were taken from it."""
    row = {"text": "x", "intent": "inform", **wanted}
    return Understood(row, "inform", (), facts)


def test_a_wrong_date_is_told_from_a_missed_one_and_a_later_one_from_an_earlier() -> None:
    """A date that is missed is asked for; one that is later than the truth loses days."""
    found = letter_dates(
        [
            understood({"letter_date": FIRST}, letter_date="2026-10-01"),
            understood({"letter_date": FIRST}),
            understood({"letter_date": FIRST}, letter_date="2026-10-02"),
            understood({"letter_date": SECOND}, letter_date="2026-10-01"),
            understood({"letter_date": None}, letter_date="2026-10-01"),
            understood({"letter_date": None}, letter_date="2026-10-01", letter_date_confirmed=True),
            understood({"letter_date": None}),
            understood({}, letter_date="2026-10-01"),
        ]
    )
    assert list(found.values()) == [
        "1 of 4 (25.0%)",
        "1 of 4 (25.0%)",
        "2 of 4 (50.0%)",
        "1 of 4 (25.0%)",
        "1 of 3 (33.3%)",
        "1 of 3 (33.3%)",
    ]


@pytest.mark.parametrize(
    "wanted, read, possible, counted",
    [
        ("danger/self_harm", "danger/self_harm", False, "1 1 0 0"),
        ("danger/self_harm", "danger/immediate", False, "1 1 0 0"),
        ("danger/self_harm", "faq/cost", True, "0 1 0 0"),
        ("danger/self_harm", "faq/cost", False, "0 0 0 0"),
        ("faq/cost", "danger/self_harm", False, "0 0 1 0"),
        ("faq/cost", "faq/cost", True, "0 0 0 1"),
    ],
)
def test_danger_seen_is_told_from_help_named_and_from_a_false_alarm(
    wanted: str, read: str, possible: bool, counted: str
) -> None:
    """Help first, help at all, an alarm for nothing, and help named for nothing."""
    found = dangers([Understood({"text": "x", "intent": wanted}, read, (), {}, possible)])
    assert [value.split(" ")[0] for value in found.values()] == counted.split(" ")


def test_decisions_that_two_readings_fit_are_not_counted() -> None:
    """Whoever wrote the message could not say either."""
    found = decisions(
        [
            understood({"decision": "draft_plan"}, decision="draft_plan"),
            understood({"decision": "draft_plan"}, decision="plan_contents"),
            understood({"decision": "draft_plan"}),
            understood({"decision": "draft_plan", "any_of": ["inform"]}, decision="other"),
        ]
    )
    assert list(found.values()) == ["1 of 3 (33.3%)"] * 3


def test_what_could_spare_somebody_mediation_is_counted() -> None:
    """The school only, and a certificate that nobody told of."""
    found = never(
        [
            understood({"sections": ["F", "I"]}, sections=["I"], school_only_confirmed=True),
            understood({"sections": ["I"]}, sections=["I"]),
            understood({"has_certificate": False}, has_certificate=True),
            understood({"has_certificate": True}, has_certificate=True),
        ]
    )
    assert list(found.values()) == ["1 of 1 (100.0%)", "1 of 1 (100.0%)", "1 of 3 (33.3%)"]
