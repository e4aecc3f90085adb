"""Every rule carries its law, and every rule is used."""

import ast
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import bot.guidance
from bot.guidance import RULES, Case, Decision, IncompleteCase, advise
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


def test_every_rule_is_the_reason_of_some_answer():
    letters = [
        {"letter_date": letter}
        for letter in (
            date(2026, 10, 1),
            date(2026, 6, 10),
            date(2026, 12, 31),
            date(2026, 10, 30),
            date(2027, 1, 26),
            date(2027, 5, 31),
            date(2013, 1, 1),
        )
    ]
    facts = [{}, {"certificate_date": date(2027, 2, 1)}, {"date_of_birth": date(2015, 1, 1)}]
    sections = ["", "B", "I", "IC", "IB", "CF", "C", "A"]
    used = set()
    for decision, letter, more, letters_of, today in product(
        Decision, letters, facts, sections, (date(2026, 10, 2), date(2029, 1, 1))
    ):
        case = Case(decision=decision, sections=set(letters_of), **letter, **more)
        unknown = Case(**{**vars(case), "sections_unknown": True})
        for each in (case, unknown):
            try:
                advice = advise(each, today=today)
            except IncompleteCase:
                continue
            used |= {reason.rule for reason in advice.reasons}
    assert used == set(RULES)


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
