"""What a message says besides its dates, told by their words alone."""

import re

_MONTH_OR_TIME = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d\s*[/.\-]\s*\d|\d\d \d\d|\d{4}|day\b|ago\b"
    r"|last|week|month|christmas|easter|eve\b",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(
    r"\b(?:on|was|since|from|by|until|till|at|turned|for|in)\s*$", re.IGNORECASE
)


def names_more_than_a_day(text: str) -> bool:
    """Whether a month, a year or a time is named: "the 5th" is a day and no more."""
    return bool(_MONTH_OR_TIME.search(text))


def words_beside_dates(text: str) -> int:
    """How many words of a message are no part of a date."""
    return sum(not names_more_than_a_day(word) and not word[0].isdigit() for word in text.split())


def leads_up_to_a_day(before: str) -> bool:
    """Whether the words before a date make it the day of something: "he was 7 on"."""
    return bool(_OF_SOMETHING.search(before))
