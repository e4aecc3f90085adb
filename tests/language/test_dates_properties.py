"""What holds of every date and every text, whatever was typed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.dates import find_dates, read_date

TODAY = date(2026, 11, 21)


def listed(text: str) -> list[str]:
    return text.split()


SIX_YEARS = [date(2021, 1, 1) + timedelta(days=n) for n in range(365 * 5 + 325 + 1)]
MONTHS = listed(
    "January February March April May June July August September October November December"
)
UNITS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
IN_WORDS = [*UNITS, *(f"twenty {u}" for u in UNITS[:9]), "thirtieth", "thirty first"]


def ordinal(day: date) -> str:
    suffix = "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{suffix}"


def month(day: date) -> str:
    return MONTHS[day.month - 1]


FULL_FORMS: dict[str, Callable[[date], str]] = {
    "1 October 2026": lambda d: f"{d.day} {month(d)} {d.year}",
    "1st of october 2026": lambda d: f"{ordinal(d)} of {month(d).lower()} {d.year}",
    "the 1st october, 2026": lambda d: f"the {ordinal(d)} {month(d).lower()}, {d.year}",
    "Thursday 1 October 2026": lambda d: f"{d:%A} {d.day} {month(d)} {d.year}",
    "thu 1st Oct 26": lambda d: f"{d:%a} {ordinal(d)} {month(d)[:3]} {d:%y}".lower(),
    "1 October 2026 (Thursday)": lambda d: f"{d.day} {month(d)} {d.year} ({d:%A})",
    "October 1st 2026": lambda d: f"{month(d)} {ordinal(d)} {d.year}",
    "OCTOBER 1, 2026": lambda d: f"{month(d)} {d.day}, {d.year}".upper(),
    "1-Oct-26": lambda d: f"{d.day}-{month(d)[:3]}-{d:%y}",
    "1stoctober2026": lambda d: f"{ordinal(d)}{month(d)}{d.year}".lower(),
    "1oct26": lambda d: f"{d.day}{month(d)[:3]}{d:%y}".lower(),
    "1st Oct '26": lambda d: f"{ordinal(d)} {month(d)[:3]} '{d:%y}",
    "the first of October 2026": lambda d: f"the {IN_WORDS[d.day - 1]} of {month(d)} {d.year}",
    "2026-10-01": lambda d: d.isoformat(),
    "its dated 1 Oct 2026.": lambda d: f"its dated {d.day} {month(d)[:3]} {d.year}.",
    "letter says 1st October 2026 came yesterday": lambda d: (
        f"letter says {ordinal(d)} {month(d)} {d.year} and it came yesterday"
    ),
}
FIGURES: dict[str, Callable[[date], str]] = {
    form: (lambda day, form=form: day.strftime(form))  # type: ignore[misc]
    for mark in "/.- "
    for form in (f"%d{mark}%m{mark}%Y", f"%-d{mark}%-m{mark}%Y", f"%d{mark}%m{mark}%y")
}


@pytest.mark.parametrize("form", FULL_FORMS.values(), ids=FULL_FORMS)
def test_every_day_of_six_years_written_in_full_reads_back_as_itself(
    form: Callable[[date], str],
) -> None:
    for day in SIX_YEARS:
        reading = read_date(form(day), today=TODAY)
        assert (reading.date, reading.certain) == (day, True), form(day)


@pytest.mark.parametrize("form", FIGURES.values(), ids=FIGURES)
def test_every_day_in_figures_reads_day_first_and_asks_where_it_could_be_month_first(
    form: Callable[[date], str],
) -> None:
    for day in SIX_YEARS:
        reading = read_date(form(day), today=TODAY)
        clear = day.day > 12 or day.day == day.month
        assert (reading.date, reading.certain) == (day, clear), form(day)


@pytest.mark.parametrize("back", range(365))
def test_a_day_without_its_year_is_never_read_as_later_than_the_last_such_day(back: int) -> None:
    day = TODAY - timedelta(days=back)
    reading = read_date(f"{day.day} {month(day)}", today=TODAY)
    assert reading.date == day or (reading.date is None and reading.reason == "future")
    assert reading.certain == (reading.date is not None and back <= 184)


@pytest.mark.parametrize("ahead", [1, 2, 30, 365, 4000])
@pytest.mark.parametrize("form", [*FULL_FORMS.values(), *FIGURES.values()])
def test_a_day_to_come_is_refused(form: Callable[[date], str], ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    reading = read_date(form(day), today=TODAY)
    assert reading.date is None


PRINTED_ON_IT = (
    "dated {}", "the letter is dated {}", "it says {}", "letter says {}", "the date on it is {}",
    "{} is the date on the letter", "{} is printed on it", "letter of {}", "letter {}",
    "it's got {} on it", "{} it says at the top", "{} at the top", "{} on the front page",
    "the council one says {}", "the one from the council is dated {}", "{} by the date on it",
    "on the copy it says {}", "the letter they made on {}", "the council wrote on {}",
)  # fmt: skip
ANOTHER_DAY = (
    "it came on {}", "got it on {}", "received {}", "it arrived {}", "{} is when it came",
    "we had it on {}", "opened it {}", "it landed on the mat {}", "{} it arrived",
    "i rang kids on {}", "kids rang {}", "the meeting was {}", "they handed it to me on {}",
    "my certificate is dated {}", "i read it on {}", "he was excluded on {}", "reply by {}",
    "i have until {}", "the envelope is stamped {}", "found it in his bag {}",
    "i signed for it on {}", "school told me on {}", "first heard about it {}",
    "kids wrote to me on {}", "emailed kids on {}", "the gp letter is dated {}",
    "the one from the college is dated {}", "the letter about the bus is dated {}",
    "the senco printed it for me on {}", "the portal message was {}", "the plan review was {}",
    "my own letter was {}", "i chased them {}", "the taxi letter says {}", "our ref {}",
    "the envelope has {} on it", "the report from the hospital says {}",
)  # fmt: skip


@pytest.mark.parametrize("other", ANOTHER_DAY)
def test_a_later_day_told_beside_the_letters_own_is_never_taken_for_it(other: str) -> None:
    later = other.format("5 november")
    assert read_date(later, today=TODAY).date is None
    read = 0
    for form in PRINTED_ON_IT:
        own = form.format("1 october")
        for join in (", ", " but ", " and ", ". ", " although ", "; ", " - ", "\n"):
            for text in (own + join + later, later + join + own):
                day = read_date(text, today=TODAY).date
                assert day in {None, date(2026, 10, 1)}, text
                read += day is not None
    assert read >= len(PRINTED_ON_IT) * 8


WORDS = st.sampled_from(
    listed("""
    1 2 3 5 9 12 13 28 29 30 31 32 99 2025 2026 26 27 1st 2nd 5th 21st 31st first second third
    twenty one ten eleventh the of on last next this past week weeks month fortnight days ago
    today yesterday tomorrow monday tues wednesday friday sat sunday january feb may march
    october oct novmber december , . / - ( ) ' ? and or not no letter dated says came got on
    certificate sent received by until between about a in before after born meeting year just
    gone christmas eve boxing day easter end early half term two thousand sorry meant i
""")
)
PHRASES = st.lists(WORDS, max_size=12).flatmap(
    lambda words: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(words))
)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@settings(max_examples=1500, deadline=None)
@given(text=PHRASES, today=DAYS, about=st.sampled_from(["letter", "certificate"]))
def test_no_reading_is_ever_later_than_today(text: str, today: date, about: str) -> None:
    reading = read_date(text, today=today, about=about)  # type: ignore[arg-type]
    assert reading.date is None or reading.date <= today
    assert (reading.reason is None) == (reading.date is not None) or reading.reason == "too_old"
    for mention in find_dates(text, today=today):
        assert mention.date is None or mention.date <= today
        assert 0 <= mention.start < mention.end <= len(text)


MONTH_AND_FIGURES = st.lists(
    st.sampled_from(
        listed("""
    1 2 3 5 9 12 13 28 30 31 2025 2026 26 1st 2nd 5th 21st 31st the of on october oct may
    november dec / - . , and not letter dated came certificate section year
""")
    ),
    max_size=10,
).map(" ".join)


@settings(max_examples=1500, deadline=None)
@given(text=MONTH_AND_FIGURES, today=DAYS)
def test_a_day_is_never_read_that_the_text_does_not_hold(text: str, today: date) -> None:
    reading = read_date(text, today=today)
    if reading.date:
        figures = "".join(c if c.isdigit() else " " for c in text).split()
        assert reading.date.day in {int(figure) for figure in figures}


@settings(max_examples=600, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=200), today=DAYS)
def test_any_text_at_all_is_read_without_an_error(text: str, today: date) -> None:
    reading = read_date(text, today=today)
    assert reading.text == text
    for mention in find_dates(text, today=today):
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\x00", "1\x005 october", "\ud800 1 october", "\u202e1 October 2026\u202c", "🎉" * 50,
        "1" * 300, "1/" * 150, "a\u0301" * 200, "\U000e0031\U000e0020", "٣٢ october", "½ october",
        "1²/10/2026", "0/0/0", "00/00/0000", "99/99/9999", "1 october 0000", "29 february 0000",
    ],
)  # fmt: skip
def test_odd_characters_and_numbers_give_an_answer_that_is_no_later_than_said(text: str) -> None:
    reading = read_date(text, today=TODAY)
    assert reading.date in {None, date(2026, 10, 1)}
    assert not (reading.certain and "\u202e" in text)


LONG_SHAPES = listed("""
    1 1/ 1- 1. one twenty not'the 1st~ last~ tuesday~ week~ago~ 1~october~ october~ the~letter~
    octobxr~ (((  dated~ 12~ and~ \u200b é ٣ a\u0301 0x
""")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("shape", LONG_SHAPES)
def test_a_text_of_any_length_is_read_to_its_end(shape: str) -> None:
    """Whatever half-dates it is made of."""
    flood = (shape.replace("~", " ") * 100_000)[:100_000]
    assert read_date(flood, today=TODAY).date in {None, read_date(flood[:500], today=TODAY).date}
