"""Every path of questions from an empty case to its outcome, found by asking and answering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.guidance.case import Case, Decision, Section
from bot.guidance.outcome import advise
from bot.guidance.questions import Question, next_question

_LETTER = date(2026, 10, 1)
_CERTIFICATE = date(2026, 11, 20)
_TODAY = date(2026, 11, 21)
_BEFORE_THE_LETTER = "before the letter"


@dataclass(frozen=True)
class End:
    """An outcome: its route and what it says about contacting mediation."""

    route: str
    contact: str


@dataclass(frozen=True)
class Asked:
    """A question, and for each group of answers what follows."""

    question: Question
    answers: tuple[tuple[tuple[str, ...], Asked | End], ...]


Answer = tuple[str, Callable[[Case], Case]]


def _with(**facts: object) -> Callable[[Case], Case]:
    return lambda case: replace(case, **facts)  # type: ignore[arg-type]


def _sections(letters: str) -> Callable[[Case], Case]:
    chosen = frozenset(Section(letter) for letter in letters)
    return _with(sections=chosen, school_only_confirmed=chosen != {Section.I})


ANSWERS: dict[Question, tuple[Answer, ...]] = {
    Question.DECISION: tuple((decision.value, _with(decision=decision)) for decision in Decision),
    Question.SECTIONS: (
        ("B or F, with or without others", _sections("BF")),
        ("I only", _sections("I")),
        ("I and others, not B or F", _sections("IC")),
        ("C, D, G or H, not B, F or I", _sections("C")),
        ("A, E, J or K only", _sections("A")),
        ("not known", _with(sections_unknown=True)),
    ),
    Question.SCHOOL_ONLY_CONFIRMED: (
        ("only the school", _with(school_only_confirmed=True)),
        ("B or F too", _sections("BI")),
    ),
    Question.LETTER_DATE: (
        ("written out in full", _with(letter_date=_LETTER)),
        ("needs reading back", _with(letter_date=_LETTER, letter_date_confirmed=False)),
        ("not known, or only its arrival", _with(letter_date_unknown=True)),
        ("not covered by the rules", _with(letter_date=date(2014, 8, 31))),
    ),
    Question.LETTER_DATE_CONFIRMED: (("yes", _with(letter_date_confirmed=True)),),
    Question.HAS_CERTIFICATE: (
        ("yes", _with(has_certificate=True)),
        ("no", _with(has_certificate=False)),
        ("contacted, none yet", _with(contacted_mediation=True)),
    ),
    Question.CERTIFICATE_DATE: (
        ("written out in full", _with(certificate_date=_CERTIFICATE)),
        (
            "needs reading back",
            _with(certificate_date=_CERTIFICATE, certificate_date_confirmed=False),
        ),
        (_BEFORE_THE_LETTER, _with(certificate_date=date(2014, 9, 1))),
        ("not known", _with(certificate_date_unknown=True)),
    ),
    Question.CERTIFICATE_DATE_CONFIRMED: (("yes", _with(certificate_date_confirmed=True)),),
}
"""The kinds of answer to each question. A "no" to reading back asks for the date again."""


EMPTY = Case()


@cache
def flow(case: Case = EMPTY) -> Asked | End:
    """What follows from a case: the next question with its answers, or the outcome."""
    question = next_question(case)
    if question is None:
        advice = advise(case, today=_TODAY)
        return End(advice.route.value, advice.contact_mediation.value)
    answers = [
        (words, flow(tell(case)))
        for words, tell in ANSWERS[question]
        if words != _BEFORE_THE_LETTER or case.letter_date is not None
    ]
    return Asked(question, _grouped(answers))


def _grouped(
    answers: Iterable[tuple[str, Asked | End]],
) -> tuple[tuple[tuple[str, ...], Asked | End], ...]:
    """Answers that lead to the same place are one arrow."""
    groups: dict[Asked | End, list[str]] = {}
    for words, following in answers:
        groups.setdefault(following, []).append(words)
    return tuple((tuple(words), following) for following, words in groups.items())
