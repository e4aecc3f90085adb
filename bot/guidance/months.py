"""Counting calendar months (Dodds v Walker [1981] 1 WLR 1027, House of Lords)."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta


def months_after(day: date, months: int) -> date:
    """The same day number `months` later, or that month's last day where it has no such day."""
    return day + relativedelta(months=months)
