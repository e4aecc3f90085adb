"""Messages as parents send them, written apart from the training phrases and never trained on.

The floors stand a little under what was measured (docs/understanding.md), so that a change for
the worse is seen. held_out.yml is kept aside for that measurement and is not read here.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.understanding.reading import Understood

ROOT = Path(__file__).resolve().parents[2]


def share(found: list[bool]) -> float:
    """How many of them are true, from 0 to 1."""
    return sum(found) / len(found)


def test_most_messages_are_understood(read_messages: list[Understood]) -> None:
    """The intent is one of those that would be right."""
    assert share([message.right for message in read_messages]) >= 0.93


def test_every_message_of_danger_is_recognised(read_messages: list[Understood]) -> None:
    """Wherever it stands in the message, and however it is spelt."""
    dangers = [m for m in read_messages if m.is_danger]
    assert len(dangers) >= 40
    assert [m.row["text"] for m in dangers if not m.is_taken_for_danger] == []


def test_few_harmless_messages_are_taken_for_danger(read_messages: list[Understood]) -> None:
    """A false alarm costs little, but not nothing."""
    harmless = [m for m in read_messages if not m.is_danger]
    assert share([m.is_taken_for_danger for m in harmless]) <= 0.015
    assert share([m.danger_possible for m in harmless]) <= 0.05


def test_what_was_decided_is_mostly_taken_and_seldom_wrong(
    read_messages: list[Understood],
) -> None:
    """A decision that was not taken is asked for; a wrong one is said back and can be seen."""
    told = [m for m in read_messages if "decision" in m.row and "any_of" not in m.row]
    right = [m.facts.get("decision") == m.row["decision"] for m in told]
    wrong = [m.facts.get("decision") not in (None, m.row["decision"]) for m in told]
    assert share(right) >= 0.86
    assert share(wrong) <= 0.09


def test_nobody_who_disputes_more_than_the_school_is_taken_for_school_only(
    read_messages: list[Understood],
) -> None:
    """One message alone never settles that it is only the school."""
    assert not [m.row["text"] for m in read_messages if m.facts.get("school_only_confirmed")]
    more = [m for m in read_messages if set(m.row.get("sections", "I")) > {"I"}]
    read_as_school = [m.row["text"] for m in more if m.facts.get("sections") == ["I"]]
    assert len(read_as_school) <= 1


def test_letter_dates_are_read_and_none_is_later_than_the_truth(
    read_messages: list[Understood],
) -> None:
    """Of the dates marked in the messages; a date that must not be taken counts as wrong."""
    dated = [m for m in read_messages if m.row.get("letter_date")]
    right = [m.facts.get("letter_date") == str(m.row["letter_date"]) for m in dated]
    later = [
        m.row["text"]
        for m in dated
        if (m.facts.get("letter_date") or "") > str(m.row["letter_date"])
    ]
    assert share(right) >= 0.95
    assert later == []


def test_holding_a_certificate_is_never_read_where_none_is_held(
    read_messages: list[Understood],
) -> None:
    """It would end in telling somebody that they need not contact the service."""
    not_held = [m for m in read_messages if m.row.get("has_certificate") is not True]
    assert [m.row["text"] for m in not_held if m.facts.get("has_certificate") is True] == []


def test_the_messages_are_not_among_the_training_phrases() -> None:
    """Short ones that anybody would write may be; of the rest, none."""
    phrases = {
        " ".join(line[2:].lower().split())
        for file in (ROOT / "data" / "nlu").glob("*.yml")
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for line in item["examples"].splitlines()
    }
    for file in Path(__file__).parent.glob("*.yml"):
        texts = yaml.safe_load(file.read_text(encoding="utf-8"))
        same = [r["text"] for r in texts if " ".join(r["text"].lower().split()) in phrases]
        assert [text for text in same if len(text.split()) > 6] == []
