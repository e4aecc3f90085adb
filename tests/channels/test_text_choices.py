"""What a number, a button or "back" means."""

from __future__ import annotations

import pytest

from bot.channels.text_choices import asks_a_date, button_id, letters, question_before, read_id
from bot.channels.text_store import Session

SECTIONS = (
    {"title": "B: needs", "payload": '/inform{"section": "B"}'},
    {"title": "F: help", "payload": '/inform{"section": "F"}'},
    {"title": "B and F", "payload": '/inform{"section": ["B", "F"]}'},
    {"title": "I: the school", "payload": '/inform{"section": "I"}'},
    {"title": "I'm not sure", "payload": '/inform{"choice": "sections_unknown"}'},
)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        ([], None),
        (["decision"], None),
        (["decision", "letter_date"], "decision"),
        (["decision", "letter_date", "letter_date"], "decision"),
        (["decision", "letter_date", "has_certificate"], "letter_date"),
        (["decision", "letter_date", "letter_date_confirmed"], "letter_date"),
        (["decision", "letter_date", "letter_date_confirmed", "has_certificate"], "letter_date"),
        (["decision", "letter_date", "has_certificate", None], "has_certificate"),
        (["decision", "letter_date", "has_certificate", "letter_date"], "decision"),
        (["decision", "letter_date", "has_certificate", "letter_date", "decision"], None),
        (["decision", "sections", "school_only_confirmed"], "sections"),
        (["decision", None, "decision"], None),
        ([None, "decision", "letter_date", None, None], "letter_date"),
    ],
)
def test_back_is_the_question_before_and_never_to_and_fro(
    asked: list[str | None], before: str | None
) -> None:
    """After going back, back again goes further back; after the answer, to the last question."""
    assert question_before(asked) == before


@pytest.mark.parametrize(
    ("picked", "wanted"),
    [
        ([1, 2], "sections B and F"),
        ([1, 4], "sections B and I"),
        ([3, 4], "sections B and F and I"),
        ([1, 5], ""),
        ([1, 9], ""),
        ([0, 1], ""),
    ],
)
def test_several_numbers_choose_several_sections(picked: list[int], wanted: str) -> None:
    """Only of that list, and only where each stands for sections."""
    assert letters(Session("c", 0.0, asks="sections", choices=SECTIONS), picked) == wanted


def test_several_numbers_choose_nothing_elsewhere() -> None:
    """ "1 and 2" to another question is left to be understood as words."""
    assert letters(Session("c", 0.0, asks="decision", choices=SECTIONS), [1, 2]) == ""


@pytest.mark.parametrize(
    ("asks", "is_date"),
    [
        ("letter_date", True),
        ("certificate_date", True),
        ("letter_date_confirmed", False),
        (None, False),
    ],
)
def test_a_number_is_a_day_only_where_a_date_is_asked_for(asks: str | None, is_date: bool) -> None:
    """ "Is that the date?" is answered with 1 or 2."""
    assert asks_a_date(Session("c", 0.0, asks=asks)) is is_date


@pytest.mark.parametrize("asks", [None, "letter_date"])
def test_a_buttons_id_is_read_back(asks: str | None) -> None:
    """The question may be absent; the payload may hold the separator."""
    assert read_id(button_id(asks, '/x{"a": "b|c"}')) == (asks or "", '/x{"a": "b|c"}')
