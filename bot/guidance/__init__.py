"""The rules: which route a disagreement takes, by what date, and why.

Pure: no clock, no input or output. Today's date is always passed in.
"""

from bot.guidance.advice import Advice, ContactMediation, Reason, Route, Step, Timing
from bot.guidance.case import Case, Decision, Section, read_sections
from bot.guidance.questions import IncompleteCase, Question, next_question

__all__ = [
    "Advice",
    "Case",
    "ContactMediation",
    "Decision",
    "IncompleteCase",
    "Question",
    "Reason",
    "Route",
    "Section",
    "Step",
    "Timing",
    "next_question",
    "read_sections",
]
