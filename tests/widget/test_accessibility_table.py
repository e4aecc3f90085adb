"""docs/accessibility.md says what is tested: it must name tests that exist, for all 48 points."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STANDINGS = {
    "tested by machine",
    "looked at by eye",
    "still to be tried with assistive technology",
}


def _rows() -> list[list[str]]:
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| \d+ \|.*\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _tests() -> set[str]:
    files = [*Path(__file__).parent.glob("test_*.py"), ROOT / "tests" / "test_calendar_file.py"]
    found = (re.findall(r"^def (test_\w+)", f.read_text(encoding="utf-8"), re.M) for f in files)
    return {name for names in found for name in names}


def test_each_of_the_48_points_has_its_standing() -> None:
    """One row each, in order, with one or more of the three standings."""
    rows = _rows()
    assert [int(row[0]) for row in rows] == list(range(1, 49))
    for row in rows:
        assert set(row[2].split("; ")) <= STANDINGS, row


def test_every_test_that_the_table_names_exists() -> None:
    """A renamed test is renamed in the table too."""
    named = {name for row in _rows() for name in re.findall(r"`(test_\w+)`", row[3])}
    assert named - _tests() == set()


def test_what_is_tested_by_machine_names_its_tests_and_nothing_else_does() -> None:
    """No point claims a test that it does not name."""
    for row in _rows():
        assert ("tested by machine" in row[2]) is bool(row[3]), row
