"""The dates that the rules cover, and how far the calendar of bank holidays is trusted."""

from __future__ import annotations

from datetime import date

LETTERS_FROM = date(2014, 9, 1)
"""Part 3 of the Children and Families Act 2014 began."""

LETTERS_TO = date(2030, 12, 31)

CALENDAR_TO = date(2031, 12, 31)
"""The last day that any answer may name.

A letter of 31 December 2030 runs to 28 February 2031, and a certificate after mediation some
months longer. Bank holidays to then follow from the Banking and Financial Dealings Act 1971 and
royal proclamations made every year alike; an extra one proclaimed later can only make the law's
last day later. Beyond it the answer is "cannot say".
"""


def covers_letter(letter_date: date) -> bool:
    """Whether the rules cover a letter or event of this date."""
    return LETTERS_FROM <= letter_date <= LETTERS_TO
