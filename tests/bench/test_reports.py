"""The tables hold what was measured, and say plainly where an aim was missed."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import turns_report, understanding_report
from bench.machine import describe
from bench.processes import Service, Spent, run_timed
from bench.readers import Read
from bench.scores import score
from bench.turns import Measured
from bench.understanding import Examined


def measured(factor: float) -> Measured:
    """A service `factor` times as slow, as large and as long to train as the guide's aim is."""
    return Measured(
        training=Spent(10 * factor, 8 * factor),
        start_seconds=[4 * factor, 5 * factor],
        turn_seconds=[[0.01 * factor] * 5, [0.012 * factor] * 5],
        turns_per_second=[100 / factor, 90 / factor],
        processor_seconds=[0.008 * factor],
        memory_bytes=[int(200e6 * factor)],
        early_seconds=[0.01 * factor],
        late_seconds=[0.011 * factor],
    )


def test_the_ratio_is_of_the_guide_to_each_rival() -> None:
    """Half the time of the lean bot, a tenth of the default one's."""
    made = turns_report.table({"guide": measured(1), "floor": measured(2), "default": measured(10)})
    turn = next(line for line in made.splitlines() if line.startswith("| a turn, one"))
    assert "11.0 ms (10.0–12.0)" in turn
    assert "| 0.50 (0.50–0.50) | 0.10 (0.10–0.10) |" in turn


@pytest.mark.parametrize(
    ("factor", "short"), [(10, []), (4, ["a turn", "turns a second", "from start", "training"])]
)
def test_an_aim_that_was_missed_is_named(factor: float, short: list[str]) -> None:
    """And one that was reached is not."""
    found = turns_report.missed(
        {"guide": measured(1), "floor": measured(1), "default": measured(factor)}
    )
    assert [any(line.startswith(s) for line in found) for s in short] == [True] * len(short)
    assert len(found) == len(short)


def test_the_page_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    """Only what stands between the marks is replaced, as often as it is made."""
    page = "# Speed\n\n<!-- turns: made by bench -->\nold\n<!-- end of turns -->\n\nBy hand.\n"
    (tmp_path / "performance.md").write_text(page, encoding="utf-8")
    found = {"guide": measured(1), "floor": measured(2), "default": measured(4)}
    for _ in range(2):
        turns_report.write(tmp_path, found, describe())
    text = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert text.startswith("# Speed\n") and text.endswith("By hand.\n")
    assert text.count("| a turn, one parent at a time |") == 1
    assert "old" not in text
    assert "Not reached in this run: " in text
    assert ET.parse(tmp_path / "performance.svg").getroot().tag.endswith("svg")


def test_a_page_without_a_place_for_the_table_is_refused(tmp_path: Path) -> None:
    """Nothing is written where nobody would find it."""
    (tmp_path / "page.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for 'turns'"):
        turns_report.replace_part(tmp_path / "page.md", "turns", "new")


def test_the_comparison_of_classifiers_is_written_and_drawn(tmp_path: Path) -> None:
    """A column for each, the pairs that were confused, and a picture."""
    (tmp_path / "understanding.md").write_text(
        "<!-- messages: made by bench --><!-- end of messages -->", encoding="utf-8"
    )
    rows = [{"intent": "faq/cost"}, {"intent": "danger/immediate"}, {"intent": "deny"}]
    reads = (Read("faq/binding", 0.6), Read("danger/immediate", 0.9), Read("deny", 0.9))
    scored = {
        name: (
            Examined(name, Spent(3.0, 2.0), 0.002, 10**8, reads),
            score(rows, reads, [False] * 3),
        )
        for name in ("floor", "guide")
    }
    understanding_report.write(tmp_path, "messages", scored, describe())
    text = (tmp_path / "understanding.md").read_text(encoding="utf-8")
    assert "| right | **66.7%** (2 of 3) | **66.7%** (2 of 3) |" in text
    assert "| faq/cost | faq/binding | 1 |" in text
    assert ET.parse(tmp_path / "confusion.svg").getroot().tag.endswith("svg")


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    """With the end of what it printed."""
    with pytest.raises(RuntimeError, match="no such data"):
        run_timed(["sh", "-c", "echo no such data; exit 3"], tmp_path, tmp_path / "log")
    spent = run_timed(["sh", "-c", "sleep 0.2"], tmp_path, tmp_path / "log")
    assert 0.2 <= spent.seconds < 5
    assert spent.processor_seconds < 0.2


def test_the_memory_of_a_service_is_that_of_all_its_processes(tmp_path: Path) -> None:
    """A process that the server starts counts too, and ends with it."""
    hold = "import time; x = bytearray(b'1') * 50_000_000; time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    service = Service([[sys.executable, "-c", parent]], tmp_path, "http://127.0.0.1:1")
    service.start()
    try:
        deadline = time.monotonic() + 20
        while service.memory() < 50_000_000 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert service.memory() >= 50_000_000
        assert service.processor_seconds() > 0
    finally:
        service.stop()
    with pytest.raises(RuntimeError, match="ended"):
        service.check()
