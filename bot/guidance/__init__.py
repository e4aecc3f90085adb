"""The rules: which route a disagreement takes, by what date, and why.

Pure: no clock, no input or output. Today's date is always passed in.
"""

from bot.guidance.advice import Advice, ContactMediation, Reason, Route, Step, Timing
from bot.guidance.agreement import agreement_dates
from bot.guidance.case import Case, Decision, Section, read_sections
from bot.guidance.coverage import CALENDAR_TO, LETTERS_FROM, LETTERS_TO
from bot.guidance.keys import NOTE_KEYS, STEP_KEYS
from bot.guidance.outcome import advise
from bot.guidance.questions import IncompleteCase, Question, next_question
from bot.guidance.rules import RULES, Rule
from bot.guidance.young_person import becomes_young_person_on

__all__ = [
    "CALENDAR_TO",
    "LETTERS_FROM",
    "LETTERS_TO",
    "NOTE_KEYS",
    "RULES",
    "STEP_KEYS",
    "Advice",
    "Case",
    "ContactMediation",
    "Decision",
    "IncompleteCase",
    "Question",
    "Reason",
    "Route",
    "Rule",
    "Section",
    "Step",
    "Timing",
    "advise",
    "agreement_dates",
    "becomes_young_person_on",
    "next_question",
    "read_sections",
]
