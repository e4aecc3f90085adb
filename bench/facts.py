"""What the guide takes as told from single messages, and how often that is wrong.

It asks for what it did not take, so a fact that is missed costs a question; a wrong one can cost
an appeal. A date is read back unless the words leave no doubt.

python -m bench.facts     # both sets of messages, and the table in docs/understanding.md
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import machine
from bench.rivals import ROOT
from bench.training import TODAY
from bench.turns_report import replace_part
from bench.understanding import HELD_OUT, MESSAGES
from tests.understanding.reading import Understood, rows, understand

INTENT_ALONE = {9}
"""Batches of messages for which only the intent is written down, no facts."""
NAMES = {
    MESSAGES: "messages worked on with",
    HELD_OUT: "messages kept aside",
    "danger_and_dates": "hard ones, around danger and dates, worked on with",
    "danger_and_dates_held_out": "hard ones kept aside",
}


def letter_dates(read: Sequence[Understood]) -> dict[str, str]:
    """Of the dates that are the letter's own, and of those that are something else's."""
    own = [m for m in read if m.row.get("letter_date")]
    others = [m for m in read if m.row.get("letter_date", 0) is None]
    wrong = [m for m in own if _taken(m) not in (None, _wanted(m))]
    return {
        "letter's date: right": _of([_taken(m) == _wanted(m) for m in own]),
        "not taken, so asked for": _of([_taken(m) is None for m in own]),
        "wrong": _of([m in wrong for m in own]),
        "wrong, and later than the true one": _of([m in wrong and _later(m) for m in own]),
        "another date taken for the letter's, to be read back": _of(
            [_taken(m) is not None and not _sure(m) for m in others]
        ),
        "another date taken for the letter's without asking": _of(
            [_taken(m) is not None and _sure(m) for m in others]
        ),
    }


def dangers(read: Sequence[Understood]) -> dict[str, str]:
    """Of the messages that tell of danger, and of those that do not."""
    told = [m for m in read if m.is_danger]
    harmless = [m for m in read if not any(name.startswith("danger") for name in m.wanted)]
    return {
        "danger: help comes first": _of([m.is_taken_for_danger for m in told]),
        "danger: help comes first or beside the answer": _of([_names_help(m) for m in told]),
        "no danger: help comes first": _of([m.is_taken_for_danger for m in harmless]),
        "no danger: help beside the answer": _of([m.danger_possible for m in harmless]),
    }


def decisions(read: Sequence[Understood]) -> dict[str, str]:
    """Of the messages that tell one decision."""
    told = [m for m in read if "decision" in m.row and "any_of" not in m.row]
    taken = [m.facts.get("decision") for m in told]
    right = [value == m.row["decision"] for value, m in zip(taken, told, strict=True)]
    return {
        "decision: right": _of(right),
        "decision not taken, so asked for": _of([value is None for value in taken]),
        "decision wrong": _of([v is not None and not r for v, r in zip(taken, right, strict=True)]),
    }


def never(read: Sequence[Understood]) -> dict[str, str]:
    """What would spare somebody mediation who must contact the service."""
    more = [m for m in read if set(m.row.get("sections", "I")) > {"I"}]
    marked = any("has_certificate" in m.row for m in read)
    without = [
        m
        for m in read
        if marked
        and m.row.get("has_certificate") is not True
        and m.row.get("batch") not in INTENT_ALONE
    ]
    return {
        "more than the school disputed, read as the school for now": _of(
            [m.facts.get("sections") == ["I"] for m in more]
        ),
        "the same, without asking about B and F": _of(
            [bool(m.facts.get("school_only_confirmed")) for m in more]
        ),
        "no certificate told, one read": _of(
            [m.facts.get("has_certificate") is True for m in without]
        ),
    }


def _names_help(message: Understood) -> bool:
    return message.is_taken_for_danger or message.danger_possible


def _taken(message: Understood) -> Any:
    return message.facts.get("letter_date")


def _wanted(message: Understood) -> str:
    return str(message.row["letter_date"])


def _later(message: Understood) -> bool:
    return str(_taken(message)) > _wanted(message)


def _sure(message: Understood) -> bool:
    return message.facts.get("letter_date_confirmed") is True


def _of(found: Sequence[bool]) -> str:
    share = f" ({sum(found) / len(found):.1%})" if found else ""
    return f"{sum(found)} of {len(found)}{share}"


def table(read: dict[str, list[Understood]]) -> str:
    """Markdown: one column a set of messages, one row a figure."""
    columns = [{**dangers(m), **letter_dates(m), **decisions(m), **never(m)} for m in read.values()]
    lines = [["", *(f"{NAMES[name]} ({len(m)})" for name, m in read.items())]]
    lines += [["---", *["---:"] * len(columns)]]
    lines += [[name, *(column[name] for column in columns)] for name in columns[0]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


async def read_all() -> dict[str, list[Understood]]:
    """Train if need be, and read every message as the first of a conversation."""
    from bot.engine.agent import load_agent
    from bot.engine.logs import configure
    from bot.engine.model import train

    configure()
    agent, today = load_agent(train()), date.fromisoformat(TODAY)
    return {
        name: [await understand(agent, row, today) for row in rows(f"{name}.yml")] for name in NAMES
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, print the table, and bring docs/understanding.md up to date."""
    described = (__doc__ or "").split("\n", 1)[0]
    parser = argparse.ArgumentParser(prog="python -m bench.facts", description=described)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    plan = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/facts.db", "GUIDE_TODAY": TODAY}
        made = table(asyncio.run(read_all()))
    print(made)
    replace_part(
        plan.docs / "understanding.md", "facts", f"{made}\n\n{machine.describe().sentence()}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
