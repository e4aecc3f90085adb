"""Every rule carries its law, and every rule is used."""

import ast
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import bot.guidance
from bot.guidance import (
    NOTE_KEYS,
    RULES,
    STEP_KEYS,
    Advice,
    Case,
    ContactMediation,
    Decision,
    Route,
    Step,
    advise,
)
from bot.guidance.questions import question_left
from bot.guidance.rules import Status

PACKAGE = Path(bot.guidance.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_provision_a_sentence_and_its_dates(name):
    rule = RULES[name]
    assert rule.name == name
    assert rule.says.endswith(".")
    assert any(mark.isdigit() for mark in rule.provision)
    assert rule.in_force_from <= date(2018, 4, 3)
    assert rule.checked_on == date(2026, 11, 21)
    assert not rule.disputed or rule.status is Status.SAFE_ADVICE


LETTERS = [
    {"letter_date": letter}
    for letter in (
        date(2026, 10, 1),
        date(2026, 6, 10),
        date(2026, 12, 31),
        date(2026, 10, 30),
        date(2027, 1, 26),
        date(2027, 5, 31),
        date(2013, 1, 1),
        date(2031, 1, 1),
    )
] + [
    {"letter_date_unknown": True},
    {"letter_date_unknown": True, "arrival_date": date(2026, 8, 20)},
    {"letter_date": date(2026, 10, 1), "arrival_date": date(2026, 9, 28)},
]
MORE = [
    {},
    {"certificate_date": date(2026, 5, 1)},
    {"certificate_date": date(2027, 2, 1)},
    {"certificate_date": date(2032, 2, 1)},
    {"has_certificate": True, "certificate_date_unknown": True},
    {"contacted_mediation": True, "event_date": date(2026, 8, 1)},
    {"event_date": date(2026, 2, 1), "date_of_birth": date(2015, 1, 1)},
    {"date_of_birth": date(2009, 1, 1)},
    {"date_of_birth": date(1999, 1, 1)},
]
SECTIONS = ["", "B", "I", "IC", "IB", "CF", "C", "A"]
DAYS = [
    date(2026, 8, 15),
    date(2026, 10, 2),
    date(2026, 12, 1),
    date(2026, 12, 30),
    date(2029, 1, 1),
]


@pytest.fixture(scope="module")
def answers():
    """The answers to a wide choice of cases."""
    found = []
    for decision, letter, more, letters in product(Decision, LETTERS, MORE, SECTIONS):
        for unknown in (False, True):
            case = Case(
                decision=decision,
                sections=set(letters),
                sections_unknown=unknown,
                **letter,
                **more,
            )
            if question_left(case) is None:
                found += [advise(case, today=today) for today in DAYS]
    return found


def test_every_rule_is_the_reason_of_some_answer(answers):
    assert {reason.rule for advice in answers for reason in advice.reasons} == set(RULES)


def test_every_step_and_note_is_in_some_answer(answers):
    """So no words are kept for a key that nothing uses."""
    assert {step.key for advice in answers for step in advice.steps} == STEP_KEYS
    assert {note for advice in answers for note in advice.notes} == NOTE_KEYS


def test_a_step_or_note_without_words_cannot_be_made():
    with pytest.raises(ValueError, match="no step called 'dance'"):
        Step(key="dance")
    with pytest.raises(ValueError, match="no note called 'sing'"):
        Advice(
            route=Route.CANNOT_SAY,
            right_of_appeal=False,
            contact_mediation=ContactMediation.CANNOT_SAY,
            notes=("sing",),
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_rules_import_only_the_standard_library_dateutil_and_holidays(path):
    allowed = sys.stdlib_module_names | {"dateutil", "holidays"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module]
        for name in names:
            assert name.split(".")[0] in allowed or name.startswith("bot.guidance"), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_rules_read_no_clock_and_no_files(path):
    forbidden = {"today", "now", "utcnow", "time", "localtime", "gmtime", "open", "print"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            assert name not in forbidden, f"{path.name}:{node.lineno}"
