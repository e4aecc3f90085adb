"""Dates as parents type them: British order, never in the future, never a guess."""

from bot.language.dates.reader import find_dates, read_date
from bot.language.dates.reading import DateMention, DateReading, Role

__all__ = ["DateMention", "DateReading", "Role", "find_dates", "read_date"]
