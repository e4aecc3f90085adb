"""What is read in the dates that parents type."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from bot.language.dates import find_dates, read_date
from bot.language.dates.reader import About

TODAY = date(2026, 11, 21)
FORCES = {"sure": True, "confirm": False}
TABLES = ("dates.txt", "dates_unseen.txt", "dates_forms.txt", "dates_among_others.txt")


class Row(NamedTuple):
    text: str
    today: date
    about: About
    day: date | None
    certain: bool | None
    reason: str | None


def rows(name: str) -> Iterator[Row]:
    today, about = TODAY, "letter"
    for line in Path(__file__).with_name(name).read_text(encoding="utf8").split("\n"):
        if line.startswith("@ "):
            word = line[2:].strip()
            if word[0].isdigit():
                today = date.fromisoformat(word)
            else:
                about = word
        elif line and not line.startswith("#"):
            expected, _, text = line.partition(" | ")
            first, _, rest = expected.strip().partition(" ")
            day = None if first == "none" else date.fromisoformat(first)
            force, _, reason = rest.partition(" ") if day else ("", "", rest)
            if day and force and force not in FORCES:
                raise ValueError(line)
            yield Row(text, today, cast(About, about), day, FORCES.get(force), reason or None)


@pytest.mark.parametrize("row", [row for name in TABLES for row in rows(name)], ids=repr)
def test_a_phrase_is_read_as_a_person_would_read_it(row: Row) -> None:
    reading = read_date(row.text, today=row.today, about=row.about)
    assert reading.date == row.day
    if row.certain is not None:
        assert reading.certain is row.certain
    if row.reason is not None:
        assert reading.reason == row.reason
    if row.day is None:
        assert reading.reason is not None and not reading.certain


def test_the_tables_hold_hundreds_of_phrases_and_no_phrase_twice() -> None:
    for name, least in (("dates.txt", 300), ("dates_unseen.txt", 150)):
        asked = [(row.text, row.today, row.about) for row in rows(name)]
        assert len(asked) >= least
        assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "letter dated 1 Oct, certificate 29 October",
            [("letter", "1 Oct", date(2026, 10, 1)),
             ("certificate", "29 October", date(2026, 10, 29))],
        ),
        (
            "letter says 2 nov but it came on the 9th",
            [("letter", "2 nov", date(2026, 11, 2)), ("arrival", "the 9th", date(2026, 11, 9))],
        ),
        (
            "he was born 3/4/2018. letter of 13/10/26",
            [("birth", "3/4/2018", date(2018, 4, 3)), ("letter", "13/10/26", date(2026, 10, 13))],
        ),
        (
            "the meeting was on 5 october, letter 12 october",
            [("event", "5 october", date(2026, 10, 5)),
             ("letter", "12 october", date(2026, 10, 12))],
        ),
        (
            "she got her autism diagnosis on 3 september, letter dated 22 october",
            [("event", "3 september", date(2026, 9, 3)),
             ("letter", "22 october", date(2026, 10, 22))],
        ),
        (
            "he was diagnosed on 3 september. got the letter on 22 october",
            [("event", "3 september", date(2026, 9, 3)),
             ("arrival", "22 october", date(2026, 10, 22))],
        ),
        ("not the 5th, the 15th", [("unknown", "the 5th", None),
                                   ("unknown", "the 15th", date(2026, 11, 15))]),
        ("📅 １ Oct ２０２６ 📅", [("unknown", "１ Oct ２０２６", date(2026, 10, 1))]),
    ],
)  # fmt: skip
def test_each_date_of_a_message_is_found_with_its_place_and_whose_it_is(
    text: str, mentions: list[tuple[str, str, date | None]]
) -> None:
    found = find_dates(text, today=TODAY)
    assert [(m.role, text[m.start : m.end], m.date) for m in found] == mentions


def test_two_different_dates_for_the_letter_are_never_certain() -> None:
    text = "the letter says 1 october 2026 on the front page. the letter says 5 october 2026 inside"
    assert [m.certain for m in find_dates(text, today=TODAY)] == [False, False]
    reading = read_date(text, today=TODAY)
    assert (reading.date, reading.reason) == (None, "ambiguous")
    assert reading.candidates == (date(2026, 10, 1), date(2026, 10, 5))


@pytest.mark.parametrize(
    "text, month",
    [
        ("about the middle of October", date(2026, 10, 1)),
        ("sometime in October", date(2026, 10, 1)),
        ("around 10 October", date(2026, 10, 1)),
        ("in December", date(2025, 12, 1)),
        ("end of September 2025", date(2025, 9, 1)),
        ("the beginning of last month", date(2026, 10, 1)),
        ("at the start of the month", date(2026, 11, 1)),
        ("about the 14th", None),
        ("a few weeks ago", None),
        ("14 October 2026", None),
    ],
)
def test_a_month_told_without_its_day_is_known(text: str, month: date | None) -> None:
    """The latest one of that name that has begun, unless its year is told."""
    (mention,) = find_dates(text, today=TODAY)
    assert mention.month == month


def test_last_tuesday_offers_both_tuesdays_and_settles_on_neither() -> None:
    reading = read_date("last Tuesday", today=TODAY)
    assert reading.date is None
    assert reading.candidates == (date(2026, 11, 10), date(2026, 11, 17))


def test_a_reading_cannot_be_changed() -> None:
    reading = read_date("1 october", today=TODAY)
    with pytest.raises(FrozenInstanceError):
        reading.date = TODAY  # type: ignore[misc]
