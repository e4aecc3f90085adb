"""docs/reliability.md lists all 36 faults, each with tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
PAGE = (TESTS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \|[^|]+\|[^|]+\| (.+) \|$", PAGE, re.MULTILINE)


def test_every_fault_is_listed_once() -> None:
    """From 1 to 36."""
    assert [int(number) for number, _ in ROWS] == list(range(1, 37))


@pytest.mark.parametrize(("number", "tests"), ROWS)
def test_the_tests_of_a_fault_exist(number: str, tests: str) -> None:
    """The files, and the functions where they are named."""
    places = tests.split("<br>")
    assert places
    for place in places:
        file, _, names = place.partition(" ")[0].partition("::")
        assert (TESTS / file).exists(), file
        if not names:
            continue
        written = (TESTS / file).read_text(encoding="utf-8")
        for name in re.findall(r"\btest_\w+", place.partition("::")[2]):
            assert f"def {name}(" in written, (file, name)
