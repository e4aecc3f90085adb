"""Advice on a case of one line, and what is in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.guidance import Advice, Case, Step, advise

LETTER = date(2026, 10, 1)
"""Its two months end on Tuesday 1 December 2026."""
TODAY = date(2026, 11, 18)


def advice_for(today: date = TODAY, **facts: Any) -> Advice:
    """The advice for a case with these facts."""
    return advise(Case(**facts), today=today)


def keys(advice: Advice) -> list[str]:
    """What to do, in order."""
    return [step.key for step in advice.steps]


def step(advice: Advice, key: str) -> Step:
    """One of the steps."""
    return next(step for step in advice.steps if step.key == key)


def rules(advice: Advice) -> set[str]:
    """Every rule that was used."""
    return {reason.rule for reason in advice.reasons}
