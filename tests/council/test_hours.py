"""A week of openings is written as people say it."""

from __future__ import annotations

import pytest

from bot.council.hours import Span, Week, in_short, in_words, read_span


def week(**days: str) -> Week:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(tuple(map(read_span, days.get(name, "").split())) for name in names)


NINE_TO_FIVE = "09:00-17:00"
WORKING_DAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), NINE_TO_FIVE)


@pytest.mark.parametrize(
    ("openings", "words", "short"),
    [
        (week(**WORKING_DAYS), "Monday to Friday, 9am to 5pm", "Mon-Fri 9-5"),
        (
            week(mon=NINE_TO_FIVE, tue=NINE_TO_FIVE),
            "Monday to Tuesday, 9am to 5pm",
            "Mon-Tue 9-5",
        ),
        (
            week(mon=NINE_TO_FIVE, wed=NINE_TO_FIVE, fri="10:15-13:00"),
            "Monday, 9am to 5pm, Wednesday, 9am to 5pm, and Friday, 10.15am to 1pm",
            "Mon 9-5, Wed 9-5, Fri 10.15-1",
        ),
        (
            week(tue="09:00-12:00 13:00-17:00"),
            "Tuesday, 9am to midday and 1pm to 5pm",
            "Tue 9am-midday and 1pm-5pm",
        ),
        (week(sun="00:00-06:30"), "Sunday, midnight to 6.30am", "Sun midnight-6.30am"),
        (week(sat="18:00-24:00"), "Saturday, 6pm to midnight", "Sat 6pm-midnight"),
        (week(sat="08:00-20:00"), "Saturday, 8am to 8pm", "Sat 8am-8pm"),
        (week(sat="00:30-11:30"), "Saturday, 12.30am to 11.30am", "Sat 12.30am-11.30am"),
        (((Span(0, 1440),),) * 7, "24 hours a day, every day", "24 hours"),
    ],
)
def test_hours_read_as_people_say_them(openings: Week, words: str, short: str) -> None:
    assert in_words(openings) == words
    assert in_short(openings) == short
